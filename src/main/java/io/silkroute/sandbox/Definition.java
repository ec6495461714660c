package io.silkroute.sandbox;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A metafield definition; only one of type {@code id} or with unique values makes a customId identifier. */
record Definition(
        long id,
        Owner.Type ownerType,
        String namespace,
        String key,
        String name,
        @Nullable String description,
        String type,
        boolean uniqueValues,
        boolean filterable,
        boolean pinned,
        List<Map<String, String>> validations) {}
