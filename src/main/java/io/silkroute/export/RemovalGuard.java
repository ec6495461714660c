package io.silkroute.export;

import io.silkroute.catalogue.ItemType;
import io.silkroute.connector.config.ConnectorConfig.Removal;
import io.silkroute.run.stream.ActiveRun;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * A guard against disasters: a run that would take more than a share of what is exported from the shop stops before
 * the first removal and waits until an operator has seen the list. A PIM that sends half a catalogue as deleted is
 * more often an accident than a wish.
 */
@Component("removalGuard")
public class RemovalGuard {

    private final Relevance relevance;
    private final Membership membership;
    private final Exports exports;

    RemovalGuard(Relevance relevance, Membership membership, Exports exports) {
        this.relevance = relevance;
        this.membership = membership;
        this.exports = exports;
    }

    /** Looks at a batch before anything of it is sent. */
    public void look(List<Work> works) {
        ActiveRun run = works.get(0).run();
        var export = run.config().export();
        ItemType type = works.get(0).key().type();
        boolean collectionsStay = export.removal() == Removal.ARCHIVE;
        if (run.forceRefresh()
                || run.removalsConfirmed()
                || export.disableDeletions()
                || type == ItemType.CATEGORY && collectionsStay) {
            return;
        }
        long leaving = works.stream().filter(relevance::leaves).count();
        if (leaving == 0 || run.takeRemovals(type, leaving)) {
            return; // nothing leaves, or no more than was counted before and found few enough
        }
        if (tooMany(run, ItemType.PRODUCT, "products")
                || !collectionsStay && tooMany(run, ItemType.CATEGORY, "collections")) {
            works.stream().filter(relevance::leaves).forEach(work -> work.conclude(new Verdict.Held(run.id())));
        } else {
            run.removes(type, leaving);
        }
    }

    private boolean tooMany(ActiveRun run, ItemType type, String what) {
        var guard = run.config().guard();
        // In this order, what another batch records meanwhile is counted twice rather than not at all.
        long pending = membership.departures(run.connector(), run.config().export(), type);
        long removed = exports.removedBy(run.id(), run.connector(), type);
        long departures = pending + removed;
        long exported = exports.count(run.connector(), type) + removed;
        if (departures < guard.minimum() || departures <= guard.share() * exported) {
            run.countedDepartures(type, departures, removed);
            return false;
        }
        run.interrupt(
                "%d of %d exported %s would leave the shop. Look at the list and confirm the removals, or cancel the run."
                        .formatted(departures, exported, what));
        return true;
    }
}
