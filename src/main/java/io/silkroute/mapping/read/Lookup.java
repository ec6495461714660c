package io.silkroute.mapping.read;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** A table of words in a file of its own. @param words by the word that is replaced, each where it stands in the file */
record Lookup(String file, Map<String, YamlNode> words) {

    JsonNode value(String word) {
        return StringNode.valueOf(Objects.requireNonNull(words.get(word)).text(""));
    }

    Map<String, JsonNode> table() {
        Map<String, JsonNode> table = new LinkedHashMap<>();
        words.keySet().forEach(word -> table.put(word, value(word)));
        return table;
    }
}
