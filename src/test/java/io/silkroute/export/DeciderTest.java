package io.silkroute.export;

import static io.silkroute.export.ARun.aRun;
import static io.silkroute.export.AnItem.aCategory;
import static io.silkroute.export.AnItem.aProduct;
import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.export.ledger.Exported;
import io.silkroute.product.ProductExporters;
import org.junit.jupiter.api.Test;

/** What is to be done with an item. */
class DeciderTest {

    private final ItemExporters exporters = ProductExporters.all();
    private final Decider decider = new Decider(new Relevance(exporters), exporters);

    private Decision decided(AnItem item, ARun run) {
        return decider.decide(item.in(run.begun()));
    }

    private String payloadOf(AnItem item) {
        Decision decision = decided(item, aRun());
        assertThat(decision).isInstanceOf(Decision.Mapped.class);
        return ((Decision.Mapped) decision).payload().input().toString();
    }

    private AnItem asAccepted(AnItem item) {
        return item.exportedWith(payloadOf(item), "{}");
    }

    @Test
    void what_the_shop_does_not_hold_is_sent() {
        assertThat(decided(aProduct("P").named("Lamp"), aRun())).isInstanceOf(Decision.Send.class);
        assertThat(decided(aCategory("C").named("Lamps"), aRun())).isInstanceOf(Decision.Send.class);
    }

    @Test
    void what_the_shop_accepted_last_is_skipped() {
        assertThat(decided(asAccepted(aProduct("P").named("Lamp")), aRun())).isInstanceOf(Decision.Skip.class);
        assertThat(decided(asAccepted(aProduct("P").named("Lamp")).named("Lantern"), aRun()))
                .isInstanceOf(Decision.Send.class);
    }

    @Test
    void a_force_refresh_and_a_replay_send_it_all_the_same() {
        assertThat(decided(asAccepted(aProduct("P").named("Lamp")), aRun().forceRefresh()))
                .isInstanceOf(Decision.Send.class);
        assertThat(decided(asAccepted(aProduct("P").named("Lamp")).replayed(), aRun()))
                .isInstanceOf(Decision.Send.class);
    }

    @Test
    void what_does_not_pass_is_filtered_and_removed_where_the_shop_holds_it() {
        assertThat(decided(aProduct("P").status("draft"), aRun())).isInstanceOf(Decision.Filter.class);
        assertThat(decided(aProduct("P").status("draft").state(Exported.State.EXPORTED), aRun()))
                .isInstanceOfSatisfying(
                        Decision.Remove.class,
                        removal -> assertThat(removal.why()).contains("draft"));
        assertThat(decided(aCategory("C").notNeeded(), aRun().withTags("new"))).isInstanceOf(Decision.Filter.class);
    }

    @Test
    void what_shopify_cannot_express_is_rejected() {
        assertThat(decided(aProduct("P").named("Lamp").withAxes("a", "b", "c", "d"), aRun()))
                .isInstanceOfSatisfying(
                        Decision.Reject.class,
                        reject -> assertThat(reject.why()).contains("at most 3"));
    }
}
