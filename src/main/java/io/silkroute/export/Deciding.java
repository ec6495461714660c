package io.silkroute.export;

import org.springframework.stereotype.Component;

/** The route's way to a decision: an item goes on with what was decided of it, or is concluded by it. */
@Component("deciding")
public class Deciding {

    private final Decider decider;

    Deciding(Decider decider) {
        this.decider = decider;
    }

    public Stage.Decided decide(ExportItem item) {
        return new Stage.Decided(item, decider.decide(item));
    }

    /** Of an item that was to be written it was found that somebody has changed it in the shop. */
    public Stage again(ExportItem item) {
        Stage.Decided decided = decide(item);
        if (decided.decision() instanceof Decision.Send send) {
            return new Stage.ToSend(item, send);
        }
        if (decided.decision() instanceof Decision.Skip) {
            return decided.concluded(new Conclusion.Unchanged());
        }
        if (decided.decision() instanceof Decision.Filter filter) {
            return filter(decided, filter);
        }
        throw new IllegalStateException(
                "an edit in the shop makes a " + decided.decision().kind() + " of what was to be written");
    }

    public Stage filter(Stage.Decided item, Decision.Filter decision) {
        return item.concluded(
                decision.asks() ? new Conclusion.LeftAlone(decision.why()) : new Conclusion.Filtered(decision.why()));
    }

    public Stage await(Stage.Decided item, Decision.Wait decision) {
        return item.concluded(new Conclusion.Waits(decision.awaited()));
    }

    public Stage reject(Stage.Decided item, Decision.Reject decision) {
        return item.concluded(new Conclusion.Rejected(decision.why()));
    }
}
