package io.silkroute.connector;

/** What a connector's customers get was changed; published in the transaction that saves it. */
public record LoyaltyChanged(ConnectorName name) {}
