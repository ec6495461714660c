package io.silkroute.product;

import io.silkroute.export.Asked;
import io.silkroute.export.Conclusion;
import io.silkroute.export.ItemCalls;
import io.silkroute.export.Stage;
import io.silkroute.export.ledger.Exported;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The variants of a product that the shop held before the connector came: told apart by SKU, then by the values of their
 * options, so that they keep their ids, and with them their stock. Shopify deletes a variant that a write does not name.
 */
@Component
class AdoptedVariants {

    private final ProductResults results;
    private final ObjectMapper json;

    AdoptedVariants(ProductResults results, ObjectMapper json) {
        this.results = results;
        this.json = json;
    }

    /** The product with their ids; it ends where a write would delete a variant that is to stay. */
    Asked<Stage.ToSend> find(ItemCalls calls, Stage.ToSend product, Exported linked) {
        return results.variants(calls, Objects.requireNonNull(linked.shopifyId(), "it was found by its id"))
                .then(variants -> matched(product, linked, variants));
    }

    private Asked<Stage.ToSend> matched(Stage.ToSend product, Exported linked, JsonNode variants) {
        ObjectNode ids = json.createObjectNode();
        Set<JsonNode> left = new LinkedHashSet<>();
        variants.forEach(left::add);
        Function<JsonNode, Object> sku = variant -> variant.path("sku").asString("");
        match(product, left, ids, sku, sku);
        match(
                product,
                left,
                ids,
                variant -> values(variant.path("selectedOptions"), "value"),
                variant -> values(variant.path("optionValues"), "name"));
        if (!left.isEmpty() && product.item().keepsWhatLeft()) {
            return new Asked.Ended<>(
                    Conclusion.Refused.ambiguous(sentence(linked, left), String.valueOf(linked.shopifyId())));
        }
        ObjectNode refs = json.createObjectNode();
        refs.set("variants", ids);
        return new Asked.Told<>(product.with(product.item()
                .with(new Exported(
                        linked.key(), linked.shopifyId(), linked.state(), null, null, refs, linked.sending()))));
    }

    /**
     * Takes from those that are left what only one variant is like.
     *
     * @param inShop what tells a variant of the shop apart
     * @param wanted the same of a variant of the payload
     */
    private static void match(
            Stage.ToSend product,
            Set<JsonNode> left,
            ObjectNode ids,
            Function<JsonNode, Object> inShop,
            Function<JsonNode, Object> wanted) {
        Map<Object, List<JsonNode>> known = left.stream().collect(Collectors.groupingBy(inShop));
        List<String> variantIds = product.mapped().payload().variantIds();
        for (int i = 0; i < variantIds.size(); i++) {
            String id = variantIds.get(i);
            Object sign = wanted.apply(product.input().path("variants").path(i));
            List<JsonNode> matches = known.getOrDefault(sign, List.of());
            if (!ids.has(id) && !sign.equals("") && matches.size() == 1 && left.remove(matches.get(0))) {
                ids.set(id, matches.get(0).get("id"));
            }
        }
    }

    // The names of the options may differ: a shop's Size is the PIM's size or Groesse.
    private static List<String> values(JsonNode options, String field) {
        List<String> values = new ArrayList<>();
        options.forEach(option -> values.add(option.path(field).asString("").toLowerCase(Locale.ROOT)));
        Collections.sort(values);
        return values;
    }

    private static String sentence(Exported linked, Set<JsonNode> left) {
        JsonNode first = left.iterator().next();
        return ("The shop's product %s matches it, but holds variants that it has not (%d, the first is %s%s). Sending it"
                        + " would delete them. Add them in the PIM or delete them in the shop, then replay.")
                .formatted(
                        linked.shopifyId(),
                        left.size(),
                        first.path("id").asString(""),
                        first.path("sku").asString("").isEmpty()
                                ? ""
                                : ", SKU " + first.path("sku").asString(""));
    }
}
