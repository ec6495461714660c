package io.silkroute.sandbox.bulk;

import io.silkroute.sandbox.graphql.Gid;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A bulk operation; what changes while it runs is seen by all, written by its own thread only. */
final class BulkOperation {
    final long id;
    final String type;
    final String query;
    final String address;
    final Path result;
    final long createdAt;
    volatile String status = "CREATED";
    volatile @Nullable String errorCode;
    volatile long completedAt;
    final AtomicLong objects = new AtomicLong();
    final AtomicLong roots = new AtomicLong();
    volatile long fileSize;
    volatile boolean url;
    volatile boolean partial;
    volatile boolean expired;

    BulkOperation(long id, String type, String query, String address, Path result, long createdAt) {
        this.id = id;
        this.type = type;
        this.query = query;
        this.address = address;
        this.result = result;
        this.createdAt = createdAt;
    }

    String gid() {
        return Gid.of("BulkOperation", id);
    }

    boolean ended() {
        return completedAt != 0;
    }

    String address() {
        return address + "/sandbox/results/bulk-" + id + ".jsonl?Expires=" + (completedAt / 1000 + 604_800);
    }
}
