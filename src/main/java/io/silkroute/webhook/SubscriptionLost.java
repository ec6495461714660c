package io.silkroute.webhook;

import io.silkroute.connector.ConnectorName;

/**
 * The shop had ended subscriptions of a connector's, which were made again: of what has changed meanwhile nobody was told.
 * Published after that.
 */
public record SubscriptionLost(ConnectorName name) {}
