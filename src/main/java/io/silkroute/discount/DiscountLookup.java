package io.silkroute.discount;

import io.silkroute.export.Answers;
import io.silkroute.export.Asked;
import io.silkroute.export.Conclusion;
import io.silkroute.export.ExportItem;
import io.silkroute.export.ItemCalls;
import io.silkroute.shopify.ExactSearch;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Pause;
import io.silkroute.shopify.ShopifyId;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds the discount that an item has become, where an answer was lost. Its code is looked up at once; a search by tag
 * lags behind by seconds, so it looks again before it believes that there is none.
 */
@Component
class DiscountLookup {

    static final Operation BY_CODE = Operation.named("discountByCode");
    private static final Operation BY_TAG = Operation.named("discountsByTag");
    private static final int LOOKS = 4;

    private final Pause pause;
    private final Duration lag;

    DiscountLookup(Pause pause, @Value("${silkroute.shopify.search-lag}") Duration lag) {
        this.pause = pause;
        this.lag = lag;
    }

    /** @param code that it may have; null if it has none */
    Asked<Optional<ShopifyId>> find(ItemCalls calls, ExportItem item, @Nullable String code) {
        if (code == null) {
            return byTag(calls, item);
        }
        return byCode(calls, code)
                .then(found ->
                        isOurs(item, found) ? new Asked.Told<>(Optional.of(ShopifyId.of(found))) : byTag(calls, item));
    }

    static boolean isOurs(ExportItem item, JsonNode found) {
        return Answers.named(found)
                && DiscountTag.isOn(
                        found.path("codeDiscount"), DiscountTag.of(item.run().connector(), item.key()));
    }

    /** The discount that has a code; missing if none has. Sees a write at once. */
    Asked<JsonNode> byCode(ItemCalls calls, String code) {
        return ShopReads.read(
                        calls, BY_CODE, JsonNodeFactory.instance.objectNode().put("code", code))
                .map(data -> data.path("codeDiscountNodeByCode"));
    }

    private Asked<Optional<ShopifyId>> byTag(ItemCalls calls, ExportItem item) {
        String tag = DiscountTag.of(item.run().connector(), item.key());
        ObjectNode query = JsonNodeFactory.instance.objectNode().put("query", ExactSearch.of("tag", tag));
        for (int look = 1; ; look++) {
            Asked<JsonNode> asked = ShopReads.read(calls, BY_TAG, query);
            if (!(asked instanceof Asked.Told<JsonNode> told)) {
                return asked.map(nothing -> Optional.empty());
            }
            for (JsonNode node : told.value().at("/discountNodes/nodes")) {
                if (DiscountTag.isOn(node.path("discount"), tag)) {
                    return new Asked.Told<>(Optional.of(ShopifyId.of(node)));
                }
            }
            if (look >= LOOKS) {
                return new Asked.Told<>(Optional.empty());
            }
            try {
                pause.of(lag.dividedBy(LOOKS - 1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Asked.Ended<>(new Conclusion.Deferred("The look for its discount was interrupted."));
            }
        }
    }
}
