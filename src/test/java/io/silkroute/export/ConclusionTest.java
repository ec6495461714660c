package io.silkroute.export;

import static io.silkroute.export.ARun.aRun;
import static io.silkroute.export.AnItem.aCategory;
import static io.silkroute.export.AnItem.aProduct;
import static io.silkroute.export.AnItem.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.activity.Entry;
import io.silkroute.catalogue.CanonicalJson;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.export.ledger.BatchRecord;
import io.silkroute.export.ledger.Exported;
import io.silkroute.mapping.Rendered;
import io.silkroute.omission.LeftOut;
import io.silkroute.omission.Omission;
import io.silkroute.run.Outcome;
import io.silkroute.run.stream.ActiveRun;
import io.silkroute.shopify.Reason;
import io.silkroute.shopify.ShopifyId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What a batch's record holds of an item, by the way it was concluded. */
class ConclusionTest {

    private static final Reason AWAY = new Reason("AWAY", null, null, "The shop is away.");

    private final ActiveRun run = aRun().begun();
    private final BatchRecord record = new BatchRecord(run);

    private void record(AnItem item, Conclusion conclusion) {
        Stage.Concluded concluded = item.in(run).concluded(conclusion);
        conclusion.recordIn(record, concluded);
    }

    private List<String> sentences() {
        return record.entries().stream().map(Entry::sentence).toList();
    }

    @Test
    void what_was_written_leaves_the_queue_settled_with_an_entry_of_its_own() {
        ItemKey key = ItemKey.product("P");
        record(
                aProduct("P"),
                new Conclusion.Written(
                        Outcome.CREATED,
                        new Exported(key, new ShopifyId("gid://1"), Exported.State.EXPORTED, null, null, null),
                        true,
                        "Created."));
        assertThat(record.done()).hasSize(1);
        assertThat(record.settled()).containsExactly(key);
        assertThat(record.counts().of(Outcome.CREATED)).isEqualTo(1);
        assertThat(sentences()).containsExactly("Created.");
    }

    private static Stage.Concluded sentWithout(String id, ActiveRun run, LeftOut... leftOut) {
        ItemKey key = ItemKey.product(id);
        ObjectNode input = json("{\"title\":\"Lamp\"}");
        Rendered.Payload payload = new Rendered.Payload(input, List.of(id), List.of(), List.of(), List.of(leftOut));
        return new Stage.ToSend(aProduct(id).in(run), new Decision.Send(payload, CanonicalJson.digest(input), Set.of()))
                .concluded(new Conclusion.Written(
                        Outcome.UPDATED,
                        new Exported(key, new ShopifyId("gid://1"), Exported.State.EXPORTED, null, null, null),
                        false,
                        "Updated."));
    }

    @Test
    void what_went_out_with_something_left_out_is_counted_once_and_by_cause_beside_its_outcome() {
        Stage.Concluded concluded = sentWithout(
                "P",
                run,
                new LeftOut(Omission.PICTURE, "One."),
                new LeftOut(Omission.PICTURE, "Two."),
                new LeftOut(Omission.PRICE, "Three."));
        concluded.conclusion().recordIn(record, concluded);

        assertThat(record.counts().of(Outcome.UPDATED)).isEqualTo(1);
        assertThat(record.counts().done()).isEqualTo(1);
        assertThat(record.counts().failures()).isFalse();
        assertThat(record.counts().incomplete()).isEqualTo(1);
        assertThat(record.counts().incompleteBy())
                .containsOnly(Map.entry(Omission.PICTURE, 1L), Map.entry(Omission.PRICE, 1L));
        assertThat(record.entries()).extracting(Entry::incomplete).containsExactly("picture price");
    }

    @Test
    void what_went_out_whole_is_not_incomplete() {
        Stage.Concluded concluded = sentWithout("P", run);
        concluded.conclusion().recordIn(record, concluded);

        assertThat(record.counts().incomplete()).isZero();
        assertThat(record.entries()).extracting(Entry::incomplete).containsOnlyNulls();
    }

    @Test
    void what_is_unchanged_shares_an_entry() {
        record(aProduct("P1"), new Conclusion.Unchanged());
        record(aProduct("P2"), new Conclusion.Unchanged());
        assertThat(record.counts().of(Outcome.UNCHANGED)).isEqualTo(2);
        assertThat(sentences()).hasSize(1);
    }

    @Test
    void what_is_refused_leaves_the_queue_and_is_not_settled() {
        record(aProduct("P"), new Conclusion.Refused(AWAY));
        record(aCategory("C"), new Conclusion.Rejected("It has no name."));
        assertThat(record.done()).hasSize(2);
        assertThat(record.settled()).isEmpty();
        assertThat(record.counts().failures()).isTrue();
    }

    @Test
    void what_is_deferred_stays_in_the_queue_and_doubts_what_was_in_its_way() {
        ItemKey category = ItemKey.category("C");
        record(aProduct("P1"), new Conclusion.Deferred("Not today."));
        record(aProduct("P2"), new Conclusion.Deferred("Not with this category.", true, Set.of(category)));
        assertThat(record.done()).isEmpty();
        assertThat(record.deferred()).hasSize(2);
        assertThat(record.attempted()).extracting(change -> change.key().id()).containsExactly("P2");
        assertThat(record.doubted()).containsOnlyKeys(category);
        assertThat(record.counts().done()).isZero();
        assertThat(sentences()).isEmpty();
    }

    @Test
    void what_waits_for_a_confirmation_or_met_a_shop_that_is_away_stays_as_it_is() {
        record(aProduct("P1"), new Conclusion.AwaitsConfirmation());
        record(aProduct("P2"), new Conclusion.Broken(AWAY));
        assertThat(record.done()).isEmpty();
        assertThat(record.deferred()).isEmpty();
        assertThat(record.counts().done()).isZero();
    }
}
