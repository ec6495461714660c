package io.silkroute.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class CodesAreSentTogetherTest extends RouteTest {

    CodesAreSentTogetherTest() {
        super("discount-codes");
    }

    /**
     * One code on its way. Without getters: beside a record's accessors they are a second method of the same name to Camel,
     * which takes neither.
     */
    public record Code(String group, boolean last) {}

    /** What the route splits. */
    public record Batch(List<Code> joining) {}

    private final ExecutorService itemThreads = Executors.newFixedThreadPool(2);

    private static final class Gathers implements AggregationStrategy {

        @Override
        public Exchange aggregate(@Nullable Exchange group, @Nullable Exchange one) {
            Objects.requireNonNull(one);
            Exchange into = group == null ? one : group;
            List<Object> all = group == null ? new ArrayList<>() : into.getIn().getBody(List.class);
            all.add(one.getIn().getBody());
            into.getIn().setBody(all);
            return into;
        }
    }

    @Override
    void arrange() throws Exception {
        property("silkroute.discounts.codes-at-once", "50");
        bind("joiningCodes", new Gathers());
        bind("itemThreads", itemThreads);
        replace("join-codes", "gather-codes");
        replace("join-codes", "send-codes");
        replace("join-codes", "settle-codes");
    }

    @AfterAll
    void shutDown() {
        itemThreads.shutdown();
    }

    @Test
    void fifty_of_a_discount_at_a_time_and_each_discount_by_itself() throws Exception {
        List<Code> codes = new ArrayList<>();
        for (int i = 1; i <= 120; i++) {
            codes.add(new Code("one", i == 120));
        }
        codes.add(new Code("other", true));
        answers("gather-codes", new Batch(codes));
        mock("send-codes").expectedMessageCount(4);
        assertThat(send("join-codes", List.of()).getException()).isNull();
        mock("send-codes").assertIsSatisfied();
        assertThat(mock("send-codes").getReceivedExchanges().stream()
                        .map(exchange -> exchange.getIn().getBody(List.class).size()))
                .containsExactlyInAnyOrder(50, 50, 20, 1);
        assertThat(reached("settle-codes")).containsValue(1);
    }
}
