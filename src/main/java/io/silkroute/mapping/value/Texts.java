package io.silkroute.mapping.value;

import com.anyascii.AnyAscii;
import io.silkroute.omission.Omission;
import java.math.BigDecimal;
import java.text.Normalizer;
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
import tools.jackson.databind.node.MissingNode;

/** Turns what a PIM calls a value into text. */
public final class Texts {

    private static final Cleaner MERCHANT_HTML = new Cleaner(Safelist.relaxed()
            .addTags("hr", "figure", "figcaption", "section", "article", "s", "mark", "details", "summary")
            .addAttributes(":all", "class", "id", "title", "style", "lang", "dir")
            .addAttributes("a", "target", "rel")
            .addProtocols("a", "href", "tel")
            .preserveRelativeLinks(true));
    // A relative link counts as what it would become in the shop; without a base it would be taken for an unsafe one.
    private static final String SOME_SHOP = "https://shop.invalid/";
    private static final int LONGEST_NUMBER = 100;

    // Signs and emoji have names in Latin letters, which nobody would look for in an address.
    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{M}\\p{N}'`’]+");
    private static final Pattern APOSTROPHE = Pattern.compile("['`]");
    private static final Pattern NO_SLUG = Pattern.compile("[^a-z0-9]+");
    private static final Pattern EDGE_HYPHENS = Pattern.compile("^-|-$");

    /** Characters of an address. */
    public static final int MAX_HANDLE = 255;

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
            case OBJECT -> Measure.is(value) ? Measure.text(value) : keyed(value) ? label(value) : of(chosen(value));
            default -> null;
        };
    }

    /** What a localized value holds in the wanted language; every other value is itself. */
    JsonNode chosen(JsonNode value) {
        if (!value.isObject() || Measure.is(value) || keyed(value)) {
            return value;
        }
        JsonNode picked = locales.pick(value);
        return picked == null || picked.isObject() && !Measure.is(picked) && !keyed(picked)
                ? MissingNode.getInstance()
                : picked;
    }

    /** The one value of a list of one, of a localized value, of a measure (its number) or of a key with its label (the key). */
    JsonNode single(JsonNode value) {
        JsonNode chosen = chosen(value);
        if (chosen.isArray()) {
            List<JsonNode> there =
                    chosen.valueStream().filter(Expression::there).toList();
            return there.size() == 1 ? single(there.get(0)) : chosen;
        }
        return Measure.is(chosen) ? Measure.number(chosen) : keyed(chosen) ? key(chosen) : chosen;
    }

    // {key, label}, or as other PIMs have it {code, labels}.
    private static boolean keyed(JsonNode value) {
        return value.isObject()
                && (value.has("label") || value.has("labels") || key(value).isValueNode());
    }

    static JsonNode key(JsonNode value) {
        return value.has("key") ? value.path("key") : value.path("code");
    }

    // A key without a label in any language is made readable.
    private @Nullable String label(JsonNode value) {
        JsonNode label = value.has("label") ? value.path("label") : value.path("labels");
        JsonNode picked = label.isObject() ? locales.pick(label) : label;
        String text = picked == null || picked.isObject() ? null : of(picked);
        String key = text == null ? of(key(value)) : null;
        return key == null ? text : humanise(key);
    }

    // 5.0 is 5: how a number is spelt is no difference.
    private static String number(JsonNode value) {
        BigDecimal number = exact(value);
        return number == null || Math.abs((long) number.scale()) + number.precision() > LONGEST_NUMBER
                ? value.asString("")
                : plain(number);
    }

    /** Without zeros at the end, and without an exponent. */
    static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
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
        JsonNode chosen = chosen(value);
        for (JsonNode one : chosen.isArray() ? chosen : List.of(chosen)) {
            String text = of(one);
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    /**
     * {@code merino_wool} reads “Merino wool”, {@code wool} “Wool”, {@code xl} “XL”. Only what is plainly a code is
     * changed, small letters of a to z, digits and underscores; what people wrote ({@code t-shirt}, {@code 36-38},
     * {@code grün}, {@code USB_C}) stays as it is.
     */
    public static String humanise(String code) {
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '_') {
                return code;
            }
        }
        if (clothingSize(code)) {
            return code.toUpperCase(Locale.ROOT);
        }
        String words = code.indexOf('_') < 0 ? code : code.replace('_', ' ').strip();
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

    /**
     * Small letters a to z, digits and hyphens, for an address. Letters of every script are transliterated; empty only
     * if there is not one letter or digit in it.
     */
    public static String slug(String text) {
        String letters = NO_LETTER
                .matcher(Normalizer.normalize(text, Normalizer.Form.NFC))
                .replaceAll(" ")
                .replace("ø", "oe")
                .replace("Ø", "oe");
        String words = APOSTROPHE
                .matcher(AnyAscii.transliterate(letters).toLowerCase(Locale.ROOT))
                .replaceAll("");
        return EDGE_HYPHENS.matcher(NO_SLUG.matcher(words).replaceAll("-")).replaceAll("");
    }

    /** The address of what the text names; of what leaves nothing readable, the item's id. */
    public static String handle(String text, Subject subject) {
        String slug = slug(text);
        if (slug.isEmpty()) {
            return slug(subject.id());
        }
        // A name that is too long is the title's matter, which says so; an address that the PIM gave is refused as
        // such.
        boolean grown = slug.length() > MAX_HANDLE
                && (text.codePointCount(0, text.length()) <= MAX_HANDLE || subject.isNamed(text));
        return grown ? EDGE_HYPHENS.matcher(slug.substring(0, MAX_HANDLE)).replaceAll("") : slug;
    }

    /**
     * HTML without what a shop's page should not run: scripts, frames, forms, event handlers. Relative links stay. Plain
     * text becomes HTML with its lines, paragraphs and lists; a “<” that begins no tag stays a “<”.
     */
    public static String html(String text, Subject subject) {
        PlainText plain = new PlainText(text);
        if (!plain.isHtml()) {
            return plain.toHtml();
        }
        Document dirty = Jsoup.parseBodyFragment(plain.withoutStray(), SOME_SHOP);
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
            subject.leftOut(
                    Omission.MARKUP,
                    "HTML that a shop's page should not hold was left out: %s."
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
