package io.silkroute.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.slugify.Slugify;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.safety.Safelist;
import org.jspecify.annotations.Nullable;

/** Turns what a PIM calls a value into text. */
final class Texts {

    private static final Slugify SLUGIFY =
            Slugify.builder().transliterator(false).build();
    private static final Safelist MERCHANT_HTML = Safelist.relaxed()
            .addTags("hr", "figure", "figcaption", "section", "article")
            .addAttributes(":all", "class", "id", "title", "style")
            .preserveRelativeLinks(true);

    private final Locales locales;

    Texts(Locales locales) {
        this.locales = locales;
    }

    /** Plain text of a string, number, boolean, localized map, {@code {key, label}} or list; null if there is none. */
    @Nullable
    String of(JsonNode value) {
        if (value.isTextual()) {
            String text = value.textValue().strip();
            return text.isEmpty() ? null : text;
        }
        if (value.isNumber()) {
            return value.decimalValue().toPlainString().length() > 100
                    ? value.asText()
                    : value.decimalValue().toPlainString();
        }
        if (value.isBoolean()) {
            return value.asText();
        }
        if (value.isArray()) {
            List<String> parts = list(value);
            return parts.isEmpty() ? null : String.join(", ", parts);
        }
        if (value.isObject()) {
            JsonNode label = value.has("label") ? value.path("label") : locales.pick(value);
            return label == null || label.isObject() && !value.has("label") ? null : of(label);
        }
        return null;
    }

    List<String> list(JsonNode value) {
        List<String> texts = new ArrayList<>();
        if (value.isArray()) {
            for (JsonNode one : value) {
                String text = of(one);
                if (text != null) {
                    texts.add(text);
                }
            }
        } else {
            String text = of(value);
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** {@code merino_wool} reads “Merino wool”. */
    static String humanise(String code) {
        String words = code.replace('_', ' ').replace('-', ' ').strip();
        return words.isEmpty() ? code : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    static String slug(String text) {
        return SLUGIFY.slugify(text);
    }

    /** Without scripts, frames and event handlers; what has no tags is left as it is. */
    static String html(String text) {
        if (text.indexOf('<') < 0) {
            return text;
        }
        return Jsoup.clean(text, "", MERCHANT_HTML, new Document.OutputSettings().prettyPrint(false));
    }
}
