package io.silkroute.conflict;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.JsonNode;

/** A field that stays as the shop has it until the PIM has another value; {@code *} for the object, which stays deleted. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record KeptField(String field, JsonNode shop, JsonNode pim) {}
