package io.silkroute.routes;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

class ItemsAreWrittenByTheirKindTest extends RouteTest {

    private static final String[] STEPS = {
        "remove-from-shop", "write-collection", "write-product", "write-by-exporter", "park-defect"
    };

    ItemsAreWrittenByTheirKindTest() {
        super("shopify-write");
    }

    /** Tells a mock of its own, for a configuration's step cannot be replaced. */
    public class Defects {
        public void park(Exchange item) {
            producer.sendBody("mock:park-defect", item.getMessage().getBody());
        }
    }

    @Override
    void arrange() throws Exception {
        bind("defects", new Defects());
        replaceAll("write-item");
    }

    private void write(PlayedItem item) {
        assertThat(send("write-item", item).getException()).isNull();
    }

    @Test
    void a_product_is_written() {
        write(PlayedItem.toSend("product", "P1"));
        assertThat(reached(STEPS).values()).containsExactly(0, 0, 1, 0, 0);
    }

    @Test
    void a_category_is_written_as_a_collection() {
        write(PlayedItem.toSend("category", "C1"));
        assertThat(reached(STEPS).values()).containsExactly(0, 1, 0, 0, 0);
    }

    @Test
    void an_item_of_any_other_type_is_written_by_its_exporter() {
        write(PlayedItem.toSend("campaign", "A1"));
        write(PlayedItem.toSend("code", "A1"));
        assertThat(reached(STEPS).values()).containsExactly(0, 0, 0, 2, 0);
    }

    @Test
    void whatever_leaves_is_taken_from_the_shop() {
        write(PlayedItem.toSend("product", "P1").toRemove());
        write(PlayedItem.toSend("category", "C1").toRemove());
        assertThat(reached(STEPS).values()).containsExactly(2, 0, 0, 0, 0);
    }

    @Test
    void what_is_concluded_is_not_written() {
        write(PlayedItem.toSend("product", "P1").concluded());
        assertThat(reached(STEPS).values()).containsOnly(0);
    }

    @Test
    void what_was_edited_in_the_shop_is_decided_on_once_more_and_written() {
        PlayedItem campaign = PlayedItem.toSend("campaign", "A1");
        answers("write-by-exporter", campaign.edited());

        write(campaign);

        assertThat(reached("write-by-exporter", "decide-anew", "write-anew").values())
                .containsExactly(1, 1, 1);
    }

    @Test
    void an_item_that_cannot_be_written_is_parked() {
        fails("write-product", new IllegalStateException("a defect"));
        write(PlayedItem.toSend("product", "P1"));
        assertThat(reached("park-defect")).containsValue(1);
    }
}
