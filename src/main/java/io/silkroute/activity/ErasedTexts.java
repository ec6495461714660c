package io.silkroute.activity;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Texts of a connector's rows in which somebody may be named, such as by an e-mail address. Erasing leaves the row and puts
 * a mark in the place of each trace, whatever its letters' case.
 */
public final class ErasedTexts {

    /** What stands in the place of a trace. */
    public static final String MARK = "[erased]";

    private static final int SLICE = 500;

    private final JdbcTemplate jdbc;
    private final String table;
    private final List<String> key;
    private final List<String> columns;
    private final @Nullable String bytes;

    private ErasedTexts(
            JdbcTemplate jdbc, String table, List<String> key, List<String> columns, @Nullable String bytes) {
        this.jdbc = jdbc;
        this.table = table;
        this.key = key;
        this.columns = columns;
        this.bytes = bytes;
    }

    /** @param key the columns by which a row of a connector is found */
    public static ErasedTexts of(JdbcTemplate jdbc, String table, List<String> key, String... columns) {
        return new ErasedTexts(jdbc, table, key, List.of(columns), null);
    }

    /** JSON in bytes. @param condition of the rows that are read, all of them */
    public static ErasedTexts ofBytes(
            JdbcTemplate jdbc, String table, List<String> key, String column, String condition) {
        return new ErasedTexts(jdbc, table, key, List.of(column), condition);
    }

    private record Row(Object[] key, List<@Nullable String> texts) {}

    /** How many rows name somebody. */
    public long count(String connector, List<String> traces) {
        if (traces.isEmpty()) {
            return 0;
        }
        if (bytes != null) {
            return found(connector, traces).size();
        }
        Long count = jdbc.queryForObject(
                "select count(*) from " + table + " where connector = ? and (" + matches(traces) + ")",
                Long.class,
                given(connector, traces));
        return count == null ? 0 : count;
    }

    /** @return how many rows were changed */
    public long erase(String connector, List<String> traces) {
        if (traces.isEmpty()) {
            return 0;
        }
        long erased = 0;
        List<Row> rows;
        do {
            rows = found(connector, traces);
            rows.forEach(row -> write(connector, row, traces));
            erased += rows.size();
        } while (bytes == null && rows.size() == SLICE);
        return erased;
    }

    private List<Row> found(String connector, List<String> traces) {
        String select = "select " + String.join(", ", key) + ", " + String.join(", ", columns) + " from " + table
                + " where connector = ? and (";
        if (bytes == null) {
            return jdbc.query(
                    select + matches(traces) + ") fetch first " + SLICE + " rows only",
                    (row, n) -> row(row),
                    given(connector, traces));
        }
        List<Row> rows = new ArrayList<>();
        jdbc.query(
                select + bytes + ")",
                row -> {
                    Row read = row(row);
                    if (read.texts().stream()
                            .anyMatch(text ->
                                    text != null && !erased(text, traces).equals(text))) {
                        rows.add(read);
                    }
                },
                connector);
        return rows;
    }

    private String matches(List<String> traces) {
        List<String> conditions = new ArrayList<>();
        for (String column : columns) {
            for (int i = 0; i < traces.size(); i++) {
                conditions.add("lower(" + column + ") like ? escape '!'");
            }
        }
        return String.join(" or ", conditions);
    }

    private Object[] given(String connector, List<String> traces) {
        List<Object> given = new ArrayList<>(List.of(connector));
        for (int i = 0; i < columns.size(); i++) {
            traces.forEach(
                    trace -> given.add("%" + trace.toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1") + "%"));
        }
        return given.toArray();
    }

    private Row row(ResultSet row) throws SQLException {
        Object[] of = new Object[key.size()];
        for (int i = 0; i < of.length; i++) {
            of[i] = row.getObject(i + 1);
        }
        List<@Nullable String> texts = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (bytes == null) {
                texts.add(row.getString(of.length + i + 1));
            } else {
                byte[] json = row.getBytes(of.length + i + 1);
                texts.add(json == null ? null : new String(json, StandardCharsets.UTF_8));
            }
        }
        return new Row(of, texts);
    }

    // Read anew: what has been written since it was found is not undone.
    private void write(String connector, Row found, List<String> traces) {
        List<Object> place = new ArrayList<>(List.of(connector));
        place.addAll(List.of(found.key()));
        jdbc.query(
                        "select " + String.join(", ", key) + ", " + String.join(", ", columns) + " from " + table
                                + " where connector = ? and " + String.join(" = ? and ", key) + " = ?",
                        (row, n) -> row(row),
                        place.toArray())
                .forEach(row -> put(connector, row, traces));
    }

    private void put(String connector, Row row, List<String> traces) {
        List<@Nullable Object> given = new ArrayList<>();
        for (String text : row.texts()) {
            String left = text == null ? null : erased(text, traces);
            given.add(left == null || bytes == null ? left : left.getBytes(StandardCharsets.UTF_8));
        }
        given.add(connector);
        given.addAll(List.of(row.key()));
        jdbc.update(
                "update " + table + " set " + String.join(" = ?, ", columns) + " = ? where connector = ? and "
                        + String.join(" = ? and ", key) + " = ?",
                given.toArray());
    }

    /** No longer than it was, so that it has room where it stood. */
    public static String erased(String text, List<String> traces) {
        String left = text;
        for (String trace : traces) {
            String mark = trace.length() < MARK.length() ? "*".repeat(trace.length()) : MARK;
            left = Pattern.compile(Pattern.quote(trace), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                    .matcher(left)
                    .replaceAll(Matcher.quoteReplacement(mark));
        }
        return left;
    }
}
