package io.silkroute.sandbox.pricelist;

import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.graphql.Input;
import io.silkroute.sandbox.graphql.Payload;
import io.silkroute.sandbox.graphql.UserError;
import io.silkroute.sandbox.shop.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code priceListFixedPricesAdd} and {@code …Delete}: all entries or none. Refused in Shopify's recorded words. */
final class FixedPriceMutations {

    private final PriceLists lists;

    FixedPriceMutations(PriceLists lists) {
        this.lists = lists;
    }

    Map<String, Object> add(Input args) {
        return lists.shop().write(() -> {
            PriceList list = lists.find(args.text("priceListId"));
            if (list == null) {
                return Payload.errors(noList());
            }
            List<Input> wanted = args.inputs("prices");
            List<UserError> errors = new ArrayList<>();
            for (int i = 0; i < wanted.size(); i++) {
                check(list, wanted.get(i), String.valueOf(i), errors);
            }
            List<FixedPrice> added = new ArrayList<>();
            if (errors.isEmpty()) {
                for (Input price : wanted) {
                    added.add(lists.put(
                            list,
                            variant(price.text("variantId")),
                            Objects.requireNonNull(amount(list, price, "price")),
                            amount(list, price, "compareAtPrice")));
                }
            }
            return Payload.of("prices", added, errors);
        });
    }

    private void check(PriceList list, Input price, String at, List<UserError> errors) {
        if (lists.variant(variant(price.text("variantId"))) == null) {
            errors.add(noVariant("prices", at, "variantId"));
            return;
        }
        for (String field : List.of("price", "compareAtPrice")) {
            Input money = price.optional(field);
            if (money == null) {
                continue;
            }
            if (!list.currency().equals(money.text("currencyCode"))) {
                errors.add(UserError.at(
                        "PRICE_LIST_CURRENCY_MISMATCH",
                        "The specified currency does not match the price list's currency.",
                        "prices",
                        at,
                        field,
                        "currencyCode"));
            }
            BigDecimal amount = new BigDecimal(money.text("amount", "0"));
            // What Shopify says of these is not known, and that they are refused is: the base price has these bounds.
            if (amount.signum() < 0 || amount.compareTo(Money.LIMIT) >= 0) {
                errors.add(new UserError(
                        List.of("prices", at, field, "amount"),
                        amount.signum() < 0
                                ? "Amount must be greater than or equal to 0"
                                : "Amount must be less than 1000000000000000000",
                        null));
            }
        }
    }

    Map<String, Object> delete(Input args) {
        return lists.shop().write(() -> {
            PriceList list = lists.find(args.text("priceListId"));
            if (list == null) {
                return Payload.errors(noList());
            }
            List<String> wanted = args.texts("variantIds");
            List<UserError> errors = new ArrayList<>();
            for (int i = 0; i < wanted.size(); i++) {
                long variant = variant(wanted.get(i));
                if (lists.variant(variant) == null) {
                    errors.add(noVariant("variantIds", String.valueOf(i)));
                } else if (lists.price(list, variant) == null) {
                    errors.add(UserError.at(
                            "PRICE_NOT_FIXED", "Only fixed prices can be deleted.", "variantIds", String.valueOf(i)));
                }
            }
            List<String> deleted = new ArrayList<>();
            if (errors.isEmpty()) {
                for (String gid : wanted) {
                    FixedPrice price = lists.price(list, variant(gid));
                    if (price != null) {
                        lists.remove(price);
                        deleted.add(price.variantGid());
                    }
                }
            }
            return Payload.of("deletedFixedPriceVariantIds", deleted, errors);
        });
    }

    private static long variant(@Nullable String gid) {
        return Gid.number(gid, "ProductVariant");
    }

    private static @Nullable String amount(PriceList list, Input price, String field) {
        Input money = price.optional(field);
        return money == null ? null : Money.normal(money.text("amount", "0"), list.money());
    }

    private static UserError noList() {
        return UserError.at("PRICE_LIST_NOT_FOUND", "Price list does not exist.", "priceListId");
    }

    private static UserError noVariant(String... field) {
        return UserError.at("VARIANT_NOT_FOUND", "Product variant ID does not exist.", field);
    }
}
