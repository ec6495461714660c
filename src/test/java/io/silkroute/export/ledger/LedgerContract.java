package io.silkroute.export.ledger;

import static io.silkroute.export.ARun.aRun;
import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.connector.ConnectorName;
import io.silkroute.export.ARun;
import io.silkroute.omission.LeftOut;
import io.silkroute.omission.Omission;
import io.silkroute.platform.SettableClock;
import io.silkroute.run.Outcome;
import io.silkroute.shopify.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What waits for a person and what is incomplete, on every database. */
abstract class LedgerContract {

    private static final ConnectorName C = new ConnectorName(ARun.CONNECTOR);
    private static final ItemKey P1 = ItemKey.product("P1");
    private static final ItemKey V1 = ItemKey.variant("V1");
    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
    private static final Reason NO = new Reason("INVALID_VARIANT", "input.variants.0.price", "no", "No.", "product P9");

    private final SettableClock clock = SettableClock.at(START.toString());
    private Parked parked;
    private Incomplete incomplete;
    private Resolved resolved;

    abstract DataSource database();

    @BeforeEach
    void open() {
        JdbcTemplate jdbc = new JdbcTemplate(database());
        parked = new Parked(jdbc, clock);
        incomplete = new Incomplete(jdbc, clock);
        resolved = new Resolved(jdbc, clock);
    }

    private void later() {
        clock.set(clock.instant().plus(Duration.ofHours(1)));
    }

    private void fails(ItemKey key, @Nullable ItemKey owner, int attempts) {
        BatchRecord record = new BatchRecord(aRun().begun());
        record.waits(new Parked.Item(key, owner, Outcome.PARKED, NO, attempts));
        parked.record(record);
    }

    private void succeeds(ItemKey key) {
        BatchRecord record = new BatchRecord(aRun().begun());
        record.waitsNoLonger(key);
        parked.record(record);
    }

    private Parked.Waiting waiting(ItemKey key) {
        return parked.find(C, key).orElseThrow();
    }

    private void holds(ItemKey key, LeftOut... without) {
        BatchRecord record = new BatchRecord(aRun().begun());
        record.held(key, List.of(without));
        incomplete.record(record);
    }

    @Test
    void failing_again_resets_neither_when_it_first_failed_nor_how_often_it_was_tried() {
        fails(P1, null, 2);
        later();
        fails(P1, null, 1);

        assertThat(waiting(P1).since()).isEqualTo(START);
        assertThat(waiting(P1).triedAt()).isEqualTo(clock.instant());
        assertThat(waiting(P1).attempts()).isEqualTo(3);
        assertThat(waiting(P1).holder()).isEqualTo("product P9");

        succeeds(P1);
        assertThat(parked.find(C, P1)).isEmpty();
        fails(P1, null, 1);
        assertThat(waiting(P1).since()).isEqualTo(clock.instant());
        assertThat(waiting(P1).attempts()).isEqualTo(1);
    }

    @Test
    void what_goes_out_with_an_item_waits_as_long_as_the_item_does() {
        fails(P1, null, 1);
        fails(V1, P1, 1);
        assertThat(waiting(V1).owner()).isEqualTo(P1);
        assertThat(waiting(V1).sentence()).isEqualTo("With its product P1: No.");
        assertThat(parked.count(C, Outcome.PARKED)).isEqualTo(2);

        later();
        fails(P1, null, 1);
        assertThat(waiting(V1).attempts()).as("it was tried with its product").isEqualTo(2);
        assertThat(waiting(V1).since()).isEqualTo(START);
        assertThat(parked.with(C, List.of(P1)))
                .extracting(Parked.Companion::key)
                .containsExactly(V1);

        succeeds(P1);
        assertThat(parked.owners(C, null, null)).isEmpty();
    }

    @Test
    void what_waits_is_read_page_by_page_and_counted_by_cause() {
        for (int i = 0; i < 5; i++) {
            fails(ItemKey.product("P" + i), null, 1);
        }
        List<Parked.Waiting> first = parked.of(C, null, "INVALID_VARIANT", null, 3);
        List<Parked.Waiting> rest = parked.of(C, "run-1", null, first.get(2).key(), 3);

        assertThat(first).extracting(one -> one.key().id()).containsExactly("P0", "P1", "P2");
        assertThat(rest).extracting(one -> one.key().id()).containsExactly("P3", "P4");
        assertThat(parked.of(C, "another-run", null, null, 3)).isEmpty();
        assertThat(parked.causes(C)).singleElement().satisfies(cause -> {
            assertThat(cause.code()).isEqualTo("INVALID_VARIANT");
            assertThat(cause.count()).isEqualTo(5);
            assertThat(cause.since()).isEqualTo(first.get(0).since());
            assertThat(cause.attempts()).isEqualTo(1);
        });
        assertThat(parked.causes(C, "run-1")).isEqualTo(parked.causes(C));
        assertThat(parked.causes(C, "another-run")).isEmpty();
        assertThat(parked.count(C, "run-1", "INVALID_VARIANT")).isEqualTo(5);
    }

    private void failsOtherwise(ItemKey key) {
        BatchRecord record = new BatchRecord(aRun().begun());
        record.waits(new Parked.Item(
                key, null, Outcome.PARKED, new Reason("TAKEN", "input.handle", "taken", "Taken.", null), 1));
        parked.record(record);
    }

    @Test
    void what_is_accepted_needs_nobody_until_the_cause_or_the_item_is_another_one() {
        Acceptance known = new Acceptance("ola", START, "known");
        fails(P1, null, 1);
        fails(V1, P1, 1);
        assertThat(parked.accept(C, List.of(P1, V1), known)).isEqualTo(2);
        assertThat(parked.count(C, Outcome.PARKED)).isZero();
        assertThat(parked.causes(C)).isEmpty();
        assertThat(parked.accepted(List.of(C))).containsEntry(C, 2L);

        later();
        fails(P1, null, 1);
        parked.staged(C, Map.of(P1, 7L), Set.of());
        assertThat(waiting(P1).accepted()).as("the same cause, the same item").isEqualTo(known);
        assertThat(waiting(V1).accepted()).isEqualTo(known);

        BatchRecord another = new BatchRecord(aRun().begun());
        another.waits(new Parked.Item(
                P1,
                null,
                Outcome.PARKED,
                new Reason(NO.code(), NO.field(), NO.message(), "No, for another reason.", NO.holder()),
                1));
        parked.record(another);
        assertThat(waiting(P1).accepted()).as("the same code, another sentence").isNull();
        assertThat(parked.accept(C, List.of(P1), known)).isEqualTo(1);

        failsOtherwise(P1);
        assertThat(parked.count(C, Outcome.PARKED)).as("another cause").isEqualTo(2);
        assertThat(parked.accept(C, "TAKEN", known)).isEqualTo(2);
        parked.staged(C, Map.of(P1, 8L), Set.of(P1));
        assertThat(parked.count(C, Outcome.PARKED)).as("another item").isEqualTo(2);
        assertThat(parked.accept(C, List.of(P1), known)).isEqualTo(1);
        assertThat(parked.reopen(C, List.of(P1, V1))).isEqualTo(1);
    }

    @Test
    void a_cause_that_is_accepted_counts_its_item_only_for_the_others() {
        Acceptance known = new Acceptance("ola", START, " ");
        holds(P1, new LeftOut(Omission.PICTURE, "Picture."), new LeftOut(Omission.PRICE, "No price."));
        assertThat(incomplete.accept(C, Omission.PICTURE, List.of(P1), known)).isEqualTo(1);
        assertThat(incomplete.count(C)).isEqualTo(1);
        assertThat(incomplete.byCause(C)).containsOnlyKeys(Omission.PRICE);
        assertThat(incomplete.accept(C, Omission.PRICE, List.of(P1), known)).isEqualTo(1);
        assertThat(incomplete.count(C)).isZero();

        holds(P1, new LeftOut(Omission.PICTURE, "Picture."), new LeftOut(Omission.STOCK, "No stock."));
        assertThat(incomplete.byCause(C)).as("a new cause is open").containsOnlyKeys(Omission.STOCK);
        assertThat(incomplete.of(C, P1)).anySatisfy(one -> {
            assertThat(one.cause()).isEqualTo(Omission.PICTURE);
            assertThat(one.accepted()).isEqualTo(new Acceptance("ola", START, null));
        });
        holds(P1, new LeftOut(Omission.PICTURE, "Another picture."), new LeftOut(Omission.STOCK, "No stock."));
        assertThat(incomplete.byCause(C)).as("another picture").containsOnlyKeys(Omission.PICTURE, Omission.STOCK);
        assertThat(incomplete.accept(C, Omission.PICTURE, List.of(P1), known)).isEqualTo(1);
        incomplete.staged(C, Map.of(P1, 8L), Set.of(P1));
        assertThat(incomplete.byCause(C)).containsOnlyKeys(Omission.PICTURE, Omission.STOCK);
        assertThat(incomplete.count(C)).isEqualTo(1);
    }

    @Test
    void what_is_closed_is_listed_as_resolved() {
        fails(P1, null, 1);
        holds(V1, new LeftOut(Omission.PICTURE, "Picture."), new LeftOut(Omission.PRICE, "No price."));
        later();
        succeeds(P1);
        holds(V1, new LeftOut(Omission.PRICE, "No price."));

        assertThat(resolved.of(C, null, 10))
                .extracting(Resolved.Case::cause)
                .containsExactly("picture", "INVALID_VARIANT");
        assertThat(resolved.of(C, null, 1)).singleElement().satisfies(one -> {
            assertThat(one.key()).isEqualTo(V1);
            assertThat(one.since()).isEqualTo(START);
            assertThat(one.resolvedAt()).isEqualTo(clock.instant());
        });
    }

    @Test
    void a_record_tells_of_which_items_something_is_or_was_missing() {
        BatchRecord first = new BatchRecord(aRun().begun());
        first.held(P1, List.of(new LeftOut(Omission.PRICE, "No price.")));
        first.held(V1, List.of());
        assertThat(incomplete.record(first)).containsExactly(P1);

        BatchRecord whole = new BatchRecord(aRun().begun());
        whole.held(P1, List.of());
        whole.held(V1, List.of());
        assertThat(incomplete.record(whole)).containsExactly(P1);
        assertThat(incomplete.record(whole)).isEmpty();
    }

    @Test
    void an_item_is_incomplete_once_however_many_causes_it_has() {
        holds(
                P1,
                new LeftOut(Omission.PRICE, "No price."),
                new LeftOut(Omission.PICTURE, "Picture one."),
                new LeftOut(Omission.PICTURE, "Picture two."));

        assertThat(incomplete.count(C)).isEqualTo(1);
        assertThat(incomplete.byCause(C)).containsEntry(Omission.PRICE, 1L).containsEntry(Omission.PICTURE, 1L);
        assertThat(incomplete.of(C, Omission.PICTURE, null, 10))
                .singleElement()
                .satisfies(one -> assertThat(one.sentence()).isEqualTo("Picture one. Picture two."));
    }

    @Test
    void what_is_missing_is_missing_since_the_first_time_until_it_goes_out_whole() {
        holds(P1, new LeftOut(Omission.PICTURE, "Picture one."));
        later();
        holds(P1, new LeftOut(Omission.PICTURE, "Picture two."), new LeftOut(Omission.PRICE, "No price."));
        assertThat(incomplete.of(C, P1)).extracting(Incomplete.Missing::since).containsExactly(START, clock.instant());

        holds(P1);
        assertThat(incomplete.count(C)).isZero();
        assertThat(incomplete.of(C, P1)).isEmpty();
    }

    @Test
    void an_item_of_another_type_with_the_same_id_is_another() {
        holds(ItemKey.category("P1"), new LeftOut(Omission.PICTURE, "Of the category."));
        holds(P1, new LeftOut(Omission.PICTURE, "Of the product."));

        List<Incomplete.Missing> first = incomplete.of(C, Omission.PICTURE, null, 1);
        List<Incomplete.Missing> second =
                incomplete.of(C, Omission.PICTURE, first.get(0).key(), 1);
        assertThat(List.of(first.get(0).key(), second.get(0).key())).containsExactly(ItemKey.category("P1"), P1);
        holds(P1);
        assertThat(incomplete.count(C)).isEqualTo(1);
    }
}
