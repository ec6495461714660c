package io.silkroute.catalogue;

import io.silkroute.connector.ConnectorName;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * The ids of a set-based query as one array parameter that the query joins. A joined key is looked up in the index on
 * every database, where HSQLDB answers a list in {@code IN} with a scan; and the statement is the same text whatever
 * the number of ids, so that it is prepared once.
 */
public final class Ids {

    /** A table {@code k(id)} of the parameter {@code :ids}, to be joined. */
    public static final String TABLE = "unnest(cast(:ids as varchar(300) array[1000])) as k(id)";

    private static final int SLICE = 500;

    private Ids() {}

    /**
     * The condition that a row of a table that is joined with {@link #TABLE} is {@code :connector}'s, written so that no
     * index that begins with the connector can serve: a statement keeps the plan that was right for the few rows of the
     * day on which it was prepared, and PostgreSQL without statistics prefers such an index too.
     */
    public static String ofConnector(String alias) {
        return alias + ".connector || '' = :connector";
    }

    /** Calls {@code each} with the value of {@code :ids}, a slice of the distinct ids at a time; never when there are none. */
    public static void slices(Collection<String> ids, Consumer<SqlArrayValue> each) {
        List<String> distinct = ids.stream().distinct().toList();
        for (int from = 0; from < distinct.size(); from += SLICE) {
            List<String> slice = distinct.subList(from, Math.min(distinct.size(), from + SLICE));
            each.accept(new SqlArrayValue("varchar", slice.toArray()));
        }
    }

    /**
     * For each of these connectors the number that a scalar query on the connector {@code k.id} gives: one statement, however
     * many they are.
     */
    public static Map<ConnectorName, Long> numbers(
            NamedParameterJdbcTemplate named,
            Collection<ConnectorName> connectors,
            String query,
            Map<String, ?> given) {
        Map<ConnectorName, Long> numbers = new HashMap<>();
        slices(
                connectors.stream().map(ConnectorName::text).toList(),
                slice -> named.query(
                        "select k.id, (" + query + ") as n from " + TABLE,
                        new MapSqlParameterSource(given).addValue("ids", slice),
                        row -> {
                            numbers.put(new ConnectorName(row.getString("id")), row.getLong("n"));
                        }));
        return numbers;
    }

    /** Which of these items have a row in a table that is keyed by id, type and connector. */
    public static Set<ItemKey> present(
            NamedParameterJdbcTemplate named, String table, ConnectorName connector, Collection<ItemKey> keys) {
        Set<ItemKey> present = new HashSet<>();
        slices(
                keys.stream().map(ItemKey::id).toList(),
                slice -> named.query(
                        "select t.id, t.type from " + TABLE + " join " + table + " t on t.id = k.id and "
                                + ofConnector("t"),
                        new MapSqlParameterSource("connector", connector.text()).addValue("ids", slice),
                        row -> {
                            present.add(new ItemKey(
                                    ItemType.of(row.getString("type")).orElseThrow(), row.getString("id")));
                        }));
        present.retainAll(Set.copyOf(keys));
        return present;
    }
}
