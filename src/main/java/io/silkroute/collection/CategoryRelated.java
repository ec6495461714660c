package io.silkroute.collection;

import io.silkroute.export.ItemExporter;

/** @param needed is it one of those that the connector's tags and families let through? */
public record CategoryRelated(boolean needed) implements ItemExporter.Related {}
