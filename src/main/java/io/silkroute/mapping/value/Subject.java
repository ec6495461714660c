package io.silkroute.mapping.value;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.omission.LeftOut;
import io.silkroute.omission.Omission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** What an expression looks at, and what is to be said of it. Of one thread. */
public final class Subject {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_NOTES = 50;
    private static final int LONGEST_QUOTE = 60;

    private final ObjectNode image;
    private final @Nullable Subject product;
    private final List<String> problems;
    private final List<String> notes;
    private final List<LeftOut> leftOut;
    private final @Nullable Locales currency;
    private final Map<ItemKey, String> references;
    private @Nullable Object plain;

    private Subject(
            ObjectNode image,
            @Nullable Subject product,
            List<String> problems,
            List<String> notes,
            List<LeftOut> leftOut,
            @Nullable Locales currency,
            Map<ItemKey, String> references) {
        this.image = image;
        this.product = product;
        this.problems = problems;
        this.notes = notes;
        this.leftOut = leftOut;
        this.currency = currency;
        this.references = references;
    }

    public static Subject of(ObjectNode image) {
        return of(image, null);
    }

    /** @param currency of the shop; null if it is not known */
    public static Subject of(ObjectNode image, @Nullable String currency) {
        return of(image, currency, Map.of());
    }

    /**
     * @param currency of the shop; null if it is not known
     * @param references the ids in the shop of those items that metafields may refer to
     */
    public static Subject of(ObjectNode image, @Nullable String currency, Map<ItemKey, String> references) {
        return new Subject(
                image,
                null,
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                currency == null ? null : new Locales(List.of(currency)),
                references);
    }

    public Subject variant(ObjectNode variant) {
        return new Subject(variant, this, problems, notes, leftOut, currency, references);
    }

    /** The same, in the currency of one of the shop's price lists. */
    Subject in(String other) {
        return new Subject(image, product, problems, notes, leftOut, new Locales(List.of(other)), references);
    }

    /** The shop's currency alone; null if it is not known. */
    @Nullable
    Locales currency() {
        return currency;
    }

    /** What the shop calls another item; null if it does not hold it. */
    @Nullable
    String reference(ItemKey item) {
        return references.get(item);
    }

    /** Of the item that is being rendered. */
    ObjectNode image() {
        return image;
    }

    /** Of a variant: its product, for what it inherits; null otherwise. */
    @Nullable
    Subject product() {
        return product;
    }

    /** The image as maps and lists, for formulas; made once, and only where there are any. */
    Object plain() {
        if (plain == null) {
            plain = JSON.convertValue(image, Object.class);
        }
        return plain;
    }

    public String id() {
        return image.path("id").asString("");
    }

    /** Is this text the item's name, in one of its languages? */
    boolean isNamed(String text) {
        JsonNode name = image.path("name");
        return name.isString() && name.asString("").strip().equals(text.strip())
                || name.isObject()
                        && name.valueStream()
                                .anyMatch(one -> one.asString("").strip().equals(text.strip()));
    }

    /** Sentences that make the item unfit for Shopify. */
    public List<String> problems() {
        return problems;
    }

    /** Sentences about what was left out or repaired. */
    public List<String> notes() {
        return notes;
    }

    public void problem(String sentence) {
        add(problems, sentence);
    }

    public void note(String sentence) {
        add(notes, sentence);
    }

    /** What was left out, by its cause; each cause is among them, however many sentences there are. */
    public List<LeftOut> leftOut() {
        return leftOut;
    }

    public void leftOut(Omission cause, String sentence) {
        note(sentence);
        LeftOut one = new LeftOut(cause, sentence);
        boolean first = leftOut.stream().noneMatch(other -> other.cause() == cause);
        if (first || leftOut.size() < MAX_NOTES && !leftOut.contains(one)) {
            leftOut.add(one);
        }
    }

    // Two thousand variants may all have the same to say.
    private static void add(List<String> sentences, String sentence) {
        if (sentences.size() < MAX_NOTES && !sentences.contains(sentence)) {
            sentences.add(sentence);
        }
    }

    public static String quote(JsonNode value) {
        String text = value.isString() ? value.stringValue(null) : value.toString();
        return "“" + (text.length() > LONGEST_QUOTE ? Texts.cut(text, LONGEST_QUOTE - 1) + "…" : text) + "”";
    }
}
