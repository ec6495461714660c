package io.silkroute.catalogue;

import io.silkroute.catalogue.VariantOrder.Placed;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which variants the deliveries that come in have named last, so that their order holds across chunks. Chunks of a
 * connector come to one consumer in turn. After a restart in the middle of a delivery its rest stands for itself.
 */
final class NamedLast {

    private static final int MAX_PRODUCTS = 20_000;

    private record Of(long arrival, Placed variant) {}

    private final Map<String, Map<String, Of>> byReceipt = new LinkedHashMap<>();
    private int products;

    /** What an earlier chunk of the delivery has named. @param arrival of the chunk that is to follow */
    synchronized @Nullable Placed of(@Nullable String receipt, String product, long arrival) {
        Of last = byReceipt.getOrDefault(String.valueOf(receipt), Map.of()).get(product);
        return last == null || last.arrival() >= arrival ? null : last.variant();
    }

    /** Forgets the oldest delivery, and at last parts of this one, when there is too much to remember. */
    synchronized void remember(@Nullable String receipt, long arrival, Map<String, Placed> last) {
        if (receipt == null || last.isEmpty()) {
            return;
        }
        Map<String, Of> known = byReceipt.computeIfAbsent(receipt, one -> new LinkedHashMap<>());
        last.forEach((product, variant) -> {
            if (known.remove(product) == null) {
                products++;
            }
            known.put(product, new Of(arrival, variant));
        });
        while (products > MAX_PRODUCTS) {
            Map<String, Of> oldest = byReceipt.values().iterator().next();
            if (oldest.isEmpty()) {
                byReceipt.remove(byReceipt.keySet().iterator().next());
            } else {
                oldest.remove(oldest.keySet().iterator().next());
                products--;
            }
        }
    }
}
