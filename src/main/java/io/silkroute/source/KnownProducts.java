package io.silkroute.source;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Products that came before. */
@FunctionalInterface
public interface KnownProducts {

    /** The newest image of a product; null if there is none. */
    @Nullable
    JsonNode image(String id);
}
