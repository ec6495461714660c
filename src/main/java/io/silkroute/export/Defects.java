package io.silkroute.export;

import io.silkroute.shopify.Reason;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** An item whose work threw: it is parked, with the error in the log, and harms no other item. */
@Component("defects")
public class Defects {

    private static final Logger LOG = LoggerFactory.getLogger(Defects.class);

    public void park(Exchange exchange) {
        park(Works.in(exchange), exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
    }

    static void park(Work work, @Nullable Exception error) {
        LOG.error(
                "{} of connector {} could not be processed",
                work.key(),
                work.run().connector(),
                error);
        work.conclude(verdict(error == null ? null : error.toString()));
    }

    /** Without a conclusion it would stay pending, and the run would come back to it for ever. */
    static void parkUnconcluded(Work work) {
        LOG.error(
                "{} of connector {} came to no conclusion",
                work.key(),
                work.run().connector());
        work.conclude(verdict("no conclusion"));
    }

    private static Verdict verdict(@Nullable String error) {
        return new Verdict.Parked(new Reason(
                "DEFECT",
                null,
                error,
                "Silkroute itself failed on this item; the log has the details. Report it and replay the item."));
    }
}
