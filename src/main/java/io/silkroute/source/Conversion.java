package io.silkroute.source;

import io.silkroute.source.profile.Profile;
import io.silkroute.source.table.Row;
import io.silkroute.source.table.Table;
import io.silkroute.source.table.TableFile;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Rows made items, one after the other as they are asked for: what a file holds is never in memory as a whole. Each row
 * becomes items, is refused with a reason, or is skipped because its profile says so.
 */
public final class Conversion implements Closeable {

    private static final List<String> OF_PRODUCTS = List.of("product", "variant");

    private final Profile profile;
    private final Columns columns;
    private final TableFile file;
    private final Table table;
    private final RowReader reader;
    private final Assembly assembly;
    private final LiveItems gone;
    private final Queue<Converted> ready = new ArrayDeque<>();
    private boolean variants;
    private boolean ended;
    private long rows;
    private long skipped;
    private long views;
    private @Nullable GoneItems removals;

    Conversion(TableFile file, Profile profile, boolean full, KnownProducts known, LiveItems live) throws IOException {
        this.profile = profile;
        this.file = file;
        this.columns = new Columns(profile, file.columns());
        Survey survey = Survey.of(file, profile, columns);
        this.reader = new RowReader(profile, columns, survey.decimals());
        this.assembly = assembly(profile, survey, known, ready::add);
        this.gone = full ? live : LiveItems.NONE;
        file.guesses().forEach(guess -> ready.add(new Converted.Warned(ofFile(guess))));
        if (survey.isFull()) {
            ready.add(new Converted.Warned(ofFile(
                    "The file is so large that of its later products not all axes and variants are known; part it.")));
        }
        this.table = file.rows();
    }

    private static Assembly assembly(Profile profile, Survey survey, KnownProducts known, Consumer<Converted> out) {
        return switch (profile.parents()) {
            case COLUMN -> new VariantsByColumn(profile, survey, out);
            case GROUPED -> new NeighbouringRows(profile, survey, out);
            case GROUP_ID -> new VariantsByGroup(profile, survey, out);
            case CONFIGURABLE -> new ListedVariants(profile, survey, out);
            case COMBINATIONS -> new Combinations(profile, survey, known, out);
        };
    }

    private static Fault ofFile(String sentence) {
        return new Fault(1, null, null, null, null, sentence);
    }

    /** Null at the end. @throws io.silkroute.source.table.UnreadableTable if the file cannot be read on */
    public @Nullable Converted next() {
        while (ready.isEmpty() && !ended) {
            read();
        }
        Converted next = ready.poll();
        if (next instanceof Converted.Made made) {
            variants |= made.item().path("type").asString("").equals("variant");
        }
        return next != null ? next : removals == null ? null : removals.next();
    }

    private void read() {
        Row row = table.next();
        if (row == null) {
            assembly.end();
            ended = true;
            conclude();
            return;
        }
        rows++;
        RowFields fields = reader.read(row);
        if (row.fault() == null && fields.view != null) {
            views++;
        } else if (row.fault() == null && fields.kind != null && profile.skip().contains(fields.kind)) {
            skipped++;
        } else {
            assembly.row(fields);
        }
    }

    private void conclude() {
        if (skipped > 0) {
            ready.add(new Converted.Warned(ofFile("%d rows were left out, as the profile %s says: they are one of %s."
                    .formatted(
                            skipped,
                            profile.name(),
                            String.join(", ", profile.skip().stream().sorted().toList())))));
        }
        if (views > 0) {
            ready.add(new Converted.Warned(ofFile(
                    "%d rows of single store views or languages were left out; only rows for all of them are taken."
                            .formatted(views))));
        }
        if (gone == LiveItems.NONE) {
            return;
        }
        if (rows == 0 || assembly.unknownRefused() || !assembly.remembersAll()) {
            ready.add(
                    new Converted.Warned(
                            ofFile(
                                    rows == 0
                                            ? "The file is said to be full and holds no row; nothing was taken for gone."
                                            : "Nothing was taken for gone, although the file is said to be full: of some rows it cannot be said which items they are.")));
            return;
        }
        boolean anyVariant = variants
                || ready.stream()
                        .anyMatch(one -> one instanceof Converted.Made made
                                && made.item().path("type").asString("").equals("variant"));
        List<String> types =
                profile.type().equals("category") ? List.of("category") : anyVariant ? OF_PRODUCTS : List.of("product");
        removals = new GoneItems(types, gone, assembly, JsonNodeFactory.instance);
    }

    public Profile profile() {
        return profile;
    }

    /** How many rows were read so far. */
    public long rows() {
        return rows;
    }

    /** Each header with what its column is, such as {@code price}; empty if it is nothing to the profile. */
    public Map<String, String> uses() {
        Map<String, String> uses = new LinkedHashMap<>();
        for (int i = 0; i < columns.headers().size(); i++) {
            int column = i;
            List<String> keys = columns.byRule().entrySet().stream()
                    .filter(rule -> rule.getValue().stream().anyMatch(bound -> bound.index() == column))
                    .map(rule -> rule.getKey().key())
                    .toList();
            String other = profile.others() ? "attributes" : "";
            uses.putIfAbsent(columns.header(i), keys.isEmpty() ? other : String.join(", ", keys));
        }
        return uses;
    }

    @Override
    public void close() throws IOException {
        table.close();
        file.close();
    }
}
