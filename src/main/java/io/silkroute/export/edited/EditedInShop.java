package io.silkroute.export.edited;

import io.silkroute.catalogue.CanonicalJson;
import io.silkroute.export.edited.EditedField.Decided;
import io.silkroute.export.ledger.Exported;
import io.silkroute.mapping.Rendered;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What somebody has changed of an item in the shop, and what was decided of it.
 *
 * @param fields by name; {@link #WHOLE} if the object itself was deleted
 */
public record EditedInShop(Map<String, EditedField> fields) {

    public static final EditedInShop NOTHING = new EditedInShop(Map.of());

    /** In place of a field: the object as a whole. What the PIM had is then the hash of all that. */
    public static final String WHOLE = "*";

    private static final long FOUND = -1; // no version that was ever noted

    public boolean isNothing() {
        return fields.isEmpty();
    }

    /** That the object was deleted; null if it was not. */
    public @Nullable EditedField whole() {
        return fields.get(WHOLE);
    }

    /** With that a run has found the object to be gone, which is nowhere noted: the run makes it again. */
    public EditedInShop foundGone() {
        if (whole() != null) {
            return this;
        }
        Map<String, EditedField> all = new HashMap<>(fields);
        JsonNode nothing = JsonNodeFactory.instance.nullNode();
        all.put(WHOLE, new EditedField(Decided.PIM, nothing, nothing, nothing, FOUND));
        return new EditedInShop(all);
    }

    public boolean isFoundGone() {
        EditedField whole = whole();
        return whole != null && whole.version() == FOUND;
    }

    /** The fields that are left alone until a person has decided. */
    public List<String> asked() {
        return named(Decided.ASKED);
    }

    private List<String> named(Decided decided) {
        return fields.entrySet().stream()
                .filter(field -> field.getValue().decided() == decided)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /**
     * What the shop holds as far as is known: what was exported last, and in its changed fields what the shop has. By it
     * the next write sends exactly what is to be another.
     */
    public @Nullable Exported over(@Nullable Exported exported, PayloadFields access) {
        if (isNothing() || exported == null || exported.payload() == null) {
            return exported;
        }
        EditedField whole = whole();
        if (whole != null) {
            // What is in doubt may be there again already.
            return whole.decided() == Decided.PIM && !exported.inDoubt()
                    ? new Exported(exported.key(), null, Exported.State.DELETED, null, null, null)
                    : exported;
        }
        ObjectNode payload = exported.payload().deepCopy();
        List<String> before = exported.variantIds();
        List<String> variants = new ArrayList<>(before);
        fields.forEach((field, edited) -> access.set(payload, variants, field, edited.shop()));
        ObjectNode refs = exported.refs() == null ? null : exported.refs().deepCopy();
        if (refs != null) {
            if (refs.path("variants") instanceof ObjectNode known) {
                before.stream().filter(id -> !variants.contains(id)).forEach(known::remove);
            }
            if (refs.path("files") instanceof ObjectNode known && fields.containsKey("files")) {
                List<String> there = addresses(payload);
                exported.payload()
                        .path("files")
                        .valueStream()
                        .map(file -> file.path("originalSource").asString(""))
                        .filter(address -> !there.contains(address))
                        .forEach(known::remove);
            }
        }
        return new Exported(
                exported.key(),
                exported.shopifyId(),
                exported.state(),
                exported.hash() == null ? null : CanonicalJson.digest(payload),
                payload,
                refs,
                exported.sending());
    }

    private static List<String> addresses(ObjectNode payload) {
        return payload.path("files")
                .valueStream()
                .map(file -> file.path("originalSource").asString(""))
                .toList();
    }

    /** The payload with what the shop has in those fields that are to stay. */
    public Rendered.Payload left(Rendered.Payload payload, PayloadFields access) {
        ObjectNode input = payload.input().deepCopy();
        List<String> variants = new ArrayList<>(payload.variantIds());
        List<String> notes = new ArrayList<>();
        fields.forEach((name, field) -> {
            if (stays(field, access.get(payload.input(), payload.variantIds(), name))
                    && (field.decided() != Decided.ASKED || access.mayStay(payload.input(), name))) {
                access.set(input, variants, name, field.shop());
                notes.add(note(name));
            }
        });
        return notes.isEmpty()
                ? payload
                : new Rendered.Payload(
                        input,
                        List.copyOf(variants),
                        Stream.concat(notes.stream(), payload.notes().stream()).toList(),
                        payload.unpriced(),
                        payload.leftOut());
    }

    private static boolean stays(EditedField field, JsonNode now) {
        return switch (field.decided()) {
            case PIM -> false;
            case ASKED -> true;
            case SHOP -> same(now, field.pim());
        };
    }

    /** Are they the same text of JSON, whatever its form? */
    public static boolean same(JsonNode one, JsonNode other) {
        return Arrays.equals(CanonicalJson.bytes(one), CanonicalJson.bytes(other));
    }

    /** Those fields of a payload that {@link #left} that stay as the shop has them because that was decided. */
    public List<String> kept(Rendered.Payload left) {
        return named(Decided.SHOP).stream()
                .filter(name -> left.notes().contains(note(name)))
                .toList();
    }

    private static String note(String field) {
        return "Stays as the shop has it: " + field + ".";
    }
}
