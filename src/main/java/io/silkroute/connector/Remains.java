package io.silkroute.connector;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Deletes what other tables hold of a connector. */
@Component
class Remains {

    private static final int SLICE = 2_000;

    // The tables that grow with the catalogue, and their keys. They are worked off in slices, because one delete of
    // a million rows would hold them all in memory.
    private static final Map<String, List<String>> LARGE = Map.of(
            "item", List.of("id", "type", "connector"),
            "item_category", List.of("category", "product", "connector"),
            "pending_change", List.of("id", "type", "connector"),
            "export", List.of("id", "type", "connector"),
            "parked", List.of("id", "type", "connector"),
            "unsettled", List.of("id", "type", "connector"),
            "activity", List.of("id"));

    private static final String TABLES = "select distinct table_name from information_schema.columns"
            + " where lower(column_name) = 'connector' and table_schema = current_schema order by table_name";

    private final JdbcTemplate jdbc;

    Remains(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Deletes nearly everything, slice by slice; may be repeated. */
    void sweep(String connector) {
        LARGE.forEach((table, key) -> {
            String columns = String.join(", ", key);
            String select =
                    "select " + columns + " from " + table + " where connector = ? fetch first " + SLICE + " rows only";
            String delete = "delete from " + table + " where " + String.join(" = ? and ", key) + " = ?";
            List<Object[]> keys;
            do {
                keys = jdbc.query(select, (row, n) -> values(row, key), connector);
                jdbc.batchUpdate(delete, keys);
            } while (keys.size() == SLICE);
        });
    }

    /** Deletes what is left, in every table with a column {@code connector}; within the caller's transaction. */
    void remove(String connector) {
        for (String table : jdbc.queryForList(TABLES, String.class)) {
            jdbc.update("delete from \"" + table + "\" where connector = ?", connector);
        }
    }

    private static Object[] values(ResultSet row, List<String> key) throws SQLException {
        Object[] values = new Object[key.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.getObject(i + 1);
        }
        return values;
    }
}
