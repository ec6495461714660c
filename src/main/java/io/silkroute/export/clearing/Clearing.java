package io.silkroute.export.clearing;

import java.util.List;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How Shopify is told that a field has no value any more. What is left out stays in the shop as it is, also inside of an
 * object that is sent. Null clears what may be null; texts that Shopify always returns are cleared with an empty one,
 * and what has a default goes back to it.
 *
 * <p>A field that does not stand here cannot be without a value (a title, a price, whether a variant is taxable): the
 * shop keeps the one it has. Of a handle that is gone, Shopify would make another address.
 */
public record Clearing(List<Clearing.Field> fields) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    public static final Clearing PRODUCT = new Clearing(
            toNull("category"),
            toEmpty("descriptionHtml"),
            toEmpty("giftCardTemplateSuffix"),
            toEmpty("productType"),
            toEmpty("seo.description"),
            toEmpty("seo.title"),
            toEmpty("templateSuffix"),
            toEmpty("vendor"));

    public static final Clearing VARIANT = new Clearing(
            toNull("barcode"),
            toNull("compareAtPrice"),
            toNull("file"),
            toNull("inventoryItem.cost"),
            toNull("inventoryItem.countryCodeOfOrigin"),
            toNull("inventoryItem.harmonizedSystemCode"),
            // A weight is never null, and needs both its parts.
            Field.of(
                            "inventoryItem.measurement.weight",
                            "inventoryItem.measurement.weight.value",
                            JSON.objectNode().put("value", 0).put("unit", "KILOGRAMS"))
                    .ofOurs(),
            toNull("inventoryItem.provinceCodeOfOrigin"),
            toDefault("inventoryPolicy", "DENY"),
            toNull("sku"),
            toNull("taxCode"),
            toNull("unitPriceMeasurement"));

    public static final Clearing COLLECTION = new Clearing(
            toEmpty("descriptionHtml"),
            toEmpty("image.altText"),
            // A text for a picture that is gone goes with it.
            Field.of("image", "image.src", JSON.nullNode()),
            toEmpty("seo.description"),
            toEmpty("seo.title"),
            toEmpty("templateSuffix"));

    private Clearing(Field... fields) {
        this(List.of(fields));
    }

    /**
     * @param path the field whose absence says that there is no value
     * @param cleared the field that is sent then: the same one, or the object around it
     * @param ours only a value that came from here goes: a merchant's own weight, gone, costs postage
     */
    public record Field(String path, JsonPointer pointer, String[] cleared, JsonNode with, boolean ours) {

        static Field of(String cleared, String path, JsonNode with) {
            return new Field(
                    path, JsonPointer.compile("/" + path.replace('.', '/')), cleared.split("\\."), with, false);
        }

        Field ofOurs() {
            return new Field(path, pointer, cleared, with, true);
        }

        boolean in(JsonNode input) {
            return !input.at(pointer).isMissingNode();
        }

        void clear(ObjectNode input) {
            ObjectNode at = input;
            for (int i = 0; i < cleared.length - 1; i++) {
                at = at.withObjectProperty(cleared[i]);
            }
            at.set(cleared[cleared.length - 1], with.deepCopy());
        }
    }

    private static Field toNull(String path) {
        return Field.of(path, path, JSON.nullNode());
    }

    private static Field toEmpty(String path) {
        return Field.of(path, path, JSON.textNode(""));
    }

    private static Field toDefault(String path, String byDefault) {
        return Field.of(path, path, JSON.textNode(byDefault));
    }

    /** Adds to what is sent what clears the fields that the shop may hold and that are not there now. */
    public void clear(KnownFields held, JsonNode now, ObjectNode sent) {
        for (Field field : fields) {
            if (!field.in(now) && held.has(field)) {
                field.clear(sent);
            }
        }
    }
}
