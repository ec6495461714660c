package io.silkroute.sandbox.discount;

import java.util.List;

/** Where shipping is free. */
record Destination(boolean all, List<String> countries, boolean restOfWorld) {
    static final Destination EVERYWHERE = new Destination(true, List.of(), false);
}
