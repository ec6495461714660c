package io.silkroute.mapping;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Where a value comes from. Missing, null and blank are all "not there". */
sealed interface Expression {

    JsonNode of(Subject subject);

    /** A dotted path into the image. */
    record Path(String[] segments, boolean inherit) implements Expression {

        @Override
        public JsonNode of(Subject subject) {
            JsonNode own = walk(subject.image());
            return inherit && !there(own) && subject.product() != null ? walk(subject.product()) : own;
        }

        private JsonNode walk(JsonNode from) {
            JsonNode at = from;
            for (String segment : segments) {
                at = at.path(segment);
            }
            return at;
        }
    }

    record Constant(JsonNode value) implements Expression {

        @Override
        public JsonNode of(Subject subject) {
            return value;
        }
    }

    /** The first of several that is there. */
    record First(List<Expression> candidates) implements Expression {

        @Override
        public JsonNode of(Subject subject) {
            for (Expression candidate : candidates) {
                JsonNode value = candidate.of(subject);
                if (there(value)) {
                    return value;
                }
            }
            return MissingNode.getInstance();
        }
    }

    /** Words replaced by others; a word that is not in the table stays as it is. */
    record Table(Expression from, Map<String, JsonNode> words) implements Expression {

        @Override
        public JsonNode of(Subject subject) {
            JsonNode value = from.of(subject);
            JsonNode replaced = words.get(value.asText());
            return replaced == null ? value : replaced;
        }
    }

    /** Text in another shape: a slug, clean HTML, a code made readable. */
    record Shaped(Expression from, Texts texts, UnaryOperator<String> shape) implements Expression {

        @Override
        public JsonNode of(Subject subject) {
            JsonNode value = from.of(subject);
            if (!there(value)) {
                return value;
            }
            if (value.isArray()) {
                ArrayNode shaped = JsonNodeFactory.instance.arrayNode();
                texts.list(value).forEach(text -> shaped.add(shape.apply(text)));
                return shaped;
            }
            String text = texts.of(value);
            return text == null ? MissingNode.getInstance() : TextNode.valueOf(shape.apply(text));
        }
    }

    /** A JSONata formula over the image, bounded in time and depth. */
    record Formula(String text, Jsonata compiled) implements Expression {

        private static final ObjectMapper JSON = new ObjectMapper();
        private static final long LONGEST_MILLIS = 1_000;
        private static final int DEEPEST = 200;

        @Override
        public JsonNode of(Subject subject) {
            try {
                Jsonata.Frame frame = compiled.createFrame();
                frame.setRuntimeBounds(LONGEST_MILLIS, DEEPEST);
                if (subject.product() != null) {
                    frame.bind("product", JSON.convertValue(subject.product(), Object.class));
                }
                Object result = compiled.evaluate(JSON.convertValue(subject.image(), Object.class), frame);
                return result == null ? MissingNode.getInstance() : JSON.valueToTree(result);
            } catch (JException e) {
                subject.problem("The formula " + text + " failed on it: " + e.getMessage() + ".");
                return MissingNode.getInstance();
            }
        }
    }

    static boolean there(JsonNode value) {
        return !value.isMissingNode()
                && !value.isNull()
                && !(value.isTextual() && value.textValue().isBlank())
                && !(value.isContainerNode() && value.isEmpty());
    }
}
