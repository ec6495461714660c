package io.silkroute.connector;

import io.silkroute.connector.config.ConnectorConfig;
import java.time.Instant;

/** A named link between one PIM feed and one Shopify shop. */
public record Connector(ConnectorName name, boolean active, ConnectorConfig config, Instant createdAt) {}
