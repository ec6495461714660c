package io.silkroute.source;

import io.silkroute.source.profile.Profile;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Rows put together to products and variants. */
abstract class Assembly {

    private static final int COUNTED = 300_000;
    private static final int SAID = 10_000;

    final Profile profile;
    final Survey survey;
    private final Categories categories;
    private final Consumer<Converted> out;
    private final RowsByText ids = new RowsByText();
    private final Set<String> said = new HashSet<>();
    private final Map<String, Integer> positions = new HashMap<>();
    private long doubtful;

    Assembly(Profile profile, Survey survey, Consumer<Converted> out) {
        this.profile = profile;
        this.survey = survey;
        this.categories = new Categories(profile);
        this.out = out;
    }

    /** Takes the next row, which has no faults or some. */
    abstract void row(RowFields fields);

    /** Nothing more comes. */
    void end() {}

    /** The first refused row of which nobody can say which items it was, or 0. Then nothing can be said to be gone. */
    long doubtful() {
        return doubtful;
    }

    /** A refused row may have been other items, or more, than its refusal names. */
    final void doubt(long row) {
        if (doubtful == 0) {
            doubtful = row;
        }
    }

    boolean came(String type, String id) {
        return ids.first(type + ' ' + id) > 0;
    }

    boolean remembersAll() {
        return !ids.full();
    }

    /** @return whether the row is good */
    final boolean checked(RowFields fields, String type, @Nullable String id) {
        if (fields.faults.isEmpty()) {
            RowFields.Said time = fields.unclearTime;
            if (time != null) {
                warnOnce(
                        fields,
                        type,
                        id,
                        "time",
                        "The column “%s” is left out where its time has no offset; one such as 2026-05-31T12:00:00Z counts."
                                .formatted(time.header()));
            }
            fields.warnings.forEach(warning -> out.accept(new Converted.Warned(warning.of(type, id))));
            return true;
        }
        if (fields.unclear) {
            doubt(fields.row);
        }
        refuse(together(fields.faults).of(type, id));
        return false;
    }

    // A row is refused once, and everything that is wrong with it is said.
    private static Fault together(List<Fault> faults) {
        StringJoiner sentences = new StringJoiner(" ");
        faults.forEach(fault -> sentences.add(fault.sentence()));
        Fault first = faults.get(0);
        return new Fault(first.row(), first.column(), first.cell(), null, null, sentences.toString());
    }

    final void refuse(Fault fault) {
        if (fault.id() == null) {
            doubt(fault.row());
        } else if (fault.type() != null) {
            ids.put(fault.type() + ' ' + fault.id(), fault.row()); // it is faulty, not gone
        }
        out.accept(new Converted.Refused(fault));
    }

    final void refuse(RowFields fields, String type, @Nullable String id, String sentence) {
        refuse(new Fault(fields.row, null, null, type, id, sentence));
    }

    final void warn(RowFields fields, String type, @Nullable String id, String sentence) {
        out.accept(new Converted.Warned(new Fault(fields.row, null, null, type, id, sentence)));
    }

    /** Something of the file needs it, so it is not gone though the file does not hold it. */
    final void needs(RowFields fields, String type, String id) {
        ids.put(type + ' ' + id, fields.row);
    }

    /** Once for each thing it is about. */
    final void warnOnce(RowFields fields, String type, @Nullable String id, String about, String sentence) {
        if (said.size() < SAID && said.add(about)) {
            warn(fields, type, id, sentence);
        }
    }

    final void make(RowFields fields, ObjectNode item, List<String> inCategories) {
        RowFields.list(
                item,
                "categories",
                categories.of(inCategories, category -> out.accept(new Converted.Made(fields.row, category))));
        make(fields, item);
    }

    final void make(RowFields fields, ObjectNode item) {
        ids.put(item.path("type").asString("") + ' ' + item.path("id").asString(""), fields.row);
        out.accept(new Converted.Made(fields.row, item));
    }

    /** A variant's id: its SKU, or what tells it apart within its product where it has none or another has it. */
    final String variantId(RowFields fields, String product, Map<String, String> options, int position) {
        String within = product + "/" + (options.isEmpty() ? position : String.join("/", options.values()));
        if (fields.sku == null) {
            return free(within, position);
        }
        int before = ids.first("variant " + fields.sku);
        if (before == 0) {
            return fields.sku;
        }
        warn(
                fields,
                "variant",
                within,
                "The SKU “%s” stood in row %d already; this one has the id “%s”. Give each variant a SKU of its own."
                        .formatted(fields.sku, before, within));
        return free(within, position);
    }

    /** The how manieth variant of its product it is. */
    final int position(RowFields fields, String product) {
        return positions.size() >= COUNTED && !positions.containsKey(product)
                ? (int) Math.min(fields.row, Integer.MAX_VALUE)
                : positions.merge(product, 1, Integer::sum);
    }

    private String free(String id, int position) {
        return ids.first("variant " + id) == 0 ? id : id + "/" + position;
    }
}
