package io.silkroute.source.table;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One row below the header.
 *
 * @param number as a spreadsheet counts them: the file's first row is 1, blank ones count
 * @param cells trimmed; null where there is nothing
 * @param fault why its cells do not stand below their headers; null if they do
 * @param numbers columns in which the file keeps a number, written with a decimal point
 * @param faults what is wrong with single cells, by their columns
 */
public record Row(
        long number,
        List<@Nullable String> cells,
        @Nullable String fault,
        Set<Integer> numbers,
        Map<Integer, String> faults) {

    public Row(long number, List<@Nullable String> cells, @Nullable String fault) {
        this(number, cells, fault, Set.of(), Map.of());
    }

    public @Nullable String cell(int column) {
        return column < cells.size() ? cells.get(column) : null;
    }

    public boolean isNumber(int column) {
        return numbers.contains(column);
    }
}
