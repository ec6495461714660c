package io.silkroute.loyalty.tier;

import static io.silkroute.loyalty.ledger.AShopOrder.order;
import static io.silkroute.loyalty.ledger.TestLedger.C;
import static io.silkroute.loyalty.ledger.TestLedger.loyalty;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.silkroute.connector.config.LoyaltyConfig;
import io.silkroute.connector.config.LoyaltyConfig.Period;
import io.silkroute.loyalty.ledger.TestLedger;
import io.silkroute.loyalty.ledger.TierMoves;
import io.silkroute.loyalty.ledger.TierOverride;
import io.silkroute.order.Booking;
import io.silkroute.platform.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TierRoundsTest {

    private static final String[] TIERS = {"Bronze 0 1", "Silver 500 3", "Gold 2000 5"};

    private final List<String> log = new ArrayList<>();
    private TestLedger books;
    private TierRounds rounds;

    @BeforeEach
    void open() {
        books = new TestLedger(TestDatabase.hsqldb());
        rounds = new TierRounds(
                books.connectors,
                books.ledger,
                books.books,
                books.history,
                books.customers,
                books.tiers,
                entries -> entries.forEach(entry -> log.add(entry.sentence())),
                books.transaction,
                books.clock);
    }

    private @Nullable String tier(long customer) {
        return books.customer(customer).tier();
    }

    private void day(String instant) {
        books.clock.set(Instant.parse(instant));
        books.books.begin(C, TierRounds.DAILY);
        rounds.work(C);
        books.books.release(C);
    }

    @Test
    void what_was_spent_a_year_ago_goes_by_itself_on_the_day_of_the_shop() {
        books.opened(loyalty(Period.DAYS_365, TIERS));
        // Half past midnight in Berlin, still the day before in UTC.
        books.book(order(1).paidAt("2026-03-28T23:30:00Z").of("600.00"));
        assertThat(tier(1)).isEqualTo("Silver");
        // 29 March 2026 and the 364 days after it, on the last of which clocks are put forward in Berlin.
        day("2027-03-28T21:59:00Z");
        assertThat(tier(1)).isEqualTo("Silver");
        day("2027-03-28T22:01:00Z");
        assertThat(tier(1)).isEqualTo("Bronze");
        assertThat(books.moves.of(C, "1", 10))
                .extracting(TierMoves.Move::reason)
                .first()
                .isEqualTo("0.00 EUR were spent since 2026-03-30; Bronze begins at 0.00 EUR.");
    }

    @Test
    void a_calendar_year_begins_in_the_shops_zone() {
        books.opened(C, loyalty(Period.CALENDAR_YEAR, TIERS), "EUR", "America/New_York");
        books.clock.set(Instant.parse("2026-12-31T20:00:00Z"));
        books.book(order(1).paidAt("2026-06-01T12:00:00Z").of("600.00"));
        day("2027-01-01T04:59:00Z");
        assertThat(tier(1)).isEqualTo("Silver");
        day("2027-01-01T05:01:00Z");
        assertThat(tier(1)).isEqualTo("Bronze");
    }

    @Test
    void a_tier_for_life_is_not_lost() {
        books.opened(loyalty(Period.LIFETIME, TIERS));
        books.book(order(1).paidAt("2020-01-01T12:00:00Z").of("600.00"));
        day("2030-01-01T12:00:00Z");
        assertThat(tier(1)).isEqualTo("Silver");
        books.book(order(1).paidAt("2020-01-01T12:00:00Z")
                .of("600.00")
                .refunded("599.00")
                .later(9));
        assertThat(tier(1)).isEqualTo("Silver");
        assertThat(books.customer(1).lifetimeSpent()).isEqualByComparingTo("1");
    }

    @Test
    void changed_thresholds_change_nothing_until_a_recalculation() {
        books.opened(loyalty(Period.DAYS_365, TIERS));
        books.book(order(1).of("600.00"), order(2).by(2).of("10.00"));
        books.clock.set(Instant.parse("2026-11-21T12:00:00Z"));
        books.configured(C, loyalty(Period.DAYS_365, "Basic 0 1", "Top 5 2"));
        day("2026-11-22T12:00:00Z");
        assertThat(tier(1)).isEqualTo("Silver");
        TierRounds.Round round = rounds.recalculate(C, "ops");
        assertThat(round).isEqualTo(new TierRounds.Round("completed", 2, 2));
        assertThat(tier(1)).isEqualTo("Top");
        assertThat(tier(2)).isEqualTo("Top");
        assertThat(rounds.recalculate(C, "ops").changed()).isZero();
        assertThat(log).hasSize(2);
    }

    @Test
    void of_a_connector_that_is_not_active_only_what_a_person_asked_for_goes_on() {
        books.opened(loyalty(Period.DAYS_365, TIERS));
        books.book(order(1).of("600.00"));
        books.deactivated(C);
        DueRounds due = new DueRounds(books.connectors, books.books, books.places, rounds, books.clock, "embedded");
        assertThat(due.find()).as("no day of it has been looked at").isEmpty();
        books.books.begin(C, TierRounds.ASKED);
        assertThat(due.find()).containsExactly(C);
        due.look(C);
        assertThat(due.find()).isEmpty();
    }

    @Test
    void without_loyalty_there_is_nothing_to_recalculate() {
        books.opened(new LoyaltyConfig(false, new LoyaltyConfig.Evaluation(Period.DAYS_365), List.of()));
        assertThatThrownBy(() -> rounds.recalculate(C, "ops")).hasMessageContaining("loyalty.enabled is false");
    }

    @Test
    void orders_that_totals_did_not_follow_are_counted_by_a_recalculation() {
        books.opened(loyalty(Period.DAYS_365, TIERS));
        books.book(new Booking("i", true, false), order(1).of("600.00"));
        assertThat(tier(1)).isNull();
        rounds.recalculate(C, "ops");
        assertThat(tier(1)).isEqualTo("Silver");
    }

    @Test
    void what_was_booked_before_loyalty_was_switched_on_earns_by_its_first_configuration() {
        books.opened(new LoyaltyConfig(false, new LoyaltyConfig.Evaluation(Period.DAYS_365), List.of()));
        books.book(order(1).of("600.00"));
        assertThat(books.entries(1)).isEmpty();
        books.configured(C, loyalty(Period.DAYS_365, TIERS));
        rounds.recalculate(C, "ops");
        assertThat(books.entries(1)).containsExactly("1 earned 6.00");
        assertThat(tier(1)).isEqualTo("Silver");
    }

    @Test
    void a_tier_that_was_given_ends_on_its_day() {
        books.opened(loyalty(Period.DAYS_365, TIERS));
        books.book(order(1).of("10.00"));
        books.overrides.set(
                C,
                "1",
                new TierOverride(
                        "Gold", books.clock.instant(), Instant.parse("2026-11-25T00:00:00Z"), "a friend", "ops"));
        day("2026-11-21T12:00:00Z");
        assertThat(tier(1)).isEqualTo("Gold");
        day("2026-11-25T12:00:00Z");
        assertThat(tier(1)).isEqualTo("Bronze");
        assertThat(books.moves.of(C, "1", 10))
                .extracting(move -> move.from() + " " + move.to() + " " + move.actor())
                .containsExactly("Gold Bronze null", "Bronze Gold ops", "null Bronze null");
    }

    @Test
    void a_preview_says_who_would_move_and_changes_nothing() {
        books.opened(loyalty(Period.DAYS_365, TIERS));
        for (long id = 1; id <= 5; id++) {
            books.book(order(id).by(id).of(id < 4 ? "600.00" : "10.00"));
        }
        TierPreview preview = new TierPreview(
                books.books, books.places, books.customers, books.sums, books.overrides, books.tiers, books.clock);
        LoyaltyConfig asked = loyalty(Period.DAYS_365, "Bronze 0 1", "Silver 700 3");
        TierPreview.Preview would = preview.of(C, asked, "", 2);
        assertThat(would.customers()).isEqualTo(5);
        assertThat(would.moving()).isEqualTo(3);
        assertThat(would.moves()).containsExactly(new TierPreview.Moves("Silver", "Bronze", 3));
        assertThat(would.items()).extracting(TierPreview.Mover::id).containsExactly("1", "2");
        assertThat(preview.of(C, asked, String.valueOf(would.next()), 2).items())
                .extracting(TierPreview.Mover::id)
                .containsExactly("3");
        assertThat(tier(1)).isEqualTo("Silver");
    }
}
