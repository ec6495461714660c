package io.silkroute.console.settings;

import io.silkroute.connector.config.ConfigJson;
import io.silkroute.connector.config.ConfigRefused;
import io.silkroute.connector.config.FieldProblem;
import io.silkroute.console.settings.SettingsTask.Input;
import io.silkroute.console.settings.SettingsTask.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The boxes of a task, filled from a configuration, and the patch that filled boxes mean. */
final class SettingsForm {

    /** How a schedule is chosen: one of these words, or {@value #OWN}, of which the box below says what. */
    static final String EVERY = "trigger.every";

    static final String OWN = "own";
    static final List<String> WORDS = List.of("manual", "15m", "1h", "6h", "daily");

    private SettingsForm() {}

    /** The values of a task's boxes; a secret is never shown. */
    static Map<String, String> shown(SettingsTask task, JsonNode config) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Input input : task.inputs()) {
            values.put(input.path(), shown(config, input));
            if (input.kind() == Kind.SCHEDULE) {
                chosen(values, input.path());
            }
        }
        return values;
    }

    private static void chosen(Map<String, String> values, String path) {
        String written = values.getOrDefault(path, "");
        boolean usual = WORDS.contains(written);
        values.put(EVERY, usual ? written : OWN);
        values.put(path, usual ? "" : written);
    }

    private static String shown(JsonNode config, Input input) {
        JsonNode value = config.at("/" + input.path().replace('.', '/'));
        if (input.kind() == Kind.SECRET || value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (input.kind() == Kind.TIERS) {
            return TierLines.of(value);
        }
        if (!value.isArray()) {
            return value.asString("");
        }
        List<String> lines = new ArrayList<>();
        value.forEach(line -> lines.add(line.asString("")));
        return String.join("\n", lines);
    }

    /** Was a secret typed in? It is not shown again, so that a form that comes back is without it. */
    static boolean secretsIn(SettingsTask task, Map<String, String> filled) {
        return task.inputs().stream()
                .anyMatch(input -> input.kind() == Kind.SECRET
                        && !filled.getOrDefault(input.path(), "").isBlank());
    }

    /**
     * The patch that a task's filled-in form means; a secret that is left empty stays as it is.
     *
     * @throws ConfigRefused if own times are chosen and none is given
     */
    static ObjectNode patch(SettingsTask task, Map<String, String> filled) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        for (Input input : task.inputs()) {
            String text = filled.getOrDefault(input.path(), "").strip();
            boolean untouched =
                    input.kind() == Kind.SECRET ? text.isEmpty() : input.kind() != Kind.FLAG && !sent(filled, input);
            if (!untouched) {
                ConfigJson.set(
                        patch,
                        input.path(),
                        input.kind() == Kind.SCHEDULE ? schedule(filled, text) : value(input, text));
            }
        }
        return patch;
    }

    // A box that is not ticked is not sent; of a schedule either part may come.
    private static boolean sent(Map<String, String> filled, Input input) {
        return filled.containsKey(input.path()) || input.kind() == Kind.SCHEDULE && filled.containsKey(EVERY);
    }

    private static JsonNode schedule(Map<String, String> filled, String text) {
        String every = filled.getOrDefault(EVERY, OWN);
        if (!every.equals(OWN)) {
            return JsonNodeFactory.instance.arrayNode().add(every);
        }
        if (text.isEmpty()) {
            throw new ConfigRefused(List.of(new FieldProblem(
                    "trigger.schedule", "needs a Quartz cron expression, or choose one of the usual times.")));
        }
        return list(text);
    }

    private static JsonNode value(Input input, String text) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (input.kind()) {
            case FLAG -> json.booleanNode(!text.isEmpty());
            case LIST -> list(text);
            case TIERS -> TierLines.read(text);
            case NUMBER -> number(text);
            default -> text.isEmpty() ? json.nullNode() : json.stringNode(text);
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
            return json.stringNode(text);
        }
    }
}
