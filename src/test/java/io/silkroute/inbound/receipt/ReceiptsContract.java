package io.silkroute.inbound.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.activity.Entry;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.connector.ConnectorName;
import io.silkroute.platform.SettableClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What receipts promise on every database. */
abstract class ReceiptsContract {

    private static final ConnectorName C = new ConnectorName("c");

    private final List<Entry> log = new ArrayList<>();
    private JdbcTemplate jdbc;
    private RefusedItems refused;
    private Receipts receipts;
    private long arrival = 1_000;

    abstract DataSource database();

    @BeforeEach
    void open() {
        DataSource database = database();
        jdbc = new JdbcTemplate(database);
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        SettableClock clock = SettableClock.at("2026-11-20T10:00:00Z");
        refused = new RefusedItems(jdbc, transaction, log::addAll, clock);
        receipts = new Receipts(jdbc, transaction, clock, refused);
    }

    private ReceiptDraft draft() {
        return receipts.open("c", Origin.PUSH, null);
    }

    private void refuse(ReceiptDraft draft, long index, @Nullable String id) {
        draft.refuse(new Remark(index, index + 1, id == null ? null : "product", id, "because " + index), arrival++);
    }

    private String refusedOnce(@Nullable String id) {
        ReceiptDraft draft = draft();
        refuse(draft, 0, id);
        draft.flush();
        return receipts.keep(draft).receipt();
    }

    private void arrives(String type, String id, long number) {
        ItemKey key = new ItemKey(ItemType.of(type).orElseThrow(), id);
        refused.staged(C, Map.of(key, number), Set.of(key));
    }

    @Test
    void a_receipt_has_every_refusal_in_the_order_of_the_rows_and_its_counts() {
        ReceiptDraft draft = draft();
        draft.accept(3);
        for (int i = 0; i < 1_234; i++) {
            refuse(draft, i, "SKU-" + i);
        }
        draft.warn(new Remark(7, 8, "product", "W", "a warning"));
        draft.flush();
        Receipt told = receipts.keep(draft);

        assertThat(told.rejections()).hasSize(100);
        KeptReceipt kept = receipts.find(C, told.receipt()).orElseThrow();
        assertThat(kept.accepted()).isEqualTo(3);
        assertThat(kept.rejected()).isEqualTo(1_234);
        assertThat(kept.open()).isEqualTo(1_234);
        assertThat(kept.warned()).isEqualTo(1);
        List<Remark> all = new ArrayList<>();
        receipts.each(told.receipt(), Remark.Kind.REFUSED, all::add);
        assertThat(all)
                .extracting(Remark::row)
                .isEqualTo(
                        IntStream.rangeClosed(1, 1_234).mapToObj(i -> (long) i).toList());
        assertThat(all.get(1_233).reason()).isEqualTo("because 1233");
        assertThat(receipts.warnings(told.receipt(), 10))
                .extracting(Remark::reason)
                .containsExactly("a warning");
        assertThat(refused.count(C)).isEqualTo(1_234);
    }

    @Test
    void a_row_with_several_remarks_is_told_in_full_where_a_page_ends_within_it() {
        ReceiptDraft draft = draft();
        draft.refuse(new Remark(0, 1, "product", "A", "one"), arrival++);
        draft.refuse(new Remark(1, 2, "product", "B", "two"), arrival++);
        draft.refuse(new Remark(1, 2, "variant", "B", "three"), arrival++);
        draft.refuse(new Remark(1, 2, null, null, "four"), arrival++);
        draft.flush();
        String receipt = receipts.keep(draft).receipt();

        for (boolean open : List.of(true, false)) {
            List<String> told = new ArrayList<>();
            Receipts.Place after = Receipts.Place.START;
            for (int page = 0; page < 2; page++) {
                for (Receipts.Placed one : receipts.rejections(receipt, open, after, 2)) {
                    told.add(one.remark().reason());
                    after = one.place();
                }
            }
            assertThat(told).containsExactly("one", "two", "three", "four");
        }
    }

    @Test
    void a_receipt_is_its_connectors_alone() {
        String receipt = refusedOnce("A");
        assertThat(receipts.find(new ConnectorName("d"), receipt)).isEmpty();
        assertThat(receipts.find(C, "another")).isEmpty();
        assertThat(refused.count(new ConnectorName("d"))).isZero();
    }

    @Test
    void what_is_accepted_later_is_no_longer_refused_but_stays_in_its_receipt() {
        String receipt = refusedOnce("A");
        arrives("product", "A", 900); // was on its way before
        arrives("variant", "A", 5_000);
        arrives("product", "B", 5_000);
        assertThat(refused.count(C)).isEqualTo(1);

        arrives("product", "A", 5_001);
        assertThat(refused.count(C)).isZero();
        assertThat(receipts.rejections(receipt, false, Receipts.Place.START, 10))
                .hasSize(1);
    }

    @Test
    void one_that_was_accepted_while_its_receipt_was_written_is_not_refused() {
        ReceiptDraft draft = draft();
        refuse(draft, 0, "A");
        draft.flush();
        arrives("product", "A", 5_000);
        receipts.keep(draft);
        assertThat(refused.count(C)).isZero();
    }

    @Test
    void the_same_item_refused_again_counts_once() {
        refusedOnce("A");
        refusedOnce("A");
        ReceiptDraft draft = draft();
        refuse(draft, 0, "A");
        refuse(draft, 1, "A");
        refuse(draft, 2, "B");
        draft.flush();
        receipts.keep(draft);
        assertThat(refused.count(C)).isEqualTo(2);
    }

    @Test
    void what_has_no_usable_id_waits_for_a_person_who_says_that_it_is_seen() {
        String receipt = refusedOnce(null);
        refusedOnce(null);
        assertThat(refused.count(C)).isEqualTo(2);

        refused.see(C, receipt, "olga");
        refused.see(C, receipt, "olga");

        assertThat(refused.count(C)).isEqualTo(1);
        assertThat(log).singleElement().satisfies(entry -> {
            assertThat(entry.actor()).isEqualTo("olga");
            assertThat(entry.sentence()).contains("one refused item");
        });
    }

    @Test
    void a_delivery_that_came_to_nothing_has_its_reason_and_no_refused_items() {
        refusedOnce("A");
        ReceiptDraft draft = draft();
        for (int i = 0; i < 700; i++) {
            refuse(draft, i, "A");
        }
        Receipt told = receipts.keepRefused(draft, "Nothing was accepted.");
        assertThat(receipts.find(C, told.receipt()).orElseThrow().reason()).isEqualTo("Nothing was accepted.");
        assertThat(receipts.rejections(told.receipt(), false, Receipts.Place.START, 10))
                .isEmpty();
        assertThat(refused.count(C)).isEqualTo(1);
    }

    @Test
    void receipts_are_listed_from_the_newest_page_by_page() {
        List<String> kept =
                IntStream.range(0, 5).mapToObj(i -> refusedOnce("A" + i)).toList();
        List<KeptReceipt> first = receipts.page(C, false, null, 3);
        assertThat(first).extracting(KeptReceipt::receipt).containsExactly(kept.get(4), kept.get(3), kept.get(2));
        assertThat(receipts.page(C, false, first.get(2).ordinal(), 3))
                .extracting(KeptReceipt::receipt)
                .containsExactly(kept.get(1), kept.get(0));
    }

    @Test
    void they_go_with_their_connector() {
        refusedOnce("A");
        ReceiptData data = new ReceiptData(jdbc);
        data.sweep(C);
        data.purge(C);
        assertThat(receipts.page(C, false, null, 10)).isEmpty();
        assertThat(refused.count(C)).isZero();
    }
}
