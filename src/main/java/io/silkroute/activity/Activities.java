package io.silkroute.activity;

import io.silkroute.activity.ActivityRow.Placed;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads the activity log. */
@Component
public class Activities {

    // A set's row is some kilobytes, so that reading one page never holds more than a few megabytes.
    private static final int ROWS_AT_ONCE = 200;

    private final NamedParameterJdbcTemplate jdbc;

    Activities(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** One page, newest first; the items of a set in the order in which they were told. */
    public ActivityPage page(ActivityQuery query) {
        Cursor after = query.cursor() == null
                ? Cursor.NEWEST
                : Cursor.of(query.cursor()).orElseThrow(() -> new IllegalArgumentException("not a cursor"));
        List<Placed> found = new ArrayList<>();
        int most = query.limit() + 1; // one more tells whether there is a next page
        while (found.size() < most) {
            List<ActivityRow> rows = rows(query, after);
            for (ActivityRow row : rows) {
                row.collect(query, row.id() == after.row() ? after.place() : 0, most, found);
                if (found.size() >= most) {
                    break;
                }
            }
            if (rows.size() < ROWS_AT_ONCE) {
                break;
            }
            after = new Cursor(rows.get(rows.size() - 1).id(), Integer.MAX_VALUE);
        }
        boolean more = found.size() > query.limit();
        List<Placed> page = more ? found.subList(0, query.limit()) : found;
        String next = more ? page.get(page.size() - 1).cursor().toString() : null;
        return new ActivityPage(page.stream().map(Placed::entry).toList(), next);
    }

    /** What the log tells of one item, newest first. */
    public List<LoggedEntry> forItem(String connector, String type, String id, int limit) {
        return page(new ActivityQuery(connector, null, type, id, null, null, null, null, null, null, limit, null))
                .items();
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

    private List<ActivityRow> rows(ActivityQuery query, Cursor after) {
        StringBuilder sql = new StringBuilder(
                "select id, noted_at, connector, run, kind, outcome, type, item, items, sentence, actor, detail, incomplete"
                        + " from activity where id <= :row");
        MapSqlParameterSource values = new MapSqlParameterSource("row", after.row());
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
        sql.append(" order by id desc fetch first ").append(ROWS_AT_ONCE).append(" rows only");
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
