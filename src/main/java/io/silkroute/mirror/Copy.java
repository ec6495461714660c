package io.silkroute.mirror;

import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConnectorConfig.Pull.Stream;

/** All objects of one stream of one connector: that in which searches look, or one in the making. */
public record Copy(ConnectorName connector, Stream stream, long number) {}
