package io.silkroute.usage;

import io.silkroute.shopify.BoundedText;

/** An order lacks something that the shop promises of every order, or has it in a form that nobody knows. */
final class UnreadableOrder extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnreadableOrder(String field, String value) {
        super("The shop told of an order whose " + field + " cannot be read (“" + BoundedText.bounded(value, 60)
                + "”).");
    }
}
