package io.silkroute.connector;

/** A connector renders its items otherwise from now on: another mapping, or other rules for what leaves. */
public record RenderingChanged(ConnectorName name) {}
