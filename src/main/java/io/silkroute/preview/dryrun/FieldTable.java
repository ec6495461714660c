package io.silkroute.preview.dryrun;

import io.silkroute.conflict.compared.ComparedType;
import io.silkroute.export.ItemExporter;
import io.silkroute.export.edited.EditedField;
import io.silkroute.export.edited.EditedInShop;
import io.silkroute.export.edited.PayloadFields;
import io.silkroute.export.ledger.Exported;
import io.silkroute.mapping.Rendered;
import io.silkroute.shopify.BoundedText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An item field by field: what the shop has, what it was sent last, what the PIM has, and what would be sent and why. */
final class FieldTable {

    private static final int LONGEST = 1_000;
    private static final int FEW_ITEMS = 10;
    private static final int MOST_OF_FEW = 300;
    private static final int MOST_OF_MANY = 60;
    private static final JsonNode NOTHING = JsonNodeFactory.instance.nullNode();
    private static final Pattern OF_VARIANT = Pattern.compile("variants\\[(.*)]\\..*", Pattern.DOTALL);
    private static final Pattern METAFIELD = Pattern.compile("metafields\\[.*]", Pattern.DOTALL);
    private static final Set<String> LISTS = Set.of("tags", "files", "collections");
    private static final String HANDLE = "handle";

    private final Known item;
    private final Set<String> sent;

    /**
     * What is known of an item.
     *
     * @param recorded its last export; null if there is none
     * @param pim as the mapping makes it of what the PIM has; null if nothing is to be made of it
     * @param there what the shop holds; null if that was not read
     * @param type by which it is compared; null if it is not
     * @param owned of which lists others' entries stay
     */
    record Known(
            Weighed weighed,
            PayloadFields fields,
            @Nullable Exported recorded,
            Rendered.@Nullable Payload pim,
            ComparedType.@Nullable There there,
            @Nullable ComparedType type,
            EditedField.Decided policy,
            Predicate<String> owned) {

        ItemExporter.Outgoing.@Nullable Write write() {
            return weighed.write();
        }

        @Nullable
        ObjectNode last() {
            return recorded == null ? null : recorded.payload();
        }

        EditedInShop edited() {
            return weighed.at().item().edited();
        }
    }

    private FieldTable(Known item) {
        this.item = item;
        this.sent = item.write() == null
                ? Set.of()
                : new HashSet<>(
                        item.fields().names(item.write().input(), item.write().variantIds()));
    }

    /** What would be sent stands first, then what the shop holds otherwise than it was sent; each in the payload's order. */
    static List<DryRunField> of(Known item) {
        return new FieldTable(item).rows();
    }

    private List<DryRunField> rows() {
        Set<String> names = new LinkedHashSet<>();
        if (item.write() != null) {
            names.addAll(item.fields().names(item.write().input(), item.write().variantIds()));
        }
        if (item.pim() != null) {
            names.addAll(item.fields().names(item.pim().input(), item.pim().variantIds()));
        }
        if (item.last() != null && item.recorded() != null) {
            names.addAll(item.fields().names(item.last(), item.recorded().variantIds()));
        }
        if (item.there() != null) {
            names.addAll(item.there().shop().keySet());
        }
        names.addAll(item.edited().fields().keySet());
        names.remove(EditedInShop.WHOLE);
        List<DryRunField> rows = new ArrayList<>();
        names.forEach(name -> rows.add(row(name)));
        rows.sort(Comparator.comparingInt(this::place));
        return rows;
    }

    private int place(DryRunField row) {
        return row.sent() ? 0 : isOtherInShop(row.field()) || isEdited(row.field()) ? 1 : 2;
    }

    private boolean isEdited(String field) {
        return item.edited().fields().containsKey(field);
    }

    private DryRunField row(String name) {
        boolean read = item.there() != null && item.there().shop().containsKey(name);
        boolean out = sent.contains(name) || isTakenOut(name);
        return new DryRunField(
                name,
                read && item.there() != null ? cut(item.there().shop().getOrDefault(name, NOTHING)) : null,
                cut(last(name)),
                cut(pim(name)),
                cut(send(name)),
                read,
                out,
                out ? whySent(name) : whyNot(name));
    }

    private JsonNode last(String name) {
        return item.last() == null || item.recorded() == null
                ? NOTHING
                : item.fields().get(item.last(), item.recorded().variantIds(), name);
    }

    private JsonNode pim(String name) {
        return item.pim() == null
                ? NOTHING
                : item.fields().get(item.pim().input(), item.pim().variantIds(), name);
    }

    private JsonNode send(String name) {
        ItemExporter.Outgoing.Write write = item.write();
        return write == null || !sent.contains(name)
                ? NOTHING
                : item.fields().get(write.input(), write.variantIds(), name);
    }

    /** Does a list go out, or all the variants, without this entry that was once sent with it? */
    private boolean isTakenOut(String name) {
        ItemExporter.Outgoing.Write write = item.write();
        if (write == null || last(name).isNull()) {
            return false;
        }
        if (METAFIELD.matcher(name).matches()) {
            return write.input().has("metafields");
        }
        Matcher variant = OF_VARIANT.matcher(name);
        return variant.matches()
                && write.input().has("productOptions")
                && !write.variantIds().contains(variant.group(1));
    }

    private boolean isOtherInShop(String name) {
        if (item.there() == null || item.type() == null || !item.there().shop().containsKey(name)) {
            return false;
        }
        return !item.type().same(name, last(name), item.there().shop().getOrDefault(name, NOTHING));
    }

    private String whySent(String name) {
        EditedField edited = item.edited().fields().get(name);
        if (item.weighed().action() == DryRunAction.CREATE) {
            return "The shop does not hold it yet.";
        }
        if (!sent.contains(name)) {
            return METAFIELD.matcher(name).matches()
                    ? "Taken out: the mapping makes it no longer."
                    : "Taken out: the variant has left its product.";
        }
        if (edited != null) {
            return edited.decided() == EditedField.Decided.PIM
                    ? "Somebody has changed it in the shop; the PIM's value goes over it."
                    : "Somebody has changed it in the shop, and that stays; it goes along as the shop has it.";
        }
        return whyThisValue(name)
                + (isList(name) && item.owned().test(list(name)) ? " What others have put there stays." : "");
    }

    private String whyThisValue(String name) {
        if (pim(name).isNull()) {
            return "Cleared: the PIM has no value for it.";
        }
        if (item.weighed().at().item().isForced()) {
            return item.weighed().at().run().forceRefresh()
                    ? "A force refresh sends every field."
                    : "Somebody has asked for it to be sent again.";
        }
        if (last(name).isNull()) {
            return "It was not sent before.";
        }
        if (!EditedInShop.same(last(name), pim(name))) {
            return "The PIM has another value than was sent last.";
        }
        return METAFIELD.matcher(name).matches()
                ? "As it was sent last; a value that somebody has set in the shop since goes along in its place."
                : "As it was sent last; it goes along with what has changed.";
    }

    private static boolean isList(String name) {
        return LISTS.contains(name) || METAFIELD.matcher(name).matches();
    }

    private static String list(String name) {
        return METAFIELD.matcher(name).matches() ? "metafields" : name;
    }

    private String whyNot(String name) {
        EditedField edited = item.edited().fields().get(name);
        if (edited != null && edited.decided() == EditedField.Decided.ASKED) {
            return "Somebody has changed it in the shop. It is left alone until a person has decided.";
        }
        if (edited != null && edited.decided() == EditedField.Decided.SHOP) {
            return "It stays as the shop has it, until the PIM has another value.";
        }
        if (item.weighed().action() == DryRunAction.REMOVE) {
            return "The object leaves the shop as a whole.";
        }
        if (isOtherInShop(name)) {
            return "The shop holds another value than was sent last, which nobody has noticed yet. When it is noticed, "
                    + switch (item.policy()) {
                        case PIM -> "the next run writes the PIM's value again.";
                        case SHOP -> "it stays so until the PIM has another value.";
                        case ASKED -> "a person is to decide.";
                    };
        }
        if (item.write() == null && !item.weighed().unchanged()) {
            return "Nothing of the item is sent.";
        }
        if (name.equals(HANDLE) && !EditedInShop.same(last(name), pim(name))) {
            return "What the shop holds keeps its address.";
        }
        if (!last(name).isNull() && pim(name).isNull()) {
            return "The mapping makes it no longer, and the shop keeps what it has.";
        }
        return "Equal to what was sent last.";
    }

    /** A long value is shown with its beginning. */
    private static @Nullable JsonNode cut(JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        String text = value.isContainer() ? value.toString() : value.asString("");
        return text.length() <= LONGEST ? value : JsonNodeFactory.instance.textNode(BoundedText.bounded(text, LONGEST));
    }

    /** The rows of one variant. */
    static List<DryRunField> ofVariant(List<DryRunField> rows, String id) {
        return rows.stream()
                .filter(row -> row.field().startsWith("variants[" + id + "]"))
                .toList();
    }

    /** How many rows are shown of an item among so many. */
    static int most(int items) {
        return items <= FEW_ITEMS ? MOST_OF_FEW : MOST_OF_MANY;
    }

    /** By field what somebody has changed in the shop and nobody has found yet, decided as the connector does it. */
    static Map<String, EditedField> found(Known item) {
        Map<String, EditedField> found = new TreeMap<>();
        if (item.there() != null) {
            FieldTable table = new FieldTable(item);
            item.there().shop().forEach((name, shop) -> {
                if (!item.edited().fields().containsKey(name) && table.isOtherInShop(name)) {
                    found.put(name, new EditedField(item.policy(), table.last(name), shop, table.pim(name), 0));
                }
            });
        }
        return found;
    }
}
