package io.silkroute.sandbox.discount;

import io.silkroute.sandbox.graphql.Typed;

/** A discount as one of the types that it is read as: a node of three kinds, or what it is. */
record Shown(String typename, Discount discount) implements Typed {

    /** As {@code codeDiscountNode} or {@code automaticDiscountNode}. */
    static Shown node(Discount discount) {
        return new Shown(discount.automatic ? Discount.AUTOMATIC : Discount.CODE, discount);
    }

    /** As {@code discountNode}, whose id is that of the node of its kind. */
    static Shown anyNode(Discount discount) {
        return new Shown("DiscountNode", discount);
    }

    static Shown itself(Discount discount) {
        return new Shown(discount.typename(), discount);
    }

    long id() {
        return discount.id;
    }
}
