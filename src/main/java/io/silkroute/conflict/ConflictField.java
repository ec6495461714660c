package io.silkroute.conflict;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.JsonNode;

/**
 * One field in which the shop differs; a null node where there is no value.
 *
 * @param exported as it was sent last
 * @param shop as the shop has it, in the form of a payload
 * @param pim as it would be sent now
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ConflictField(String field, JsonNode exported, JsonNode shop, JsonNode pim) {}
