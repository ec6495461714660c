package io.silkroute.imports;

import io.silkroute.order.Discrepancy;
import io.silkroute.order.ShopOrder;
import io.silkroute.shopify.BoundedText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** The store of what could not be booked as it stands. */
@Repository
class ImportDiscrepancies {

    private static final int SLICE = 2_000;
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_SENTENCE = 1_000;
    private static final int LONGEST_DETAILS = 2_000;

    private final JdbcTemplate jdbc;
    private final ObjectMapper json;

    ImportDiscrepancies(JdbcTemplate jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * Puts what was found of these orders in the place of what was found of them before; within the caller's transaction.
     *
     * @return how many more there are
     */
    long replace(ImportTask task, Collection<ShopOrder> orders, Collection<Discrepancy> found) {
        long more = 0;
        for (int gone : jdbc.batchUpdate(
                "delete from import_discrepancy where import_id = ? and order_number = ?",
                orders.stream()
                        .map(order -> new Object[] {task.id(), order.id()})
                        .toList())) {
            more -= Math.max(0, gone);
        }
        Map<String, Object[]> rows = new LinkedHashMap<>();
        for (Discrepancy one : found) {
            rows.put(one.order() + " " + one.reason(), new Object[] {
                task.id(),
                one.order(),
                one.reason().word(),
                task.connector().text(),
                BoundedText.bounded(one.name(), LONGEST_NAME),
                BoundedText.bounded(one.sentence(), LONGEST_SENTENCE),
                details(one.details())
            });
        }
        jdbc.batchUpdate(
                "insert into import_discrepancy (import_id, order_number, reason, connector, name, sentence, details)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                List.copyOf(rows.values()));
        return more + rows.size();
    }

    /** As many of them as there is room for. */
    private String details(Map<String, String> details) {
        Map<String, String> kept = new LinkedHashMap<>();
        String written = "{}";
        for (Map.Entry<String, String> detail : details.entrySet()) {
            kept.put(detail.getKey(), BoundedText.bounded(detail.getValue(), LONGEST_NAME));
            String longer = json.writeValueAsString(kept);
            if (longer.length() > LONGEST_DETAILS) {
                return written;
            }
            written = longer;
        }
        return written;
    }

    /**
     * In the order of their orders.
     *
     * @param reason null: all
     * @param after the place of the last one that was shown, as {@link #place}
     */
    List<ImportDiscrepancy> page(String id, Discrepancy.@Nullable Reason reason, @Nullable String after, int limit) {
        List<Object> values = new ArrayList<>(List.of(id));
        StringBuilder where = new StringBuilder();
        if (reason != null) {
            where.append(" and reason = ?");
            values.add(reason.word());
        }
        if (after != null) {
            int dash = after.indexOf('-');
            long order = Long.parseLong(after.substring(0, dash));
            where.append(" and order_number >= ? and (order_number > ? or reason > ?)");
            values.add(order);
            values.add(order);
            values.add(after.substring(dash + 1));
        }
        return jdbc.query(
                "select order_number, name, reason, sentence, details from import_discrepancy where import_id = ?"
                        + where + " order by order_number, reason fetch first " + limit + " rows only",
                (row, n) -> new ImportDiscrepancy(
                        row.getLong("order_number"),
                        row.getString("name"),
                        row.getString("reason"),
                        row.getString("sentence"),
                        json.readValue(row.getString("details"), new TypeReference<Map<String, String>>() {})),
                values.toArray());
    }

    static String place(ImportDiscrepancy one) {
        return one.order() + "-" + one.reason();
    }

    static boolean isPlace(String text) {
        return text.matches("\\d{1,18}-[a-z-]{1,20}");
    }

    /** How many there are of each reason. */
    Map<String, Long> counts(String id) {
        Map<String, Long> counts = new LinkedHashMap<>();
        jdbc.query(
                "select reason, count(*) as n from import_discrepancy where import_id = ? group by reason order by n desc,"
                        + " reason",
                row -> {
                    counts.put(row.getString("reason"), row.getLong("n"));
                },
                id);
        return counts;
    }

    /** Deletes those of an import, in slices. */
    void forget(String id) {
        List<Object[]> keys;
        do {
            keys = jdbc.query(
                    "select order_number, reason from import_discrepancy where import_id = ? fetch first " + SLICE
                            + " rows only",
                    (row, n) -> new Object[] {id, row.getLong("order_number"), row.getString("reason")},
                    id);
            jdbc.batchUpdate(
                    "delete from import_discrepancy where import_id = ? and order_number = ? and reason = ?", keys);
        } while (keys.size() == SLICE);
    }
}
