package io.silkroute.inbound.receipt;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What is said of one item of a delivery: why it was refused, or a warning about one that was taken in.
 *
 * @param index its place in the delivery, from 0
 * @param row its place in the delivery, from 1
 * @param line the line on which it begins, from 1
 * @param type its type, when it has a usable one
 * @param id its id, when it has a usable one
 * @param column of a file of rows: the header of the cell it is about
 * @param value what stands in that cell
 * @param reason a sentence for the people who feed the PIM
 */
public record Remark(
        long index,
        long row,
        long line,
        @Nullable String type,
        @Nullable String id,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String column,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String value,
        String reason) {

    public Remark(long index, long line, @Nullable String type, @Nullable String id, String reason) {
        this(index, index + 1, line, type, id, null, null, reason);
    }

    /** Is it a refusal, or a warning? */
    enum Kind {
        REFUSED("refused"),
        WARNING("warning");

        final String word;

        Kind(String word) {
            this.word = word;
        }
    }
}
