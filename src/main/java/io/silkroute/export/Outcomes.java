package io.silkroute.export;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Aggregates a batch's items into one list, each concluded. */
@Component("outcomes")
public class Outcomes implements AggregationStrategy {

    @Override
    public Exchange aggregate(@Nullable Exchange batch, Exchange item) {
        Work work = item.getProperty("work", Work.class);
        if (work.verdict() == null
                && Boolean.TRUE.equals(item.getProperty(ExchangePropertyKey.DUPLICATE_MESSAGE, Boolean.class))) {
            work.conclude(new Verdict.Unchanged());
        }
        if (work.verdict() == null && work.bulkVariables() == null) {
            // Without a conclusion it would stay pending, and the run would come back to it for ever.
            work.conclude(Defects.verdict("no conclusion"));
        }
        Exchange result = batch == null ? item : batch;
        List<Work> works = batch == null ? new ArrayList<>() : works(batch);
        works.add(work);
        result.getIn().setBody(works);
        return result;
    }

    @SuppressWarnings("unchecked")
    private static List<Work> works(Exchange batch) {
        return batch.getIn().getBody(List.class);
    }
}
