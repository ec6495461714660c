package io.silkroute.run.stream;

import io.silkroute.catalogue.Change;
import io.silkroute.catalogue.UnchangedSet;
import java.util.List;

/** What a run works off between two looks at the connector's active flag. */
public sealed interface Batch {

    ActiveRun run();

    /** The word by which a route tells it: {@code pending}, {@code unchanged} or {@code nothing}. */
    String kind();

    /** What it holds; nothing of it is in two batches at a time. */
    List<?> entries();

    /** Changes of one type, in the queue's order. */
    record Pending(ActiveRun run, List<Change> changes) implements Batch {
        @Override
        public String kind() {
            return "pending";
        }

        @Override
        public List<Change> entries() {
            return changes;
        }
    }

    /** Items that staging has found equal to what the shop holds. */
    record Unchanged(ActiveRun run, List<UnchangedSet> recognised) implements Batch {
        @Override
        public String kind() {
            return "unchanged";
        }

        @Override
        public List<UnchangedSet> entries() {
            return recognised;
        }
    }

    /** The stream's last word: nothing is left, or the run has to stop. */
    record Nothing(ActiveRun run) implements Batch {
        @Override
        public String kind() {
            return "nothing";
        }

        @Override
        public List<?> entries() {
            return List.of();
        }
    }
}
