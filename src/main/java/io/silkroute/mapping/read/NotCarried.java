package io.silkroute.mapping.read;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fields of Shopify's input that no mapping sets, and why: who names one of them is told. */
final class NotCarried {

    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry(
                    "ProductSetInput.combinedListingRole",
                    "Shopify takes it only when a product is made, on its Plus plan, and it does not say which products are"
                            + " listed together; combine listings in Shopify's own app."),
            Map.entry(
                    "ProductSetInput.claimOwnership",
                    "it is about the app that writes a product, and not about the product."),
            Map.entry(
                    "ProductSetInput.redirectNewHandle",
                    "the connector sets it with an address that changes: handle: {follow: true}."),
            Map.entry(
                    "ProductVariantSetInput.position",
                    "the connector sets it, in the order of the PIM's delivery or by an attribute: variant: {order: …}."),
            Map.entry(
                    "ProductVariantSetInput.published",
                    "Shopify takes it only when a variant is made; a status is a product's: fields: {status: …}."),
            Map.entry(
                    "ProductVariantSetInput.requiresComponents",
                    "a bundle's components are kept by the app that makes the bundle, and without them such a variant"
                            + " cannot be sold."),
            Map.entry(
                    "InventoryItemInput.countryHarmonizedSystemCodes",
                    "one code for all countries is carried: inventoryItem.harmonizedSystemCode."),
            Map.entry(
                    "InventoryItemMeasurementInput.shippingPackageId",
                    "it is an id of the shop's own, which no PIM knows."));

    private NotCarried() {}

    /** Null if it is carried, or if there is no such field. */
    static @Nullable String reason(String type, String field) {
        return REASONS.get(type + "." + field);
    }
}
