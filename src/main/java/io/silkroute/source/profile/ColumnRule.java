package io.silkroute.source.profile;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which columns are one thing of an item.
 *
 * @param key as the profile writes it, such as {@code attributes.brand}
 * @param name what stands behind the dot of an attribute or option, else the key
 * @param from the first that holds something counts; of lists all count
 * @param ofVariant where a row is product and variant at once, it is the variant's
 * @param kind how an attribute is read: text, number, truth, or escaped: a text whose line ends are written as two characters
 * @param split what parts the entries of a list; null: its own way
 * @param unit of weights whose column and cell name none
 * @param words what a word of the file means, in lower case
 */
public record ColumnRule(
        String key,
        Target target,
        String name,
        List<HeaderPattern> from,
        boolean ofVariant,
        String kind,
        @Nullable String split,
        @Nullable String unit,
        @Nullable String currency,
        Map<String, String> words) {}
