package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** A deleted connector leaves nothing behind, in whatever table the migrations have made. */
class DeletionAcceptanceTest {

    private static final int SLICES = 2_500; // more rows than are deleted at once

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;
    private static JdbcTemplate jdbc;

    @BeforeAll
    static void start() {
        application = RunningApplication.start();
        silkroute = application.silkroute;
        jdbc = new JdbcTemplate(application.context.getBean(DataSource.class));
    }

    private record Column(String name, int type, boolean connectors) {}

    /** Every table with a column {@code connector}, and those of its columns that want a value. */
    private static Map<String, List<Column>> tables() {
        return jdbc.execute((ConnectionCallback<Map<String, List<Column>>>) DeletionAcceptanceTest::tables);
    }

    private static Map<String, List<Column>> tables(Connection connection) throws SQLException {
        Map<String, List<Column>> tables = new TreeMap<>();
        DatabaseMetaData database = connection.getMetaData();
        try (ResultSet found = database.getColumns(null, connection.getSchema(), "%", "%")) {
            while (found.next()) {
                String name = found.getString("COLUMN_NAME");
                boolean connectors = name.equalsIgnoreCase("connector");
                boolean filled = found.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls
                        && !"YES".equals(found.getString("IS_AUTOINCREMENT"));
                tables.computeIfAbsent(found.getString("TABLE_NAME"), table -> new ArrayList<>());
                if (connectors || filled) {
                    tables.get(found.getString("TABLE_NAME"))
                            .add(new Column(name, found.getInt("DATA_TYPE"), connectors));
                }
            }
        }
        tables.values().removeIf(columns -> columns.stream().noneMatch(Column::connectors));
        return tables;
    }

    private static void fill(String table, List<Column> columns, String connector, String text) {
        jdbc.update(
                "insert into " + table + " ("
                        + String.join(", ", columns.stream().map(Column::name).toList()) + ") values ("
                        + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")",
                columns.stream()
                        .map(column -> column.connectors() ? connector : value(column, text, connector))
                        .toArray());
    }

    private static Object value(Column column, String text, String connector) {
        return switch (column.type()) {
            case Types.BOOLEAN, Types.BIT -> false;
            case Types.BIGINT -> (long) connector.hashCode(); // some tables have no other key
            case Types.INTEGER, Types.SMALLINT, Types.DOUBLE, Types.DECIMAL, Types.NUMERIC -> 0;
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE ->
                OffsetDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> new byte[32];
            default -> text;
        };
    }

    private static long rows(String table, String connector) {
        Long rows =
                jdbc.queryForObject("select count(*) from " + table + " where connector = ?", Long.class, connector);
        return rows == null ? 0 : rows;
    }

    @Test
    void no_table_keeps_anything_of_a_deleted_connector() {
        silkroute.post("/api/connectors", "{\"name\":\"gone\"}");
        silkroute.post("/api/connectors", "{\"name\":\"stays\"}");
        Map<String, List<Column>> tables = tables();
        assertThat(tables.keySet()).map(String::toLowerCase).contains("item", "run", "export", "activity");
        tables.forEach((table, columns) -> {
            fill(table, columns, "gone", "g");
            fill(table, columns, "stays", "s");
        });
        for (int i = 0; i < SLICES; i++) {
            jdbc.update("insert into item_category (category, product, connector) values ('c', ?, 'gone')", "p" + i);
        }

        assertThat(silkroute.delete("/api/connectors/gone").status()).isEqualTo(204);

        tables.keySet().forEach(table -> {
            assertThat(rows(table, "gone")).as("left in " + table).isZero();
            assertThat(rows(table, "stays")).as("another's in " + table).isPositive();
        });
        assertThat(silkroute.get("/api/connectors/gone").status()).isEqualTo(404);
    }
}
