package io.silkroute.pricelist;

import io.silkroute.export.ledger.Exported;
import io.silkroute.mapping.PriceListKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What is to become of a product's prices in one list, by the PIM ids of its variants.
 *
 * @param key as the payload names the list
 * @param set amounts to be set
 * @param taken prices to be taken away
 */
record PriceChanges(String key, PriceListKey list, Map<String, JsonNode> set, List<String> taken) {

    /**
     * @param now by list and variant; missing where the PIM has none
     * @param exported what is known of the product in the shop
     * @param comparable does the shop hold what was recorded last, so that the difference to it is enough?
     * @param refs Shopify's ids of the variants as they are now; empty while they are not known
     */
    static List<PriceChanges> of(
            JsonNode now, @Nullable Exported exported, boolean comparable, String field, JsonNode refs) {
        JsonNode before = comparable && exported != null && exported.payload() != null
                ? exported.payload().path(field)
                : JsonNodeFactory.instance.missingNode();
        JsonNode formerRefs = exported == null || exported.refs() == null
                ? JsonNodeFactory.instance.missingNode()
                : exported.refs().path("variants");
        Map<String, Set<String>> once = once(exported, field);
        Set<String> lists = new TreeSet<>(now.propertyNames());
        lists.addAll(once.keySet());
        List<PriceChanges> changes = new ArrayList<>();
        for (String key : lists) {
            PriceListKey list = PriceListKey.read(key).orElse(null);
            if (list == null) {
                continue;
            }
            Map<String, JsonNode> set = new LinkedHashMap<>();
            now.path(key).forEachEntry((variant, amounts) -> {
                boolean same = formerRefs.path(variant).equals(refs.path(variant)) || refs.isEmpty();
                if (!same || !amounts.equals(before.path(key).path(variant))) {
                    set.put(variant, amounts);
                }
            });
            // With a variant that is not there any more, or is another one, its price has gone.
            List<String> taken = once.getOrDefault(key, Set.of()).stream()
                    .filter(variant -> !now.path(key).has(variant)
                            && (refs.isEmpty()
                                    ? formerRefs.has(variant)
                                    : refs.has(variant) && refs.path(variant).equals(formerRefs.path(variant))))
                    .toList();
            if (!set.isEmpty() || !taken.isEmpty()) {
                changes.add(new PriceChanges(key, list, set, taken));
            }
        }
        return changes;
    }

    private static Map<String, Set<String>> once(@Nullable Exported exported, String field) {
        Map<String, Set<String>> once = new LinkedHashMap<>();
        if (exported != null) {
            exported.once()
                    .forEach(sent -> sent.path(field)
                            .forEachEntry((list, prices) -> once.computeIfAbsent(list, key -> new LinkedHashSet<>())
                                    .addAll(prices.propertyNames())));
        }
        return once;
    }
}
