package io.silkroute.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;

/** A batch's items, gathered from one exchange each. */
final class Works {

    private Works() {}

    /** The item that an exchange of a batch is about. */
    static Work in(Exchange item) {
        return Objects.requireNonNull(item.getIn().getBody(Work.class), "an exchange without its item");
    }

    /**
     * The batch's exchange is none of an item's: what became of one (an error that was handled, a mark of Camel's) is not
     * said of all. An item whose exchange still has an error is parked with it.
     *
     * @param batch null for the first item
     */
    static Exchange gather(@Nullable Exchange batch, Exchange item, Work work) {
        Exchange result = batch == null ? new DefaultExchange(item.getContext()) : batch;
        List<Work> works = batch == null ? new ArrayList<>() : works(batch);
        works.add(work);
        if (item.getException() != null && !work.isConcluded()) {
            Defects.park(work, item.getException());
        }
        result.getIn().setBody(works);
        return result;
    }

    @SuppressWarnings("unchecked")
    private static List<Work> works(Exchange batch) {
        return Objects.requireNonNull(batch.getIn().getBody(List.class), "a batch without its items");
    }
}
