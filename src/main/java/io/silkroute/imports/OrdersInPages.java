package io.silkroute.imports;

import io.silkroute.order.OrderQuery;
import io.silkroute.order.OrderReader;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Pages;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads the orders of a phase page by page, the earliest first; for as many as a search tells of. */
@Component("ordersInPages")
class OrdersInPages {

    private static final Operation PAGE = Operation.named("ordersToImport");
    private static final Operation NAMELESS = Operation.named("ordersToImportNameless");

    private final Gateway gateway;
    private final ImportBatches batches;
    private final ImportBook book;

    OrdersInPages(Gateway gateway, ImportBatches batches, ImportBook book) {
        this.gateway = gateway;
        this.batches = batches;
        this.book = book;
    }

    /** @throws ImportBroken if the shop does not tell, or not all */
    public void read(ImportTask task) {
        OrderQuery query = new OrderQuery(gateway, PAGE, NAMELESS, task.nameless(), () -> book.nameless(task));
        JsonNode page = begun(task, query);
        while (true) {
            String after = Pages.after(page);
            JsonNode nodes = page.path("nodes");
            batches.book(task, OrderReader.orders(nodes), nodes.size(), after, after == null);
            if (after == null) {
                return;
            }
            page = ImportBroken.data(asked(task, query, after)).path("orders");
        }
    }

    /** The page where it stands; the first one, if the shop does not know that place any more. */
    private JsonNode begun(ImportTask task, OrderQuery query) {
        CallResult answer = asked(task, query, task.after());
        if (task.after() != null
                && answer instanceof CallResult.Refused
                && !OrderQuery.denied(answer.whyNot())
                && !new ImportBroken(answer.whyNot()).again()) {
            book.beginAnew(task, null);
            answer = asked(task, query, null);
        }
        return ImportBroken.data(answer).path("orders");
    }

    private static CallResult asked(ImportTask task, OrderQuery query, @Nullable String after) {
        ObjectNode variables = JsonNodeFactory.instance.objectNode().put("query", task.search());
        return query.ask(task.connector(), after == null ? variables : variables.put("after", after));
    }
}
