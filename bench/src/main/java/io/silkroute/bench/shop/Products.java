package io.silkroute.bench.shop;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/** What the shop keeps: of each identity the title and what is sold at which price. */
final class Products {

    static final int MOST_VARIANTS = 10_000;

    private final Map<String, Kept> byIdentity = new ConcurrentHashMap<>();
    private final Map<Long, Kept> byNumber = new ConcurrentHashMap<>();
    private final Map<String, Long> collections = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();

    static final class Kept {
        final String identity;
        final long number;
        volatile String title = "";
        volatile String[] skus = {};
        volatile String[] prices = {};

        Kept(String identity, long number) {
            this.identity = identity;
            this.number = number;
        }

        String gid() {
            return "gid://shopify/Product/" + number;
        }

        String variantGid(int position) {
            return "gid://shopify/ProductVariant/" + (number * MOST_VARIANTS + position);
        }
    }

    /** Product set: what is sent replaces, what is not stays. */
    Kept set(JsonNode identifier, JsonNode input) {
        Kept kept = find(identifier);
        if (kept == null) {
            String identity = identifier.path("customId").path("value").asString("");
            String known = identity.isEmpty() ? "unnamed " + numbers.incrementAndGet() : identity;
            kept = byIdentity.computeIfAbsent(known, id -> {
                Kept created = new Kept(id, numbers.incrementAndGet());
                byNumber.put(created.number, created);
                return created;
            });
        }
        if (input.has("title")) {
            kept.title = input.path("title").asString("");
        }
        if (input.has("variants")) {
            JsonNode variants = input.path("variants");
            String[] skus = new String[variants.size()];
            String[] prices = new String[variants.size()];
            for (int i = 0; i < skus.length; i++) {
                JsonNode variant = variants.get(i);
                skus[i] = variant.path("sku")
                        .asString(variant.path("inventoryItem").path("sku").asString(""));
                prices[i] = variant.path("price").asString("");
            }
            kept.skus = skus;
            kept.prices = prices;
        }
        return kept;
    }

    void reprice(JsonNode productId, JsonNode variants) {
        Kept kept = byNumber.get(number(productId.asString("")));
        if (kept == null) {
            return;
        }
        String[] prices = kept.prices.clone();
        for (JsonNode variant : variants) {
            int position = (int) (number(variant.path("id").asString("")) % MOST_VARIANTS);
            if (variant.has("price") && position < prices.length) {
                prices[position] = variant.path("price").asString("");
            }
        }
        kept.prices = prices;
    }

    /** By {@code customId} or {@code id}; null when there is none. */
    Kept find(JsonNode identifier) {
        String identity = identifier.path("customId").path("value").asString("");
        return identity.isEmpty() ? byNumber.get(number(identifier.path("id").asString(""))) : byIdentity.get(identity);
    }

    Kept byGid(String gid) {
        return byNumber.get(number(gid));
    }

    void delete(String gid) {
        Kept kept = byNumber.remove(number(gid));
        if (kept != null) {
            byIdentity.remove(kept.identity);
        }
    }

    String collection(JsonNode input) {
        String identity = "";
        for (JsonNode metafield : input.path("metafields")) {
            identity = metafield.path("key").asString("").equals("item_id")
                    ? metafield.path("value").asString("")
                    : identity;
        }
        String given = input.path("id").asString("");
        long number = given.isEmpty()
                ? collections.computeIfAbsent(identity, id -> numbers.incrementAndGet())
                : number(given);
        return "gid://shopify/Collection/" + number;
    }

    String findCollection(String identity) {
        Long number = collections.get(identity);
        return number == null ? null : "gid://shopify/Collection/" + number;
    }

    int count() {
        return byIdentity.size();
    }

    int countCollections() {
        return collections.size();
    }

    void clear() {
        byIdentity.clear();
        byNumber.clear();
    }

    /** A line a product: identity, title, {@code sku=price} sorted; tabs between. */
    void write(OutputStream out) throws IOException {
        for (Kept kept : byIdentity.values()) {
            List<String> sold = new ArrayList<>();
            for (int i = 0; i < kept.skus.length; i++) {
                sold.add(kept.skus[i] + "=" + price(kept.prices[i]));
            }
            String line = kept.identity + "\t" + kept.title + "\t"
                    + String.join(",", sold.stream().sorted().toList()) + "\n";
            out.write(LeanShop.utf8(line));
        }
    }

    private static String price(String price) {
        return price.isEmpty() ? "" : new BigDecimal(price).stripTrailingZeros().toPlainString();
    }

    private static long number(String gid) {
        String digits = gid.substring(gid.lastIndexOf('/') + 1);
        return digits.isEmpty() ? -1 : Long.parseLong(digits);
    }
}
