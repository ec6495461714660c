package io.silkroute.preview.dryrun;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.export.ItemExporter;
import io.silkroute.export.Stage;
import org.jspecify.annotations.Nullable;

/**
 * An item with what a run would do with it.
 *
 * @param at as far as it was decided
 * @param unchanged nothing is sent because the shop accepted this very payload last
 * @param write what would be sent; null if nothing is
 * @param calls that it takes; a part of one where several items go in it
 */
record Weighed(
        Stage.Decided at,
        DryRunAction action,
        boolean unchanged,
        String reason,
        ItemExporter.Outgoing.@Nullable Write write,
        double points,
        double calls) {

    static Weighed nothing(Stage.Decided at, String reason) {
        return new Weighed(at, DryRunAction.NOTHING, false, reason, null, 0, 0);
    }

    static Weighed unchanged(Stage.Decided at, String reason) {
        return new Weighed(at, DryRunAction.NOTHING, true, reason, null, 0, 0);
    }

    ItemKey key() {
        return at.key();
    }
}
