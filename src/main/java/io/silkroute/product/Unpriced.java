package io.silkroute.product;

import io.silkroute.export.ExportItem;
import io.silkroute.export.ledger.Exported;
import io.silkroute.mapping.Mapping;
import io.silkroute.mapping.MissingPrice;
import io.silkroute.mapping.Rendered;
import io.silkroute.mapping.Source;
import io.silkroute.omission.LeftOut;
import io.silkroute.omission.Omission;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What becomes of variants without an amount in the shop's currency. Nothing is put on sale for nothing: a product that
 * is new, or was never on sale, goes as a draft; a new variant of a product that is on sale waits outside; and what the
 * shop has a price for keeps it. Of a product that is adopted that is asked a second time, when it is known which of its
 * variants the shop holds.
 */
final class Unpriced {

    private static final Set<String> NOT_ON_SALE = Set.of("DRAFT", "ARCHIVED");
    private static final int MAX_NAMED = 5;

    private final ExportItem product;
    private final Mapping mapping;
    private final Source source;
    private final Rendered.Payload rendered;

    Unpriced(ExportItem product, Mapping mapping, Source source, Rendered.Payload rendered) {
        this.product = product;
        this.mapping = mapping;
        this.source = source;
        this.rendered = rendered;
    }

    Rendered settled() {
        List<String> unpriced = rendered.unpriced();
        if (unpriced.isEmpty()) {
            return rendered;
        }
        Set<String> priced = pricedInShop();
        List<String> never = priced == null
                ? List.of()
                : unpriced.stream().filter(id -> !priced.contains(id)).toList();
        if (never.isEmpty()) {
            return noted(rendered, lack(unpriced) + "; the shop keeps what it has.");
        }
        if (mapping.missing() == MissingPrice.REJECT) {
            return new Rendered.Refused(List.of(lack(never) + "."));
        }
        if (mapping.missing() == MissingPrice.LEAVE) {
            return noted(rendered, lack(never) + "; it goes for 0.00, as the mapping says.");
        }
        return never.size() == rendered.variantIds().size() || !onSale() ? drafted(never) : without(never);
    }

    /** PIM ids of the variants that the shop has a price for; null if it may have one for every variant. */
    private @Nullable Set<String> pricedInShop() {
        Exported exported = product.exported();
        if (exported == null || !exported.inShop()) {
            return Set.of();
        }
        ObjectNode payload = exported.payload();
        if (payload == null) {
            // Adopted: what the shop held before somebody else has priced.
            return exported.refs() == null
                    ? null
                    : Set.copyOf(exported.refs().path("variants").propertyNames());
        }
        List<String> former = exported.variantIds();
        boolean drafted = drafted(payload);
        Set<String> priced = new HashSet<>();
        for (int place = 0; place < former.size(); place++) {
            if (!drafted || payload.path("variants").path(place).has("price")) {
                priced.add(former.get(place));
            }
        }
        return priced;
    }

    /** Was it sent as a draft for want of a price? */
    private boolean drafted(ObjectNode payload) {
        return payload.path("status").asString("").equals("DRAFT") && !NOT_ON_SALE.contains(status(rendered.input()));
    }

    private boolean onSale() {
        Exported exported = product.exported();
        return exported != null && exported.inShop() && (exported.payload() == null || !drafted(exported.payload()));
    }

    private Rendered drafted(List<String> never) {
        ObjectNode input = rendered.input().deepCopy();
        if (!NOT_ON_SALE.contains(status(input))) {
            input.put("status", "DRAFT");
        }
        return noted(
                new Rendered.Payload(
                        input, rendered.variantIds(), rendered.notes(), rendered.unpriced(), rendered.leftOut()),
                lack(never) + "; it goes as a draft until it has one.");
    }

    private Rendered without(List<String> never) {
        Rendered others = mapping.render(source.without(Set.copyOf(never)));
        return others instanceof Rendered.Payload payload
                ? noted(payload, lack(never) + "; it is left out until it has one.")
                : others;
    }

    private static String status(ObjectNode input) {
        return input.path("status").asString("ACTIVE");
    }

    private static Rendered noted(Rendered.Payload payload, String sentence) {
        return payload.lacking(new LeftOut(Omission.PRICE, sentence));
    }

    private String lack(List<String> ids) {
        String price = "no price" + (source.currency() == null ? "" : " in " + source.currency());
        if (ids.equals(List.of(product.key().id()))) {
            return "It has " + price;
        }
        String named = String.join(", ", ids.subList(0, Math.min(ids.size(), MAX_NAMED)));
        return ids.size() == 1
                ? "Its variant %s has %s".formatted(named, price)
                : "%d of its variants have %s (%s%s)"
                        .formatted(ids.size(), price, named, ids.size() > MAX_NAMED ? " and others" : "");
    }
}
