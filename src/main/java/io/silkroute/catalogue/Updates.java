package io.silkroute.catalogue;

import java.util.List;
import java.util.stream.IntStream;

/** What a batch of updates came to. */
public final class Updates {

    private Updates() {}

    /**
     * Those for which there was no row.
     *
     * @param counts rows that each update met, in the order of {@code updates}
     */
    public static <T> List<T> withoutRow(List<T> updates, int[] counts) {
        return IntStream.range(0, counts.length)
                .filter(i -> counts[i] == 0)
                .mapToObj(updates::get)
                .toList();
    }
}
