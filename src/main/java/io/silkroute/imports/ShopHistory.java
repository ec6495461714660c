package io.silkroute.imports;

import io.silkroute.connector.ConnectorName;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Asks a shop how much it has to tell, and whether it tells this app of all. */
@Component
class ShopHistory {

    private static final Operation ORDERS = Operation.named("ordersHeld");
    private static final Operation CUSTOMERS = Operation.named("customersHeld");
    private static final int MOST_SCOPES = 500;

    private final Gateway gateway;

    ShopHistory(Gateway gateway) {
        this.gateway = gateway;
    }

    /**
     * @param count as far as it was counted
     * @param atLeast there may be more
     * @param currency the shop's; null: it does not say
     */
    record Held(
            long count,
            boolean atLeast,
            List<String> scopes,
            @Nullable String currency) {

        boolean tellsOfAllOrders() {
            return scopes.contains("read_all_orders");
        }
    }

    /**
     * @param search which are meant, in the words of Shopify's search
     * @param upTo it need not be counted further; null: it is counted to the end
     * @throws ImportBroken if the shop does not tell
     */
    Held orders(ConnectorName connector, String search, @Nullable Integer upTo) {
        return held(connector, ORDERS, "ordersCount", variables(upTo).put("query", search));
    }

    /** @throws ImportBroken if the shop does not tell */
    Held customers(ConnectorName connector) {
        return held(connector, CUSTOMERS, "customersCount", variables(null));
    }

    private static ObjectNode variables(@Nullable Integer upTo) {
        ObjectNode variables = JsonNodeFactory.instance.objectNode();
        return upTo == null ? variables.putNull("limit") : variables.put("limit", upTo);
    }

    private Held held(ConnectorName connector, Operation operation, String count, ObjectNode variables) {
        JsonNode told = ImportBroken.data(gateway.call(connector, operation, variables));
        List<String> scopes = new ArrayList<>();
        for (JsonNode scope : told.at("/currentAppInstallation/accessScopes")) {
            if (scopes.size() < MOST_SCOPES) {
                scopes.add(scope.path("handle").asString(""));
            }
        }
        String currency = told.at("/shop/currencyCode").asString("");
        JsonNode counted = told.path(count);
        return new Held(
                counted.path("count").asLong(0),
                counted.path("precision").asString("").equals("AT_LEAST"),
                scopes,
                currency.length() == 3 ? currency : null);
    }
}
