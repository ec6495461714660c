package io.silkroute.connector;

/** An inactive connector was activated; published after it was saved. */
public record ConnectorActivated(ConnectorName name) {}
