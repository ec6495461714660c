package io.silkroute.preview.dryrun;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A field of an item, by the name that conflicts have for it.
 *
 * @param shop as the shop has it; null as well where {@code read} says that it was not asked for it
 * @param exported as it was sent last
 * @param pim as the mapping makes it of what the PIM has
 * @param send as it would be sent; null as well where it would not be, or would be cleared
 * @param read did the shop tell it?
 * @param sent would it be sent, be it to clear it?
 * @param why in a sentence
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record DryRunField(
        String field,
        @Nullable JsonNode shop,
        @Nullable JsonNode exported,
        @Nullable JsonNode pim,
        @Nullable JsonNode send,
        boolean read,
        boolean sent,
        String why) {}
