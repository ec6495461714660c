package io.silkroute.source.profile;

import io.silkroute.source.value.Decimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one kind of file means.
 *
 * @param name the file's name without its ending
 * @param title for people
 * @param own it lies beside the application
 * @param recognize columns by which a file is known: of each entry one must be there
 * @param records where in JSON its rows stand, such as {@code _embedded.items}
 * @param type what its rows are: product, or category
 * @param idsFromRef rows without a SKU have the id {@code id:<ref>}
 * @param others columns that no rule names become attributes
 * @param skip kinds of rows that are left out
 * @param categoryPath what parts the steps of a category's path; null: they are codes, and nothing is made of them
 * @param categoryDrop first steps of paths that are none
 * @param categoryCommas a comma may belong to a category's name
 * @param full what a file does not hold is gone
 * @param partial a file holds a part of what others hold too, and is never full
 */
public record Profile(
        String name,
        String title,
        boolean own,
        List<List<HeaderPattern>> recognize,
        List<String> records,
        Parents parents,
        String type,
        boolean idsFromRef,
        List<ColumnRule> columns,
        boolean others,
        @Nullable Decimal decimal,
        @Nullable String currency,
        @Nullable String imageBase,
        Set<String> variantKinds,
        Set<String> skip,
        @Nullable String categoryPath,
        Set<String> categoryDrop,
        boolean categoryCommas,
        boolean full,
        boolean partial,
        Map<String, String> statuses) {

    /** Is a price among the columns by which it is known, so that a file without one is likely to name it otherwise? */
    public boolean knownByPrice() {
        return columns.stream()
                .filter(rule -> rule.target() == Target.PRICE)
                .flatMap(rule -> rule.from().stream())
                .anyMatch(price -> recognize.stream()
                        .anyMatch(names -> names.size() > 1
                                && names.stream()
                                        .anyMatch(name -> name.toString().equals(price.toString()))));
    }

    /** By how many columns it knows a header, which has all of them; else 0. Of two the one that asks for more knows it better. */
    public int knows(List<String> header) {
        for (List<HeaderPattern> one : recognize) {
            if (one.stream().noneMatch(pattern -> header.stream().anyMatch(name -> pattern.match(name) != null))) {
                return 0;
            }
        }
        return recognize.size();
    }
}
