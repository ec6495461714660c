package io.silkroute.export;

import io.silkroute.catalogue.Item;
import io.silkroute.catalogue.ItemStatus;
import io.silkroute.catalogue.ItemType;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.connector.config.ConnectorConfig.StatusFilter;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Does an item concern the connector? Status, tags and families decide; tags and families speak of products. A
 * variant follows its product and is left out if its own status does not pass. A category needs one of the tags or a
 * passing product.
 */
@Component
class Relevance {

    /** Did it pass once, stands in the shop or may stand there after a lost answer, and passes no longer? */
    boolean leaves(Work work) {
        return work.mayBeActive() && obstacle(work) != null;
    }

    /** Why the item is not exported, in a sentence; null if it is. */
    @Nullable
    String obstacle(Work work) {
        return obstacle(work, work.isNeeded());
    }

    /** @param needed of a category: is it one of those that tags and families let through? */
    @Nullable
    String obstacle(Work work, boolean needed) {
        Item item = work.item();
        ConnectorConfig.Export export = work.run().config().export();
        if (item == null || work.deleted()) {
            return "The PIM has deleted it.";
        }
        if (item.type() != ItemType.PRODUCT && item.type() != ItemType.CATEGORY) {
            return "Only products, with their variants, and categories become something in a shop's catalogue.";
        }
        if (export.status() == StatusFilter.ONLY_VISIBLE && item.status() != ItemStatus.VISIBLE) {
            return "Its status is " + item.status() + "; this connector exports only visible items.";
        }
        if (item.type() == ItemType.CATEGORY) {
            return needed ? null : "No product that this connector exports stands in it.";
        }
        if (!export.families().isEmpty()) {
            String family = item.family();
            if (family == null) {
                return "It has no family; this connector exports the families " + export.families() + ".";
            }
            if (!export.families().contains(family)) {
                return "Its family " + family + " is not among this connector's families " + export.families() + ".";
            }
        }
        if (!export.tags().isEmpty() && Collections.disjoint(export.tags(), item.tags())) {
            return "It carries none of this connector's tags " + export.tags() + ".";
        }
        if (!work.variants().isEmpty() && variants(work).isEmpty()) {
            return "None of its " + work.variants().size() + " variants is visible.";
        }
        return null;
    }

    /** The variants to be exported with their product. */
    List<Item> variants(Work work) {
        StatusFilter status = work.run().config().export().status();
        return status == StatusFilter.ALL
                ? work.variants()
                : work.variants().stream()
                        .filter(variant -> variant.status() == ItemStatus.VISIBLE)
                        .toList();
    }
}
