package io.silkroute.export;

import io.silkroute.run.ActiveRun;
import io.silkroute.shopify.Readiness;
import io.silkroute.shopify.ShopSetup;
import org.springframework.stereotype.Component;

/** Before a run's first item: does the shop answer, and is there in it what every write needs? */
@Component("shopReadiness")
public class ShopReadiness {

    private final ShopSetup setup;

    ShopReadiness(ShopSetup setup) {
        this.setup = setup;
    }

    /** A shop that is not ready fails the run with one reason, before any item is touched. */
    public void check(ActiveRun run) {
        if (setup.of(run.connector()) instanceof Readiness.NotReady notReady) {
            run.fail(notReady.reason().sentence());
        }
    }
}
