package io.silkroute.console.settings;

import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Tiers as people type them: one a line, name, threshold and cashback with semicolons between. */
final class TierLines {

    private static final String[] KEYS = {"name", "from", "cashback"};

    private TierLines() {}

    static String of(JsonNode tiers) {
        StringJoiner lines = new StringJoiner("\n");
        for (JsonNode tier : tiers) {
            StringJoiner line = new StringJoiner("; ");
            for (String key : KEYS) {
                JsonNode value = tier.path(key);
                line.add(value.isNumber() ? value.decimalValue().toPlainString() : value.asString(""));
            }
            lines.add(line.toString());
        }
        return lines.toString();
    }

    // What a line lacks is missing in its tier, too: the configuration's reader says what is wrong with it.
    static ArrayNode read(String text) {
        ArrayNode tiers = JsonNodeFactory.instance.arrayNode();
        text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> {
            ObjectNode tier = tiers.addObject();
            String[] parts = line.split(";", -1);
            for (int i = 0; i < KEYS.length && i < parts.length; i++) {
                tier.put(KEYS[i], parts[i].strip());
            }
            if (parts.length > KEYS.length) {
                tier.put(parts[KEYS.length].strip(), "");
            }
        });
        return tiers;
    }
}
