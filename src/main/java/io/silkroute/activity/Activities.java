package io.silkroute.activity;

import io.silkroute.activity.ActivityRow.Placed;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads the activity log. */
@Component
public class Activities {

    // A set's row is some kilobytes, so that reading one page never holds more than a few megabytes.
    private static final int ROWS_AT_ONCE = 200;

    // What is looked at before it is asked whether that took long enough.
    private static final int FEW_ROWS = 1_000;
    private static final int MANY_ROWS = 3_000;
    private static final long LOOKING_NANOS = 30_000_000;
    private static final long NO_ID = -1; // the embedded database begins with 0
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

    private final NamedParameterJdbcTemplate jdbc;
    private final int fewRows;
    private final long lookingNanos;

    @Autowired
    Activities(NamedParameterJdbcTemplate jdbc) {
        this(jdbc, FEW_ROWS, LOOKING_NANOS);
    }

    Activities(NamedParameterJdbcTemplate jdbc, int fewRows, long lookingNanos) {
        this.jdbc = jdbc;
        this.fewRows = fewRows;
        this.lookingNanos = lookingNanos;
    }

    /**
     * One page, newest first; the items of a set in the order in which they were told. Of a long log with a rare thing in it
     * so much is looked at as takes no long time: then the page is short, has a next one, and says how far back it looked.
     */
    public ActivityPage page(ActivityQuery query) {
        Cursor after = query.cursor() == null
                ? Cursor.NEWEST
                : Cursor.of(query.cursor()).orElseThrow(() -> new IllegalArgumentException("not a cursor"));
        Bounds bounds = bounds(query);
        if (after.row() > bounds.highest()) {
            after = new Cursor(bounds.highest(), 0);
        }
        List<LogPath> paths = LogPath.of(query);
        List<Placed> found = new ArrayList<>();
        int most = query.limit() + 1; // one more tells whether there is a next page
        long until = System.nanoTime() + lookingNanos;
        int rows = fewRows;
        while (true) {
            Reach reach = reach(query, paths, after, bounds, rows);
            after = collect(query, paths, after, reach, most, found);
            if (found.size() >= most || after.row() <= bounds.lowest()) {
                return page(query, found, null);
            }
            if (System.nanoTime() > until) {
                return page(query, found, new LookedAt(after, reach.at()));
            }
            rows = Math.min(MANY_ROWS, 2 * rows);
        }
    }

    /** What is not within these ids was told before or after the times that are asked for. */
    private record Bounds(long lowest, long highest) {}

    /** @param at when the last of the rows that are looked at was noted; null when they are the last ones */
    private record Reach(long lowest, @Nullable Instant at) {}

    private record LookedAt(Cursor next, @Nullable Instant at) {}

    private static ActivityPage page(ActivityQuery query, List<Placed> found, @Nullable LookedAt looked) {
        boolean more = found.size() > query.limit();
        List<Placed> page = more ? found.subList(0, query.limit()) : found;
        String next = more
                ? page.get(page.size() - 1).cursor().toString()
                : looked == null ? null : looked.next().toString();
        return new ActivityPage(
                page.stream().map(Placed::entry).toList(), next, more || looked == null ? null : looked.at());
    }

    // Ids grow with the time, but for clocks that differ and transactions that take a while.
    private Bounds bounds(ActivityQuery query) {
        Long before = query.since() == null
                ? null
                : idOf("noted_at < :at order by noted_at desc", query.since().minus(CLOCKS_DIFFER));
        Long behind = query.until() == null
                ? null
                : idOf("noted_at >= :at order by noted_at", query.until().plus(CLOCKS_DIFFER));
        return new Bounds(before == null ? NO_ID : before, behind == null ? Long.MAX_VALUE : behind);
    }

    private @Nullable Long idOf(String condition, Instant at) {
        return jdbc
                .queryForList(
                        "select id from activity where " + condition + " fetch first 1 rows only",
                        new MapSqlParameterSource("at", at.atOffset(ZoneOffset.UTC)),
                        Long.class)
                .stream()
                .findFirst()
                .orElse(null);
    }

    /** How far down so many rows of a path lead; of several paths, where the first of them ends. */
    private Reach reach(ActivityQuery query, List<LogPath> paths, Cursor after, Bounds bounds, int rows) {
        Reach reach = new Reach(bounds.lowest(), null);
        for (LogPath path : paths) {
            if (path.straight()) {
                continue;
            }
            MapSqlParameterSource values = values(query).addValue("row", after.row());
            for (Reach end : jdbc.query(
                    "select id, noted_at from activity where " + path.condition() + " and id <= :row order by "
                            + path.order() + " offset " + (rows - 1) + " rows fetch first 1 rows only",
                    values,
                    (row, n) -> new Reach(
                            row.getLong("id"),
                            row.getObject("noted_at", OffsetDateTime.class).toInstant()))) {
                if (end.lowest() > reach.lowest()) {
                    reach = end;
                }
            }
        }
        return reach;
    }

    /** Adds what there is from the cursor down to there; returns behind which it ended. */
    private Cursor collect(
            ActivityQuery query, List<LogPath> paths, Cursor from, Reach reach, int most, List<Placed> found) {
        Cursor after = from;
        while (true) {
            List<ActivityRow> rows = new ArrayList<>();
            boolean whole = true;
            for (LogPath path : paths) {
                List<ActivityRow> some = rows(query, path, after, reach.lowest());
                whole &= some.size() < ROWS_AT_ONCE;
                rows.addAll(some);
            }
            rows.sort(Comparator.comparingLong(ActivityRow::id).reversed());
            whole &= rows.size() < ROWS_AT_ONCE;
            // Of a path that has more, what is below its last row is not known: no further than the first ROWS_AT_ONCE.
            for (ActivityRow row : rows.subList(0, Math.min(rows.size(), ROWS_AT_ONCE))) {
                row.collect(query, row.id() == after.row() ? after.place() : 0, most, found);
                if (found.size() >= most) {
                    return after;
                }
            }
            if (whole) {
                return new Cursor(reach.lowest() - 1, 0);
            }
            after = new Cursor(rows.get(ROWS_AT_ONCE - 1).id(), Integer.MAX_VALUE);
        }
    }

    /**
     * What the log tells of one item, newest first. What was told of it alone is there however old it is; of what was told of
     * it together with others as much as a page finds.
     */
    public ActivityPage forItem(String connector, String type, String id, int limit) {
        ActivityQuery query =
                new ActivityQuery(connector, null, type, id, null, null, null, null, null, null, limit, null);
        ActivityPage page = page(query);
        if (page.lookedBackTo() == null || page.next() == null) {
            return page;
        }
        Cursor behind = Cursor.of(page.next()).orElseThrow();
        List<Placed> alone = new ArrayList<>();
        for (ActivityRow row : rows(query, LogPath.of(query).get(0), behind, NO_ID)) {
            row.collect(query, 0, limit, alone);
        }
        return new ActivityPage(
                Stream.concat(page.items().stream(), alone.stream().map(Placed::entry))
                        .limit(limit)
                        .toList(),
                null,
                page.lookedBackTo());
    }

    /** As many entries as the query's limit says, however far back they lie. */
    List<LoggedEntry> first(ActivityQuery query) {
        List<LoggedEntry> entries = new ArrayList<>();
        @Nullable ActivityQuery next = query;
        while (next != null && entries.size() < query.limit()) {
            ActivityPage page = page(next);
            entries.addAll(page.items());
            next = page.next() == null ? null : next.after(page.next());
        }
        return entries.subList(0, Math.min(entries.size(), query.limit()));
    }

    /** All entries, page by page, so that memory does not grow with the log. */
    void each(ActivityQuery query, Consumer<LoggedEntry> consumer) {
        @Nullable ActivityQuery next = query.after(query.cursor());
        while (next != null) {
            ActivityPage page = page(next);
            page.items().forEach(consumer);
            next = page.next() == null ? null : next.after(page.next());
        }
    }

    private static MapSqlParameterSource values(ActivityQuery query) {
        return new MapSqlParameterSource("connector", query.connector())
                .addValue("run", query.run())
                .addValue("kind", query.kind())
                .addValue("item", query.item());
    }

    private List<ActivityRow> rows(ActivityQuery query, LogPath path, Cursor after, long lowest) {
        StringBuilder sql = new StringBuilder(
                "select id, noted_at, connector, run, kind, outcome, type, item, items, sentence, actor, detail, incomplete"
                        + " from activity where " + path.condition() + " and id <= :row and id >= :lowest");
        MapSqlParameterSource values =
                values(query).addValue("row", after.row()).addValue("lowest", lowest);
        equal(sql, values, "connector", query.connector());
        equal(sql, values, "run", query.run());
        ofOutcome(sql, values, query.outcome());
        equal(sql, values, "kind", query.kind());
        if (query.cause() != null) {
            sql.append(" and ' ' || incomplete || ' ' like :cause");
            values.addValue("cause", "% " + query.cause() + " %");
        }
        if (query.since() != null) {
            sql.append(" and noted_at >= :since");
            values.addValue("since", query.since().atOffset(ZoneOffset.UTC));
        }
        if (query.until() != null) {
            sql.append(" and noted_at < :until");
            values.addValue("until", query.until().atOffset(ZoneOffset.UTC));
        }
        ofItem(sql, values, query.type(), query.item());
        if (query.q() != null) {
            sql.append(" and (lower(sentence) like :q escape '!' or lower(item) like :q escape '!'"
                    + " or lower(items) like :q escape '!')");
            values.addValue("q", LikePattern.containing(query.q().toLowerCase(Locale.ROOT)));
        }
        sql.append(" order by ").append(path.order()).append(" fetch first ").append(ROWS_AT_ONCE);
        sql.append(" rows only");
        return jdbc.query(sql.toString(), values, (row, n) -> ActivityRow.of(row));
    }

    private static void ofOutcome(StringBuilder sql, MapSqlParameterSource values, @Nullable String outcome) {
        if (ActivityQuery.WRITTEN.equals(outcome)) {
            sql.append(" and outcome in ('created', 'updated', 'archived', 'deleted')");
        } else if (ActivityQuery.FAILED.equals(outcome)) {
            sql.append(" and outcome in ('rejected', 'parked', 'conflict')");
        } else if (ActivityQuery.INCOMPLETE.equals(outcome)) {
            sql.append(" and incomplete is not null");
        } else {
            equal(sql, values, "outcome", outcome);
        }
    }

    private static void equal(StringBuilder sql, MapSqlParameterSource values, String column, @Nullable String value) {
        if (value != null) {
            sql.append(" and ").append(column).append(" = :").append(column);
            values.addValue(column, value);
        }
    }

    // A set can only be searched for text that may also stand elsewhere in it; ActivityRow looks exactly.
    private static void ofItem(
            StringBuilder sql, MapSqlParameterSource values, @Nullable String type, @Nullable String item) {
        if (type == null && item == null) {
            return;
        }
        sql.append(" and ((items is null");
        equal(sql, values, "type", type);
        equal(sql, values, "item", item);
        sql.append(") or items like :member escape '!')");
        values.addValue(
                "member", LikePattern.containing((type == null ? "" : type) + " " + (item == null ? "" : item)));
    }
}
