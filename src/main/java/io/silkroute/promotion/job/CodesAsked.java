package io.silkroute.promotion.job;

import io.silkroute.promotion.CampaignIndex;
import io.silkroute.promotion.PromotionRefused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which codes somebody asks for: these, or so many that are to be drawn.
 *
 * @param codes as they were given, each once; empty if they are to be drawn
 * @param repeated how many stood there more than once
 * @param draw null if they were given
 */
public record CodesAsked(
        List<String> codes, int repeated, @Nullable Draw draw) {

    static final int MOST = 100_000;
    static final int LONGEST_CODE = 255;
    private static final int LONGEST_PREFIX = 100;
    private static final int LONGEST_DRAWN = 64;
    private static final int USUAL_LENGTH = 8;
    private static final JsonMapper JSON = JsonMapper.shared();

    /** @param length of what is drawn behind the prefix */
    public record Draw(int count, String prefix, int length) {}

    /** @throws PromotionRefused 400 if it is no JSON, 422 if it asks for what cannot be */
    public static CodesAsked read(byte[] body) {
        JsonNode read;
        try {
            read = JSON.readTree(body);
        } catch (JacksonException malformed) {
            throw PromotionRefused.malformed("The body is no valid JSON: " + malformed.getOriginalMessage());
        }
        if (!(read instanceof ObjectNode asked)) {
            throw PromotionRefused.malformed(
                    "The body must be {\"codes\": [\"A\", \"B\"]} or {\"generate\": {\"count\": 100, \"prefix\": \"A-\", \"length\": 8}}.");
        }
        onlyKeys(asked, "", "codes", "generate");
        boolean given = asked.hasNonNull("codes");
        if (given == asked.hasNonNull("generate")) {
            throw PromotionRefused.invalid(
                    given ? "generate" : "codes",
                    "Give either \"codes\", a list of texts, or \"generate\", with a count.");
        }
        return given ? given(asked.path("codes")) : drawn(asked.path("generate"));
    }

    private static CodesAsked given(JsonNode list) {
        if (!list.isArray()) {
            throw PromotionRefused.invalid("codes", "\"codes\" must be a list of texts.");
        }
        List<String> codes = new ArrayList<>();
        for (JsonNode code : list) {
            if (!code.isString()) {
                throw PromotionRefused.invalid("codes", "\"codes\" must be a list of texts; one of them is no text.");
            }
            codes.add(code.asString(""));
        }
        return of(codes);
    }

    /** Given one by one. @throws PromotionRefused 422 */
    public static CodesAsked of(List<String> given) {
        if (given.isEmpty()) {
            throw PromotionRefused.invalid("codes", "\"codes\" is empty; name at least one.");
        }
        if (given.size() > MOST) {
            throw PromotionRefused.invalid(
                    "codes",
                    String.format(
                            Locale.ROOT, "\"codes\" has %,d codes; at most %,d go in one job.", given.size(), MOST));
        }
        Map<String, String> byKey = new LinkedHashMap<>();
        given.forEach(code -> {
            String fault = fault(code);
            if (fault != null) {
                throw PromotionRefused.invalid("codes", fault);
            }
            byKey.putIfAbsent(CampaignIndex.codeKey(code), code);
        });
        return new CodesAsked(List.copyOf(byKey.values()), given.size() - byKey.size(), null);
    }

    private static @Nullable String fault(String code) {
        if (code.isBlank()) {
            return "A code of \"codes\" is empty.";
        }
        if (code.length() > LONGEST_CODE) {
            return "The code %s… is longer than %d characters.".formatted(code.substring(0, 40), LONGEST_CODE);
        }
        if (!code.equals(code.strip())) {
            return "The code \"%s\" begins or ends with a blank, which nobody types.".formatted(code);
        }
        return code.chars().anyMatch(Character::isISOControl)
                ? "A code of \"codes\" holds a line end or another control character."
                : null;
    }

    private static CodesAsked drawn(JsonNode given) {
        if (!(given instanceof ObjectNode generate)) {
            throw PromotionRefused.invalid("generate", "\"generate\" must be an object with a \"count\".");
        }
        onlyKeys(generate, "generate.", "count", "prefix", "length");
        JsonNode prefix = generate.path("prefix");
        if (!prefix.isMissingNode() && !prefix.isNull() && !prefix.isString()) {
            throw PromotionRefused.invalid("generate.prefix", "\"generate.prefix\" must be a text.");
        }
        return draw(
                number("generate.count", generate.path("count"), null),
                prefix.asString(""),
                number("generate.length", generate.path("length"), USUAL_LENGTH));
    }

    private static int number(String field, JsonNode value, @Nullable Integer usual) {
        if ((value.isMissingNode() || value.isNull()) && usual != null) {
            return usual;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw PromotionRefused.invalid(field, "\"%s\" must be a whole number.".formatted(field));
        }
        return value.asInt(0);
    }

    /** @throws PromotionRefused 422 if so many cannot be drawn so */
    public static CodesAsked draw(int count, String prefix, int length) {
        if (count < 1 || count > MOST) {
            throw PromotionRefused.invalid(
                    "generate.count",
                    String.format(Locale.ROOT, "\"generate.count\" must be from 1 to %,d in one job.", MOST));
        }
        if (prefix.length() > LONGEST_PREFIX
                || prefix.chars().anyMatch(c -> Character.isISOControl(c) || Character.isWhitespace(c))) {
            throw PromotionRefused.invalid(
                    "generate.prefix",
                    "\"generate.prefix\" must have at most %d characters and no blanks.".formatted(LONGEST_PREFIX));
        }
        if (length < 1 || length > LONGEST_DRAWN) {
            throw PromotionRefused.invalid(
                    "generate.length", "\"generate.length\" must be from 1 to %d.".formatted(LONGEST_DRAWN));
        }
        int least = CodeLetters.leastLength(count);
        if (length < least) {
            throw PromotionRefused.invalid(
                    "generate.length",
                    String.format(
                            Locale.ROOT,
                            "With \"generate.length\" %d there are too few codes to draw %,d that nobody guesses; it has to be %d at least.",
                            length,
                            count,
                            least));
        }
        return new CodesAsked(List.of(), 0, new Draw(count, prefix, length));
    }

    private static void onlyKeys(ObjectNode object, String path, String... known) {
        TreeSet<String> unknown = new TreeSet<>(object.propertyNames());
        unknown.removeAll(List.of(known));
        if (!unknown.isEmpty()) {
            throw PromotionRefused.invalid(
                    path + unknown.first(),
                    "\"%s%s\" is not known; known are %s.".formatted(path, unknown.first(), String.join(", ", known)));
        }
    }
}
