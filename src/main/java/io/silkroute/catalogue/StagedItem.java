package io.silkroute.catalogue;

import org.jspecify.annotations.Nullable;

/**
 * What staging needs to know of an item that is already there.
 *
 * @param place of a variant among its product's
 * @param active of a campaign or a code: is it switched on?
 * @param immediate of a campaign or a code: does a change of it start a run by itself?
 */
record StagedItem(
        ItemKey key,
        @Nullable String parent,
        boolean deleted,
        Version version,
        Digest rawDigest,
        Digest imageDigest,
        long place,
        boolean active,
        boolean immediate) {}
