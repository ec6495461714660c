package io.silkroute.run.budget;

import java.time.Instant;
import java.util.List;

/**
 * A shop's bucket over one run.
 *
 * @param maximum how many points it holds at most
 */
public record Budget(double maximum, List<Point> points) {

    /** @param spent points that the connector's calls have taken since the first sample */
    public record Point(Instant at, double level, double spent) {}
}
