package io.silkroute.sandbox.discount.term;

/** Which classes of other discounts it goes together with. */
public record Combines(boolean order, boolean product, boolean shipping) {
    public static final Combines NOTHING = new Combines(false, false, false);

    public boolean with(String discountClass) {
        return switch (discountClass) {
            case "ORDER" -> order;
            case "PRODUCT" -> product;
            default -> shipping;
        };
    }
}
