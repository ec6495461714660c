package io.silkroute.source.profile;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a column can be of an item. */
public enum Target {
    ID("id", Shape.TEXT, false),
    REF("ref", Shape.TEXT, false), // another number of the same row, by which others name it
    KIND("kind", Shape.TEXT, false), // tells products from variants
    VIEW("view", Shape.TEXT, false), // of a row that repeats another for one language or one shop
    GROUP("group", Shape.TEXT, false), // what rows of one product have in common
    PARENT("parent", Shape.TEXT, false),
    MODEL("model", Shape.TEXT, false), // of a row that is a product model and never sold itself
    SKU("sku", Shape.TEXT, true),
    BARCODE("barcode", Shape.TEXT, true),
    FAMILY("family", Shape.TEXT, false),
    TAXONOMY("taxonomy", Shape.TEXT, false),
    UPDATED("updated", Shape.TEXT, false),
    NAME("name", Shape.LOCALISED, false),
    DESCRIPTION("description", Shape.LOCALISED, false),
    SEO_TITLE("seo.title", Shape.LOCALISED, false),
    SEO_DESCRIPTION("seo.description", Shape.LOCALISED, false),
    TAGS("tags", Shape.LIST, false),
    IMAGES("images", Shape.LIST, false),
    VARIANT_IMAGES("variant.images", Shape.LIST, true),
    CATEGORIES("categories", Shape.LIST, false),
    AXES("axes", Shape.LIST, false), // where the product's row names them, and not only its variants'
    STATUS("status", Shape.STATUS, false),
    VISIBILITY("visibility", Shape.STATUS, false),
    PRICE("price", Shape.MONEY, true),
    SALE_PRICE("salePrice", Shape.MONEY, true),
    SALE_FROM("salePrice.from", Shape.TEXT, true), // a day, or both in one cell, parted by a slash
    SALE_TO("salePrice.to", Shape.TEXT, true),
    COMPARE_AT_PRICE("compareAtPrice", Shape.MONEY, true),
    COST("cost", Shape.MONEY, true),
    PRICE_IMPACT("priceImpact", Shape.MONEY, true),
    CURRENCY("currency", Shape.TEXT, true), // of amounts that have none themselves
    STOCK("stock", Shape.NUMBER, true),
    WEIGHT("weight", Shape.WEIGHT, true),
    WEIGHT_UNIT("weightUnit", Shape.TEXT, true),
    OPTION_NAME("option.name", Shape.TEXT, true),
    OPTION_VALUE("option.value", Shape.TEXT, true),
    CONFIGURATION("configuration", Shape.TEXT, false), // a product's variants with their options, in one cell
    OPTION("options.", Shape.TEXT, true), // with the axis behind it
    ATTRIBUTE("attributes.", Shape.TEXT, false); // with the attribute behind it

    /** How its cells are read. */
    public enum Shape {
        TEXT,
        LOCALISED,
        LIST,
        STATUS,
        MONEY,
        NUMBER,
        WEIGHT
    }

    private static final Map<String, Target> BY_KEY =
            Arrays.stream(values()).collect(Collectors.toMap(target -> target.key, Function.identity()));

    /** The name of an attribute whose cells hold the attributes' names too. */
    public static final String ALL = "*";

    public final String key;
    public final Shape shape;
    final boolean ofVariant;

    Target(String key, Shape shape, boolean ofVariant) {
        this.key = key;
        this.shape = shape;
        this.ofVariant = ofVariant;
    }

    /** What can be said of its columns; anything else would do nothing. @param name of an attribute, else the key */
    Set<String> settings(String name) {
        return switch (this) {
            case ATTRIBUTE ->
                name.equals(ALL) ? Set.of("from", "of") : Set.of("from", "of", "as", "words"); // pairs tell it all
            case FAMILY, TAXONOMY, UPDATED -> Set.of("from", "of", "words");
            case SALE_FROM, SALE_TO, OPTION_NAME, OPTION_VALUE -> Set.of("from");
            default ->
                switch (shape) {
                    case TEXT, STATUS -> Set.of("from", "words");
                    case LOCALISED -> Set.of("from", "as");
                    case LIST -> Set.of("from", "split");
                    case MONEY -> Set.of("from", "currency");
                    case WEIGHT -> Set.of("from", "unit");
                    case NUMBER -> Set.of("from");
                };
        };
    }

    static @Nullable Target of(String key) {
        if (key.startsWith(ATTRIBUTE.key) && key.length() > ATTRIBUTE.key.length()) {
            return ATTRIBUTE;
        }
        if (key.startsWith(OPTION.key) && key.length() > OPTION.key.length()) {
            return OPTION;
        }
        Target target = BY_KEY.get(key);
        return target == ATTRIBUTE || target == OPTION ? null : target;
    }

    static List<String> known() {
        return Arrays.stream(values()).map(target -> target.key).toList();
    }
}
