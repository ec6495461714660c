package io.silkroute.omission;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Why something of an item was left out when it went to the shop: the causes by which incomplete items are counted. What
 * was only repaired or made distinct is no omission.
 */
public enum Omission {
    PICTURE(
            "a picture was left out",
            "In the PIM: give the picture an absolute http(s) address from which the shop can fetch it."),
    METAFIELD(
            "a metafield was left out",
            "In the PIM: make the value fit the metafield's type; or in the mapping: give the metafield another type."),
    PRICE(
            "a price is missing or may be meant otherwise",
            "In the PIM: give an amount in the shop's currency, without a sign between thousands."),
    PRICE_LIST(
            "amounts in another currency went to no price list",
            "In the shop: add the price list; or in the connector's settings: name another, or say that they go nowhere."),
    STOCK(
            "a stock was left out",
            "In the PIM: give whole numbers, by the names of the shop's locations where it has several."),
    CATEGORY("a category is not known", "In the PIM: send the category, too."),
    TAXONOMY(
            "a product category is not one of Shopify's",
            "In the PIM: give the id or the full path of one of Shopify's categories; or in the mapping: say in a look-up"
                    + " table which one is meant."),
    VARIANT(
            "a variant that moved stays with its old product as well",
            "In the shop: delete it there; or enable deletions for this connector."),
    VALUE(
            "a value was left out that its field does not take",
            "In the PIM: correct the value that the sentence quotes; or in the mapping: take it from elsewhere."),
    ENTRY("an entry of a list was left out", "In the PIM: shorten the entry that the sentence quotes."),
    SELECTION(
            "something that it applies to is not in the shop",
            "In the PIM: take from the campaign what the sentence names; or in the shop: bring it back."),
    REFERENCE(
            "something that a metafield refers to is not in the shop",
            "In the PIM: send what it refers to, too; the item goes again when that is in the shop."),
    CUSTOMER(
            "a customer or a segment is not known in the shop",
            "In the PIM: correct who it is for; or in the shop: add the customer or the segment."),
    LIMIT(
            "a limit was left out that the shop does not keep",
            "In the PIM: make it a campaign with a code, or take the limit from it."),
    TRANSLATION(
            "a translation was left out",
            "In the PIM: correct the text that the sentence names; or in the shop: add the language, then replay the item."),
    MARKUP(
            "HTML was left out of a text",
            "In the PIM: take from the text what a shop's page should not hold, such as scripts and frames.");

    private final String word = name().toLowerCase(Locale.ROOT);
    private final String sentence;
    private final String mend;

    Omission(String sentence, String mend) {
        this.sentence = sentence;
        this.mend = mend;
    }

    public static Optional<Omission> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
    }

    @JsonValue
    public String word() {
        return word;
    }

    /** What is missing, as a clause. */
    public String sentence() {
        return sentence;
    }

    /** Where it is put right, and how. */
    public String mend() {
        return mend;
    }
}
