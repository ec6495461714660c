package io.silkroute.preview.dryrun;

import static io.silkroute.export.ARun.aRun;
import static io.silkroute.export.AnItem.aCategory;
import static io.silkroute.export.AnItem.aProduct;
import static io.silkroute.preview.dryrun.Weighings.weighed;
import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.connector.config.ConnectorConfig.Removal;
import io.silkroute.export.AnItem;
import io.silkroute.export.ItemExporter;
import io.silkroute.export.ledger.Exported;
import io.silkroute.run.stream.ActiveRun;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a run would do with an item, why, and what that takes. */
class WeighingTest {

    private static AnItem inShop(String name, String now) {
        String payload = Weighings.mapped(aProduct("P").named(name), aRun().begun())
                .payload()
                .input()
                .toString();
        return aProduct("P").named(now).exportedWith(payload, "{'variants':{'P':'gid://V/1'}}");
    }

    private static ItemExporter.Outgoing.Write write(Weighed item) {
        return Objects.requireNonNull(item.write());
    }

    @Test
    void what_the_shop_does_not_hold_is_created_and_published_with_others() {
        Weighed created = weighed(aProduct("P").named("Lamp"), aRun().begun());

        assertThat(created.action()).isEqualTo(DryRunAction.CREATE);
        assertThat(created.reason()).isEqualTo("The shop does not hold it yet.");
        assertThat(created.points()).isEqualTo(10.2);
        assertThat(created.calls()).isEqualTo(1.02);
        assertThat(write(created).input().path("title").asString()).isEqualTo("Lamp");
    }

    @Test
    void of_what_differs_the_difference_is_sent_and_what_is_equal_is_unchanged() {
        Weighed updated = weighed(inShop("Lamp", "Lantern"), aRun().begun());
        assertThat(updated.action()).isEqualTo(DryRunAction.UPDATE);
        assertThat(write(updated).input().toString()).isEqualTo("{\"title\":\"Lantern\"}");
        assertThat(updated.points()).isEqualTo(10);

        Weighed same = weighed(inShop("Lamp", "Lamp"), aRun().begun());
        assertThat(same.action()).isEqualTo(DryRunAction.NOTHING);
        assertThat(same.unchanged()).isTrue();
        assertThat(same.points()).isZero();
    }

    @Test
    void a_force_refresh_sends_every_field_of_what_is_visible_and_removes_nothing() {
        ActiveRun refresh =
                aRun().exportingAll().removing(Removal.DELETE).forceRefresh().begun();

        Weighed again = weighed(inShop("Lamp", "Lamp"), refresh);
        assertThat(again.action()).isEqualTo(DryRunAction.UPDATE);
        assertThat(again.reason()).isEqualTo("A force refresh sends every field.");
        assertThat(write(again).input().has("title")).isTrue();

        assertThat(weighed(aProduct("P").named("Lamp").status("draft"), refresh).reason())
                .isEqualTo("Its status is draft; a force refresh sends only what is visible.");
        assertThat(weighed(aProduct("P").deletedInPim().state(Exported.State.EXPORTED), refresh)
                        .reason())
                .isEqualTo("The PIM has deleted it. A force refresh removes nothing.");
    }

    @Test
    void what_leaves_is_removed_as_the_connector_says() {
        AnItem gone = aProduct("P").deletedInPim().state(Exported.State.EXPORTED);

        Weighed archived = weighed(gone, aRun().removing(Removal.ARCHIVE).begun());
        assertThat(archived.action()).isEqualTo(DryRunAction.REMOVE);
        assertThat(archived.reason()).isEqualTo("The PIM has deleted it. It would be archived in the shop.");
        assertThat(archived.points()).isEqualTo(10);
        assertThat(archived.calls()).isEqualTo(1);

        Weighed stays = weighed(gone, aRun().begun());
        assertThat(stays.action()).isEqualTo(DryRunAction.NOTHING);
        assertThat(stays.reason()).contains("deletions are disabled");
        assertThat(weighed(
                                aCategory("C").deletedInPim().state(Exported.State.EXPORTED),
                                aRun().removing(Removal.ARCHIVE).begun())
                        .reason())
                .contains("Shopify cannot archive collections");
    }

    @Test
    void what_cannot_be_sent_has_its_reason() {
        assertThat(weighed(aProduct("P").named("Lamp").status("draft"), aRun().begun()))
                .satisfies(filtered -> {
                    assertThat(filtered.action()).isEqualTo(DryRunAction.NOTHING);
                    assertThat(filtered.unchanged()).isFalse();
                    assertThat(filtered.reason()).contains("only visible items");
                });
        assertThat(weighed(aProduct("P").withAxes("a", "b", "c", "d"), aRun().begun())
                        .reason())
                .startsWith("It would be rejected: ");
    }
}
