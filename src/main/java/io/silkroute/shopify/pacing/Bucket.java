package io.silkroute.shopify.pacing;

import io.silkroute.connector.ShopBudgets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Our copy of a shop's leaky bucket, of which the points of calls in flight are already taken. Every answer
 * carries the shop's own view of a moment that is past when it is read; it corrects the copy only as far as calls
 * in flight and the way of the answer cannot explain the difference. So a copy that is right stays untouched,
 * while another consumer, a lost answer or a change of plan is noticed with the next answer.
 *
 * <p>Not safe for threads: {@link Admission} guards it.
 */
public final class Bucket {

    // Held back so that an answer's way and a second consumer do not lead to THROTTLED. It costs no throughput:
    // a bucket that hovers above a floor fills as fast as one that hovers above zero.
    private static final double FLOOR_SECONDS = 1;
    private static final double FLOOR_SHARE = 0.1;
    private static final double ROUNDING = 1;
    private static final Duration AT_MOST = Duration.ofMinutes(1);

    private boolean known;
    private boolean silent;
    private double maximum = 1_000;
    private double restoreRate = 50;
    private double level = maximum;
    private double inFlight;
    private double charged;
    private double refunded;
    private double shortestSeconds = 1;
    private @Nullable Instant asOf;

    /** A call's reservation; {@code charged} and {@code refunded} are the totals when it was sent. */
    public record Ticket(double reserved, Instant sentAt, double charged, double refunded) {}

    /** How long until {@code cost} can be paid; zero when it can be now. */
    Duration waitFor(double cost, Instant now) {
        refill(now);
        if (!known && silent) {
            return Duration.ZERO; // nothing to pace by: its refusals, should there be any, are waited for
        }
        if (!known) {
            return inFlight == 0 ? Duration.ZERO : AT_MOST; // the first answer tells the bucket's size
        }
        double floor = Math.min(Math.min(FLOOR_SECONDS * restoreRate, FLOOR_SHARE * maximum), maximum - cost);
        double missing = Math.min(cost, maximum) + Math.max(0, floor) - level;
        if (missing <= 0) {
            return Duration.ZERO;
        }
        Duration wait = Duration.ofNanos((long) Math.ceil(missing / restoreRate * 1e9));
        return wait.compareTo(AT_MOST) > 0 ? AT_MOST : wait;
    }

    Ticket take(double cost, Instant now) {
        refill(now);
        level -= cost;
        inFlight += cost;
        return new Ticket(cost, now, charged, refunded);
    }

    /** The call was never received by the shop. */
    void giveBack(Ticket ticket, Instant now) {
        refill(now);
        inFlight -= ticket.reserved();
        level = Math.min(maximum, level + ticket.reserved());
    }

    /** @param cost what the answer tells; null when it tells nothing: then the call counts as fully charged */
    void settle(Ticket ticket, @Nullable Cost cost, Instant now) {
        refill(now);
        double actual = cost == null ? ticket.reserved() : cost.actual();
        inFlight = Math.max(0, inFlight - ticket.reserved());
        level = Math.min(maximum, level + ticket.reserved() - actual);
        charged += actual;
        refunded += Math.max(0, ticket.reserved() - actual);
        if (cost != null && cost.bucket() != null) {
            correct(ticket, cost, cost.bucket(), now);
        }
    }

    /** The shop answered without telling its bucket. */
    void toldNothing() {
        silent = true;
    }

    private void correct(Ticket ticket, Cost cost, Cost.Level shop, Instant now) {
        maximum = shop.maximum();
        restoreRate = shop.restoreRate();
        if (!known) {
            known = true;
            level = shop.available();
        }
        double seconds = Math.max(0, Duration.between(ticket.sentAt(), now).toNanos() / 1e9);
        shortestSeconds = Math.min(seconds, shortestSeconds * 1.01);
        double atLeast = shop.available() - inFlight - (charged - ticket.charged());
        double atMost = shop.available() + restoreRate * shortestSeconds + ROUNDING + refunded - ticket.refunded();
        level = Math.min(maximum, Math.max(atLeast, Math.min(atMost, level)));
        if (cost.throttled()) {
            level = Math.min(level, shop.available());
        }
    }

    private void refill(Instant now) {
        if (asOf != null && now.isAfter(asOf)) {
            level = Math.min(
                    maximum, level + restoreRate * Duration.between(asOf, now).toNanos() / 1e9);
        }
        if (asOf == null || now.isAfter(asOf)) {
            asOf = now;
        }
    }

    double level() {
        return level;
    }

    /** As it is at this moment; null as long as the shop has not told it. */
    ShopBudgets.@Nullable Level level(Instant now) {
        refill(now);
        return known ? new ShopBudgets.Level(Math.max(0, level), maximum, charged) : null;
    }

    double maximum() {
        return maximum;
    }

    double restoreRate() {
        return restoreRate;
    }
}
