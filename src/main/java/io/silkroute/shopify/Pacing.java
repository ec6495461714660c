package io.silkroute.shopify;

import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** The route's first and last word with the shop's bucket. */
@Component("shopPacing")
class Pacing {

    void admit(@ExchangeProperty("call") Call call) throws InterruptedException {
        call.admitted(call.shop.admission.admit(call.cost()));
    }

    void settle(@ExchangeProperty("call") Call call) {
        Bucket.Ticket ticket = call.ticket();
        if (ticket == null) {
            return;
        }
        Cost cost = call.charged();
        call.shop.admission.settle(ticket, call.reached(), cost);
        if (cost != null) {
            call.shop.costs.learn(call.operation, ticket.reserved(), cost.requested());
        }
    }
}
