package io.silkroute.loyalty.ledger;

import static io.silkroute.loyalty.ledger.AShopOrder.order;
import static io.silkroute.loyalty.ledger.TestLedger.C;
import static io.silkroute.loyalty.ledger.TestLedger.loyalty;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ShopCustomer;
import io.silkroute.connector.config.LoyaltyConfig;
import io.silkroute.connector.config.LoyaltyConfig.Period;
import io.silkroute.order.Booking;
import io.silkroute.order.Discrepancy;
import io.silkroute.order.ImportFigures;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the books promise on every database. */
abstract class OrderLedgerContract {

    private static final LoyaltyConfig YEAR = loyalty(Period.DAYS_365, "Bronze 0 1", "Silver 500 3", "Gold 2000 5");
    private static final Booking IMPORT = new Booking("i1", true, true);
    private static final Booking QUICK = new Booking("i2", false, true);

    private TestLedger books;

    abstract DataSource database();

    @BeforeEach
    void open() {
        books = new TestLedger(database()).opened(YEAR);
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }

    @Test
    void an_order_earns_the_rate_of_the_tier_that_those_before_it_had_reached() {
        books.book(
                order(1).paidAt("2026-01-10T12:00:00Z").total("500.00").subtotal("400.00"),
                order(2).paidAt("2026-02-10T12:00:00Z").of("100.00"),
                order(3).paidAt("2026-03-10T12:00:00Z").of("1400.00"),
                order(4).paidAt("2026-04-10T12:00:00Z").of("9.99"));
        assertThat(books.entries(1))
                .containsExactlyInAnyOrder("1 earned 4.00", "2 earned 3.00", "3 earned 42.00", "4 earned 0.50");
        assertThat(books.customer(1))
                .returns("Gold", LedgerCustomer::tier)
                .returns(4L, LedgerCustomer::orders)
                .returns("Anna Smith", LedgerCustomer::name)
                .returns("anna@example.com", LedgerCustomer::email);
        assertThat(books.customer(1).spent()).isEqualByComparingTo("2009.99");
    }

    @Test
    void the_same_orders_again_change_nothing_more() {
        books.book(order(1).of("100.00"), order(2).of("600.00"));
        List<String> once = books.entries(1);
        assertThat(books.book(IMPORT, order(2).of("600.00"), order(1).of("100.00")))
                .isEmpty();
        assertThat(books.book(QUICK, order(2).of("600.00"))).isEmpty();
        assertThat(books.entries(1)).isEqualTo(once);
    }

    @Test
    void an_older_state_of_an_order_does_nothing() {
        books.book(order(1).of("100.00").refunded("50.00").later(10));
        books.book(order(1).of("100.00").later(5));
        assertThat(books.entries(1)).containsExactly("1 earned 1.00", "1 refunded -0.50");
        assertThat(books.customer(1).spent()).isEqualByComparingTo("50");
    }

    @Test
    void a_state_that_came_again_later_is_not_passed_by_an_older_one() {
        books.book(order(1).of("100.00"));
        books.book(order(1).of("100.00").later(20));
        books.book(order(1).of("300.00").later(10));
        assertThat(books.entries(1)).containsExactly("1 earned 1.00");
    }

    @Test
    void a_refund_is_taken_back_in_proportion() {
        books.book(order(1).total("120.00").subtotal("100.00"));
        books.book(order(1).total("120.00").subtotal("100.00").refunded("40.00").later(1));
        books.book(order(1).total("120.00")
                .subtotal("100.00")
                .refunded("120.00")
                .status("REFUNDED")
                .later(2));
        assertThat(books.entries(1)).containsExactly("1 earned 1.00", "1 refunded -0.33", "1 refunded -0.67");
        assertThat(books.customer(1).spent()).isZero();
    }

    @Test
    void a_refunded_order_is_earned_and_refunded_and_no_discrepancy() {
        assertThat(books.book(order(1).of("100.00").refunded(null).status("REFUNDED")))
                .isEmpty();
        assertThat(books.entries(1)).containsExactly("1 earned 1.00", "1 refunded -1.00");
        assertThat(books.customer(1).orders()).isEqualTo(1);
    }

    @Test
    void an_older_order_that_comes_later_corrects_newer_entries() {
        books.book(order(2).paidAt("2026-02-10T12:00:00Z").of("100.00"));
        books.book(IMPORT, order(1).paidAt("2026-01-10T12:00:00Z").of("500.00"));
        assertThat(books.entries(1)).containsExactlyInAnyOrder("2 earned 1.00", "1 earned 5.00", "2 corrected 2.00");
        assertThat(books.ledger.figures(C, "i1").cashback()).isEqualByComparingTo("7");
    }

    @Test
    void a_cancelled_order_that_was_booked_is_taken_back() {
        books.book(order(1).of("100.00").refunded("10.00"));
        assertThat(books.book(
                        order(1).of("100.00").refunded("10.00").cancelled().later(1)))
                .extracting(Discrepancy::reason)
                .containsExactly(Discrepancy.Reason.CANCELLED);
        assertThat(books.entries.balances(C, List.of("1")).get("1")).isZero();
        assertThat(books.customer(1).spent()).isZero();
    }

    @Test
    void an_order_that_moves_to_another_customer_takes_its_cashback_along() {
        books.book(
                order(1).by(1).of("100.00"),
                order(2).by(1).paidAt("2026-11-02T12:00:00Z").of("500.00"));
        books.book(order(1).by(2).of("100.00").later(1));
        assertThat(books.entries(1)).contains("1 corrected -1.00");
        assertThat(books.entries(2)).containsExactly("1 earned 1.00");
        assertThat(books.customer(1).orders()).isEqualTo(1);
    }

    @Test
    void what_does_not_count_says_why() {
        assertThat(books.book(
                        order(1).unpaid("PENDING"),
                        order(2).test(),
                        order(3).cancelled(),
                        order(4).byGuest(),
                        order(5).in("USD"),
                        order(6).total(null),
                        order(7).total("-1.00"),
                        order(8).unpaid(""),
                        order(9).in(null)))
                .extracting(one -> one.order() + " " + one.reason().word())
                .containsExactlyInAnyOrder(
                        "1 not-paid",
                        "2 test-order",
                        "3 cancelled",
                        "4 no-customer",
                        "5 currency",
                        "6 invalid-amount",
                        "7 invalid-amount",
                        "8 not-paid",
                        "9 currency");
        assertThat(books.entries(1)).isEmpty();
        books.book(order(1).later(5));
        assertThat(books.entries(1)).containsExactly("1 earned 1.00");
    }

    @Test
    void without_reconcile_an_order_that_is_in_the_ledger_is_left_alone() {
        books.book(order(1).of("100.00"));
        assertThat(books.book(QUICK, order(1).of("100.00").refunded("50.00").later(1), order(2).of("100.00")))
                .extracting(one -> one.order() + " " + one.reason().word())
                .containsExactly("1 differs-from-ledger");
        assertThat(books.entries(1)).containsExactly("1 earned 1.00", "2 earned 1.00");
        books.book(IMPORT, order(1).of("100.00").refunded("50.00").later(1));
        assertThat(books.entries(1)).containsExactly("1 earned 1.00", "2 earned 1.00", "1 refunded -0.50");
    }

    @Test
    void what_was_booked_without_reconcile_is_corrected_by_the_next_one() {
        books.book(order(2).paidAt("2026-02-10T12:00:00Z").of("100.00"));
        books.book(QUICK, order(1).paidAt("2026-01-10T12:00:00Z").of("500.00"));
        assertThat(books.entries(1)).containsExactly("2 earned 1.00", "1 earned 5.00");
        books.book(IMPORT, order(2).paidAt("2026-02-10T12:00:00Z").of("100.00"));
        assertThat(books.entries(1)).containsExactly("2 earned 1.00", "1 earned 5.00", "2 corrected 2.00");
    }

    @Test
    void doubles_from_elsewhere_are_removed_by_the_next_reconcile() {
        books.book(order(1).of("100.00"));
        books.jdbc.update("insert into loyalty_entry (connector, customer, order_id, kind, amount, booked_at)"
                + " select connector, customer, order_id, kind, amount, booked_at from loyalty_entry");
        assertThat(books.book(QUICK, order(1).of("100.00")))
                .extracting(Discrepancy::details)
                .containsExactly(Map.of("ledger", "2", "order", "1"));
        assertThat(books.entries(1)).hasSize(2);
        assertThat(books.book(IMPORT, order(1).of("100.00")))
                .extracting(one -> one.reason().word())
                .containsExactly("differs-from-ledger");
        assertThat(books.entries(1)).containsExactly("1 earned 1.00", "1 earned 1.00", "1 duplicate-removed -1.00");
        assertThat(books.book(IMPORT, order(1).of("100.00"))).isEmpty();
        assertThat(books.entries(1)).hasSize(3);
    }

    @Test
    void a_ledger_that_is_older_than_its_orders_is_taken_for_what_it_is() {
        books.jdbc.update(
                "insert into loyalty_entry (connector, customer, order_id, kind, amount, booked_at) values ('c', '1', '1',"
                        + " 'earned', 4, timestamp '2026-01-01 00:00:00')");
        books.book(QUICK, order(1).of("100.00"));
        assertThat(books.entries(1)).containsExactly("1 earned 4.00");
        books.book(IMPORT, order(1).of("100.00"));
        assertThat(books.entries(1)).containsExactly("1 earned 4.00", "1 corrected -3.00");
    }

    @Test
    void a_person_s_adjustment_is_changed_by_no_order() {
        books.book(order(1).of("100.00"));
        books.entries.adjust(C, "1", number("5"), books.clock.instant(), "an apology", "ops");
        books.book(IMPORT, order(1).of("200.00").later(1));
        assertThat(books.entries(1)).containsExactly("1 earned 1.00", "- adjusted 5.00", "1 corrected 1.00");
    }

    @Test
    void an_import_s_metrics_are_made_when_it_ends() {
        assertThat(books.book(IMPORT, order(1).of("600.00"), order(2).by(2).of("10.00"), order(3).byGuest()))
                .hasSize(1);
        assertThat(books.customer(1).tier()).isNull();
        assertThat(books.ledger.settle(C, IMPORT, () -> {})).isEqualTo(2);
        assertThat(books.ledger.settle(C, IMPORT, () -> {})).isEqualTo(2);
        assertThat(books.customer(1).tier()).isEqualTo("Silver");
        ImportFigures figures = books.ledger.figures(C, "i1");
        assertThat(figures.orders()).isEqualTo(2);
        assertThat(figures.customers()).isEqualTo(2);
        assertThat(figures.cashback()).isEqualByComparingTo("6.10");
        assertThat(figures.currency()).isEqualTo("EUR");
        assertThat(figures.first()).isEqualTo("2026-11-01T12:00:00Z");
        assertThat(books.ledger.figures(C, "none").orders()).isZero();
    }

    @Test
    void who_settles_is_asked_before_each_page_and_what_was_stopped_goes_on() {
        books.book(IMPORT, order(1).of("600.00"));
        IllegalStateException stop = new IllegalStateException("it is cancelled");
        assertThatThrownBy(() -> books.ledger.settle(C, IMPORT, () -> {
                    throw stop;
                }))
                .isSameAs(stop);
        assertThat(books.customer(1).tier()).isNull();
        assertThat(books.ledger.settle(C, IMPORT, () -> {})).isEqualTo(1);
        assertThat(books.customer(1).tier()).isEqualTo("Silver");
    }

    @Test
    void a_daily_look_during_an_import_takes_nothing_from_its_figures() {
        books.book(IMPORT, order(1).of("600.00"));
        books.tiers.evaluate(C, List.of("1"), books.places.known(C), null);
        assertThat(books.ledger.settle(C, IMPORT, () -> {})).isEqualTo(1);
    }

    @Test
    void an_import_that_changes_nobody_s_metrics_says_so() {
        books.book(IMPORT, order(1).of("600.00"));
        books.ledger.settle(C, IMPORT, () -> {});
        Booking again = new Booking("i9", true, true);
        books.book(again, order(1).of("600.00"));
        assertThat(books.ledger.settle(C, again, () -> {})).isZero();
        assertThat(books.ledger.figures(C, "i9").orders()).isEqualTo(1);
        assertThat(books.ledger.figures(C, "i9").cashback()).isZero();
    }

    @Test
    void without_metrics_totals_and_tiers_stay() {
        books.book(order(1).of("100.00"));
        Booking analytics = new Booking("i3", true, false);
        books.book(analytics, order(2).of("900.00"));
        assertThat(books.ledger.settle(C, analytics, () -> {})).isZero();
        assertThat(books.customer(1)).returns("Bronze", LedgerCustomer::tier).returns(1L, LedgerCustomer::orders);
        assertThat(books.entries(1)).contains("2 earned 9.00");
        books.book(order(3).paidAt("2026-11-02T12:00:00Z").of("10.00"));
        assertThat(books.customer(1).spent()).isEqualByComparingTo("110");
        books.book(IMPORT, order(2).of("900.00"));
        books.ledger.settle(C, IMPORT, () -> {});
        assertThat(books.customer(1)).returns("Silver", LedgerCustomer::tier);
    }

    @Test
    void thresholds_change_nothing_until_they_are_applied_and_rates_count_for_what_is_paid_from_then_on() {
        books.book(order(1).of("300.00"));
        books.clock.set(Instant.parse("2026-11-21T12:00:00Z"));
        books.configured(C, loyalty(Period.DAYS_365, "Bronze 0 2", "Silver 200 4"));
        books.book(
                order(2).paidAt("2026-11-20T11:00:00Z").of("10.00"),
                order(3).paidAt("2026-11-21T13:00:00Z").of("10.00"));
        assertThat(books.entries(1)).containsExactlyInAnyOrder("1 earned 3.00", "2 earned 0.10", "3 earned 0.20");
        assertThat(books.customer(1).tier()).isEqualTo("Bronze");
        assertThat(books.history.waits(C)).isTrue();
        books.clock.set(Instant.parse("2026-11-22T12:00:00Z"));
        books.history.apply(C);
        books.book(order(4).paidAt("2026-11-22T13:00:00Z").of("10.00"));
        assertThat(books.entries(1)).contains("4 earned 0.40");
        assertThat(books.customer(1).tier()).isEqualTo("Silver");
    }

    @Test
    void a_configuration_that_nothing_was_booked_by_has_never_been() {
        books.configured(C, loyalty(Period.DAYS_365, "Bronze 0 7"));
        books.book(order(1).of("100.00"));
        assertThat(books.entries(1)).containsExactly("1 earned 7.00");
    }

    @Test
    void while_it_is_switched_off_nothing_is_earned() {
        books.book(order(1).of("100.00"));
        books.configured(C, new LoyaltyConfig(false, YEAR.evaluation(), YEAR.tiers()));
        books.clock.set(Instant.parse("2026-11-25T12:00:00Z"));
        books.book(order(2).paidAt("2026-11-24T12:00:00Z").of("100.00"));
        assertThat(books.entries(1)).containsExactly("1 earned 1.00");
        assertThat(books.customer(1).orders()).isEqualTo(2);
    }

    @Test
    void a_tier_that_a_person_has_given_counts_for_what_is_paid_meanwhile() {
        books.book(order(1).of("100.00"));
        books.overrides.set(
                C,
                "1",
                new TierOverride(
                        "Gold",
                        Instant.parse("2026-11-10T00:00:00Z"),
                        Instant.parse("2026-11-12T00:00:00Z"),
                        "a friend",
                        "ops"));
        books.book(
                order(2).paidAt("2026-11-11T12:00:00Z").of("100.00"),
                order(3).paidAt("2026-11-13T12:00:00Z").of("100.00"));
        assertThat(books.entries(1)).containsExactlyInAnyOrder("1 earned 1.00", "2 earned 5.00", "3 earned 1.00");
    }

    @Test
    void two_at_a_time_book_an_order_once() throws Exception {
        books.book(order(99).by(9));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<?>> all = new ArrayList<>();
            for (int n = 0; n < 4; n++) {
                all.add(threads.submit(() -> {
                    start.await();
                    return books.book(order(1).of("100.00"), order(2).of("600.00"), order(3).by(3));
                }));
            }
            start.countDown();
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdown();
        }
        assertThat(books.entries(1)).hasSize(2);
        assertThat(books.entries(3)).hasSize(1);
    }

    @Test
    void amounts_have_the_digits_of_the_currency() {
        for (String[] one : new String[][] {{"JPY", "999", "10"}, {"KWD", "10.555", "0.106"}}) {
            ConnectorName shop = new ConnectorName(one[0].toLowerCase(Locale.ROOT));
            books.opened(shop, YEAR, one[0], "Asia/Tokyo");
            books.ledger.book(shop, List.of(order(1).in(one[0]).of(one[1]).told()), Booking.AS_IT_HAPPENS);
            assertThat(books.entries.balances(shop, List.of("1")).get("1")).isEqualByComparingTo(one[2]);
        }
    }

    @Test
    void another_shop_begins_with_empty_books() {
        books.book(order(1).of("100.00"));
        books.jdbc.update("update loyalty_book set shop = 'https://other.myshopify.com'");
        books.book(order(2).of("10.00"));
        assertThat(books.entries(1)).containsExactly("2 earned 0.10");
    }

    @Test
    void who_wants_to_be_forgotten_is_and_the_sums_stay() {
        books.book(order(1).of("100.00"), order(2).by(2));
        books.entries.adjust(C, "1", number("1"), books.clock.instant(), "asked by anna@example.com", "ops");
        LedgerPersons persons = new LedgerPersons(books.jdbc, books.customers, books.transaction);
        ShopCustomer anna = new ShopCustomer("gid://shopify/Customer/1", "Anna@Example.com", null);
        assertThat(persons.held(C, anna)).isEqualTo(2);
        assertThat(persons.erase(C, anna)).isEqualTo(2);
        assertThat(persons.held(C, anna)).isZero();
        assertThat(books.customer(1)).returns("", LedgerCustomer::name).returns("", LedgerCustomer::email);
        assertThat(books.customers.page(C, "anna", null, null, 9)).isEmpty();
        assertThat(books.entries.page(C, "1", null, 1).get(0).reason()).doesNotContain("anna");
        books.book(order(3));
        assertThat(books.customer(1)).returns("", LedgerCustomer::name).returns(2L, LedgerCustomer::orders);
        assertThat(persons.eraseOfShop(C)).isEqualTo(1);
        assertThat(books.customer(2).name()).isEmpty();
    }

    @Test
    void customers_are_found_by_words_address_and_number_and_paged_by_spend() {
        books.book(
                order(1).of("10.00"), order(2).by(2).of("30.00"), order(3).by(3).of("30.00"));
        assertThat(found("smith ANNA")).containsExactly("1");
        assertThat(found("Anna@example.com ")).containsExactly("1");
        assertThat(found("2")).containsExactly("2");
        assertThat(found("ann")).isEmpty();
        assertThat(found("…")).isEmpty();
        List<LedgerCustomer> first = books.customers.page(C, null, "Bronze", null, 2);
        assertThat(first).extracting(LedgerCustomer::id).containsExactly("3", "2");
        assertThat(books.customers.page(
                        C,
                        null,
                        null,
                        new LedgerCustomers.Place(
                                first.get(1).spent(), first.get(1).id()),
                        2))
                .extracting(LedgerCustomer::id)
                .containsExactly("1");
    }

    private List<String> found(String typed) {
        return books.customers.page(C, typed, null, null, 9).stream()
                .map(LedgerCustomer::id)
                .toList();
    }
}
