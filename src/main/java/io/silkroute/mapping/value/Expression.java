package io.silkroute.mapping.value;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.StringNode;

/** Where a value comes from. Missing, null, blank and made of nothing else are all "not there". */
public sealed interface Expression {

    JsonNode of(Subject subject);

    /** Of several places the first whose value fits; if none does, the first value that is there. */
    default JsonNode of(Subject subject, Predicate<JsonNode> fits) {
        return of(subject);
    }

    /** The paths into the image that it looks at; none where that cannot be told, as of a formula. */
    default List<String> sources() {
        return List.of();
    }

    /** A dotted path into the image. */
    record Path(String[] segments, boolean inherit) implements Expression {

        @Override
        public List<String> sources() {
            return List.of(String.join(".", segments));
        }

        @Override
        public JsonNode of(Subject subject) {
            JsonNode own = walk(subject.image());
            Subject product = subject.product();
            return inherit && product != null && !there(own) ? walk(product.image()) : own;
        }

        @Override
        public JsonNode of(Subject subject, Predicate<JsonNode> fits) {
            JsonNode nearest = of(subject);
            if (inherit && subject.product() != null && there(nearest) && !fits.test(nearest)) {
                JsonNode inherited = walk(subject.product().image());
                return there(inherited) && fits.test(inherited) ? inherited : nearest;
            }
            return nearest;
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
        public List<String> sources() {
            return candidates.stream().flatMap(one -> one.sources().stream()).toList();
        }

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

        @Override
        public JsonNode of(Subject subject, Predicate<JsonNode> fits) {
            for (Expression candidate : candidates) {
                JsonNode value = candidate.of(subject, fits);
                if (there(value) && fits.test(value)) {
                    return value;
                }
            }
            return of(subject);
        }
    }

    /**
     * Words replaced by others, in a list each.
     *
     * @param fromFile they stand in a file of their own
     * @param keeps a word that is not in the table stays as it is; else it is left out
     */
    record Table(Expression from, Texts texts, Map<String, JsonNode> words, boolean fromFile, boolean keeps)
            implements Expression {

        @Override
        public List<String> sources() {
            return from.sources();
        }

        @Override
        public JsonNode of(Subject subject) {
            JsonNode value = from.of(subject);
            if (value.isArray()) {
                ArrayNode replaced = JsonNodeFactory.instance.arrayNode();
                value.forEach(one -> {
                    JsonNode word = replaced(one);
                    if (!word.isMissingNode()) {
                        replaced.add(word);
                    }
                });
                return replaced;
            }
            return replaced(value);
        }

        private JsonNode replaced(JsonNode value) {
            JsonNode code = Texts.key(value); // of {key, label} the key is what does not change
            String word = texts.of(code.isValueNode() ? code : value);
            JsonNode replacement = word == null ? null : words.get(word);
            return replacement != null ? replacement : keeps ? value : MissingNode.getInstance();
        }
    }

    /** Text in another shape: a slug, clean HTML, a code made readable. */
    record Shaped(Expression from, Texts texts, Shape shape) implements Expression {

        @Override
        public List<String> sources() {
            return from.sources();
        }

        @Override
        public JsonNode of(Subject subject) {
            JsonNode value = from.of(subject);
            if (!there(value)) {
                return value;
            }
            if (value.isArray()) {
                ArrayNode shaped = JsonNodeFactory.instance.arrayNode();
                texts.list(value).forEach(text -> shaped.add(shape.of(text, subject)));
                return shaped;
            }
            String text = texts.of(value);
            return text == null ? MissingNode.getInstance() : StringNode.valueOf(shape.of(text, subject));
        }
    }

    /** May note what it left out. */
    @FunctionalInterface
    interface Shape {

        String of(String text, Subject subject);
    }

    /** A JSONata formula over the image, bounded in time and depth. */
    record Formula(String text, Jsonata compiled) implements Expression {

        private static final ObjectMapper JSON = new ObjectMapper();
        private static final long LONGEST_MILLIS = 1_000;
        private static final int DEEPEST = 200;

        @Override
        public JsonNode of(Subject subject) {
            try {
                return evaluate(
                        subject.plain(),
                        subject.product() == null ? null : subject.product().plain());
            } catch (JException | Regexes.TooLong e) {
                subject.problem("The formula “%s” failed on it: %s.".formatted(text, e.getMessage()));
            } catch (RuntimeException | StackOverflowError e) {
                // Values that no one thought of may meet a hole in the language's library; the run must go on.
                subject.problem("The formula “%s” failed on it: %s."
                        .formatted(text, e.getClass().getSimpleName()));
            }
            return MissingNode.getInstance();
        }

        public JsonNode evaluate(Object image, @Nullable Object product) {
            Jsonata.Frame frame = compiled.createFrame();
            frame.setRuntimeBounds(LONGEST_MILLIS, DEEPEST);
            if (product != null) {
                frame.bind("product", product);
            }
            Object result = compiled.evaluate(image, frame);
            return result == null ? MissingNode.getInstance() : JSON.valueToTree(result);
        }
    }

    static boolean there(JsonNode value) {
        if (value.isContainer()) {
            for (JsonNode part : value) {
                if (there(part)) {
                    return true;
                }
            }
            return false;
        }
        return !value.isMissingNode()
                && !value.isNull()
                && !(value.isString() && value.stringValue(null).isBlank());
    }
}
