package io.silkroute.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;

/** A batch's items, gathered from one exchange each. */
final class BatchItems {

    private BatchItems() {}

    /** The item that an exchange of a batch is about. */
    static Stage in(Exchange item) {
        return Objects.requireNonNull(item.getIn().getBody(Stage.class), "an exchange without its item");
    }

    /**
     * The batch's exchange is none of an item's: what became of one (an error that was handled, a mark of Camel's) is not
     * said of all. An item whose exchange still has an error is parked with it.
     *
     * @param batch null for the first item
     */
    static Exchange gather(@Nullable Exchange batch, Exchange item, Stage stage) {
        Exchange result = batch == null ? new DefaultExchange(item.getContext()) : batch;
        List<Stage> stages = batch == null ? new ArrayList<>() : stages(batch);
        boolean failed = item.getException() != null && !(stage instanceof Stage.Concluded);
        stages.add(failed ? Defects.parked(stage, item.getException()) : stage);
        result.getIn().setBody(stages);
        return result;
    }

    @SuppressWarnings("unchecked")
    private static List<Stage> stages(Exchange batch) {
        return Objects.requireNonNull(batch.getIn().getBody(List.class), "a batch without its items");
    }
}
