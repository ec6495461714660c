package io.silkroute.source.profile;

import java.util.Arrays;

/** How the rows of a file tell which variant belongs to which product. */
public enum Parents {
    COLUMN, // a variant names its product in a column; a row that names none is a product
    GROUPED, // rows that follow one another with the same group are one product and its variants
    GROUP_ID, // variants with the same group; the product has no row and is made of the first
    CONFIGURABLE, // the product's row lists its variants
    COMBINATIONS; // all rows are variants of products that another file brought

    String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    static String[] words() {
        return Arrays.stream(values()).map(Parents::word).toArray(String[]::new);
    }

    static Parents of(String word) {
        return Arrays.stream(values())
                .filter(rule -> rule.word().equals(word))
                .findFirst()
                .orElse(COLUMN);
    }
}
