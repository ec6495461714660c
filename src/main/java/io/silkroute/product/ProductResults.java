package io.silkroute.product;

import io.silkroute.export.Answers;
import io.silkroute.export.Asked;
import io.silkroute.export.ItemCalls;
import io.silkroute.export.Stage;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Pages;
import io.silkroute.shopify.ShopifyId;
import io.silkroute.shopify.call.ProductOperations;
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

    private final ProductOperations operations;
    private final ProductRefs refs;
    private final ObjectMapper json;

    ProductResults(ProductOperations operations, ProductRefs refs, ObjectMapper json) {
        this.operations = operations;
        this.refs = refs;
        this.json = json;
    }

    /** @param data what the write was answered with */
    Asked<JsonNode> product(ItemCalls calls, Stage.ToSend product, JsonNode data, ObjectNode variables) {
        JsonNode answered = data.path(PRODUCT_SET.name()).path("product");
        Asked<JsonNode> written = Answers.named(answered) ? new Asked.Told<>(answered) : later(calls, variables);
        return written.then(one -> withAllVariants(calls, product, one));
    }

    /** The shop goes on with the write in an operation of its own: written again, and its end awaited. */
    private Asked<JsonNode> later(ItemCalls calls, ObjectNode variables) {
        CallResult again = calls.ask(PRODUCT_SET, variables.deepCopy().put("awaited", true));
        return Answers.accepted(calls.run(), again).then(data -> {
            JsonNode payload = data.path(PRODUCT_SET.name());
            String operation = payload.path("productSetOperation").path("id").asString("");
            if (Answers.named(payload.path("product")) || operation.isEmpty()) {
                return Answers.accepted(calls.run(), again, PRODUCT_SET.name(), "product");
            }
            CallResult ended = operations.end(
                    calls.run().connector(), operation, variables, calls.key().toString());
            calls.took(ended.usage());
            return Answers.accepted(calls.run(), ended, "productOperation", "product");
        });
    }

    /** A write answers with one page of variants and with their titles; what these do not tell is read. */
    Asked<JsonNode> withAllVariants(ItemCalls calls, Stage.ToSend product, JsonNode written) {
        if (written.path("variants").path("nodes").isEmpty() || refs.tellsAll(product, written)) {
            return new Asked.Told<>(written);
        }
        return variants(calls, ShopifyId.of(written)).map(all -> {
            ObjectNode whole = (ObjectNode) written.deepCopy();
            whole.putObject("variants").set("nodes", all);
            return whole;
        });
    }

    /** All variants of a product, with id, SKU and options. */
    Asked<JsonNode> variants(ItemCalls calls, ShopifyId shopifyId) {
        ObjectNode variables =
                json.createObjectNode().put("id", shopifyId.gid()).put("first", PAGE);
        ArrayNode all = json.createArrayNode();
        String after = null;
        do {
            variables.put("after", after);
            Asked<JsonNode> data = calls.read(VARIANTS, variables);
            if (!(data instanceof Asked.Told<JsonNode> told)) {
                return data;
            }
            JsonNode page = told.value().path("product").path("variants");
            page.path("nodes").forEach(all::add);
            after = Pages.after(page);
        } while (after != null);
        return new Asked.Told<>(all);
    }
}
