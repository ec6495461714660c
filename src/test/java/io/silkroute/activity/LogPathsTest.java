package io.silkroute.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.platform.SettableClock;
import io.silkroute.platform.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Whatever is asked of the log and however little is looked at for a page: what its pages hold together is what matches. */
class LogPathsTest {

    private static final Instant BEGAN = Instant.parse("2026-11-20T10:00:00Z");
    private static final List<String> CONNECTORS = List.of("a", "b");
    private static final int ROWS = 200;

    static Stream<DataSource> databases() {
        return Stream.of(TestDatabase.hsqldb(), TestDatabase.postgresql());
    }

    private static void fill(DataSource database) {
        SettableClock clock = SettableClock.at(BEGAN.toString());
        JdbcActivityLog log = new JdbcActivityLog(new JdbcTemplate(database), clock);
        Random random = new Random(7);
        List<String> outcomes = ActivityQuery.OUTCOMES.stream()
                .filter(outcome -> !List.of("written", "failed", "incomplete").contains(outcome))
                .toList();
        for (int i = 0; i < ROWS; i++) {
            String connector = CONNECTORS.get(random.nextInt(2));
            String run = connector + "-run-" + i / 25;
            String outcome = outcomes.get(random.nextInt(outcomes.size()));
            String id = "P" + random.nextInt(20);
            String type = random.nextInt(5) == 0 ? "category" : "product";
            log.append(List.of(
                    switch (random.nextInt(6)) {
                        case 0 -> Entry.ofRun(connector, run, "The run went on.");
                        case 1 -> Entry.ofOperator(connector, "otto", "The connector was looked at.");
                        case 2 -> Entry.ofOperator(connector, run, "otto", "A synchronization was asked for.");
                        case 3 -> Entry.note(connector, run, type, id, "It waits.");
                        case 4 ->
                            Entry.ofItems(
                                    connector,
                                    run,
                                    outcome,
                                    "product " + id + "\ncategory Q" + i + "\nproduct " + id + "0",
                                    3,
                                    "Came again.");
                        default -> alone(i, connector, run, outcome, type, id);
                    }));
            clock.set(BEGAN.plus(Duration.ofMinutes(i)));
        }
    }

    private static Entry alone(int i, String connector, String run, String outcome, String type, String id) {
        Entry told = Entry.ofItem(connector, run, outcome, type, id, i == 3 ? "A rare word." : "Told.");
        return i % 7 == 0 ? told.withIncomplete("price") : told;
    }

    private static ActivityQuery query(
            @Nullable String connector,
            @Nullable String run,
            @Nullable String type,
            @Nullable String item,
            @Nullable String outcome,
            @Nullable String cause,
            @Nullable String kind,
            @Nullable Instant since,
            @Nullable Instant until,
            @Nullable String q) {
        return new ActivityQuery(connector, run, type, item, outcome, cause, kind, since, until, q, 7, null);
    }

    private static List<ActivityQuery> queries() {
        List<ActivityQuery> all = new ArrayList<>();
        Instant middle = BEGAN.plus(Duration.ofMinutes(75));
        for (String connector : new String[] {null, "a", "b", "nobody"}) {
            for (String run : new String[] {null, "a-run-3", "none"}) {
                for (String outcome : new String[] {null, "parked", "unchanged", "failed", "written", "incomplete"}) {
                    for (String kind : new String[] {null, "item", "run", "note", "operator"}) {
                        all.add(query(connector, run, null, null, outcome, null, kind, null, null, null));
                    }
                    all.add(query(connector, run, "product", "P7", outcome, null, null, null, null, null));
                    all.add(query(connector, run, null, null, outcome, null, null, middle, null, null));
                }
                all.add(query(connector, run, "category", null, null, null, null, null, null, null));
                all.add(query(connector, run, null, "P7", null, null, null, null, middle, null));
                all.add(query(connector, run, null, "none", null, null, null, null, null, null));
                all.add(query(connector, run, null, null, null, "price", null, null, null, null));
                all.add(query(connector, run, null, null, null, null, "operator", null, middle, null));
                all.add(query(connector, run, null, null, null, null, null, null, null, "rare"));
                all.add(query(connector, run, null, null, null, null, null, middle, middle.plusSeconds(3600), "P1"));
            }
        }
        return all;
    }

    private static List<String> paged(Activities activities, ActivityQuery query) {
        List<String> ids = new ArrayList<>();
        String cursor = null;
        int pages = 0;
        do {
            ActivityPage page = activities.page(new ActivityQuery(
                    query.connector(),
                    query.run(),
                    query.type(),
                    query.item(),
                    query.outcome(),
                    query.cause(),
                    query.kind(),
                    query.since(),
                    query.until(),
                    query.q(),
                    query.limit(),
                    cursor));
            page.items().forEach(entry -> ids.add(entry.id()));
            assertThat(page.items().size()).isLessThanOrEqualTo(query.limit());
            assertThat(page.lookedBackTo() == null || page.next() != null).isTrue();
            cursor = page.next();
            assertThat(++pages).as(query.toString()).isLessThan(2 * ROWS);
        } while (cursor != null);
        return ids;
    }

    private static <T> boolean matches(@Nullable T asked, @Nullable T is) {
        return asked == null || asked.equals(is);
    }

    private static Predicate<LoggedEntry> asked(ActivityQuery query) {
        String q = query.q() == null ? "" : query.q().toLowerCase(Locale.ROOT);
        return entry -> matches(query.connector(), entry.connector())
                && matches(query.run(), entry.run())
                && matches(query.type(), entry.type())
                && matches(query.item(), entry.item())
                && matches(query.kind(), entry.kind())
                && (query.cause() == null || entry.incomplete().contains(query.cause()))
                && ofOutcome(query.outcome(), entry)
                && (query.since() == null || !entry.at().isBefore(query.since()))
                && (query.until() == null || entry.at().isBefore(query.until()))
                && (entry.sentence().toLowerCase(Locale.ROOT).contains(q)
                        || entry.item() != null
                                && entry.item().toLowerCase(Locale.ROOT).contains(q));
    }

    private static boolean ofOutcome(@Nullable String asked, LoggedEntry entry) {
        if (asked == null) {
            return true;
        }
        return switch (asked) {
            case "failed" -> List.of("rejected", "parked", "conflict").contains(String.valueOf(entry.outcome()));
            case "written" ->
                List.of("created", "updated", "archived", "deleted").contains(String.valueOf(entry.outcome()));
            case "incomplete" -> !entry.incomplete().isEmpty();
            default -> asked.equals(entry.outcome());
        };
    }

    @ParameterizedTest
    @MethodSource("databases")
    void pages_together_hold_what_matches_and_each_once(DataSource database) throws SQLException {
        fill(database);
        NamedParameterJdbcTemplate jdbc =
                new NamedParameterJdbcTemplate(new SingleConnectionDataSource(database.getConnection(), true));
        Activities patient = new Activities(jdbc, 10_000, Duration.ofMinutes(1).toNanos());
        List<LoggedEntry> all = new ArrayList<>();
        patient.each(ActivityQuery.newest(null, 500), all::add);
        assertThat(all).hasSizeGreaterThan(ROWS);
        for (Activities activities : List.of(patient, new Activities(jdbc, 5, 0))) {
            for (ActivityQuery query : queries()) {
                List<String> wanted =
                        all.stream().filter(asked(query)).map(LoggedEntry::id).toList();
                assertThat(paged(activities, query)).as(query.toString()).isEqualTo(wanted);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void an_items_own_lines_are_told_however_old_they_are(DataSource database) {
        JdbcActivityLog log = new JdbcActivityLog(new JdbcTemplate(database), SettableClock.at(BEGAN.toString()));
        log.append(List.of(Entry.ofItem("a", "r", "created", "product", "P1", "Created.")));
        IntStream.range(0, 50)
                .forEach(i -> log.append(
                        List.of(Entry.ofItems("a", "r", "unchanged", "product X\nproduct Y", 2, "Came again."))));
        log.append(List.of(Entry.ofItems("a", "r", "unchanged", "product P1\nproduct Y", 2, "Came again.")));

        ActivityPage page =
                new Activities(new NamedParameterJdbcTemplate(database), 3, 0).forItem("a", "product", "P1", 10);

        assertThat(page.items()).extracting(LoggedEntry::outcome).containsExactly("unchanged", "created");
        assertThat(page.lookedBackTo()).isNotNull();
    }
}
