package io.silkroute.export;

import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Aggregates a batch's items, each concluded or left to bulk. */
@Component("outcomes")
public class Outcomes implements AggregationStrategy {

    @Override
    public Exchange aggregate(@Nullable Exchange batch, Exchange item) {
        Work work = item.getProperty("work", Work.class);
        return Works.gather(batch, item, work);
    }
}
