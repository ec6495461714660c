package io.silkroute.conflict.compared;

import io.silkroute.export.edited.EditedInShop;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * Is what the shop holds what was sent, whatever form it has got there? Shopify writes decimals with digits of its own,
 * times in its zone, texts without the space around them, HTML as its own editor would; nothing and an empty text are one.
 */
public final class SameValue {

    private static final ObjectMapper JSON = JsonMapper.shared();
    private static final int LONGEST_NUMBER = 60;
    private static final List<String> MEASUREMENT =
            List.of("quantityUnit", "quantityValue", "referenceUnit", "referenceValue");

    private SameValue() {}

    /** Texts, words and truth values, and objects or lists of such. */
    public static boolean text(JsonNode one, JsonNode other) {
        if (one.isContainer() || other.isContainer()) {
            return EditedInShop.same(one, other);
        }
        return plain(one).equals(plain(other));
    }

    private static String plain(JsonNode value) {
        return value.isNull() || value.isMissingNode()
                ? ""
                : value.asString("").replace("\r\n", "\n").strip();
    }

    public static boolean decimal(JsonNode one, JsonNode other) {
        BigDecimal some = number(plain(one));
        BigDecimal others = number(plain(other));
        return some != null && others != null ? some.compareTo(others) == 0 : text(one, other);
    }

    private static @Nullable BigDecimal number(String text) {
        try {
            return text.isEmpty() || text.length() > LONGEST_NUMBER ? null : new BigDecimal(text);
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }

    /** What a unit price is of: of its parts one that was not given is returned as nothing or as 0. */
    public static boolean measurement(JsonNode one, JsonNode other) {
        return MEASUREMENT.stream().allMatch(part -> {
            String some = plain(one.path(part));
            String others = plain(other.path(part));
            return part.endsWith("Unit") ? some.equals(others) : amount(some).compareTo(amount(others)) == 0;
        });
    }

    private static BigDecimal amount(String text) {
        BigDecimal number = number(text);
        return number == null ? BigDecimal.ZERO : number;
    }

    /** Times, to the second. */
    public static boolean time(JsonNode one, JsonNode other) {
        Long some = seconds(plain(one));
        Long others = seconds(plain(other));
        return some != null && others != null ? some.equals(others) : text(one, other);
    }

    private static @Nullable Long seconds(String text) {
        try {
            return OffsetDateTime.parse(text).toEpochSecond();
        } catch (DateTimeException noTime) {
            return null;
        }
    }

    /** HTML that shows the same: how tags are closed, how characters are written and how lines are broken does not matter. */
    public static boolean html(JsonNode one, JsonNode other) {
        return text(one, other) || tidy(plain(one)).equals(tidy(plain(other)));
    }

    private static String tidy(String html) {
        Document document = Jsoup.parseBodyFragment(html);
        document.outputSettings().prettyPrint(false);
        return document.body()
                .html()
                .replaceAll("\\s+", " ")
                .replaceAll(
                        "\\s*(</?(?:p|div|ul|ol|li|h[1-6]|br|table|tr|td|th|tbody|thead|blockquote)[^>]*>)\\s*", "$1")
                .strip();
    }

    /** Lists whose order says nothing, and where case tells no entries apart. */
    public static boolean set(JsonNode one, JsonNode other) {
        return entries(one).equals(entries(other));
    }

    private static Set<String> entries(JsonNode list) {
        Set<String> entries = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        list.forEach(entry -> entries.add(plain(entry)));
        return entries;
    }

    /** A metafield's value, of whatever type: a text, a number, a time, or JSON. */
    public static boolean metafield(JsonNode one, JsonNode other) {
        return decimal(one, other) || time(one, other) || json(plain(one), plain(other));
    }

    private static boolean json(String one, String other) {
        if (!isContainer(one) || !isContainer(other)) {
            return false;
        }
        try {
            return EditedInShop.same(JSON.readTree(one), JSON.readTree(other));
        } catch (JacksonException noJson) {
            return false;
        }
    }

    private static boolean isContainer(String text) {
        return text.startsWith("{") || text.startsWith("[");
    }
}
