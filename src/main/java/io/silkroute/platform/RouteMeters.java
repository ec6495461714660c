package io.silkroute.platform;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.springframework.stereotype.Component;

/** Counts what went through each route, and what failed there: {@code silkroute_route_exchanges_total}. */
@Component
class RouteMeters implements RoutePolicyFactory {

    private final MeterRegistry meters;

    RouteMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext camel, String route, NamedNode definition) {
        Counter done = counter(route, "done");
        Counter failed = counter(route, "failed");
        return new RoutePolicySupport() {
            @Override
            public void onExchangeDone(Route through, Exchange exchange) {
                (exchange.isFailed() ? failed : done).increment();
            }
        };
    }

    private Counter counter(String route, String end) {
        return Counter.builder("silkroute.route.exchanges")
                .description("Exchanges that went through a route, by how they ended")
                .tag("route", route)
                .tag("end", end)
                .register(meters);
    }
}
