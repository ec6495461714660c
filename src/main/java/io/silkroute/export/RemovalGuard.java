package io.silkroute.export;

import io.silkroute.run.ActiveRun;
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
        var guard = run.config().guard();
        if (run.forceRefresh() || run.removalsConfirmed() || export.disableDeletions()) {
            return;
        }
        long leaving = works.stream().filter(relevance::leaves).count();
        if (leaving == 0 || run.removed() + leaving <= run.departures()) {
            return; // nothing leaves, or no more than was counted before and found few enough
        }
        long departures = membership.departures(run.connector(), export) + run.removed();
        long exported = exports.count(run.connector()) + run.removed();
        if (departures < guard.minimum() || departures <= guard.share() * exported) {
            run.countedDepartures(departures);
            return;
        }
        run.interrupt(
                "%d of %d exported products would leave the shop. Look at the list and confirm the removals, or cancel the run."
                        .formatted(departures, exported));
        works.stream().filter(relevance::leaves).forEach(work -> work.conclude(new Verdict.Held(run.id())));
    }
}
