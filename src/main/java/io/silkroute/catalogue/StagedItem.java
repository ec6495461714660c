package io.silkroute.catalogue;

import org.jspecify.annotations.Nullable;

/** What staging needs to know of an item that is already there. @param place of a variant among its product's */
record StagedItem(
        ItemKey key,
        @Nullable String parent,
        boolean deleted,
        Version version,
        Digest rawDigest,
        Digest imageDigest,
        long place) {}
