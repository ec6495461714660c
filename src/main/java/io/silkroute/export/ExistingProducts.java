package io.silkroute.export;

import io.silkroute.catalogue.ItemType;
import io.silkroute.connector.config.ConnectorConfig.LinkExisting;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Pages;
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
    private final Claims claims;
    private final ObjectMapper json;

    ExistingProducts(Decider decider, Gateway gateway, Claims claims, ObjectMapper json) {
        this.decider = decider;
        this.gateway = gateway;
        this.claims = claims;
        this.json = json;
    }

    public void link(List<Work> works) {
        LinkExisting by = works.get(0).run().config().linkExisting();
        if (by == LinkExisting.NONE || works.get(0).key().type() != ItemType.PRODUCT) {
            return;
        }
        List<Work> unknown = new ArrayList<>();
        for (Work work : works) {
            if (work.exported() == null && !work.isConcluded()) {
                work.decided(decider.decide(work));
                if (work.isMapped()) {
                    unknown.add(work);
                }
            }
        }
        if (!unknown.isEmpty()) {
            find(unknown, by == LinkExisting.HANDLE ? BY_HANDLE : BY_SKU);
        }
    }

    private void find(List<Work> unknown, Operation operation) {
        Map<String, List<JsonNode>> found = new HashMap<>();
        List<String> words = new ArrayList<>();
        unknown.forEach(work -> words.addAll(words(work, operation)));
        for (int i = 0; i < words.size(); i += WORDS_AT_ONCE) {
            if (!ask(unknown, operation, words.subList(i, Math.min(words.size(), i + WORDS_AT_ONCE)), found)) {
                return;
            }
        }
        unknown.forEach(work -> adopt(work, operation, found));
    }

    private static Set<String> words(Work work, Operation operation) {
        Set<String> words = new LinkedHashSet<>();
        JsonNode input = work.payload().input();
        if (operation.equals(BY_HANDLE)) {
            words.add(input.path("handle").asString(""));
        } else {
            input.path("variants")
                    .forEach(variant -> words.add(variant.path("sku").asString("")));
        }
        words.remove("");
        return words;
    }

    /** False if the shop does not answer; then nothing of the batch may be written, for fear of duplicates. */
    private boolean ask(
            List<Work> unknown, Operation operation, List<String> words, Map<String, List<JsonNode>> found) {
        String field = operation.equals(BY_HANDLE) ? "handle" : "sku";
        List<String> terms = new ArrayList<>();
        words.forEach(
                word -> terms.add(field + ":\"" + word.replace("\\", "\\\\").replace("\"", "\\\"") + "\""));
        ObjectNode variables = json.createObjectNode().put("query", String.join(" OR ", terms));
        variables.put("first", PAGE);
        String after = null;
        do {
            variables.put("after", after);
            CallResult answer = gateway.call(unknown.get(0).run().connector(), operation, variables);
            unknown.get(0).add(answer.usage());
            if (!(answer instanceof CallResult.Accepted accepted)) {
                unknown.forEach(work -> Answers.accepted(work, answer));
                return false;
            }
            JsonNode page = accepted.data().path(operation.equals(BY_HANDLE) ? "products" : "productVariants");
            for (JsonNode node : page.path("nodes")) {
                found.computeIfAbsent(node.path(field).asString(""), word -> new ArrayList<>())
                        .add(node);
            }
            after = Pages.after(page);
        } while (after != null);
        return true;
    }

    private void adopt(Work work, Operation operation, Map<String, List<JsonNode>> found) {
        Map<String, JsonNode> products = new LinkedHashMap<>();
        for (String word : words(work, operation)) {
            for (JsonNode node : found.getOrDefault(word, List.of())) {
                JsonNode product = operation.equals(BY_HANDLE) ? node : node.path("product");
                products.put(product.path("id").asString(""), product);
            }
        }
        if (products.size() > 1) {
            work.conclude(Verdict.Parked.ambiguous(
                    "The shop holds %d products that match it (%s). Decide which it is: make the others differ, then replay."
                            .formatted(products.size(), String.join(", ", new TreeSet<>(products.keySet())))));
        } else if (products.size() == 1) {
            JsonNode product = products.values().iterator().next();
            String id = product.path("id").asString("");
            String owner = claims.owner(work, product);
            if (owner != null) {
                work.conclude(Verdict.Parked.ambiguous(
                        "The shop's product %s matches it, but belongs to the item %s already.".formatted(id, owner)));
            } else {
                work.link(new Exported(work.key(), id, Exported.State.LINKED, null, null, null));
            }
        }
    }
}
