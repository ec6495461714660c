package io.silkroute.catalogue;

import org.jspecify.annotations.Nullable;

/**
 * What staging needs to know of an item that is already there.
 *
 * @param settled the image has been through a run and is in the shop as it is; nothing is pending for it
 */
record StagedItem(
        ItemKey key,
        @Nullable String parent,
        boolean deleted,
        Version version,
        Digest rawDigest,
        Digest imageDigest,
        boolean settled) {}
