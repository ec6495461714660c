package io.silkroute.source;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Prices that are told as differences to the product's. */
final class Impact {

    private Impact() {}

    /** @return why it cannot be; null if the variant has its price now, or takes its product's */
    static @Nullable String apply(
            Map<String, String> impacts,
            String product,
            KnownProducts known,
            ObjectNode variant,
            Consumer<String> warn) {
        for (Map.Entry<String, String> impact : impacts.entrySet()) {
            BigDecimal difference = new BigDecimal(impact.getValue());
            if (difference.signum() == 0 || variant.has("price")) {
                continue;
            }
            JsonNode image = known.image(product);
            if (image == null) {
                return "The price is told as a difference to that of product “%s”, which is not known yet. Put the file of the products there, and then this one again."
                        .formatted(product);
            }
            BigDecimal taxed = number(image.path("attributes").path("price_with_tax"));
            BigDecimal net = number(image.path("attributes").path("price_without_tax"));
            if (taxed != null && (net == null || net.signum() <= 0)) {
                return "The difference of the price is without tax, but the price of product “%s” is with tax. Export the products with “Price tax excluded” too, put them there, and then this file again."
                        .formatted(product);
            }
            if (taxed != null) {
                difference = difference.multiply(taxed).divide(net, 2, RoundingMode.HALF_UP);
                warn.accept(
                        "The differences of prices are without tax; the tax of each product's own two prices was added.");
            } else if (net == null) {
                warn.accept(
                        "It is not said whether the products' prices are with tax. The differences that were added to them are without; if the prices are with tax, the variants' are too low.");
            }
            JsonNode price = image.path("price");
            if (!price.isObject() && impact.getKey().isEmpty() && number(price) != null) {
                variant.put("price", sum(price, difference));
            } else {
                String currency = impact.getKey().isEmpty() && price.size() == 1
                        ? price.propertyNames().iterator().next()
                        : impact.getKey();
                if (number(price.path(currency)) == null) {
                    return "The price is told as a difference to that of product “%s”, which has none in this currency."
                            .formatted(product);
                }
                variant.putObject("price").put(currency, sum(price.path(currency), difference));
            }
        }
        return null;
    }

    private static @Nullable BigDecimal number(JsonNode price) {
        try {
            return price.isNumber()
                    ? price.decimalValue()
                    : price.isString() ? new BigDecimal(price.stringValue()) : null;
        } catch (NumberFormatException none) {
            return null;
        }
    }

    private static String sum(JsonNode price, BigDecimal difference) {
        BigDecimal number = number(price);
        return (number == null ? difference : number.add(difference)).toPlainString();
    }
}
