package io.silkroute.source;

import org.jspecify.annotations.Nullable;

/**
 * What is said of a row.
 *
 * @param row as a spreadsheet counts them
 * @param column the header of the cell it is about; null if it is about the whole row
 * @param cell what stands there
 * @param type what the row would have become
 */
public record Fault(
        long row,
        @Nullable String column,
        @Nullable String cell,
        @Nullable String type,
        @Nullable String id,
        String sentence) {

    Fault of(@Nullable String itemType, @Nullable String itemId) {
        return new Fault(row, column, cell, itemType, itemId, sentence);
    }
}
