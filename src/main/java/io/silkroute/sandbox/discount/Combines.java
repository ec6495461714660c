package io.silkroute.sandbox.discount;

/** Which classes of other discounts it goes together with. */
record Combines(boolean order, boolean product, boolean shipping) {
    static final Combines NOTHING = new Combines(false, false, false);

    boolean with(String discountClass) {
        return switch (discountClass) {
            case "ORDER" -> order;
            case "PRODUCT" -> product;
            default -> shipping;
        };
    }
}
