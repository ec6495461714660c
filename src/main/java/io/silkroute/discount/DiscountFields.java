package io.silkroute.discount;

import io.silkroute.export.edited.PayloadFields;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of a discount's payload as the PIM speaks of them: {@code title, code, value, applies, eligibility, minimum,
 * limits, combines, startsAt, endsAt}.
 */
final class DiscountFields implements PayloadFields {

    static final DiscountFields FIELDS = new DiscountFields();

    static final List<String> ALL = List.of(
            "title", "code", "value", "applies", "eligibility", "minimum", "limits", "combines", "startsAt", "endsAt");

    /** When one ends that is not active. */
    static final String ENDED = "ended";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> SIDES = List.of("customerGets", "customerBuys");
    private static final List<String> LIMITS = List.of("usageLimit", "appliesOncePerCustomer");

    private DiscountFields() {}

    @Override
    public List<String> names(ObjectNode input, List<String> variantIds) {
        return ALL.stream().filter(field -> has(get(input, variantIds, field))).toList();
    }

    private static boolean has(JsonNode value) {
        return value.isObject() ? value.valueStream().anyMatch(DiscountFields::has) : !value.isNull();
    }

    @Override
    public JsonNode get(ObjectNode input, List<String> variantIds, String field) {
        return switch (field) {
            case "value" -> value(input);
            case "applies" -> sides(input, "items");
            case "limits" -> limits(input);
            case "endsAt" -> isPaused(input) ? JSON.textNode(ENDED) : orNull(input.path(field));
            default -> orNull(input.path(key(field)));
        };
    }

    static boolean isPaused(JsonNode input) {
        return !input.path("active").asBoolean(true);
    }

    private static String key(String field) {
        return switch (field) {
            case "eligibility" -> "context";
            case "minimum" -> "minimumRequirement";
            case "combines" -> "combinesWith";
            default -> field;
        };
    }

    /** With the kind: what is granted is another thing when that is another. */
    private static JsonNode value(ObjectNode input) {
        ObjectNode value = sides(input, "value");
        value.set("kind", orNull(input.path("kind")));
        return value;
    }

    private static ObjectNode sides(ObjectNode input, String part) {
        ObjectNode both = JSON.objectNode();
        for (String side : SIDES) {
            if (input.path(side).has(part)) {
                both.set(side, input.path(side).path(part).deepCopy());
            }
        }
        return both;
    }

    private static JsonNode limits(ObjectNode input) {
        ObjectNode limits = JSON.objectNode();
        LIMITS.forEach(name -> limits.set(name, orNull(input.path(name))));
        return limits;
    }

    private static JsonNode orNull(JsonNode node) {
        return node.isMissingNode() ? JSON.nullNode() : node;
    }

    /** What the PIM has switched off ends, whoever has given it another end in the shop. */
    @Override
    public boolean mayStay(ObjectNode input, String field) {
        return !field.equals("endsAt") || input.path("active").asBoolean(true);
    }

    @Override
    public void set(ObjectNode input, List<String> variantIds, String field, JsonNode value) {
        switch (field) {
            case "value" -> {
                setSides(input, "value", value);
                put(input, "kind", value.path("kind"));
            }
            case "applies" -> setSides(input, "items", value);
            case "limits" -> LIMITS.forEach(name -> put(input, name, value.path(name)));
            case "endsAt" -> {
                put(input, field, value);
                input.put("active", true); // somebody has let it go on
            }
            default -> put(input, key(field), value);
        }
    }

    private static void setSides(ObjectNode input, String part, JsonNode value) {
        for (String side : SIDES) {
            JsonNode one = value.path(side);
            if (!one.isMissingNode()) {
                (input.path(side) instanceof ObjectNode there ? there : input.putObject(side))
                        .set(part, one.deepCopy());
            } else if (input.path(side) instanceof ObjectNode there) {
                there.remove(part);
                if (there.isEmpty()) {
                    input.remove(side);
                }
            }
        }
    }

    private static void put(ObjectNode input, String name, JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            input.remove(name);
        } else {
            input.set(name, value.deepCopy());
        }
    }
}
