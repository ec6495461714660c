package io.silkroute.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** A batch's items, gathered from one exchange each. */
final class Works {

    private Works() {}

    /** The item that an exchange of a batch is about. */
    static Work in(Exchange item) {
        return Objects.requireNonNull(item.getProperty("work", Work.class), "an exchange without its item");
    }

    /** @param batch null for the first item */
    static Exchange gather(@Nullable Exchange batch, Exchange item, Work work) {
        Exchange result = batch == null ? item : batch;
        List<Work> works = batch == null ? new ArrayList<>() : works(batch);
        works.add(work);
        result.getIn().setBody(works);
        return result;
    }

    @SuppressWarnings("unchecked")
    private static List<Work> works(Exchange batch) {
        return Objects.requireNonNull(batch.getIn().getBody(List.class), "a batch without its items");
    }
}
