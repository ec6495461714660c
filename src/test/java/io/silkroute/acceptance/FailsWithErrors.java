package io.silkroute.acceptance;

import java.util.concurrent.atomic.AtomicInteger;

/** A route's step that fails as a process does which has no memory left, and then no more. */
public final class FailsWithErrors {

    static final AtomicInteger LEFT = new AtomicInteger();

    private FailsWithErrors() {}

    public static void next() {
        if (LEFT.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new OutOfMemoryError("as it happens");
        }
    }
}
