package io.silkroute.shopify.call;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.pacing.Admission;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** What the gateway measures per connector: calls, points, throttles, latency, waits, the bucket's level. */
@Component
class ShopMeters {

    private final MeterRegistry meters;

    ShopMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    void watch(Shop shop) {
        Gauge.builder("silkroute.shop.points.available", shop.admission, Admission::level)
                .description("Points in the shop's bucket, those of calls in flight already taken")
                .tag("connector", shop.connector.text())
                .strongReference(true)
                .register(meters);
    }

    void ended(Call call, CallResult answer) {
        Tags connector = Tags.of("connector", call.shop.connector.text());
        meters.counter(
                        "silkroute.shop.calls",
                        connector.and("operation", call.operation.name()).and("result", answer.word()))
                .increment();
        meters.counter("silkroute.shop.points", connector)
                .increment(answer.usage().points());
        meters.counter("silkroute.shop.throttled", connector)
                .increment(answer.usage().throttled());
    }

    void admitted(Call call, Duration waited) {
        meters.timer("silkroute.shop.admission", "connector", call.shop.connector.text())
                .record(waited);
    }

    void answered(Call call, Duration latency) {
        meters.timer(
                        "silkroute.shop.latency",
                        "connector",
                        call.shop.connector.text(),
                        "operation",
                        call.operation.name())
                .record(latency);
    }

    void fellForward(Shop shop) {
        meters.counter("silkroute.shop.version.fallforward", "connector", shop.connector.text())
                .increment();
    }
}
