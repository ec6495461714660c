package io.silkroute.discount;

import io.silkroute.shopify.Operation;
import java.util.Arrays;
import java.util.Optional;

/** The six types that Shopify has for discounts without an app's function: what is granted, and how one gets it. */
enum DiscountKind {
    CODE_BASIC("CodeBasic"),
    CODE_BXGY("CodeBxgy"),
    CODE_FREE_SHIPPING("CodeFreeShipping"),
    AUTOMATIC_BASIC("AutomaticBasic"),
    AUTOMATIC_BXGY("AutomaticBxgy"),
    AUTOMATIC_FREE_SHIPPING("AutomaticFreeShipping");

    private final String word;

    DiscountKind(String word) {
        this.word = word;
    }

    /** By its type in the shop's answers, such as {@code DiscountCodeBasic}. */
    static Optional<DiscountKind> ofType(String type) {
        return Arrays.stream(values())
                .filter(kind -> ("Discount" + kind.word).equals(type))
                .findFirst();
    }

    /** As the payload names it. */
    static DiscountKind of(String payload) {
        return Arrays.stream(values())
                .filter(kind -> kind.word.equals(payload))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kind of discount: " + payload));
    }

    String word() {
        return word;
    }

    boolean byCode() {
        return word.startsWith("Code");
    }

    boolean isBuyGet() {
        return word.endsWith("Bxgy");
    }

    boolean isFreeShipping() {
        return word.endsWith("FreeShipping");
    }

    Operation create() {
        return Operation.named("discount" + word + "Create");
    }

    Operation update() {
        return Operation.named("discount" + word + "Update");
    }

    Operation deactivate() {
        return Operation.named(byCode() ? "discountCodeDeactivate" : "discountAutomaticDeactivate");
    }

    Operation delete() {
        return Operation.named(byCode() ? "discountCodeDelete" : "discountAutomaticDelete");
    }

    /** The field of an answer that holds the discount. */
    String node() {
        return byCode() ? "codeDiscountNode" : "automaticDiscountNode";
    }

    /** An update makes a code discount another kind of code discount, and nothing else. */
    boolean becomes(DiscountKind other) {
        return this == other || byCode() && other.byCode();
    }
}
