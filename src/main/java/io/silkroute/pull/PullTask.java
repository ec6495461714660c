package io.silkroute.pull;

import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConnectorConfig.Pull.Stream;
import io.silkroute.mirror.MirrorReading;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One stream of a pull at work on this node.
 *
 * @param holder by which it is known that it still is
 * @param everything not only what is new
 * @param first nothing was read before: there is nothing that could have changed
 * @param began when the pull began, by our clocks
 * @param bulk the shop's query over everything, once it is begun
 * @param asOf when that began by the shop's clock, once it is read
 */
record PullTask(
        String pull,
        String holder,
        ConnectorName connector,
        Stream stream,
        PullMode mode,
        boolean everything,
        boolean first,
        Instant began,
        @Nullable String bulk,
        @Nullable Instant asOf) {

    PullTask withBulk(String begun) {
        return new PullTask(pull, holder, connector, stream, mode, everything, first, began, begun, asOf);
    }

    PullTask withAsOf(Instant time) {
        return new PullTask(pull, holder, connector, stream, mode, everything, first, began, bulk, time);
    }

    /** Is it read into a copy beside the one that is searched? */
    boolean beside() {
        return mode == PullMode.CLEAR_AND_ALL;
    }

    /** Is what is read since the checkpoint what was asked for, and not what happened while everything was read? */
    boolean onlyNew() {
        return mode == PullMode.NEW && !first;
    }

    MirrorReading reading(Instant now) {
        return new MirrorReading(pull, now, !first);
    }

    MirrorReading silent(Instant now) {
        return new MirrorReading(pull, now, false);
    }
}
