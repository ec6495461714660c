package io.silkroute.console.campaign;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A campaign as a form: one input a key, named by the key's path in the item, which is how the door names what is wrong
 * with it. What was not touched stays as the PIM sent it, and so does whatever the form does not know.
 */
final class CampaignForm {

    enum Kind {
        TEXT,
        NAME, // a text, or the one of several that people see
        NUMBER, // written as a text, so that it stays exact
        COUNT,
        LIST,
        FLAG, // true or left out
        ON, // false or left out
        CHOICE,
        TIME // in UTC, to the minute
    }

    /** @param path such as {@code value.percentage} @param choices the first one is usual, and left out */
    record Input(String path, String label, String help, Kind kind, List<String> choices) {}

    record Section(String name, String help, List<Input> inputs) {}

    private static final String TO_THE_MINUTE = "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}";

    static final List<Section> SECTIONS = List.of(
            new Section(
                    "Campaign",
                    "",
                    List.of(
                            input(
                                    "name",
                                    "Name",
                                    "As your team calls it; customers see it at the checkout.",
                                    Kind.NAME),
                            choice("method", "How customers get it", "A code, or by itself.", "code", "automatic"),
                            input(
                                    "code",
                                    "Code",
                                    "What customers type. Leave it empty if it has only codes of its own list.",
                                    Kind.TEXT),
                            input("active", "Active", "Switched off, it ends in the shop at once.", Kind.ON),
                            input("starts", "Starts (UTC)", "Empty: at once.", Kind.TIME),
                            input("ends", "Ends (UTC)", "Empty: never.", Kind.TIME))),
            new Section(
                    "What it grants",
                    "Fill in one of these: a percentage, an amount, free shipping, or buy and get.",
                    List.of(
                            input("value.percentage", "Percentage off", "Such as 15.", Kind.NUMBER),
                            input("value.amount", "Amount off", "Such as 10 or 9.95.", Kind.NUMBER),
                            input("value.currency", "Currency of the amount", "Empty: the shop's.", Kind.TEXT),
                            input("value.each", "Off each item", "And not once off the order.", Kind.FLAG),
                            input("value.freeShipping", "Free shipping", "", Kind.FLAG),
                            input("value.buy.quantity", "Buy: how many", "A whole number.", Kind.COUNT),
                            input("value.buy.products", "Buy: of these products", "PIM ids.", Kind.LIST),
                            input("value.get.quantity", "Get: how many", "A whole number.", Kind.COUNT),
                            input("value.get.products", "Get: of these products", "PIM ids.", Kind.LIST),
                            input("value.get.percentage", "Get: percentage off", "Empty: free.", Kind.NUMBER))),
            new Section(
                    "What it applies to",
                    "Nothing filled in: everything. Ids are the PIM's; what is not in the shop yet keeps the campaign waiting.",
                    List.of(
                            input("applies.products", "Products", "PIM ids.", Kind.LIST),
                            input("applies.variants", "Variants", "PIM ids.", Kind.LIST),
                            input(
                                    "applies.categories",
                                    "Categories",
                                    "PIM ids, and no products beside them.",
                                    Kind.LIST),
                            input("excludes.products", "But not these products", "PIM ids.", Kind.LIST))),
            new Section(
                    "Who, and under which conditions",
                    "",
                    List.of(
                            input("eligibility.segments", "Only these customer segments", "Names or ids.", Kind.LIST),
                            input(
                                    "eligibility.customers",
                                    "Only these customers",
                                    "E-mails or Shopify ids.",
                                    Kind.LIST),
                            input("minimum.subtotal", "At least for", "An amount; or a number of items.", Kind.NUMBER),
                            input("minimum.quantity", "At least so many items", "A whole number.", Kind.COUNT),
                            input("limits.uses", "Uses of each code", "Empty: no limit.", Kind.COUNT),
                            input("limits.oncePerCustomer", "Once per customer", "", Kind.FLAG),
                            input("combines.order", "Together with order discounts", "", Kind.FLAG),
                            input("combines.product", "Together with product discounts", "", Kind.FLAG),
                            input("combines.shipping", "Together with shipping discounts", "", Kind.FLAG))),
            new Section(
                    "How it is sent",
                    "",
                    List.of(
                            choice("sync.when", "A change goes out", "", "batch", "immediate"),
                            choice("sync.priority", "Priority among campaigns", "", "normal", "high", "low"),
                            input("tags", "Tags", "For your team and the connector's rules.", Kind.LIST))));

    private CampaignForm() {}

    private static Input input(String path, String label, String help, Kind kind) {
        return new Input(path, label, help, kind, List.of());
    }

    private static Input choice(String path, String label, String help, String... choices) {
        return new Input(path, label, help, Kind.CHOICE, List.of(choices));
    }

    /** What each box shows, by its path. */
    static Map<String, String> shown(ObjectNode image) {
        Map<String, String> shown = new LinkedHashMap<>();
        SECTIONS.forEach(section -> section.inputs().forEach(input -> shown.put(input.path(), shown(image, input))));
        return shown;
    }

    private static String shown(ObjectNode image, Input input) {
        JsonNode value = at(image, input.path());
        return switch (input.kind()) {
            case ON -> value.asBoolean(true) ? "true" : "";
            case FLAG -> value.asBoolean(false) ? "true" : "";
            case LIST -> lines(value);
            case NAME -> value.isObject() ? value.path(language(value)).asString("") : text(value);
            case CHOICE -> text(value).isEmpty() ? input.choices().get(0) : text(value);
            case TIME -> time(text(value));
            case TEXT, NUMBER, COUNT -> text(value);
        };
    }

    private static JsonNode at(JsonNode image, String path) {
        return image.at("/" + path.replace('.', '/'));
    }

    private static String text(JsonNode value) {
        return value.isValueNode() && !value.isNull() ? value.asString("") : "";
    }

    private static String lines(JsonNode list) {
        List<String> lines = new ArrayList<>();
        list.forEach(line -> lines.add(line.asString("")));
        return String.join("\n", lines);
    }

    private static String language(JsonNode names) {
        String first = "";
        for (String language : names.propertyNames()) {
            if (language.startsWith("en")) {
                return language;
            }
            first = first.isEmpty() ? language : first;
        }
        return first.isEmpty() ? "en_US" : first;
    }

    private static String time(String text) {
        try {
            return text.isEmpty()
                    ? ""
                    : OffsetDateTime.parse(text)
                            .withOffsetSameInstant(ZoneOffset.UTC)
                            .toLocalDateTime()
                            .truncatedTo(ChronoUnit.MINUTES)
                            .toString();
        } catch (DateTimeException noTime) {
            return text;
        }
    }

    /** The image that the filled-in form means. @param before as it is; empty for a new one */
    static ObjectNode image(ObjectNode before, Map<String, String> filled) {
        ObjectNode image = before.deepCopy();
        for (Section section : SECTIONS) {
            for (Input input : section.inputs()) {
                String text = typed(filled, input.path());
                if (!text.equals(shown(before, input))) {
                    set(image, input.path(), value(image, input, text));
                }
            }
        }
        return image;
    }

    /** Where an image is otherwise than the form was filled in, in a sentence by the path of each input. */
    static Map<String, String> others(ObjectNode image, Map<String, String> filled) {
        Map<String, String> others = new LinkedHashMap<>();
        for (Section section : SECTIONS) {
            for (Input input : section.inputs()) {
                String now = shown(image, input);
                if (!now.equals(typed(filled, input.path()))) {
                    others.put(input.path(), "Now it is " + told(input.kind(), now) + ".");
                }
            }
        }
        return others;
    }

    private static String told(Kind kind, String shown) {
        if (kind == Kind.FLAG || kind == Kind.ON) {
            return shown.isEmpty() ? "off" : "on";
        }
        return shown.isEmpty() ? "empty" : shown.replace("\n", ", ");
    }

    private static String typed(Map<String, String> filled, String path) {
        return filled.getOrDefault(path, "").strip().replace("\r\n", "\n");
    }

    private static @Nullable JsonNode value(ObjectNode image, Input input, String text) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (input.kind() == Kind.ON) {
            return text.isEmpty() ? json.booleanNode(false) : null;
        }
        if (text.isEmpty()
                || input.kind() == Kind.CHOICE && text.equals(input.choices().get(0))) {
            return null;
        }
        return switch (input.kind()) {
            case FLAG -> json.booleanNode(true);
            case LIST -> list(text);
            case COUNT -> text.matches("\\d{1,9}") ? json.numberNode(Integer.parseInt(text)) : json.stringNode(text);
            case TIME ->
                json.stringNode(
                        text.matches(TO_THE_MINUTE)
                                ? text + ":00Z"
                                : text.matches(TO_THE_MINUTE + ":\\d{2}") ? text + "Z" : text);
            case NAME -> name(at(image, input.path()), text);
            case TEXT, NUMBER, CHOICE, ON -> json.stringNode(text);
        };
    }

    private static JsonNode name(JsonNode before, String text) {
        if (before instanceof ObjectNode names) {
            return names.deepCopy().put(language(names), text);
        }
        return JsonNodeFactory.instance.stringNode(text);
    }

    private static ArrayNode list(String text) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(list::add);
        return list;
    }

    /** @param value null takes the key away, and what holds nothing any more with it */
    private static void set(ObjectNode image, String path, @Nullable JsonNode value) {
        int dot = path.indexOf('.');
        String key = dot < 0 ? path : path.substring(0, dot);
        if (dot < 0) {
            if (value == null) {
                image.remove(key);
            } else {
                image.set(key, value);
            }
            return;
        }
        ObjectNode inner = image.path(key) instanceof ObjectNode there ? there : JsonNodeFactory.instance.objectNode();
        set(inner, path.substring(dot + 1), value);
        if (inner.isEmpty()) {
            image.remove(key);
        } else {
            image.set(key, inner);
        }
    }
}
