package io.silkroute.bench.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How a product with its variants becomes productSet's body: the fields that the connector's mapping has too. */
public final class Mapping {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SET =
            "mutation productSet($identifier: ProductSetIdentifiers, $input: ProductSetInput!) {"
                    + " productSet(identifier: $identifier, input: $input, synchronous: true) {"
                    + " product { id } userErrors { field message code } } }";
    private static final String PUBLISH = "mutation publishablePublish($id: ID!, $input: [PublicationInput!]!) {"
            + " publishablePublish(id: $id, input: $input) { userErrors { field message } } }";

    public byte[] productSet(byte[] family) throws IOException {
        JsonNode items = JSON.readTree(family);
        JsonNode product = items.get(0);
        List<JsonNode> variants = new ArrayList<>();
        items.forEach(variants::add);
        variants.remove(0);
        List<String> axes = new ArrayList<>();
        if (!variants.isEmpty()) {
            product.path("axes").forEach(axis -> axes.add(axis.asText()));
        }
        ObjectNode body = JSON.createObjectNode().put("query", SET);
        ObjectNode variables = body.putObject("variables");
        identity(variables.putObject("identifier").putObject("customId"), product);
        ObjectNode input = variables.putObject("input");
        String title =
                product.path("name").path("en_US").asText(product.path("id").asText());
        input.put("title", title)
                .put(
                        "descriptionHtml",
                        product.path("description").path("en_US").asText(""))
                .put("handle", slug(title))
                .put("vendor", readable(product.path("attributes").path("brand")))
                .put("productType", readable(product.path("family")))
                .put("status", "ACTIVE");
        input.set("tags", product.path("tags").isArray() ? product.path("tags") : JSON.createArrayNode());
        identity(input.putArray("metafields").addObject(), product);
        options(input.putArray("productOptions"), axes, variants);
        ArrayNode made = input.putArray("variants");
        for (JsonNode variant : variants.isEmpty() ? List.of(product) : variants) {
            JsonNode price = variant.path("price").isObject() ? variant.path("price") : product.path("price");
            ObjectNode one = made.addObject()
                    .put("sku", variant.path("sku").asText(variant.path("id").asText()))
                    .put("price", price.path("USD").asText());
            if (variant.path("attributes").path("ean").isTextual()) {
                one.set("barcode", variant.path("attributes").path("ean"));
            }
            ArrayNode values = one.putArray("optionValues");
            for (String axis : axes) {
                values.addObject()
                        .put("optionName", readable(axis))
                        .put("name", readable(variant.path("attributes").path(axis)));
            }
            if (axes.isEmpty()) {
                values.addObject().put("optionName", "Title").put("name", "Default Title");
            }
        }
        return JSON.writeValueAsBytes(body);
    }

    public byte[] publish(byte[] answer) throws IOException {
        JsonNode id = JSON.readTree(answer).at("/data/productSet/product/id");
        if (!id.isTextual()) {
            throw new IOException("The shop did not take it");
        }
        ObjectNode body = JSON.createObjectNode().put("query", PUBLISH);
        ObjectNode variables = body.putObject("variables");
        variables.set("id", id);
        variables.putArray("input").addObject().put("publicationId", "gid://shopify/Publication/1");
        return JSON.writeValueAsBytes(body);
    }

    private static void options(ArrayNode options, List<String> axes, List<JsonNode> variants) {
        for (String axis : axes) {
            Set<String> names = new LinkedHashSet<>();
            variants.forEach(
                    variant -> names.add(readable(variant.path("attributes").path(axis))));
            ArrayNode values = options.addObject().put("name", readable(axis)).putArray("values");
            names.forEach(name -> values.addObject().put("name", name));
        }
        if (axes.isEmpty()) {
            options.addObject()
                    .put("name", "Title")
                    .putArray("values")
                    .addObject()
                    .put("name", "Default Title");
        }
    }

    private static void identity(ObjectNode into, JsonNode product) {
        into.put("namespace", "silkroute").put("key", "item_id").set("value", product.path("id"));
    }

    private static String readable(JsonNode text) {
        return readable(text.asText(""));
    }

    private static String readable(String text) {
        String spaced = text.replace('_', ' ');
        return spaced.isEmpty() ? "" : Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1);
    }

    private static String slug(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
    }
}
