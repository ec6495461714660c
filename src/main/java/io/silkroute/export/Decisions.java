package io.silkroute.export;

import java.util.Objects;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Aggregates a batch's items, each concluded or intended for the shop. */
@Component("decisions")
public class Decisions implements AggregationStrategy {

    @Override
    public Exchange aggregate(@Nullable Exchange batch, @Nullable Exchange item) {
        Stage stage = BatchItems.in(Objects.requireNonNull(item));
        boolean unchanged = stage instanceof Stage.Decided
                && Boolean.TRUE.equals(item.getProperty(ExchangePropertyKey.DUPLICATE_MESSAGE, Boolean.class));
        return BatchItems.gather(batch, item, unchanged ? stage.concluded(new Conclusion.Unchanged()) : stage);
    }
}
