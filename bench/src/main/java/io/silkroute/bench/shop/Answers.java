package io.silkroute.bench.shop;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The answers, in Shopify's shapes. */
final class Answers {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final double BUCKET = 1_000_000_000;

    private final Products products;
    private final BulkWork bulk;

    Answers(Products products, BulkWork bulk) {
        this.products = products;
        this.bulk = bulk;
    }

    void write(String operation, JsonNode variables, ByteArrayOutputStream into) throws IOException {
        try (JsonGenerator out = JSON.createGenerator(into)) {
            out.writeStartObject();
            out.writeObjectPropertyStart("data");
            data(operation, variables, out);
            out.writeEndObject();
            cost(operation, variables, out);
            out.writeEndObject();
        }
    }

    private void data(String operation, JsonNode variables, JsonGenerator out) throws IOException {
        switch (operation) {
            case "productSet" -> productSet(variables, out);
            case "productVariantsBulkUpdate" -> {
                products.reprice(variables.path("productId"), variables.path("variants"));
                payload(operation, out, () -> out.writeNullProperty("productVariants"));
            }
            case "productDelete" -> {
                String id = variables.path("input").path("id").asString("");
                products.delete(id);
                payload(operation, out, () -> out.writeStringProperty("deletedProductId", id));
            }
            case "collectionCreate", "collectionUpdate" -> {
                String id = products.collection(variables.path("collection"));
                payload(operation, out, () -> object(out, "collection", id));
            }
            case "metafieldDefinitionCreate" ->
                payload(operation, out, () -> object(out, "createdDefinition", "gid://shopify/MetafieldDefinition/1"));
            case "publications" -> {
                nodes(out, "publications", () -> {
                    out.writeStartObject();
                    out.writeStringProperty("id", "gid://shopify/Publication/1");
                    out.writeStringProperty("name", "Online Store");
                    out.writeEndObject();
                });
            }
            case "locations" ->
                nodes(out, "locations", () -> {
                    out.writeStartObject();
                    out.writeStringProperty("id", "gid://shopify/Location/1");
                    out.writeStringProperty("name", "Main warehouse");
                    out.writeBooleanProperty("isActive", true);
                    out.writeEndObject();
                });
            case "publishablePublish" -> {
                if (!variables.has("id0")) {
                    payload(operation, out, () -> {});
                }
                for (int i = 0; variables.has("id" + i); i++) { // several in one call, each under an alias
                    payload("a" + i, out, () -> {});
                }
            }
            case "shop" -> {
                out.writeObjectPropertyStart("shop");
                out.writeStringProperty("name", "Lean");
                out.writeStringProperty("myshopifyDomain", "lean.myshopify.com");
                out.writeStringProperty("currencyCode", "USD");
                out.writeEndObject();
            }
            case "productByIdentifier" -> {
                Products.Kept kept = products.find(variables.path("identifier"));
                object(out, operation, kept == null ? null : kept.gid());
            }
            case "collectionByIdentifier" ->
                object(
                        out,
                        operation,
                        products.findCollection(variables
                                .path("identifier")
                                .path("customId")
                                .path("value")
                                .asString("")));
            case "nodes" -> lists(variables.path("ids"), out);
            case "stagedUploadsCreate" -> bulk.target(out);
            case "bulkOperationRunMutation" -> {
                String id = bulk.run(variables);
                payload(operation, out, () -> {
                    out.writeObjectPropertyStart("bulkOperation");
                    out.writeStringProperty("id", id);
                    out.writeStringProperty("status", "CREATED");
                    out.writeStringProperty("createdAt", "2026-01-01T00:00:00Z");
                    out.writeEndObject();
                });
            }
            case "bulkOperation" -> bulk.describe(variables.path("id").asString(""), out);
            default -> payload(operation, out, () -> {});
        }
    }

    private void productSet(JsonNode variables, JsonGenerator out) throws IOException {
        JsonNode input = variables.path("input");
        Products.Kept kept = products.set(variables.path("identifier"), input);
        payload("productSet", out, () -> {
            out.writeObjectPropertyStart("product");
            out.writeStringProperty("id", kept.gid());
            out.writeStringProperty("handle", input.path("handle").asString("handle"));
            out.writeStringProperty("status", "ACTIVE");
            nodes(out, "variants", () -> {
                int position = 0;
                for (JsonNode variant : input.path("variants")) {
                    out.writeStartObject();
                    out.writeStringProperty("id", kept.variantGid(position++));
                    out.writeArrayPropertyStart("selectedOptions");
                    for (JsonNode option : variant.path("optionValues")) {
                        out.writeStartObject();
                        out.writeStringProperty(
                                "name", option.path("optionName").asString(""));
                        out.writeStringProperty("value", option.path("name").asString(""));
                        out.writeEndObject();
                    }
                    out.writeEndArray();
                    out.writeEndObject();
                }
            });
            nodes(out, "media", () -> {
                for (int i = 0; i < input.path("files").size(); i++) {
                    out.writeStartObject();
                    out.writeStringProperty("id", "gid://shopify/MediaImage/" + kept.number + i);
                    out.writeEndObject();
                }
            });
            out.writeEndObject();
        });
    }

    private void lists(JsonNode ids, JsonGenerator out) throws IOException {
        out.writeArrayPropertyStart("nodes");
        for (JsonNode id : ids) {
            out.writeStartObject();
            out.writeStringProperty("id", id.asString(""));
            out.writeStringProperty("status", "ACTIVE");
            out.writeArrayPropertyStart("tags");
            out.writeEndArray();
            for (String list : new String[] {"collections", "metafields", "media", "variants"}) {
                nodes(out, list, () -> {});
            }
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    interface Part {
        void write() throws IOException;
    }

    static void payload(String name, JsonGenerator out, Part part) throws IOException {
        out.writeObjectPropertyStart(name);
        part.write();
        out.writeArrayPropertyStart("userErrors");
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void nodes(JsonGenerator out, String name, Part part) throws IOException {
        out.writeObjectPropertyStart(name);
        out.writeArrayPropertyStart("nodes");
        part.write();
        out.writeEndArray();
        out.writeObjectPropertyStart("pageInfo");
        out.writeBooleanProperty("hasNextPage", false);
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void object(JsonGenerator out, String name, String id) throws IOException {
        if (id == null) {
            out.writeNullProperty(name);
            return;
        }
        out.writeObjectPropertyStart(name);
        out.writeStringProperty("id", id);
        out.writeStringProperty("handle", "handle");
        out.writeEndObject();
    }

    // Roughly Shopify's; the bucket is never what limits here.
    private static void cost(String operation, JsonNode variables, JsonGenerator out) throws IOException {
        int points = operation.equals("productSet")
                ? 11 + variables.path("input").path("variants").size() / 5
                : 10;
        out.writeObjectPropertyStart("extensions");
        out.writeObjectPropertyStart("cost");
        out.writeNumberProperty("requestedQueryCost", points);
        out.writeNumberProperty("actualQueryCost", points);
        out.writeObjectPropertyStart("throttleStatus");
        out.writeNumberProperty("maximumAvailable", BUCKET);
        out.writeNumberProperty("currentlyAvailable", BUCKET - points);
        out.writeNumberProperty("restoreRate", BUCKET / 20);
        out.writeEndObject();
        out.writeEndObject();
        out.writeEndObject();
    }
}
