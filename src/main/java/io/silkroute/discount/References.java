package io.silkroute.discount;

import io.silkroute.catalogue.Ids;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.conflict.compared.NamedInShop;
import io.silkroute.connector.ConnectorData;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ConnectorTable;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;

/** Which items a campaign or a code names, so that it follows them. */
@Repository
class References implements ConnectorData, NamedInShop {

    private static final String ALL = "all";

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;
    private final ConnectorTable table;

    References(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.named = new NamedParameterJdbcTemplate(jdbc);
        this.table =
                new ConnectorTable(jdbc, "discount_reference", "id", "type", "connector", "named_type", "named_id");
    }

    private record Named(String type, String id) {}

    /** @param all does it follow the whole catalogue? */
    void replace(ConnectorName connector, ItemKey item, Collection<ItemKey> names, boolean all) {
        Set<Named> now = names.stream()
                .map(key -> new Named(key.type().word(), key.id()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (all) {
            now.add(new Named(ALL, ""));
        }
        Set<Named> before = new HashSet<>(jdbc.query(
                "select named_type, named_id from discount_reference where id = ? and type = ? and connector = ?",
                (row, n) -> new Named(row.getString(1), row.getString(2)),
                item.id(),
                item.type().word(),
                connector.text()));
        Set<Named> gone = new HashSet<>(before);
        gone.removeAll(now);
        now.removeAll(before);
        jdbc.batchUpdate(
                "delete from discount_reference where id = ? and type = ? and connector = ? and named_type = ?"
                        + " and named_id = ?",
                rows(connector, item, gone));
        jdbc.batchUpdate(
                "insert into discount_reference (id, type, connector, named_type, named_id) values (?, ?, ?, ?, ?)",
                rows(connector, item, now));
    }

    private static List<Object[]> rows(ConnectorName connector, ItemKey item, Set<Named> all) {
        return all.stream()
                .map(one -> new Object[] {item.id(), item.type().word(), connector.text(), one.type(), one.id()})
                .toList();
    }

    /** The campaigns and codes that name one of these. */
    Set<ItemKey> naming(ConnectorName connector, ItemType type, Collection<String> ids) {
        Set<ItemKey> naming = new LinkedHashSet<>();
        Ids.slices(
                ids,
                slice -> named.query(
                        "select r.id, r.type from " + Ids.TABLE + " join discount_reference r on r.named_id = k.id"
                                + " and r.named_type = :type and " + Ids.ofConnector("r"),
                        new MapSqlParameterSource("connector", connector.text())
                                .addValue("type", type.word())
                                .addValue("ids", slice),
                        row -> {
                            naming.add(new ItemKey(
                                    ItemType.of(row.getString("type")).orElseThrow(), row.getString("id")));
                        }));
        return naming;
    }

    @Override
    public List<ItemKey> naming(ConnectorName connector, ItemKey key) {
        return List.copyOf(naming(connector, key.type(), List.of(key.id())));
    }

    /** Those that follow the whole catalogue. */
    List<ItemKey> following(ConnectorName connector) {
        return jdbc.query(
                "select id, type from discount_reference where named_id = '' and named_type = ? and connector = ?",
                (row, n) -> new ItemKey(ItemType.of(row.getString("type")).orElseThrow(), row.getString("id")),
                ALL,
                connector.text());
    }

    @Override
    public void sweep(ConnectorName connector) {
        table.sweep(connector);
    }

    @Override
    public void purge(ConnectorName connector) {
        table.purge(connector);
    }
}
