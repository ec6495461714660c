package io.silkroute.inbound.item;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys of an item that have a meaning of their own, with the shape each must have. */
enum Field {
    TYPE(Shape.WORD, "category", "product", "variant", "campaign", "code"),
    ID(Shape.KEY),
    OPERATION(Shape.WORD, "upsert", "delete"),
    STATUS(Shape.WORD, "visible", "draft", "invisible"),
    PARENT(Shape.KEY),
    SKU(Shape.KEY),
    FAMILY(Shape.KEY),
    CATEGORIES(Shape.KEYS),
    TAGS(Shape.KEYS),
    AXES(Shape.TEXTS),
    IMAGES(Shape.TEXTS),
    NAME(Shape.LOCALISED),
    DESCRIPTION(Shape.LOCALISED),
    ATTRIBUTES(Shape.OBJECT),
    PRICE(Shape.AMOUNTS),
    UPDATED(Shape.INSTANT);

    enum Shape {
        WORD, // one of a few texts
        KEY, // a text that identifies: not blank, bounded, printable
        KEYS, // a list of those
        TEXTS, // a list of texts
        LOCALISED, // a text, or an object from locale to text
        OBJECT,
        AMOUNTS, // a number, or an object from currency to number; numbers may be written as text
        INSTANT // ISO-8601 with offset
    }

    final String key = name().toLowerCase(java.util.Locale.ROOT);
    final Shape shape;
    final List<String> words;

    Field(Shape shape, String... words) {
        this.shape = shape;
        this.words = List.of(words);
    }

    boolean required() {
        return this == TYPE || this == ID;
    }

    static @Nullable Field of(String key) {
        return switch (key) {
            case "type" -> TYPE;
            case "id" -> ID;
            case "operation" -> OPERATION;
            case "status" -> STATUS;
            case "parent" -> PARENT;
            case "sku" -> SKU;
            case "family" -> FAMILY;
            case "categories" -> CATEGORIES;
            case "tags" -> TAGS;
            case "axes" -> AXES;
            case "images" -> IMAGES;
            case "name" -> NAME;
            case "description" -> DESCRIPTION;
            case "attributes" -> ATTRIBUTES;
            case "price" -> PRICE;
            case "updated" -> UPDATED;
            default -> null;
        };
    }
}
