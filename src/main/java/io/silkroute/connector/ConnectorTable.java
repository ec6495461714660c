package io.silkroute.connector;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** A feature's table with a column {@code connector}, as {@link ConnectorData} deletes from it. */
public final class ConnectorTable {

    private static final int SLICE = 2_000;

    private final JdbcTemplate jdbc;
    private final String table;
    private final List<String> key;

    /** @param key the columns of the table's primary key */
    public ConnectorTable(JdbcTemplate jdbc, String table, String... key) {
        this.jdbc = jdbc;
        this.table = table;
        this.key = List.of(key);
    }

    /** Deletes a connector's rows slice by slice. */
    public void sweep(ConnectorName connector) {
        String select = "select " + String.join(", ", key) + " from " + table + " where connector = ? fetch first "
                + SLICE + " rows only";
        String delete = "delete from " + table + " where " + String.join(" = ? and ", key) + " = ?";
        List<Object[]> keys;
        do {
            keys = jdbc.query(select, (row, n) -> values(row), connector.text());
            jdbc.batchUpdate(delete, keys);
        } while (keys.size() == SLICE);
    }

    /** Deletes a connector's rows at once. */
    public void purge(ConnectorName connector) {
        jdbc.update("delete from " + table + " where connector = ?", connector.text());
    }

    /** Deletes all of a connector's rows but the latest, by a key of one column. */
    public void keepLatest(ConnectorName connector, int n) {
        String column = key.get(0);
        jdbc.query(
                        "select " + column + " from " + table + " where connector = ? order by " + column
                                + " desc offset " + n + " rows fetch first 1 rows only",
                        (row, i) -> row.getObject(1),
                        connector.text())
                .forEach(oldest -> jdbc.update(
                        "delete from " + table + " where connector = ? and " + column + " <= ?",
                        connector.text(),
                        oldest));
    }

    private Object[] values(ResultSet row) throws SQLException {
        Object[] values = new Object[key.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.getObject(i + 1);
        }
        return values;
    }
}
