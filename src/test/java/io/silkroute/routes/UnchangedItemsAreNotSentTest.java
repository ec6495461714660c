package io.silkroute.routes;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.Exchange;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnchangedItemsAreNotSentTest extends RouteTest {

    private static final String[] STEPS = {
        "map-item", "decide-on-removal", "leave-out", "reject-item", "let-item-wait", "intend-write", "park-defect"
    };

    private final MemoryIdempotentRepository hashes = new MemoryIdempotentRepository();

    UnchangedItemsAreNotSentTest() {
        super("item-decide");
    }

    @Override
    void arrange() throws Exception {
        bind("hashRepository", hashes);
        bind("defects", new Defects());
        replaceAll("decide-item");
    }

    /** Tells a mock of its own, for a configuration's step cannot be replaced. */
    public class Defects {
        public void park(Exchange item) {
            producer.sendBody("mock:park-defect", item.getMessage().getBody());
        }
    }

    @BeforeEach
    void empty() {
        hashes.clear();
    }

    private Exchange decide(PlayedItem item) {
        return send("decide-item", item);
    }

    @ParameterizedTest
    @CsvSource({
        "remove,decide-on-removal",
        "filter,leave-out",
        "reject,reject-item",
        "wait,let-item-wait",
        "send,intend-write"
    })
    void each_decision_has_its_branch(String decision, String step) {
        assertThat(decide(PlayedItem.loaded("P1", decision)).getException()).isNull();
        var reached = reached(STEPS);
        assertThat(reached.remove("map-item")).isOne();
        assertThat(reached.remove(step)).isOne();
        assertThat(reached.values()).containsOnly(0);
    }

    @Test
    void what_the_shop_accepted_last_is_not_intended_again() {
        hashes.add(PlayedItem.loaded("P1", "send").hashKey());
        Exchange item = decide(PlayedItem.loaded("P1", "send"));
        assertThat(item.getProperty(Exchange.DUPLICATE_MESSAGE, Boolean.class)).isTrue();
        assertThat(reached("intend-write")).containsValue(0);
    }

    @Test
    void what_is_concluded_is_not_decided_on() {
        decide(PlayedItem.loaded("P1", "send").concluded());
        assertThat(reached(STEPS).values()).containsOnly(0);
    }

    @Test
    void an_item_that_cannot_be_mapped_is_parked_and_harms_no_other() {
        mock("map-item").whenExchangeReceived(1, exchange -> {
            throw new IllegalStateException("a defect");
        });
        assertThat(decide(PlayedItem.loaded("P1", "send")).getException()).isNull();
        assertThat(decide(PlayedItem.loaded("P2", "send")).getException()).isNull();
        assertThat(reached("intend-write", "park-defect").values()).containsExactly(1, 1);
    }
}
