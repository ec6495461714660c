package io.silkroute.usage;

import io.silkroute.connector.ConnectorName;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Pages;
import io.silkroute.shopify.Usage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A shop's orders by the time they were last changed, page by page, each order whole. Made for one reading, by one thread.
 */
final class OrderPages {

    private static final Operation CHANGED = Operation.named("ordersChanged");
    private static final Operation WHOLE = Operation.named("orderWithCodes");

    // Shopify pages through 25,000 objects and no further; by then the reading has begun anew where it had come to.
    // https://shopify.dev/docs/api/usage/limits
    private static final int PAGES_OF_A_SEARCH = 200;
    private static final int PARTS_OF_AN_ORDER = 100;
    private static final int READINGS_OF_AN_ORDER = 3;
    private static final List<String> LISTS = List.of("lineItems", "shippingLines", "discountApplications");

    private final Gateway gateway;
    private final ConnectorName connector;
    private Instant from;
    private @Nullable Instant newest;
    private @Nullable String after;
    private int pages;
    private boolean more = true;
    private Usage usage = Usage.NONE;

    /** @param from orders that were changed then or later */
    OrderPages(Gateway gateway, ConnectorName connector, Instant from) {
        this.gateway = gateway;
        this.connector = connector;
        this.from = from.truncatedTo(ChronoUnit.SECONDS);
    }

    /** What the calls so far took. */
    Usage usage() {
        return usage;
    }

    /** When the newest of the orders so far was changed; null if there was none. */
    @Nullable
    Instant newest() {
        return newest;
    }

    /**
     * The next page; null after the last.
     *
     * @throws PullBroken if the shop does not tell, or not all
     */
    @Nullable
    List<UsedOrder> next() {
        if (!more) {
            return null;
        }
        ObjectNode variables = JsonNodeFactory.instance.objectNode().put("query", "updated_at:>='" + from + "'");
        if (after != null) {
            variables.put("after", after);
        }
        JsonNode found = asked(CHANGED, variables).path("orders");
        List<UsedOrder> orders = new ArrayList<>();
        for (JsonNode node : found.path("nodes")) {
            JsonNode order = isWhole(node) ? node : whole(node.path("id").asString(""));
            Instant changed = UsageOfOrder.instant(node, "updatedAt");
            newest = newest == null || changed.isAfter(newest) ? changed : newest;
            if (order != null) {
                orders.add(UsageOfOrder.of(order));
            }
        }
        after = Pages.after(found);
        more = after != null;
        if (more && ++pages % PAGES_OF_A_SEARCH == 0) {
            beginAnew();
        }
        return orders;
    }

    private void beginAnew() {
        Instant reached = newest == null ? from : newest.truncatedTo(ChronoUnit.SECONDS);
        if (!reached.isAfter(from)) {
            throw new PullBroken("More orders were changed in one second (" + from + ") than Shopify tells of.");
        }
        from = reached;
        after = null;
    }

    private static boolean isWhole(JsonNode order) {
        return LISTS.stream().allMatch(list -> Pages.after(order.path(list)) == null);
    }

    /**
     * One order as it is now; empty if the shop has it no more, or tells of it no more.
     *
     * @param id Shopify's
     * @throws PullBroken if the shop does not tell, or not all
     */
    Optional<UsedOrder> one(String id) {
        return Optional.ofNullable(whole(id)).map(UsageOfOrder::of);
    }

    /** An order whose lists are longer than a page of orders has room for; null if it is gone. */
    private @Nullable JsonNode whole(String id) {
        for (int reading = 0; reading < READINGS_OF_AN_ORDER; reading++) {
            JsonNode order = read(id);
            if (order == null || isWhole(order)) {
                return order;
            }
        }
        throw new PullBroken("The order " + id + " changes again and again while it is read.");
    }

    /** Not whole: it was changed on the way. */
    private @Nullable JsonNode read(String id) {
        ObjectNode variables = JsonNodeFactory.instance.objectNode().put("id", id);
        ObjectNode whole = null;
        for (int part = 0; part < PARTS_OF_AN_ORDER; part++) {
            JsonNode answered = asked(WHOLE, variables).path("order");
            if (!(answered instanceof ObjectNode order)) {
                return null;
            }
            if (whole == null) {
                whole = order.deepCopy();
            } else if (!whole.path("updatedAt").equals(order.path("updatedAt"))) {
                return whole;
            } else {
                append(whole, order);
            }
            if (isWhole(order)) {
                return complete(whole);
            }
            for (String list : LISTS) {
                String end = order.path(list).at("/pageInfo/endCursor").asString("");
                if (!end.isEmpty()) {
                    variables.put(list, end);
                }
            }
        }
        throw new PullBroken("The order " + id + " has more lines than can be read.");
    }

    private static JsonNode complete(ObjectNode whole) {
        LISTS.forEach(list -> ((ObjectNode) whole.path(list)).remove("pageInfo"));
        return whole;
    }

    private static void append(ObjectNode whole, JsonNode part) {
        for (String list : LISTS) {
            ((ArrayNode) whole.path(list).path("nodes"))
                    .addAll(part.path(list).path("nodes").valueStream().toList());
        }
    }

    private JsonNode asked(Operation operation, ObjectNode variables) {
        CallResult answer = gateway.call(connector, operation, variables);
        usage = usage.plus(answer.usage());
        if (answer instanceof CallResult.Accepted accepted) {
            return accepted.data();
        }
        throw new PullBroken(answer.whyNot());
    }
}
