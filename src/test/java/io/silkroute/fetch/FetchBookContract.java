package io.silkroute.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.silkroute.connector.ConnectorName;
import io.silkroute.inbound.receipt.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the store of fetches promises on every database. */
abstract class FetchBookContract {

    private static final ConnectorName C = new ConnectorName("c");
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant AS_OF = Instant.parse("2026-11-20T11:59:00Z");
    private static final Duration LEASE = Duration.ofMinutes(1);

    private FetchBook book;
    private FetchData data;

    abstract DataSource database();

    @BeforeEach
    void open() {
        JdbcTemplate jdbc = new JdbcTemplate(database());
        book = new FetchBook(jdbc);
        data = new FetchData(jdbc);
    }

    private void ask(String fetch, FetchBook.@Nullable Kept before) {
        book.open(C, "pim", "as", NOW);
        assertThat(book.reserve(C, "pim", fetch)).isTrue();
        book.add(fetch, C, "pim", FetchMode.FULL, "as", "otto", NOW, null, before);
    }

    private FetchPart taken(String fetch) {
        Map<String, String> taken = book.take(4, NOW, LEASE);
        String holder = taken.get(fetch);
        assertThat(holder).isNotNull();
        FetchBook.Kept kept =
                book.work(fetch, String.valueOf(holder)).orElseThrow().kept();
        return new FetchPart(
                fetch,
                String.valueOf(holder),
                C,
                "pim",
                "as",
                FetchMode.FULL,
                kept.spool(),
                kept.part(),
                true,
                "plain",
                kept.since(),
                kept.place(),
                true,
                kept.bytes(),
                kept.partRecords(),
                new SeenPages());
    }

    @Test
    void a_fetch_that_failed_is_gone_on_with_and_the_time_moves_only_with_its_end() {
        ask("f1", null);
        assertThat(book.reserve(C, "pim", "f2")).isFalse();
        FetchPart part = taken("f1");
        assertThat(book.take(4, NOW, LEASE)).isEmpty();
        book.paged(part.behind("page 2", 100, 7), 7, AS_OF);
        assertThat(book.failed("f1", part.holder(), NOW, "away")).isPresent();
        assertThat(book.find(C, "pim").orElseThrow().changedTo()).isNull();
        assertThat(book.find(C, "pim").orElseThrow().problem()).isEqualTo("away");
        assertThat(book.resumable(C, "pim", FetchMode.DELTA, "as", NOW)).isEmpty();
        assertThat(book.resumable(C, "pim", FetchMode.FULL, "other", NOW)).isEmpty();
        assertThat(book.resumable(C, "pim", FetchMode.FULL, "as", NOW.plusSeconds(1)))
                .isEmpty();

        ask("f2", book.resumable(C, "pim", FetchMode.FULL, "as", NOW).orElseThrow());
        FetchPart resumed = taken("f2");
        assertThat(resumed.place()).isEqualTo("page 2");
        assertThat(resumed.spool()).isEqualTo("f1");
        assertThat(resumed.records()).isEqualTo(7);
        assertThat(book.spools(NOW)).containsExactly("f1");
        book.received(resumed, new Receipt("r1", 6, 1, List.of(), 2, List.of()));
        book.received(resumed, new Receipt("r2", 1, 0, List.of(), 0, List.of()));
        book.completed(resumed, NOW, null);

        SourceFetch done = book.find("f2").orElseThrow();
        assertThat(done.state()).isEqualTo(FetchStatus.COMPLETED_WITH_FAILURES);
        assertThat(done.counts()).isEqualTo(new SourceFetch.FetchCounts(1, 7, 7, 1, 2));
        assertThat(done.receipts()).containsExactly("r1", "r2");
        assertThat(done.continues()).isEqualTo("f1");
        assertThat(book.find(C, "pim").orElseThrow().changedTo()).isEqualTo(AS_OF);
        assertThat(book.of(C, "pim", "f2", 5)).extracting(SourceFetch::id).containsExactly("f1");
        assertThat(book.open(C, "pim", "elsewhere", NOW).changedTo()).isNull();
    }

    @Test
    void whose_lease_has_ended_is_taken_by_another_and_the_first_writes_nothing_more() {
        ask("f1", null);
        FetchPart first = taken("f1");
        Map<String, String> again = book.take(4, NOW.plus(LEASE).plusSeconds(1), LEASE);
        assertThat(again).containsOnlyKeys("f1");
        assertThatThrownBy(() -> book.hold(first, NOW.plus(LEASE))).isInstanceOf(FetchLost.class);
        book.paged(first.behind("page 2", 100, 7), 7, AS_OF);
        assertThat(book.find("f1").orElseThrow().counts().pages()).isZero();
        assertThat(book.failed("f1", first.holder(), NOW, "away")).isEmpty();
        book.release("f1", String.valueOf(again.get("f1")));
        FetchPart second = taken("f1");
        book.paged(second.behind("page 2", 100, 7), 7, AS_OF);
        book.anew(second);
        assertThat(book.find("f1").orElseThrow().counts().records()).isZero();
        book.next(second);
        assertThat(book.work("f1", second.holder()).orElseThrow().kept().part()).isEqualTo(1);
        book.completed(second, NOW, "nothing");
        assertThat(book.find("f1").orElseThrow().state()).isEqualTo(FetchStatus.COMPLETED);
        book.asked(C, "pim", FetchMode.DELTA, NOW.plusSeconds(5));
        assertThat(book.find(C, "pim").orElseThrow().deltaAsked()).isEqualTo(NOW.plusSeconds(5));
        book.forget(NOW.plusSeconds(1).atOffset(ZoneOffset.UTC));
        assertThat(book.find("f1")).isEmpty();
        data.purge(C);
        assertThat(book.find(C, "pim")).isEmpty();
    }
}
