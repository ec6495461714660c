package io.silkroute.export;

import io.silkroute.run.Outcome;
import io.silkroute.shopify.Reason;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a run's work on one item ended. */
sealed interface Verdict {

    /** What happened, in a merchant's sentence. */
    String sentence();

    /** The shop holds what the mapping rendered. @param now what to remember of it */
    record Written(Outcome outcome, Exported now, String sentence) implements Verdict {}

    /** Left the exported set: archived or deleted in the shop. */
    record Removed(Outcome outcome, Exported now, String sentence) implements Verdict {}

    /** Equal to what was last exported. */
    record Unchanged() implements Verdict {
        @Override
        public String sentence() {
            return "Nothing to send: equal to what the shop accepted last.";
        }
    }

    /** Not relevant to this connector. */
    record Filtered(String sentence) implements Verdict {}

    /** Invalid, said by us. */
    record Rejected(String sentence) implements Verdict {}

    /** Refused by Shopify, or out of attempts. */
    record Parked(Reason reason) implements Verdict {

        /** The shop holds something that may be the item, and a person has to say. */
        static Parked ambiguous(String sentence) {
            return new Parked(new Reason("AMBIGUOUS_LINK", null, null, sentence));
        }

        @Override
        public String sentence() {
            return reason.sentence();
        }
    }

    /**
     * Not for this run: stays pending for the next one.
     *
     * @param attempted the shop refused it, and shall not do so for ever
     * @param doubted categories whose collections the shop may hold no more, to be looked at before
     */
    record Deferred(String sentence, boolean attempted, Set<String> doubted) implements Verdict {

        Deferred(String sentence) {
            this(sentence, false, Set.of());
        }
    }

    /** Waits, pending, until an operator has confirmed the run's removals. */
    record Held(String run) implements Verdict {
        @Override
        public String sentence() {
            return "Its removal waits for a confirmation.";
        }
    }

    /** The shop as a whole does not work; the item stays pending and the run stops. */
    record Broken(Reason reason) implements Verdict {
        @Override
        public String sentence() {
            return reason.sentence();
        }
    }

    default @Nullable Outcome outcome() {
        if (this instanceof Written written) {
            return written.outcome;
        }
        if (this instanceof Removed removed) {
            return removed.outcome;
        }
        if (this instanceof Unchanged) {
            return Outcome.UNCHANGED;
        }
        if (this instanceof Filtered) {
            return Outcome.FILTERED;
        }
        if (this instanceof Rejected) {
            return Outcome.REJECTED;
        }
        if (this instanceof Parked) {
            return Outcome.PARKED;
        }
        return null;
    }
}
