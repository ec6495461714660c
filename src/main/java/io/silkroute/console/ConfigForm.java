package io.silkroute.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A connector's configuration as a form: one input a key, named by the key's path as the API has it. A key that has no
 * effect yet ({@code conflicts}, {@code shop.webhookSecret}) has no input.
 */
final class ConfigForm {

    enum Kind {
        TEXT,
        LIST,
        FLAG,
        CHOICE,
        NUMBER,
        SECRET
    }

    /** @param path such as {@code export.status} */
    record Input(String path, String label, String help, Kind kind, List<String> choices) {}

    record Section(String name, List<Input> inputs) {}

    static final List<Section> SECTIONS = List.of(
            new Section(
                    "Shop",
                    List.of(
                            text("shop.domain", "Domain", "Such as my-shop.myshopify.com."),
                            secret("shop.accessToken", "Access token", "Of a custom app in the shop."),
                            text("shop.clientId", "Client id", "Instead of a token: the client credentials grant."),
                            secret("shop.clientSecret", "Client secret", "Belongs to the client id."),
                            text("shop.endpoint", "Endpoint", "Only where the Admin API answers elsewhere."))),
            new Section(
                    "What is exported",
                    List.of(
                            choice("export.status", "Status", "Which items belong to the shop.", "only-visible", "all"),
                            list("export.tags", "Tags", "Only items with one of them; empty: all."),
                            list("export.families", "Families", "Only items of one of them; empty: all."),
                            flag("export.disableDeletions", "Only note what leaves", "Nothing is taken from the shop."),
                            choice("export.removal", "What leaves is", "When removals are on.", "archive", "delete"),
                            number("guard.share", "Guard: share", "A run that removes more waits for you (0 to 1)."),
                            number("guard.minimum", "Guard: at least", "Fewer removals are never questioned."))),
            new Section(
                    "How",
                    List.of(
                            text("mapping", "Mapping", "A file in mappings/."),
                            choice(
                                    "linkExisting",
                                    "Link existing products",
                                    "Adopt what the shop held before.",
                                    "none",
                                    "handle",
                                    "sku"),
                            choice(
                                    "exportPath",
                                    "Path",
                                    "One call an item, or bulk operations.",
                                    "auto",
                                    "single",
                                    "bulk"),
                            number("batchSize", "Batch size", "Items that are recorded together."))),
            new Section(
                    "When",
                    List.of(
                            flag("trigger.onChange", "On every change", "A push starts a run by itself."),
                            list(
                                    "trigger.schedule",
                                    "Schedule",
                                    "manual, 15m, 1h, 6h, daily, or Quartz cron expressions, one a line."),
                            secret("pimToken", "PIM token", "What the PIM sends as Bearer token."))));

    private ConfigForm() {}

    private static Input text(String path, String label, String help) {
        return new Input(path, label, help, Kind.TEXT, List.of());
    }

    private static Input secret(String path, String label, String help) {
        return new Input(path, label, help, Kind.SECRET, List.of());
    }

    private static Input list(String path, String label, String help) {
        return new Input(path, label, help, Kind.LIST, List.of());
    }

    private static Input flag(String path, String label, String help) {
        return new Input(path, label, help, Kind.FLAG, List.of());
    }

    private static Input number(String path, String label, String help) {
        return new Input(path, label, help, Kind.NUMBER, List.of());
    }

    private static Input choice(String path, String label, String help, String... choices) {
        return new Input(path, label, help, Kind.CHOICE, List.of(choices));
    }

    /** The value of an input as its box shows it; a secret is never shown. */
    static String shown(JsonNode config, Input input) {
        JsonNode value = config.at("/" + input.path().replace('.', '/'));
        if (input.kind() == Kind.SECRET || value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isArray()) {
            return value.asString("");
        }
        List<String> lines = new ArrayList<>();
        value.forEach(line -> lines.add(line.asString("")));
        return String.join("\n", lines);
    }

    /** Was a secret typed in? It is not shown again, so that a form that comes back is without it. */
    static boolean secretsIn(Map<String, String> filled) {
        return SECTIONS.stream()
                .flatMap(section -> section.inputs().stream())
                .anyMatch(input -> input.kind() == Kind.SECRET
                        && !filled.getOrDefault(input.path(), "").isBlank());
    }

    /** The patch that the filled-in form means; a secret that is left empty stays as it is. */
    static ObjectNode patch(Map<String, String> filled) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        for (Section section : SECTIONS) {
            for (Input input : section.inputs()) {
                String text = filled.getOrDefault(input.path(), "").strip();
                boolean untouched = input.kind() == Kind.SECRET ? text.isEmpty() : !sent(filled, input);
                if (!untouched) {
                    set(patch, input.path(), value(input.kind(), text));
                }
            }
        }
        return patch;
    }

    // A box that is not ticked is not sent.
    private static boolean sent(Map<String, String> filled, Input input) {
        return input.kind() == Kind.FLAG || filled.containsKey(input.path());
    }

    private static JsonNode value(Kind kind, String text) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (kind) {
            case FLAG -> json.booleanNode(!text.isEmpty());
            case LIST -> list(text);
            case NUMBER -> number(text);
            default -> text.isEmpty() ? json.nullNode() : json.textNode(text);
        };
    }

    private static ArrayNode list(String text) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(list::add);
        return list;
    }

    // What is no number goes on as the text it is: the configuration's reader says what is wrong with it.
    private static JsonNode number(String text) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (text.isEmpty()) {
            return json.nullNode();
        }
        try {
            return text.matches("-?\\d{1,9}")
                    ? json.numberNode(Integer.parseInt(text))
                    : json.numberNode(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return json.textNode(text);
        }
    }

    private static void set(ObjectNode patch, String path, JsonNode value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            patch.set(path, value);
        } else {
            patch.withObject("/" + path.substring(0, dot)).set(path.substring(dot + 1), value);
        }
    }
}
