package io.silkroute.sandbox.catalogue;

import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.graphql.Input;
import io.silkroute.sandbox.graphql.UserError;
import io.silkroute.sandbox.inventory.StockLevel;
import io.silkroute.sandbox.metafield.MetafieldEdits;
import io.silkroute.sandbox.shop.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The plain fields of a variant, which productSet and productVariantsBulkUpdate have in common. */
final class VariantFields {
    private final Catalogue catalogue;
    private final MetafieldEdits metafields;

    VariantFields(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.metafields = catalogue.metafieldEdits();
    }

    /** @param code the error code of the mutation for a value that is out of bounds */
    void set(Variant variant, Input input, List<String> path, String code, List<UserError> errors) {
        Input item = input.input("inventoryItem");
        if (input.has("sku") || item.has("sku")) {
            variant.sku = ProductFields.blankToNull(input.has("sku") ? input.text("sku") : item.text("sku"));
            tooLong(variant.sku, "SKU", path, "sku", code, errors);
        }
        if (input.has("barcode")) {
            variant.barcode = ProductFields.blankToNull(input.text("barcode"));
            tooLong(variant.barcode, "Barcode", path, "barcode", code, errors);
        }
        if (input.has("price") && !input.given("price")) {
            errors.add(new UserError(
                    with(path, "price"), "Price can't be blank", code.equals("INVALID_VARIANT") ? code : "BLANK"));
        } else if (input.has("price")) {
            variant.price = price(input.text("price", "0"), "Price", path, "price", code, errors);
        }
        if (input.has("compareAtPrice")) {
            variant.compareAtPrice = input.given("compareAtPrice")
                    ? price(input.text("compareAtPrice", "0"), "Compare at price", path, "compareAtPrice", code, errors)
                    : null;
        }
        if (input.given("inventoryPolicy")) {
            variant.inventoryPolicy = input.text("inventoryPolicy", "DENY").intern();
        }
        variant.taxable = input.flag("taxable", variant.taxable);
        variant.showUnitPrice = input.flag("showUnitPrice", variant.showUnitPrice);
        if (input.has("taxCode")) {
            variant.taxCode = input.text("taxCode");
        }
        if (input.has("unitPriceMeasurement")) {
            Map<String, Object> measurement =
                    new HashMap<>(input.input("unitPriceMeasurement").fields());
            measurement.values().removeIf(Objects::isNull);
            variant.unitPriceMeasurement = measurement.isEmpty() ? null : Map.copyOf(measurement);
        }
        item(variant, item, path, code, errors);
        quantities(variant, input, path, errors);
        if (input.given("metafields")) {
            metafields(variant, input, path, code, errors);
        }
    }

    private void item(Variant variant, Input item, List<String> path, String code, List<UserError> errors) {
        variant.tracked = item.flag("tracked", variant.tracked);
        variant.requiresShipping = item.flag("requiresShipping", variant.requiresShipping);
        if (item.has("cost")) {
            variant.cost = item.given("cost") ? Money.normal(item.text("cost", "0"), catalogue.currency()) : null;
        }
        if (item.has("countryCodeOfOrigin")) {
            variant.countryCodeOfOrigin = item.text("countryCodeOfOrigin");
        }
        if (item.has("provinceCodeOfOrigin")) {
            variant.provinceCodeOfOrigin = item.text("provinceCodeOfOrigin");
        }
        if (item.has("harmonizedSystemCode")) {
            variant.harmonizedSystemCode = ProductFields.blankToNull(item.text("harmonizedSystemCode"));
            // "This must be a number between 6 and 13 digits."
            if (variant.harmonizedSystemCode != null && !variant.harmonizedSystemCode.matches("[0-9]{6,13}")) {
                errors.add(new UserError(
                        with(path, "inventoryItem", "harmonizedSystemCode"),
                        "Harmonized system code must be a number between 6 and 13 digits",
                        code));
            }
        }
        Input weight = item.input("measurement").input("weight");
        if (weight.fields().get("value") instanceof Number value) {
            variant.weight = value.doubleValue();
            variant.weightUnit = weight.text("unit", "KILOGRAMS").intern();
        }
    }

    private void quantities(Variant variant, Input input, List<String> path, List<UserError> errors) {
        boolean held = catalogue.productOfVariant(variant.id) != null;
        for (Input quantity : input.inputs("inventoryQuantities")) {
            long location = Gid.number(quantity.text("locationId"), "Location");
            if (!catalogue.isLocation(location)) {
                errors.add(new UserError(path, "Location does not exist", "INVALID_INPUT"));
            } else if (held && variant.level(location) == null) {
                // "You can only update the quantities at locations where the variant is already stocked."
                errors.add(new UserError(path, "The variant is not stocked at the location", "INVALID_INPUT"));
            } else {
                StockLevel level = variant.begun(location);
                variant.take(level.with(quantity.number("quantity", 0), level.committed(), catalogue.now()));
            }
        }
    }

    private void metafields(Variant variant, Input input, List<String> path, String code, List<UserError> errors) {
        List<Input> given = input.inputs("metafields");
        Set<String> names = new HashSet<>();
        for (int i = 0; i < given.size(); i++) {
            MetafieldEdits.Fault fault = metafields.fault(Variant.TYPE, variant.id, given.get(i));
            if (fault == null
                    && !names.add(MetafieldEdits.namespace(given.get(i)) + "."
                            + given.get(i).text("key", ""))) {
                fault = new MetafieldEdits.Fault("key", "Duplicate metafield key.", MetafieldEdits.Kind.INVALID);
            }
            if (fault != null) {
                errors.add(new UserError(
                        with(path, "metafields", String.valueOf(i), fault.field()),
                        fault.message(),
                        code.equals("INVALID_VARIANT") ? "INVALID_METAFIELD" : code));
                return;
            }
        }
        // productSet replaces the list; productVariantsBulkUpdate adds to it.
        variant.metafields = code.equals("INVALID_VARIANT")
                ? metafields.replaced(Variant.TYPE, variant.id, variant.metafields, given)
                : metafields.merged(Variant.TYPE, variant.id, variant.metafields, given);
    }

    private String price(
            String given, String label, List<String> path, String field, String code, List<UserError> errors) {
        BigDecimal amount = new BigDecimal(given);
        if (amount.signum() < 0) {
            errors.add(new UserError(with(path, field), label + " must be greater than or equal to 0", code));
        } else if (amount.compareTo(Money.LIMIT) >= 0) {
            errors.add(new UserError(with(path, field), label + " must be less than 1000000000000000000", code));
        }
        return Money.normal(given, catalogue.currency());
    }

    private static void tooLong(
            @Nullable String text, String label, List<String> path, String field, String code, List<UserError> errors) {
        if (text != null && text.length() > 255) {
            errors.add(new UserError(with(path, field), label + " is too long (maximum is 255 characters)", code));
        }
    }

    static List<String> with(List<String> path, String... more) {
        List<String> whole = new ArrayList<>(path);
        whole.addAll(List.of(more));
        return whole;
    }
}
