package io.silkroute.export;

import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Aggregates a batch's items, each concluded or intended for the shop. */
@Component("decisions")
public class Decisions implements AggregationStrategy {

    @Override
    public Exchange aggregate(@Nullable Exchange batch, Exchange item) {
        Work work = item.getProperty("work", Work.class);
        if (!work.isConcluded()
                && Boolean.TRUE.equals(item.getProperty(ExchangePropertyKey.DUPLICATE_MESSAGE, Boolean.class))) {
            work.conclude(new Verdict.Unchanged());
        }
        return Works.gather(batch, item, work);
    }
}
