package io.silkroute.activity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A row of the table, which tells of one item, of a set of items, or of none. */
record ActivityRow(long id, LoggedEntry entry, @Nullable String items) {

    static ActivityRow of(ResultSet row) throws SQLException {
        Instant at = row.getObject("noted_at", OffsetDateTime.class).toInstant();
        long id = row.getLong("id");
        LoggedEntry entry = new LoggedEntry(
                Long.toString(id),
                at,
                row.getString("connector"),
                row.getString("run"),
                row.getString("kind"),
                row.getString("outcome"),
                row.getString("type"),
                row.getString("item"),
                row.getString("sentence"),
                row.getString("actor"),
                row.getString("detail"),
                causes(row.getString("incomplete")));
        return new ActivityRow(id, entry, row.getString("items"));
    }

    private static List<String> causes(@Nullable String words) {
        return words == null ? List.of() : List.of(words.split(" "));
    }

    /** Adds the entries behind the cursor that the query asks for, until there are {@code most}; returns where it stopped. */
    void collect(ActivityQuery query, int afterPlace, int most, List<Placed> into) {
        if (items == null) {
            if (afterPlace < 1) {
                into.add(new Placed(entry, new Cursor(id, 1)));
            }
            return;
        }
        String q = query.q() == null ? null : query.q().toLowerCase(Locale.ROOT);
        boolean told = q == null || entry.sentence().toLowerCase(Locale.ROOT).contains(q);
        int place = 0;
        int from = 0;
        while (from < items.length() && into.size() < most) {
            int end = items.indexOf('\n', from);
            end = end < 0 ? items.length() : end;
            int space = items.indexOf(' ', from);
            place++;
            if (place > afterPlace && space > from && space < end) {
                String type = items.substring(from, space);
                String item = items.substring(space + 1, end);
                if ((query.type() == null || query.type().equals(type))
                        && (query.item() == null || query.item().equals(item))
                        && (told || (q != null && item.toLowerCase(Locale.ROOT).contains(q)))) {
                    into.add(new Placed(ofSet(place, type, item), new Cursor(id, place)));
                }
            }
            from = end + 1;
        }
    }

    private LoggedEntry ofSet(int place, String type, String item) {
        return new LoggedEntry(
                id + "." + place,
                entry.at(),
                entry.connector(),
                entry.run(),
                entry.kind(),
                entry.outcome(),
                type,
                item,
                entry.sentence(),
                entry.actor(),
                entry.detail(),
                entry.incomplete());
    }

    record Placed(LoggedEntry entry, Cursor cursor) {}
}
