package io.silkroute.connector;

/** A connector's status, tag or family filter was changed; published after it was saved. */
public record FiltersChanged(ConnectorName name) {}
