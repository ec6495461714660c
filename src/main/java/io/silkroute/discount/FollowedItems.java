package io.silkroute.discount;

import io.silkroute.catalogue.Change;
import io.silkroute.catalogue.ItemType;
import io.silkroute.export.Conclusion;
import io.silkroute.export.Stage;
import io.silkroute.run.Outcome;
import io.silkroute.run.stream.ActiveRun;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Products and categories that come to the shop or leave it are a change of the campaigns that name them. */
@Component
class FollowedItems {

    private final Discounts discounts;

    FollowedItems(Discounts discounts) {
        this.discounts = discounts;
    }

    void recorded(ActiveRun run, List<Stage.Concluded> batch) {
        ItemType type = batch.get(0).key().type();
        if (type != ItemType.PRODUCT && type != ItemType.CATEGORY) {
            return;
        }
        List<String> moved = new ArrayList<>();
        List<String> variants = new ArrayList<>();
        for (Stage.Concluded one : batch) {
            boolean written = one.conclusion() instanceof Conclusion.Written;
            boolean came = one.conclusion() instanceof Conclusion.Written now
                    && (now.outcome() == Outcome.CREATED || !one.item().isInShop() || isBack(one));
            if (came || one.conclusion() instanceof Conclusion.Removed) {
                moved.add(one.key().id());
            }
            // Unchanged with a variant: that came between two looks, and went out with the product before.
            if (written || one.conclusion() instanceof Conclusion.Unchanged) {
                one.item().related().companions().stream()
                        .map(Change::key)
                        .forEach(variant -> variants.add(variant.id()));
            }
        }
        discounts.moved(run.connector(), type, moved, "what it applies to came to the shop or left it");
        discounts.moved(run.connector(), ItemType.VARIANT, variants, "a variant that it applies to changed");
        if (type == ItemType.PRODUCT
                && batch.stream()
                        .anyMatch(one -> one.conclusion() instanceof Conclusion.Written
                                || one.conclusion() instanceof Conclusion.Removed)) {
            discounts.catalogueMoved(run.connector());
        }
    }

    private static boolean isBack(Stage.Concluded one) {
        return one.item().exported() != null && !one.item().exported().isExported();
    }
}
