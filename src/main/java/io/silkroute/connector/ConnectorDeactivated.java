package io.silkroute.connector;

/** An active connector was deactivated; published after it was saved. */
public record ConnectorDeactivated(ConnectorName name) {}
