package io.silkroute.source.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row below the header.
 *
 * @param number as a spreadsheet counts them: the file's first row is 1, blank ones count
 * @param cells trimmed; null where there is nothing
 * @param fault why its cells do not stand below their headers; null if they do
 */
public record Row(
        long number, List<@Nullable String> cells, @Nullable String fault) {

    public @Nullable String cell(int column) {
        return column < cells.size() ? cells.get(column) : null;
    }
}
