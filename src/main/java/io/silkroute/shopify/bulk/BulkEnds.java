package io.silkroute.shopify.bulk;

import io.silkroute.shopify.Pause;
import io.silkroute.shopify.ShopifyId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Pauses between two looks at a bulk operation, which are over early when the shop tells this node that it has ended. */
@Component
public class BulkEnds {

    private static final Duration STEP = Duration.ofMillis(100);

    private final Pause pause;
    private final Map<ShopifyId, Boolean> awaited = new ConcurrentHashMap<>();

    BulkEnds(Pause pause) {
        this.pause = pause;
    }

    /** The shop has told it; one that nobody waits for is nobody's business. */
    public void ended(ShopifyId operation) {
        awaited.replace(operation, true);
    }

    void await(ShopifyId operation, Duration time) throws InterruptedException {
        awaited.put(operation, false);
        try {
            Duration left = time;
            while (left.compareTo(Duration.ZERO) > 0 && Boolean.FALSE.equals(awaited.get(operation))) {
                Duration step = left.compareTo(STEP) < 0 ? left : STEP;
                pause.of(step);
                left = left.minus(step);
            }
        } finally {
            awaited.remove(operation);
        }
    }
}
