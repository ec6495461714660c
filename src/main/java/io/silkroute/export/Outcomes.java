package io.silkroute.export;

import java.util.Objects;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Aggregates a batch's items, each concluded or left to bulk. */
@Component("outcomes")
public class Outcomes implements AggregationStrategy {

    @Override
    public Exchange aggregate(@Nullable Exchange batch, @Nullable Exchange item) {
        return BatchItems.gather(batch, Objects.requireNonNull(item), BatchItems.in(item));
    }
}
