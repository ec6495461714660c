package io.silkroute.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an expression looks at.
 *
 * @param image of the item that is being rendered
 * @param product of a variant: its product's image, for what it inherits; null otherwise
 * @param problems sentences that make the item unfit for Shopify
 * @param notes sentences about what was left out
 */
record Subject(ObjectNode image, @Nullable ObjectNode product, List<String> problems, List<String> notes) {

    static Subject of(ObjectNode image) {
        return new Subject(image, null, new ArrayList<>(), new ArrayList<>());
    }

    Subject variant(ObjectNode variant) {
        return new Subject(variant, image, problems, notes);
    }

    String id() {
        return image.path("id").asText();
    }

    void problem(String sentence) {
        problems.add(sentence);
    }

    void note(String sentence) {
        if (notes.size() < 50) {
            notes.add(sentence);
        }
    }

    static String quote(JsonNode value) {
        String text = value.isTextual() ? value.textValue() : value.toString();
        return "“" + (text.length() > 60 ? text.substring(0, 59) + "…" : text) + "”";
    }
}
