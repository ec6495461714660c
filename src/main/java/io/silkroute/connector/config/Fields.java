package io.silkroute.connector.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Reads the fields of one JSON object and collects every problem instead of stopping at the first. A field that is
 * absent, null or wrong reads as its default.
 */
public final class Fields {

    private static final int UNKNOWN_TOLD = 20;

    private final JsonNode object;
    private final String path;
    private final List<FieldProblem> problems;
    private final Set<String> known = new TreeSet<>();

    public Fields(JsonNode object, List<FieldProblem> problems) {
        this(object, "", problems);
    }

    private Fields(JsonNode object, String path, List<FieldProblem> problems) {
        this.object = object;
        this.path = path;
        this.problems = problems;
    }

    /** The object under a key; empty if there is none. */
    Fields within(String key) {
        JsonNode inner = at(key);
        if (!inner.isObject() && !absent(inner)) {
            wrong(key, "must be an object with fields of its own.");
        }
        return new Fields(inner.isObject() ? inner : MissingNode.getInstance(), path + key + ".", problems);
    }

    /** The objects of a list under a key, each with its place in its path; what is no object is told. */
    List<Fields> each(String key, int most) {
        JsonNode list = at(key);
        if (absent(list)) {
            return List.of();
        }
        if (!list.isArray() || list.size() > most) {
            wrong(key, "must be a list of at most " + most + " objects.");
            return List.of();
        }
        List<Fields> each = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            String place = key + "[" + i + "]";
            if (list.get(i).isObject()) {
                each.add(new Fields(list.get(i), path + place + ".", problems));
            } else {
                wrong(place, "must be an object with fields of its own.");
            }
        }
        return each;
    }

    void ignore(String key) {
        known.add(key);
    }

    @Nullable
    public String text(String key, int longest) {
        JsonNode value = at(key);
        if (absent(value)) {
            return null;
        }
        String problem = problemOfText(value, longest);
        if (problem != null) {
            wrong(key, problem);
            return null;
        }
        return value.stringValue(null).isBlank()
                ? null
                : value.stringValue(null).strip();
    }

    /** A secret that is absent stays as it was; null or an empty text removes it. */
    @Nullable
    String secret(String key, int longest, @Nullable String before) {
        return at(key).isMissingNode() ? before : text(key, longest);
    }

    <E extends Enum<E>> E word(String key, Class<E> type, E usual) {
        String word = text(key, 40);
        if (word == null) {
            return usual;
        }
        List<String> words = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            words.add(EnumNames.of(constant));
        }
        if (words.contains(word)) {
            return EnumNames.parse(type, word);
        }
        wrong(key, "must be one of " + String.join(", ", words) + "." + meant(word, words));
        return usual;
    }

    /** A list of words, each once. */
    <E extends Enum<E>> List<E> words(String key, Class<E> type, List<E> usual) {
        JsonNode list = at(key);
        if (absent(list)) {
            return usual;
        }
        List<String> known = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            known.add(EnumNames.of(constant));
        }
        Set<E> words = new LinkedHashSet<>();
        List<String> texts = texts(key, known.size(), 40, List.of());
        for (int i = 0; i < texts.size(); i++) {
            if (known.contains(texts.get(i))) {
                words.add(EnumNames.parse(type, texts.get(i)));
            } else {
                wrong(
                        key + "[" + i + "]",
                        "must be one of " + String.join(", ", known) + "." + meant(texts.get(i), known));
            }
        }
        return List.copyOf(words);
    }

    boolean flag(String key, boolean usual) {
        JsonNode value = at(key);
        if (!absent(value) && !value.isBoolean()) {
            wrong(key, "must be true or false.");
        }
        return value.isBoolean() ? value.booleanValue() : usual;
    }

    int number(String key, int least, int most, int usual) {
        JsonNode value = at(key);
        if (absent(value)) {
            return usual;
        }
        if (value.isIntegralNumber()
                && value.canConvertToInt()
                && value.intValue() >= least
                && value.intValue() <= most) {
            return value.intValue();
        }
        wrong(key, "must be a whole number from " + least + " to " + most + ".");
        return usual;
    }

    double share(String key, double usual) {
        JsonNode value = at(key);
        if (absent(value)) {
            return usual;
        }
        if (value.isNumber() && value.doubleValue() >= 0 && value.doubleValue() <= 1) {
            return value.doubleValue();
        }
        wrong(key, "must be a number from 0 to 1.");
        return usual;
    }

    List<String> texts(String key, int most, int longest, List<String> usual) {
        JsonNode list = at(key);
        if (absent(list)) {
            return usual;
        }
        if (!list.isArray() || list.size() > most) {
            wrong(key, "must be a list of at most " + most + " texts.");
            return usual;
        }
        Set<String> texts = new LinkedHashSet<>();
        for (int i = 0; i < list.size(); i++) {
            JsonNode entry = list.get(i);
            String problem = problemOfText(entry, longest);
            if (problem == null && entry.stringValue(null).isBlank()) {
                problem = "must not be empty.";
            }
            if (problem != null) {
                wrong(key + "[" + i + "]", problem);
            } else {
                texts.add(entry.stringValue(null).strip());
            }
        }
        return List.copyOf(texts);
    }

    public JsonNode raw(String key) {
        return at(key);
    }

    void wrong(String key, String message) {
        problems.add(new FieldProblem(path + key, message));
    }

    /** Reports what has not been asked for. */
    public void end() {
        int told = 0;
        for (String key : object.propertyNames()) {
            if (!known.contains(key) && told++ < UNKNOWN_TOLD) {
                String shown = key.length() > 60 ? key.substring(0, 60) + "…" : key;
                wrong(shown, "is not a known key." + meant(key, known));
            }
        }
    }

    public static boolean absent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private JsonNode at(String key) {
        known.add(key);
        return object.path(key);
    }

    private static String meant(String word, Collection<String> words) {
        return word.length() > 60
                ? ""
                : DidYouMean.nearest(word, words)
                        .map(near -> " Did you mean \"" + near + "\"?")
                        .orElseGet(() -> " Known are " + String.join(", ", words) + ".");
    }

    private static @Nullable String problemOfText(JsonNode value, int longest) {
        if (!value.isString()) {
            return "must be a text.";
        }
        if (value.stringValue(null).length() > longest) {
            return "must be at most " + longest + " characters long.";
        }
        if (value.stringValue(null).chars().anyMatch(Character::isISOControl)) {
            return "must not hold control characters.";
        }
        return null;
    }
}
