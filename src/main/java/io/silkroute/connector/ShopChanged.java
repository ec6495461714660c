package io.silkroute.connector;

/**
 * What was found of a connector's shop holds no longer: it has another address, other credentials or another mapping, which
 * asks for other scopes. Published within the transaction that saves them.
 */
public record ShopChanged(ConnectorName name) {}
