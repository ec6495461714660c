package io.silkroute.mapping.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The languages of an item's texts: which there are, and the item as it were with those of one language alone. A text in
 * languages is an object all whose keys are languages' codes and all whose values are texts, or lists.
 */
public final class Languages {

    private static final Set<String> ISO = Set.of(Locale.getISOLanguages());
    private static final Pattern CODE =
            Pattern.compile("([a-z]{2})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|[0-9]{3}))?");
    private static final int LONGEST = 11;

    private Languages() {}

    /** {@code de_DE} as Shopify writes it, {@code de-DE}; null if it is no language's code. */
    public static @Nullable String code(String key) {
        if (key.length() < 2 || key.length() > LONGEST) {
            return null;
        }
        Matcher code = CODE.matcher(key);
        if (!code.matches() || !ISO.contains(code.group(1))) {
            return null;
        }
        String script = code.group(2);
        String region = code.group(3);
        return code.group(1)
                + (script == null
                        ? ""
                        : "-" + script.substring(0, 1).toUpperCase(Locale.ROOT)
                                + script.substring(1).toLowerCase(Locale.ROOT))
                + (region == null ? "" : "-" + region.toUpperCase(Locale.ROOT));
    }

    /** A code without its script and region. */
    public static String language(String code) {
        int hyphen = code.indexOf('-');
        return hyphen < 0 ? code : code.substring(0, hyphen);
    }

    /** The codes of all languages in which a value has texts. */
    public static Set<String> of(JsonNode value) {
        Set<String> codes = new TreeSet<>();
        collect(value, codes);
        return codes;
    }

    private static void collect(JsonNode value, Set<String> into) {
        if (inLanguages(value)) {
            value.forEachEntry((key, text) -> {
                String code = code(key);
                if (code != null && Expression.there(text)) {
                    into.add(code);
                }
            });
        } else if (value.isContainer()) {
            value.forEach(part -> collect(part, into));
        }
    }

    private static boolean inLanguages(JsonNode value) {
        if (!value.isObject() || value.isEmpty()) {
            return false;
        }
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            JsonNode text = entry.getValue();
            if (!text.isString() && !text.isNull() && !text.isArray() || code(entry.getKey()) == null) {
                return false;
            }
        }
        // What has an id alone is named by it, and not written in Indonesian.
        return value.size() > 1 || !value.has("id");
    }

    /** @param code null: without any text that stands in languages */
    public static ObjectNode only(ObjectNode image, @Nullable String code) {
        ObjectNode only = JsonNodeFactory.instance.objectNode();
        image.forEachEntry((key, value) -> {
            JsonNode kept = only(value, code);
            if (!kept.isMissingNode()) {
                only.set(key, kept);
            }
        });
        return only;
    }

    /** The same of any value; missing where nothing is left of it. */
    public static JsonNode only(JsonNode value, @Nullable String code) {
        if (inLanguages(value)) {
            for (Map.Entry<String, JsonNode> entry : value.properties()) {
                if (code != null && code.equals(code(entry.getKey())) && Expression.there(entry.getValue())) {
                    return JsonNodeFactory.instance.objectNode().set(entry.getKey(), entry.getValue());
                }
            }
            return MissingNode.getInstance();
        }
        if (value instanceof ObjectNode object) {
            return only(object, code);
        }
        if (value.isArray()) {
            ArrayNode only = JsonNodeFactory.instance.arrayNode();
            List<JsonNode> kept = new ArrayList<>();
            value.forEach(one -> kept.add(only(one, code)));
            kept.stream().filter(one -> !one.isMissingNode()).forEach(only::add);
            return only;
        }
        return value;
    }
}
