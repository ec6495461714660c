package io.silkroute.product;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.connector.config.ConnectorConfig.LinkExisting;
import io.silkroute.export.AdoptionClaims;
import io.silkroute.export.Answers;
import io.silkroute.export.Asked;
import io.silkroute.export.Conclusion;
import io.silkroute.export.Decider;
import io.silkroute.export.Decision;
import io.silkroute.export.ExportItem;
import io.silkroute.export.ItemCalls;
import io.silkroute.export.Stage;
import io.silkroute.export.ledger.Exported;
import io.silkroute.export.ledger.Exports;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Pages;
import io.silkroute.shopify.ShopifyId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Adopts what a shop held before the connector came, found by handle or by SKU, instead of duplicating it. A batch's
 * products are looked up together before the first of them is written; a match that is not plain is left to a person.
 */
@Component("existingProducts")
public class ExistingProducts {

    private static final Operation BY_HANDLE = Operation.named("productsByHandle");
    private static final Operation BY_SKU = Operation.named("variantsBySku");
    private static final int WORDS_AT_ONCE = 50;
    private static final int PAGE = 250;

    private final Decider decider;
    private final Gateway gateway;
    private final AdoptionClaims claims;
    private final Exports exports;
    private final ObjectMapper json;

    ExistingProducts(Decider decider, Gateway gateway, AdoptionClaims claims, Exports exports, ObjectMapper json) {
        this.decider = decider;
        this.gateway = gateway;
        this.claims = claims;
        this.exports = exports;
        this.json = json;
    }

    /** A product of which nothing is known in the shop, and that is to be exported. */
    private record Unknown(ExportItem product, Decision.Mapped mapped) {

        Stage.Decided decided() {
            return new Stage.Decided(product, mapped);
        }

        Set<String> words(Operation operation) {
            Set<String> words = new LinkedHashSet<>();
            JsonNode input = mapped.payload().input();
            if (operation.equals(BY_HANDLE)) {
                words.add(input.path("handle").asString(""));
            } else {
                input.path("variants")
                        .forEach(variant -> words.add(variant.path("sku").asString("")));
            }
            words.remove("");
            return words;
        }
    }

    /** The batch with what was found in the shop; what a person has to decide on is concluded. */
    public List<Stage> link(List<Stage> batch) {
        LinkExisting by = batch.get(0).run().config().linkExisting();
        if (by == LinkExisting.NONE || batch.get(0).key().type() != ItemType.PRODUCT) {
            return batch;
        }
        List<Unknown> unknown = new ArrayList<>();
        for (Stage stage : batch) {
            if (stage instanceof ExportItem product
                    && product.exported() == null
                    && decider.decide(product) instanceof Decision.Mapped mapped) {
                unknown.add(new Unknown(product, mapped));
            }
        }
        if (unknown.isEmpty()) {
            return batch;
        }
        Map<ItemKey, Stage> linked = linked(unknown, by == LinkExisting.HANDLE ? BY_HANDLE : BY_SKU);
        return batch.stream()
                .map(stage -> linked.getOrDefault(stage.key(), stage))
                .toList();
    }

    /** If the shop does not answer, nothing of the batch may be written, for fear of duplicates. */
    private Map<ItemKey, Stage> linked(List<Unknown> unknown, Operation operation) {
        ItemCalls calls = new ItemCalls(gateway, unknown.get(0).product());
        List<String> words = new ArrayList<>();
        unknown.forEach(one -> words.addAll(one.words(operation)));
        Asked<Map<String, List<JsonNode>>> found = search(calls, operation, words);
        Map<ItemKey, Stage> linked = new LinkedHashMap<>();
        for (Unknown one : unknown) {
            Stage next = found.either(
                    all -> adopted(one, operation, all), ended -> one.decided().concluded(ended));
            linked.put(one.product().key(), linked.isEmpty() ? next.using(calls.used()) : next);
        }
        return linked;
    }

    private Asked<Map<String, List<JsonNode>>> search(ItemCalls calls, Operation operation, List<String> words) {
        Map<String, List<JsonNode>> found = new HashMap<>();
        for (int i = 0; i < words.size(); i += WORDS_AT_ONCE) {
            List<String> some = words.subList(i, Math.min(words.size(), i + WORDS_AT_ONCE));
            CallResult last = search(calls, operation, some, found);
            if (!(last instanceof CallResult.Accepted)) {
                return Answers.accepted(calls.run(), last).map(none -> found);
            }
        }
        return new Asked.Told<>(found);
    }

    /** The last answer: the first that the shop did not accept, if there is one. */
    private CallResult search(
            ItemCalls calls, Operation operation, List<String> words, Map<String, List<JsonNode>> found) {
        String field = operation.equals(BY_HANDLE) ? "handle" : "sku";
        List<String> terms = new ArrayList<>();
        words.forEach(
                word -> terms.add(field + ":\"" + word.replace("\\", "\\\\").replace("\"", "\\\"") + "\""));
        ObjectNode variables = json.createObjectNode().put("query", String.join(" OR ", terms));
        variables.put("first", PAGE);
        String after = null;
        CallResult answer;
        do {
            variables.put("after", after);
            answer = calls.askForSeveral(operation, variables);
            if (!(answer instanceof CallResult.Accepted accepted)) {
                return answer;
            }
            JsonNode page = accepted.data().path(operation.equals(BY_HANDLE) ? "products" : "productVariants");
            for (JsonNode node : page.path("nodes")) {
                found.computeIfAbsent(node.path(field).asString(""), word -> new ArrayList<>())
                        .add(node);
            }
            after = Pages.after(page);
        } while (after != null);
        return answer;
    }

    private Stage adopted(Unknown one, Operation operation, Map<String, List<JsonNode>> found) {
        Map<String, JsonNode> products = new LinkedHashMap<>();
        for (String word : one.words(operation)) {
            for (JsonNode node : found.getOrDefault(word, List.of())) {
                JsonNode product = operation.equals(BY_HANDLE) ? node : node.path("product");
                products.put(product.path("id").asString(""), product);
            }
        }
        if (products.isEmpty()) {
            return one.product();
        }
        if (products.size() > 1) {
            return one.decided()
                    .concluded(Conclusion.Refused.ambiguous(
                            "The shop holds %d products that match it (%s). Decide which it is: make the others differ, then replay."
                                    .formatted(products.size(), String.join(", ", new TreeSet<>(products.keySet()))),
                            String.join(", ", new TreeSet<>(products.keySet()))));
        }
        JsonNode product = products.values().iterator().next();
        ShopifyId id = ShopifyId.of(product);
        String owner = exports.adopter(one.product().run().connector(), id)
                .filter(item -> !item.equals(one.product().key()))
                .map(ItemKey::id)
                .orElseGet(() -> claims.owner(one.product(), product));
        return owner != null
                ? one.decided()
                        .concluded(Conclusion.Refused.ambiguous(
                                "The shop's product %s matches it, but belongs to the item %s already."
                                        .formatted(id, owner),
                                one.product().key().type() + " " + owner))
                : one.product().with(new Exported(one.product().key(), id, Exported.State.LINKED, null, null, null));
    }
}
