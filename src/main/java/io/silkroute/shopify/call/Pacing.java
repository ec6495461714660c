package io.silkroute.shopify.call;

import io.silkroute.shopify.CallPermission;
import io.silkroute.shopify.pacing.Bucket;
import io.silkroute.shopify.pacing.Cost;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** The route's first and last word with the shop's bucket. */
@Component("shopPacing")
class Pacing {

    private final ShopMeters meters;
    private final CallPermission permission;
    private final Clock clock;

    Pacing(ShopMeters meters, CallPermission permission, Clock clock) {
        this.meters = meters;
        this.permission = permission;
        this.clock = clock;
    }

    void admit(@ExchangeProperty("call") Call call) throws InterruptedException, NotPermitted {
        Instant asked = clock.instant();
        Bucket.Ticket ticket;
        call.waits();
        try {
            ticket = call.shop.admission.admit(call.cost());
        } finally {
            call.goesOn();
        }
        call.admitted(ticket);
        meters.admitted(call, Duration.between(asked, clock.instant()));
        if (call.shop.tried == null && !permission.holds(call.shop.connector)) {
            call.neverArrived();
            throw new NotPermitted(call.shop.connector);
        }
    }

    void settle(@ExchangeProperty("call") Call call) {
        Bucket.Ticket ticket = call.ticket();
        if (ticket == null) {
            return;
        }
        if (call.reply() != null) {
            meters.answered(call, Duration.between(ticket.sentAt(), clock.instant()));
        }
        Cost cost = call.charged();
        call.shop.admission.settle(
                call.operation.name(), ticket, call.reached(), call.verdict() instanceof AttemptResult.Done, cost);
        if (cost != null) {
            call.shop.costs.learn(call.operation, call.law, cost.requested());
        }
    }
}
