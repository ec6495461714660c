package io.silkroute.preview;

/**
 * What a connector's state is made of.
 *
 * @param working a run is queued or under way
 * @param ended a run has come to an end of its own
 * @param failed the last of those failed, or left changes behind because the shop would not take them
 * @param interrupted a run waits to go on: for a confirmation, or for the connector's activation
 * @param overdue items that have waited for their parent for too long
 * @param failingSources sources of the PIM that could not be fetched
 */
record Standing(
        boolean active,
        boolean working,
        boolean ended,
        boolean failed,
        boolean interrupted,
        long parked,
        long rejected,
        long refused,
        long overdue,
        long conflicts,
        long failingSources,
        long incomplete) {

    ConnectorState state() {
        if (failed) {
            return ConnectorState.FAILING;
        }
        if (interrupted || parked + rejected + refused + overdue + conflicts + failingSources > 0) {
            return ConnectorState.NEEDS_YOU;
        }
        if (incomplete > 0) {
            return ConnectorState.INCOMPLETE;
        }
        if (!ended) {
            return ConnectorState.NEW;
        }
        return active ? ConnectorState.HEALTHY : ConnectorState.PAUSED;
    }

    /** The same for programs that know four words. */
    String indicator() {
        if (working) {
            return "in-progress";
        }
        return switch (state()) {
            case FAILING, NEEDS_YOU -> "failed";
            case INCOMPLETE, HEALTHY -> "success";
            case PAUSED, NEW -> "idle";
        };
    }
}
