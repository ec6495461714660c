package io.silkroute.export;

import org.springframework.stereotype.Component;

/** The route's way to a decision: an item goes on with what was decided of it, or is concluded by it. */
@Component("deciding")
public class Deciding {

    private final Decider decider;

    Deciding(Decider decider) {
        this.decider = decider;
    }

    public void decide(Work work) {
        work.decided(decider.decide(work));
    }

    public void filter(Work work, Decision.Filter decision) {
        work.conclude(new Verdict.Filtered(decision.why()));
    }

    public void reject(Work work, Decision.Reject decision) {
        work.conclude(new Verdict.Rejected(decision.why()));
    }
}
