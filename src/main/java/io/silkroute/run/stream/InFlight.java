package io.silkroute.run.stream;

import io.silkroute.catalogue.Change;
import io.silkroute.catalogue.ItemKey;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The batches of a run that were given out and had not ended when somebody looked. Their changes still stood in the
 * queue, so they are not to be given out again. All are of one type: products go out when the collections they name
 * have been recorded.
 *
 * <p>To be looked at before the queue is read: what ends while it is read has been read as pending.
 */
record InFlight(List<Batch> batches) {

    /** Is a set of recognised items among them? */
    boolean recognised() {
        return batches.stream().anyMatch(Batch.Unchanged.class::isInstance);
    }

    /** Their items; no more than these stand before the changes that come next. */
    int size() {
        return (int) changes().count();
    }

    /** What of these changes, all of one type, may be given out beside what is in hand. */
    List<Change> free(List<Change> changes) {
        Set<ItemKey> taken = changes().map(Change::key).collect(Collectors.toSet());
        boolean otherType = !changes.isEmpty()
                && taken.stream()
                        .anyMatch(key -> key.type() != changes.get(0).key().type());
        return otherType
                ? List.of()
                : changes.stream()
                        .filter(change -> !taken.contains(change.key()))
                        .toList();
    }

    private Stream<Change> changes() {
        return batches.stream()
                .filter(Batch.Pending.class::isInstance)
                .flatMap(batch -> ((Batch.Pending) batch).changes().stream());
    }
}
