package io.silkroute.sandbox.discount;

import io.silkroute.sandbox.discount.term.Worth;
import io.silkroute.sandbox.graphql.Input;
import io.silkroute.sandbox.graphql.TopLevelError;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a discount takes off after an input: a value is replaced as a whole. */
final class WorthDraft {
    private static final BigDecimal LARGEST = new BigDecimal("1000000000000000000");
    private static final long LARGEST_QUANTITY = Integer.MAX_VALUE;
    private static final String UNDEFINED = "Discount value must be defined.";

    private final Refusals refusals;
    private final Discount discount;

    WorthDraft(Refusals refusals, Discount discount) {
        this.refusals = refusals;
        this.discount = discount;
    }

    static void contradictions(Input value) {
        long given = List.of("percentage", "discountOnQuantity", "discountAmount").stream()
                .filter(value::given)
                .count();
        if (given > 1) {
            throw new TopLevelError(
                    "BAD_REQUEST", "A discount can only have one of percentage, discountOnQuantity or discountAmount.");
        }
    }

    Worth basic(Input value) {
        if (value.given("discountOnQuantity")) {
            refuse("INVALID", "discountOnQuantity field is only permitted with bxgy discounts.", "discountOnQuantity");
            return Worth.NOTHING;
        }
        if (value.given("percentage")) {
            double fraction = value.decimal("percentage");
            percentage(fraction, discount.automatic, "percentage");
            return new Worth(fraction, null, false, null);
        }
        Input amount = value.optional("discountAmount");
        if (amount == null || !amount.given("amount")) {
            refuse("BLANK", UNDEFINED);
            return Worth.NOTHING;
        }
        amount(amount.text("amount", "0"), "discountAmount", "amount");
        return new Worth(null, amount.text("amount"), amount.flag("appliesOnEachItem", false), null);
    }

    Worth ofQuantity(Input value) {
        for (String other : List.of("percentage", "discountAmount")) {
            if (value.given(other)) {
                refuse("INVALID", "Only discountOnQuantity permitted with bxgy discounts.", other);
                return Worth.NOTHING;
            }
        }
        Input on = value.optional("discountOnQuantity");
        if (on == null) {
            refuse("BLANK", UNDEFINED, "discountOnQuantity");
            return Worth.NOTHING;
        }
        Long quantity = quantity(on.text("quantity"));
        if (quantity == null || quantity < 1) {
            refuse("BLANK", "Quantity cannot be blank.", "discountOnQuantity", "quantity");
        } else if (quantity >= LARGEST_QUANTITY) {
            refuse("LESS_THAN", "Quantity must be less than 2147483647", "discountOnQuantity", "quantity");
        }
        Input effect = on.input("effect");
        if (effect.given("percentage") == effect.given("amount")) {
            refuse("BLANK", UNDEFINED, "discountOnQuantity", "effect");
            return Worth.NOTHING;
        }
        if (effect.given("percentage")) {
            double fraction = effect.decimal("percentage");
            percentage(fraction, true, "discountOnQuantity", "effect", "percentage");
            return new Worth(fraction, null, false, quantity);
        }
        amount(effect.text("amount", "0"), "discountOnQuantity", "effect", "amount");
        return new Worth(null, effect.text("amount"), true, quantity);
    }

    /** A quantity as it travels; null when it is none or too long to be one. */
    static @Nullable Long quantity(@Nullable String text) {
        return text == null || text.length() > 18 ? text == null ? null : (Long) Long.MAX_VALUE : Long.valueOf(text);
    }

    private void percentage(double fraction, boolean positive, String... at) {
        if (!(fraction >= 0 && fraction <= 1) || positive && fraction == 0) {
            refuse("VALUE_OUTSIDE_RANGE", "Value must be between 0.0 and 1.0", at);
        }
    }

    /** The messages are Shopify's, which has them the wrong way round. */
    private void amount(String amount, String... at) {
        BigDecimal value = new BigDecimal(amount);
        if (discount.automatic && value.signum() <= 0) {
            refuse("GREATER_THAN", "Value must be less than 0", at);
        } else if (value.signum() < 0) {
            refuse("LESS_THAN_OR_EQUAL_TO", "Value must be less than or equal to 0", at);
        } else if (value.compareTo(LARGEST) >= 0) {
            refuse("LESS_THAN", "Value must be greater than -1000000000000000000", at);
        }
    }

    private void refuse(String code, String message, String... at) {
        List<String> path = new ArrayList<>(List.of("customerGets", "value"));
        path.addAll(List.of(at));
        refusals.add(code, message, path);
    }
}
