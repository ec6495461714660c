package io.silkroute.inbound.item;

import static tools.jackson.core.JsonToken.END_ARRAY;
import static tools.jackson.core.JsonToken.END_OBJECT;
import static tools.jackson.core.JsonToken.PROPERTY_NAME;
import static tools.jackson.core.JsonToken.START_ARRAY;
import static tools.jackson.core.JsonToken.START_OBJECT;
import static tools.jackson.core.JsonToken.VALUE_NULL;
import static tools.jackson.core.JsonToken.VALUE_STRING;

import io.silkroute.campaign.TermsCheck;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Checks one item while copying it in compact form, in one pass and without a tree. Numbers are copied as they
 * are written. After the first fault nothing more is copied, but the item is read to its end.
 */
public final class ItemReader {

    private static final int DEEPEST = 64;
    private static final int LONGEST_KEY = 255;
    private static final int LONGEST_EXPONENT = 4;
    private static final Pattern OFFSET_WITHOUT_COLON = Pattern.compile(":\\d{2}(\\.\\d+)?[+-]\\d{2}(\\d{2})?$");
    // What other systems call the list in a page of their answers.
    private static final Set<String> WRAPPERS =
            Set.of("_embedded", "items", "data", "products", "results", "records", "value", "rows", "hits");

    private final JsonParser parser;
    private final CompactJson out;
    private final long maxItem;

    private @Nullable String fault;
    private @Nullable String id;
    private @Nullable String type;
    private @Nullable String updated;
    private @Nullable String parent;
    private @Nullable String wrapper;

    public ItemReader(JsonParser parser, CompactJson out, long maxItem) {
        this.parser = parser;
        this.out = out;
        this.maxItem = maxItem;
    }

    /** What was read before is told no more. */
    public void forget() {
        fault = null;
        id = null;
        type = null;
        updated = null;
        parent = null;
        wrapper = null;
    }

    /** Reads the object whose start is the parser's current token. @return whether it was copied */
    public boolean read() {
        forget();
        Set<Field> seen = EnumSet.noneOf(Field.class);
        out.openItem();
        out.raw('{');
        while (parser.nextToken() == PROPERTY_NAME) {
            String key = parser.currentName();
            JsonToken value = parser.nextToken();
            Field field = Field.of(key);
            if (field == null) {
                if (WRAPPERS.contains(key) && value.isStructStart()) {
                    wrapper = key;
                }
                if (key.startsWith("_")) {
                    parser.skipChildren();
                } else {
                    copyMember(key, value, 1);
                }
                continue;
            }
            if (!seen.add(field)) {
                fail("The item has the key %s twice.".formatted(Quoted.quoted(key)));
            }
            readField(field, value);
        }
        if (wrapper != null && !seen.contains(Field.TYPE) && !seen.contains(Field.ID)) {
            fail("This is no item, but holds items below %s. Send those themselves, each with \"type\" and \"id\"."
                    .formatted(Quoted.quoted(wrapper)));
        }
        if (!seen.contains(Field.TYPE)) {
            fail("The item has no \"type\": it must be one of " + String.join(", ", Field.TYPE.words) + ".");
        }
        if (!seen.contains(Field.ID)) {
            fail("The item has no \"id\".");
        }
        out.raw('}');
        checkSize(0);
        if (fault == null && !out.storable()) {
            fail("A text of the item holds U+0000 or half a character (an unpaired surrogate).");
        }
        if (fault == null && TermsCheck.concerns(type)) {
            fault = TermsCheck.fault(out.item());
        }
        if (fault != null) {
            out.dropItem();
            return false;
        }
        out.closeItem();
        return true;
    }

    /** Why the last item was not copied; null when it was. */
    @Nullable
    public String fault() {
        return fault;
    }

    @Nullable
    public String id() {
        return id;
    }

    @Nullable
    public String type() {
        return type;
    }

    /** The time of change that the item has, as it was written. */
    @Nullable
    public String updated() {
        return updated;
    }

    /** Does a product name a parent, which only variants and categories have? */
    public boolean isProductWithParent() {
        return parent != null && !parent.isBlank() && "product".equals(type);
    }

    private void readField(Field field, JsonToken value) {
        if (fault == null) {
            out.key(field.key);
        }
        if (value == VALUE_NULL) {
            if (field.required()) {
                fail("\"%s\" is null, but it is required.".formatted(field.key));
            }
            copyNull();
            return;
        }
        switch (field.shape) {
            case WORD -> word(field, value);
            case KEY -> key(field, value);
            case KEYS, TEXTS -> texts(field, value);
            case LOCALISED -> localised(field, value);
            case OBJECT -> {
                if (value == START_OBJECT) {
                    copy(value, 1);
                } else {
                    failAndSkip("\"%s\" must be an object.".formatted(field.key));
                }
            }
            case AMOUNTS -> amounts(field, value);
            case INSTANT -> instant(field, value);
        }
    }

    private void word(Field field, JsonToken value) {
        if (value != VALUE_STRING || tooLong()) {
            failAndSkip("\"%s\" must be one of %s.".formatted(field.key, String.join(", ", field.words)));
            return;
        }
        String word = parser.getString();
        int at = field.words.indexOf(word);
        if (at < 0) {
            fail("\"%s\" is %s; it must be one of %s."
                    .formatted(field.key, Quoted.quoted(word), String.join(", ", field.words)));
        } else {
            if (field == Field.TYPE) {
                type = field.words.get(at);
            }
            copyText();
        }
    }

    private void key(Field field, JsonToken value) {
        if (value != VALUE_STRING) {
            failAndSkip("\"%s\" must be a text (in quotes).".formatted(field.key));
        } else if (goodKey(field)) {
            if (field == Field.ID) {
                id = parser.getString();
            } else if (field == Field.PARENT) {
                parent = parser.getString();
            }
            copyText();
        }
    }

    private boolean goodKey(Field field) {
        String name = field.shape == Field.Shape.KEYS
                ? "An entry of \"%s\"".formatted(field.key)
                : "\"%s\"".formatted(field.key);
        if (parser.getTextLength() > LONGEST_KEY) {
            fail("%s is longer than %d characters.".formatted(name, LONGEST_KEY));
            return false;
        }
        if (!printable(name)) {
            return false;
        }
        if (blank() && field != Field.SKU && field != Field.PARENT && field != Field.FAMILY) {
            fail("%s holds an empty text.".formatted(name));
            return false;
        }
        return true;
    }

    private boolean printable(String name) {
        char[] text = parser.getTextCharacters();
        int from = parser.getTextOffset();
        for (int i = from, end = from + parser.getTextLength(); i < end; i++) {
            if (Character.isISOControl(text[i])) {
                fail("%s holds a control character (%s).".formatted(name, "U+%04X".formatted((int) text[i])));
                return false;
            }
        }
        return true;
    }

    private boolean blank() {
        char[] text = parser.getTextCharacters();
        int from = parser.getTextOffset();
        for (int i = from, end = from + parser.getTextLength(); i < end; i++) {
            if (!Character.isWhitespace(text[i])) {
                return false;
            }
        }
        return true;
    }

    // A tag identifies nothing: an empty one says nothing, and of one that is too long for Shopify the mapping tells,
    // which leaves it out; the item goes on.
    private boolean goodTag() {
        return !blank() && printable("An entry of \"tags\"");
    }

    private void texts(Field field, JsonToken value) {
        if (value != START_ARRAY) {
            failAndSkip("\"%s\" must be a list of texts.".formatted(field.key));
            return;
        }
        copyChar('[');
        for (JsonToken next = parser.nextToken(); next != END_ARRAY; next = parser.nextToken()) {
            if (fault != null) {
                parser.skipChildren();
            } else if (next != VALUE_STRING) {
                failAndSkip("\"%s\" must be a list of texts, but an entry is no text.".formatted(field.key));
            } else if (field == Field.TAGS ? goodTag() : field.shape != Field.Shape.KEYS || goodKey(field)) {
                out.comma();
                copyText();
            }
        }
        copyChar(']');
    }

    private void localised(Field field, JsonToken value) {
        if (value == VALUE_STRING) {
            copyText();
        } else if (value == START_OBJECT) {
            copyChar('{');
            for (JsonToken next = parser.nextToken(); next != END_OBJECT; next = parser.nextToken()) {
                String locale = parser.currentName();
                JsonToken text = parser.nextToken();
                if (text == VALUE_STRING || text == VALUE_NULL) {
                    copyMember(locale, text, 2);
                } else {
                    failAndSkip("\"%s\" must have a text for each locale, but %s has none."
                            .formatted(field.key, Quoted.quoted(locale)));
                }
            }
            copyChar('}');
        } else {
            failAndSkip("\"%s\" must be a text or an object from locale to text.".formatted(field.key));
        }
    }

    private void amounts(Field field, JsonToken value) {
        if (value == START_OBJECT) {
            copyChar('{');
            for (JsonToken next = parser.nextToken(); next != END_OBJECT; next = parser.nextToken()) {
                String currency = parser.currentName();
                JsonToken amount = parser.nextToken();
                if (amount == VALUE_NULL || isAmount(amount)) {
                    copyMember(currency, amount, 2);
                } else {
                    failAndSkip("The %s in %s %s".formatted(field.key, Quoted.quoted(currency), noAmount(amount)));
                }
            }
            copyChar('}');
        } else if (isAmount(value)) {
            copy(value, 1);
        } else {
            failAndSkip("The %s %s".formatted(field.key, noAmount(value)));
        }
    }

    private String noAmount(JsonToken token) {
        if (token != VALUE_STRING) {
            return "must be a number, or an object from currency to number.";
        }
        String text = parser.getString();
        String remedy = text.indexOf(',') >= 0
                ? "it has a comma. Send it with a point and nothing else, such as 1299.90."
                : text.chars().anyMatch(Character::isDigit)
                        ? "send the number alone, without a sign or blanks, such as 1299.90."
                        : "send a number such as 1299.90, or null.";
        return "is %s, which is no number: %s".formatted(Quoted.quoted(text), remedy);
    }

    private boolean isAmount(JsonToken token) {
        if (token.isNumeric()) {
            return true;
        }
        return token == VALUE_STRING
                && Amounts.isDecimal(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
    }

    private void instant(Field field, JsonToken value) {
        if (value != VALUE_STRING || tooLong()) {
            failAndSkip("\"%s\" must be a time such as 2026-11-20T10:00:00Z.".formatted(field.key));
            return;
        }
        if (Times.isInstant(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength())) {
            updated = parser.getString();
            copyText();
        } else {
            String text = parser.getString();
            fail("\"%s\" is %s; %s"
                    .formatted(
                            field.key,
                            Quoted.quoted(text),
                            OFFSET_WITHOUT_COLON.matcher(text).find()
                                    ? "write its offset with a colon, such as +01:00."
                                    : "it must be a time with offset such as 2026-11-20T10:00:00Z."));
        }
    }

    private void copyMember(String key, JsonToken value, int depth) {
        if (fault == null) {
            out.key(key);
        }
        copy(value, depth);
    }

    private void copy(JsonToken value, int depth) {
        if (fault != null) {
            parser.skipChildren();
            return;
        }
        switch (value) {
            case START_OBJECT -> {
                if (tooDeep(depth)) {
                    return;
                }
                out.raw('{');
                while (parser.nextToken() != END_OBJECT) {
                    copyMember(parser.currentName(), parser.nextToken(), depth + 1);
                }
                copyChar('}');
            }
            case START_ARRAY -> {
                if (tooDeep(depth)) {
                    return;
                }
                out.raw('[');
                for (JsonToken next = parser.nextToken(); next != END_ARRAY; next = parser.nextToken()) {
                    if (fault == null) {
                        out.comma();
                    }
                    copy(next, depth + 1);
                }
                copyChar(']');
            }
            case VALUE_STRING -> copyText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> copyNumber();
            case VALUE_TRUE -> out.raw("true");
            case VALUE_FALSE -> out.raw("false");
            default -> out.raw("null");
        }
    }

    private boolean tooDeep(int depth) {
        if (depth < DEEPEST) {
            checkSize(0);
            return false;
        }
        failAndSkip("The item is nested deeper than %d levels.".formatted(DEEPEST));
        return true;
    }

    private void copyText() {
        if (fault != null) {
            return;
        }
        int n = parser.getTextLength();
        checkSize(n);
        if (fault == null) {
            out.text(parser.getTextCharacters(), parser.getTextOffset(), n);
        }
    }

    private void copyNumber() {
        char[] text = parser.getTextCharacters();
        int from = parser.getTextOffset();
        int n = parser.getTextLength();
        for (int i = from; i < from + n; i++) {
            // An exponent of millions is a few bytes here and gigabytes for whoever writes the number out.
            if ((text[i] | 0x20) == 'e' && from + n - i > LONGEST_EXPONENT) {
                fail("A number has an exponent beyond all use: %s."
                        .formatted(Quoted.quoted(new String(text, from, Math.min(n, 60)))));
                return;
            }
        }
        checkSize(n);
        if (fault == null) {
            out.raw(text, from, n);
        }
    }

    private void copyNull() {
        if (fault == null) {
            out.raw("null");
        }
    }

    private void copyChar(char c) {
        if (fault == null) {
            out.raw(c);
        }
    }

    private boolean tooLong() {
        return parser.getTextLength() > LONGEST_KEY;
    }

    private void checkSize(int more) {
        if (fault == null && out.itemBytes() + more > maxItem) {
            fail(String.format(Locale.ROOT, "The item is larger than %,d bytes.", maxItem));
        }
    }

    private void failAndSkip(String sentence) {
        fail(sentence);
        parser.skipChildren();
    }

    private void fail(String sentence) {
        if (fault == null) {
            fault = sentence;
        }
    }
}
