package io.silkroute.run;

import io.silkroute.catalogue.Change;
import io.silkroute.catalogue.Recognised;
import java.util.List;

/** What a run works off between two looks at the connector's active flag. */
public sealed interface Batch {

    ActiveRun run();

    /** Changes of one type, in the queue's order. */
    record Pending(ActiveRun run, List<Change> changes) implements Batch {}

    /** Items that staging has found equal to what the shop holds. */
    record Unchanged(ActiveRun run, List<Recognised> recognised) implements Batch {}

    /** The stream's last word: nothing is left, or the run has to stop. */
    record Nothing(ActiveRun run) implements Batch {}
}
