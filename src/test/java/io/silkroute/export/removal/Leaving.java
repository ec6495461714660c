package io.silkroute.export.removal;

import io.silkroute.export.ItemExporters;
import io.silkroute.shopify.call.FakeGateway;

/** What leaves the shop, as far as that is decided without asking it. */
public final class Leaving {

    private Leaving() {}

    @SuppressWarnings("NullAway") // it looks nothing up
    public static Removals by(ItemExporters exporters, FakeGateway gateway) {
        return new Removals(gateway, null, exporters);
    }
}
