package io.silkroute.shopify;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** What became of a call, named by what happens next. */
public sealed interface CallResult {

    Usage usage();

    /** The same answer, which took this much. */
    CallResult withUsage(Usage usage);

    /** As meters and the request log name it. */
    default String word() {
        return this instanceof Accepted ? "accepted" : this instanceof Aborted ? "aborted" : "refused";
    }

    /** Why the shop did not do it. @throws IllegalStateException if it did */
    default Reason whyNot() {
        if (this instanceof Aborted aborted) {
            return aborted.reason();
        }
        if (this instanceof Refused refused) {
            return refused.reason();
        }
        if (this instanceof Postponed postponed) {
            return postponed.reason();
        }
        throw new IllegalStateException("the shop has accepted the call");
    }

    /** The shop did it. {@code data} is the object below {@code data} of the answer. */
    record Accepted(JsonNode data, Usage usage) implements CallResult {
        @Override
        public CallResult withUsage(Usage other) {
            return new Accepted(data, other);
        }
    }

    /** The shop will not do it for this item: park the item. */
    record Refused(List<UserError> errors, Reason reason, Usage usage) implements CallResult {
        @Override
        public CallResult withUsage(Usage other) {
            return new Refused(errors, reason, other);
        }
    }

    /** Today the shop makes nothing new of this kind: the item waits, and what is there already goes on. */
    record Postponed(Reason reason, Usage usage) implements CallResult {
        @Override
        public CallResult withUsage(Usage other) {
            return new Postponed(reason, other);
        }
    }

    /** The shop as a whole does not work for us: stop the run. */
    record Aborted(Reason reason, Usage usage) implements CallResult {

        public static Aborted interrupted(Usage usage) {
            return new Aborted(
                    new Reason(
                            Reason.INTERRUPTED,
                            null,
                            null,
                            "The call was interrupted because the connector shuts down."),
                    usage);
        }

        @Override
        public CallResult withUsage(Usage other) {
            return new Aborted(reason, other);
        }
    }
}
