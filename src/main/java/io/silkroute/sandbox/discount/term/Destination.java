package io.silkroute.sandbox.discount.term;

import java.util.List;

/** Where shipping is free. */
public record Destination(boolean all, List<String> countries, boolean restOfWorld) {
    public static final Destination EVERYWHERE = new Destination(true, List.of(), false);
}
