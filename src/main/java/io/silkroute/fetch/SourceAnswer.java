package io.silkroute.fetch;

import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What a PIM answered.
 *
 * @param links its Link headers
 * @param at when, by its own clock
 */
public record SourceAnswer(JsonNode body, List<String> links, Instant at) {}
