package io.silkroute.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.silkroute.run.Outcome;
import io.silkroute.shopify.Answer;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes a product with its variants: one upsert on its identity, then, when it is new, its publication. Sent twice
 * it changes nothing the second time.
 */
@Component("productWriter")
public class ProductWriter {

    private static final Operation PRODUCT_SET = Operation.named("productSet");

    private final Gateway gateway;
    private final Publisher publisher;
    private final ObjectMapper json;

    ProductWriter(Gateway gateway, Publisher publisher, ObjectMapper json) {
        this.gateway = gateway;
        this.publisher = publisher;
        this.json = json;
    }

    public void write(Work work) {
        ObjectNode variables = variables(work);
        Answer answer = gateway.call(work.run().connector(), PRODUCT_SET, variables);
        work.add(answer.trace());
        JsonNode product = Answers.accepted(work, answer, "productSet", "product");
        if (product == null) {
            return;
        }
        String shopifyId = product.path("id").asText();
        boolean isNew = !work.isInShop();
        if (isNew && !publisher.publish(work, shopifyId)) {
            return;
        }
        Exported now = new Exported(
                work.key(),
                shopifyId,
                Exported.State.EXPORTED,
                work.hash(),
                work.payload().input(),
                refs(work, product));
        work.conclude(new Verdict.Written(
                isNew ? Outcome.CREATED : Outcome.UPDATED,
                now,
                isNew ? "Created and published in the shop." : "Updated in the shop."));
    }

    private ObjectNode variables(Work work) {
        ObjectNode input = work.payload().input().deepCopy();
        replaceCategories(input, work);
        Exported exported = work.exported();
        ObjectNode variables = json.createObjectNode();
        ObjectNode identifier = variables.putObject("identifier");
        if (exported != null && exported.inShop() && exported.shopifyId() != null) {
            identifier.put("id", exported.shopifyId());
            giveVariantIds(input, work.payload().variantIds(), exported.refs());
        } else {
            identifier.set("customId", Identity.customId(work.key()));
        }
        input.withArray("metafields").add(Identity.metafield(work.key()));
        variables.set("input", input);
        variables.put("synchronous", true);
        variables.put(
                "variantsFirst",
                Math.max(1, Math.min(250, work.payload().variantIds().size())));
        return variables;
    }

    private static void replaceCategories(ObjectNode input, Work work) {
        if (input.has("collections")) {
            ArrayNode collections = input.putArray("collections");
            work.payload().input().path("collections").forEach(category -> {
                String collection = work.collections().get(category.asText());
                if (collection != null) {
                    collections.add(collection);
                }
            });
        }
    }

    private static void giveVariantIds(ObjectNode input, List<String> variantIds, @Nullable ObjectNode refs) {
        if (refs == null) {
            return;
        }
        for (int i = 0; i < variantIds.size(); i++) {
            JsonNode id = refs.path("variants").path(variantIds.get(i));
            if (id.isTextual()) {
                ((ObjectNode) input.path("variants").path(i)).set("id", id);
            }
        }
    }

    /** The variants' Shopify ids by PIM id; Shopify tells variants apart by their option values. */
    private ObjectNode refs(Work work, JsonNode product) {
        Map<Map<String, String>, String> ids = new HashMap<>();
        product.path("variants").path("nodes").forEach(variant -> {
            Map<String, String> options = new HashMap<>();
            variant.path("selectedOptions")
                    .forEach(option -> options.put(
                            option.path("name").asText(), option.path("value").asText()));
            ids.put(options, variant.path("id").asText());
        });
        ObjectNode refs = json.createObjectNode();
        ObjectNode variants = refs.putObject("variants");
        JsonNode sent = work.payload().input().path("variants");
        for (int i = 0; i < work.payload().variantIds().size(); i++) {
            Map<String, String> options = new HashMap<>();
            sent.path(i)
                    .path("optionValues")
                    .forEach(value -> options.put(
                            value.path("optionName").asText(),
                            value.path("name").asText()));
            String id = ids.get(options);
            if (id != null) {
                variants.put(work.payload().variantIds().get(i), id);
            }
        }
        return refs;
    }
}
