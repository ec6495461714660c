package io.silkroute.inbound;

import io.silkroute.inbound.receipt.Remark;
import io.silkroute.inbound.receipt.Repeats;
import java.io.Closeable;

/** The items of one delivery, checked one after the other; good ones are copied as compact lines. */
interface IncomingItems extends Closeable {

    /** What was read. */
    enum Step {
        ITEM, // a good one, which was copied
        REFUSED, // a faulty one, of which nothing was
        END
    }

    /** Reads the next item. @throws Refusal if the delivery cannot be read on */
    Step next();

    /** Of the item that was refused: where it stands, what it is, and why. */
    Remark refusal();

    /** The item that was copied. */
    Repeats.Came came();

    boolean isProductWithParent();

    /** Was there nothing at all, not even an empty list? */
    boolean nothing();
}
