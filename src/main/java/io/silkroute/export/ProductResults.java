package io.silkroute.export;

import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Pages;
import io.silkroute.shopify.call.ProductOperations;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The product that a write came to, with the ids of all its variants, however many and however late. */
@Component
class ProductResults {

    private static final Operation PRODUCT_SET = Operation.named("productSet");
    private static final Operation VARIANTS = Operation.named("productVariants");
    private static final int PAGE = 250;

    private final Gateway gateway;
    private final ProductOperations operations;
    private final ObjectMapper json;

    ProductResults(Gateway gateway, ProductOperations operations, ObjectMapper json) {
        this.gateway = gateway;
        this.operations = operations;
        this.json = json;
    }

    /** Null, and the work concluded, if the shop does not say. */
    @Nullable
    JsonNode product(Work work, JsonNode data, ObjectNode variables) {
        JsonNode product = data.path(PRODUCT_SET.name()).path("product");
        if (!Answers.named(product)) {
            product = later(work, variables);
        }
        return product == null ? null : withAllVariants(work, product);
    }

    /** The shop goes on with the write in an operation of its own: written again, and its end awaited. */
    private @Nullable JsonNode later(Work work, ObjectNode variables) {
        CallResult again =
                Answers.ask(gateway, work, PRODUCT_SET, variables.deepCopy().put("awaited", true));
        JsonNode data = Answers.accepted(work, again);
        if (data == null) {
            return null;
        }
        JsonNode payload = data.path(PRODUCT_SET.name());
        String operation = payload.path("productSetOperation").path("id").asString("");
        if (Answers.named(payload.path("product")) || operation.isEmpty()) {
            return Answers.accepted(work, again, PRODUCT_SET.name(), "product");
        }
        CallResult ended = operations.end(
                work.run().connector(), operation, variables, work.key().toString());
        work.add(ended.usage());
        return Answers.accepted(work, ended, "productOperation", "product");
    }

    /** A write answers with one page of variants; the ids of the others are read. */
    @Nullable
    JsonNode withAllVariants(Work work, JsonNode product) {
        int answered = product.path("variants").path("nodes").size();
        if (answered == 0 || answered >= work.payload().variantIds().size()) {
            return product;
        }
        JsonNode all = variants(work, product.path("id").asString(""));
        if (all == null) {
            return null;
        }
        ObjectNode whole = (ObjectNode) product.deepCopy();
        whole.putObject("variants").set("nodes", all);
        return whole;
    }

    /** All variants of a product, with id, SKU and options; null, and the work concluded, if the shop does not say. */
    @Nullable
    JsonNode variants(Work work, String shopifyId) {
        ArrayNode all = json.createArrayNode();
        ObjectNode variables = json.createObjectNode().put("id", shopifyId).put("first", PAGE);
        String after = null;
        do {
            variables.put("after", after);
            JsonNode data = Answers.accepted(work, Answers.ask(gateway, work, VARIANTS, variables));
            if (data == null) {
                return null;
            }
            JsonNode page = data.path("product").path("variants");
            page.path("nodes").forEach(all::add);
            after = Pages.after(page);
        } while (after != null);
        return all;
    }
}
