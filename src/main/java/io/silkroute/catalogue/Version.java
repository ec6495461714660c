package io.silkroute.catalogue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What decides which of two versions of an item is newer: the source's own time first, arrival order otherwise. */
record Version(@Nullable Instant updated, long arrival) {

    boolean olderThan(Version other) {
        if (updated != null && other.updated != null && !updated.equals(other.updated)) {
            return updated.isBefore(other.updated);
        }
        return arrival < other.arrival;
    }
}
