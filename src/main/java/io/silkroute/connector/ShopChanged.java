package io.silkroute.connector;

/** A connector's shop has another address or other credentials; published within the transaction that saves them. */
public record ShopChanged(ConnectorName name) {}
