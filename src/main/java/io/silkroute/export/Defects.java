package io.silkroute.export;

import io.silkroute.shopify.Reason;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** An item on which the connector itself failed: it is parked, with the error in the log, and harms no other item. */
@Component("defects")
public class Defects {

    private static final Logger LOG = LoggerFactory.getLogger(Defects.class);

    public Stage park(Exchange exchange) {
        return parked(BatchItems.in(exchange), exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
    }

    static Stage.Concluded parked(Stage item, @Nullable Exception error) {
        LOG.error(
                "{} of connector {} could not be processed",
                item.key(),
                item.run().connector(),
                error);
        return item.concluded(conclusion(error == null ? null : error.toString()));
    }

    /** Without a conclusion it would stay pending, and the run would come back to it for ever. */
    static Stage.Concluded concluded(Stage item) {
        if (item instanceof Stage.Concluded concluded) {
            return concluded;
        }
        LOG.error(
                "{} of connector {} came to no conclusion",
                item.key(),
                item.run().connector());
        return item.concluded(conclusion("no conclusion"));
    }

    private static Conclusion conclusion(@Nullable String error) {
        return new Conclusion.Refused(new Reason(
                "DEFECT",
                null,
                error,
                "Silkroute itself failed on this item; the log has the details. Report it and replay the item."));
    }
}
