package io.silkroute.sandbox.metafield;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A metafield definition; only one of type {@code id} or with unique values makes a customId identifier.
 *
 * @param ownerType the name of its {@link OwnerType}
 */
public record Definition(
        long id,
        String ownerType,
        String namespace,
        String key,
        String name,
        @Nullable String description,
        String type,
        boolean uniqueValues,
        boolean filterable,
        boolean pinned,
        List<Map<String, String>> validations) {}
