package io.silkroute.mapping;

import io.silkroute.catalogue.Item;
import io.silkroute.mapping.value.Expression;
import io.silkroute.mapping.value.Subject;
import io.silkroute.mapping.value.Texts;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Variants in the order of an attribute: numbers by their size, before texts, which go by their letters. Those that are
 * alike, and last those without the attribute, stay in the order of the PIM's deliveries.
 */
record SortedVariants(Expression by, Texts texts) {

    private static final int LONGEST_NUMBER = 40; // more digits are no rank, and cost time

    private record Ranked(
            Item variant,
            @Nullable BigDecimal number,
            @Nullable String text) {}

    private static final Comparator<Ranked> ORDER = Comparator.comparing(
                    Ranked::number, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Ranked::text, Comparator.nullsLast(String.CASE_INSENSITIVE_ORDER));

    List<Item> of(List<Item> variants, Subject product) {
        return variants.stream()
                .map(variant -> ranked(variant, texts.of(by.of(product.variant(variant.image())))))
                .sorted(ORDER)
                .map(Ranked::variant)
                .toList();
    }

    private static Ranked ranked(Item variant, @Nullable String rank) {
        BigDecimal number = rank == null ? null : number(rank);
        return new Ranked(variant, number, number == null ? rank : null);
    }

    private static @Nullable BigDecimal number(String text) {
        if (text.length() > LONGEST_NUMBER || !text.matches("-?\\d+(\\.\\d+)?")) {
            return null;
        }
        return new BigDecimal(text);
    }
}
