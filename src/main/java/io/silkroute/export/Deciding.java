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
