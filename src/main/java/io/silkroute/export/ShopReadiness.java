package io.silkroute.export;

import io.silkroute.run.stream.ActiveRun;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Readiness;
import io.silkroute.shopify.call.ShopSetup;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Before a run's first item: does the shop answer, and is there in it what every write needs? */
@Component("shopReadiness")
public class ShopReadiness {

    private final ShopSetup setup;

    public ShopReadiness(ShopSetup setup) {
        this.setup = setup;
    }

    /**
     * A shop that is not ready fails the run with one reason, before any item is touched. A force refresh restores the
     * shop, whatever became of it, so nothing is taken as done before.
     */
    public void check(ActiveRun run) {
        if (run.forceRefresh()) {
            setup.forget(run.connector());
        }
        if (setup.of(run.connector()) instanceof Readiness.NotReady notReady) {
            run.fail(notReady.reason().sentence());
        }
    }

    /**
     * Does the shop know nothing any more of the identity by which items are found again? Then the item is left to a run
     * that defines it anew; else null.
     */
    public @Nullable Conclusion lost(ExportItem item, CallResult answer) {
        if (!DeletedInShop.identity(answer) || !item.mayWait()) {
            return null;
        }
        setup.forget(item.run().connector());
        return new Conclusion.Deferred(
                "The shop has lost the definition of the metafield " + ShopSetup.NAMESPACE + "." + ShopSetup.KEY
                        + ". It is made anew before the item is sent again.",
                true,
                Set.of());
    }
}
