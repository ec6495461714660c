package io.silkroute.run;

import io.silkroute.catalogue.Change;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The batches of a run that were given out and have not ended. Their changes still stand in the queue, so they are
 * not to be given out again. All are of one type: products go out when the collections they name have been recorded.
 */
final class InHand {

    private final Set<ItemKey> keys = new HashSet<>();
    private @Nullable ItemType type;
    private boolean recognised;
    private int batches;

    synchronized int batches() {
        return batches;
    }

    /** Is a set of recognised items among them? */
    synchronized boolean recognised() {
        return recognised;
    }

    /** Their items; no more than these stand before the changes that come next. */
    synchronized int size() {
        return keys.size();
    }

    /** What of these changes, all of one type, may be given out beside what is in hand. */
    synchronized List<Change> free(List<Change> changes) {
        return type != null && changes.get(0).key().type() != type
                ? List.of()
                : changes.stream()
                        .filter(change -> !keys.contains(change.key()))
                        .toList();
    }

    synchronized void begin(Batch batch) {
        batches++;
        if (batch instanceof Batch.Pending pending) {
            type = pending.changes().get(0).key().type();
            pending.changes().forEach(change -> keys.add(change.key()));
        } else {
            recognised = true;
        }
    }

    synchronized void end(Batch batch) {
        batches--;
        if (batch instanceof Batch.Pending pending) {
            pending.changes().forEach(change -> keys.remove(change.key()));
            type = keys.isEmpty() ? null : type;
        } else {
            recognised = false;
        }
    }
}
