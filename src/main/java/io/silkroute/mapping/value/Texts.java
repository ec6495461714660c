package io.silkroute.mapping.value;

import com.github.slugify.Slugify;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Turns what a PIM calls a value into text. */
public final class Texts {

    private static final Slugify SLUGIFY =
            Slugify.builder().transliterator(false).build();
    private static final Cleaner MERCHANT_HTML = new Cleaner(Safelist.relaxed()
            .addTags("hr", "figure", "figcaption", "section", "article", "s", "mark", "details", "summary")
            .addAttributes(":all", "class", "id", "title", "style", "lang", "dir")
            .addAttributes("a", "target", "rel")
            .addProtocols("a", "href", "tel")
            .preserveRelativeLinks(true));
    // A relative link counts as what it would become in the shop; without a base it would be taken for an unsafe one.
    private static final String SOME_SHOP = "https://shop.invalid/";
    private static final int LONGEST_NUMBER = 100;

    private static final Pattern HYPHEN_OF_CODE = Pattern.compile("(?<=\\p{L})-(?=\\p{L})");

    private final Locales locales;

    public Texts(Locales locales) {
        this.locales = locales;
    }

    /** Plain text of a string, number, boolean, localized map, {@code {key, label}} or list; null if there is none. */
    @Nullable
    public String of(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> {
                String text = value.stringValue(null).strip();
                yield text.isEmpty() ? null : text;
            }
            case NUMBER -> number(value);
            case BOOLEAN -> value.asString("");
            case ARRAY -> {
                List<String> parts = list(value);
                yield parts.isEmpty() ? null : String.join(", ", parts);
            }
            case OBJECT -> {
                boolean labelled = value.has("label");
                JsonNode label = labelled ? value.path("label") : locales.pick(value);
                yield label == null || label.isObject() && !labelled ? null : of(label);
            }
            default -> null;
        };
    }

    // As the PIM wrote it; of a formula's doubles, 5.0 is 5.
    private static String number(JsonNode value) {
        BigDecimal number = exact(value);
        return number == null || Math.abs((long) number.scale()) + number.precision() > LONGEST_NUMBER
                ? value.asString("")
                : number.toPlainString();
    }

    /** Null if it is not finite. */
    static @Nullable BigDecimal exact(JsonNode number) {
        if (number.isDouble() || number.isFloat()) {
            double value = number.doubleValue();
            return !Double.isFinite(value)
                    ? null
                    : value == Math.rint(value) ? new BigDecimal(value) : BigDecimal.valueOf(value);
        }
        return number.decimalValue();
    }

    List<String> list(JsonNode value) {
        List<String> texts = new ArrayList<>();
        for (JsonNode one : value.isArray() ? value : List.of(value)) {
            String text = of(one);
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    /**
     * {@code merino_wool} reads “Merino wool”, {@code xl} “XL”. What is no code, but written for people (with spaces
     * or capital letters), stays as it is, and so does the hyphen of {@code 36-38}.
     */
    public static String humanise(String code) {
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            if (Character.isWhitespace(c) || Character.isUpperCase(c)) {
                return code;
            }
        }
        if (clothingSize(code)) {
            return code.toUpperCase(Locale.ROOT);
        }
        String words = code.indexOf('_') < 0 ? code : code.replace('_', ' ').strip();
        if (words.indexOf('-') > 0) {
            words = HYPHEN_OF_CODE.matcher(words).replaceAll(" ");
        }
        return words.isEmpty() ? code : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    // m, xs, xxl, 3xl. Written out, because every option value of every variant passes here.
    private static boolean clothingSize(String code) {
        int last = code.length() - 1;
        if (last < 0 || last > 5 || "sml".indexOf(code.charAt(last)) < 0) {
            return false;
        }
        int at = 0;
        while (at < last && at < 2 && code.charAt(at) >= '0' && code.charAt(at) <= '9') {
            at++;
        }
        while (at < last && code.charAt(at) == 'x' && code.charAt(last) != 'm') {
            at++;
        }
        return at == last;
    }

    public static String slug(String text) {
        return SLUGIFY.slugify(text);
    }

    /** Without what a shop's page should not run: scripts, frames, forms, event handlers. Relative links stay. */
    public static String html(String text, Subject subject) {
        if (text.indexOf('<') < 0) {
            return text;
        }
        Document dirty = Jsoup.parseBodyFragment(text, SOME_SHOP);
        Document clean = MERCHANT_HTML.clean(dirty);
        clean.outputSettings().prettyPrint(false);
        String html = clean.body().html();
        if (!html.equals(text)) {
            noteMissing(dirty, clean, subject);
        }
        return html;
    }

    private static void noteMissing(Document dirty, Document clean, Subject subject) {
        List<Element> before = dirty.body().getAllElements();
        if (before.size() == clean.body().getAllElements().size()) {
            return;
        }
        TreeSet<String> gone = new TreeSet<>();
        before.forEach(element -> gone.add(element.normalName()));
        clean.body().getAllElements().forEach(element -> gone.remove(element.normalName()));
        if (!gone.isEmpty()) {
            subject.note("HTML that a shop's page should not hold was left out: %s."
                    .formatted(cut(String.join(", ", gone), 200)));
        }
    }

    /** At most so many characters of a text, never half a surrogate pair. */
    public static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest);
    }

    /** Characters as Shopify counts them: one emoji is one. */
    public static boolean longerThan(String text, int longest) {
        return text.length() > longest && text.codePointCount(0, text.length()) > longest;
    }
}
