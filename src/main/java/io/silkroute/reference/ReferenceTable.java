package io.silkroute.reference;

import io.silkroute.catalogue.Ids;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.connector.ConnectorData;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ConnectorTable;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;

/** Which items an item's metafields name. */
@Repository
class ReferenceTable implements ConnectorData {

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;
    private final ConnectorTable table;

    ReferenceTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.named = new NamedParameterJdbcTemplate(jdbc);
        this.table =
                new ConnectorTable(jdbc, "metafield_reference", "id", "type", "connector", "named_type", "named_id");
    }

    private record Named(ItemKey by, ItemKey item) {}

    boolean any(ConnectorName connector) {
        return !jdbc.queryForList(
                        "select 1 from metafield_reference where connector = ? fetch first 1 rows only",
                        connector.text())
                .isEmpty();
    }

    /** From now on each of these names those and no others. */
    void replace(ConnectorName connector, Map<ItemKey, ? extends Collection<ItemKey>> names) {
        Set<Named> before = before(connector, names.keySet());
        Set<Named> now = new LinkedHashSet<>();
        names.forEach((by, items) -> items.forEach(item -> now.add(new Named(by, item))));
        Set<Named> gone = new HashSet<>(before);
        gone.removeAll(now);
        now.removeAll(before);
        jdbc.batchUpdate(
                "delete from metafield_reference where id = ? and type = ? and connector = ? and named_type = ?"
                        + " and named_id = ?",
                rows(connector, gone));
        jdbc.batchUpdate(
                "insert into metafield_reference (id, type, connector, named_type, named_id) values (?, ?, ?, ?, ?)",
                rows(connector, now));
    }

    private Set<Named> before(ConnectorName connector, Set<ItemKey> keys) {
        Set<Named> before = new HashSet<>();
        Ids.slices(
                keys.stream().map(ItemKey::id).toList(),
                slice -> named.query(
                        "select r.id, r.type, r.named_type, r.named_id from " + Ids.TABLE
                                + " join metafield_reference r on r.id = k.id and " + Ids.ofConnector("r"),
                        new MapSqlParameterSource("connector", connector.text()).addValue("ids", slice),
                        row -> {
                            ItemKey by = key(row.getString("type"), row.getString("id"));
                            if (keys.contains(by)) {
                                before.add(new Named(by, key(row.getString("named_type"), row.getString("named_id"))));
                            }
                        }));
        return before;
    }

    private static ItemKey key(String type, String id) {
        return new ItemKey(ItemType.of(type).orElseThrow(), id);
    }

    private static List<Object[]> rows(ConnectorName connector, Set<Named> all) {
        return all.stream()
                .map(one -> new Object[] {
                    one.by().id(),
                    one.by().type().word(),
                    connector.text(),
                    one.item().type().word(),
                    one.item().id()
                })
                .toList();
    }

    /** Those whose metafields name one of these. */
    Set<ItemKey> naming(ConnectorName connector, Collection<ItemKey> items) {
        Set<ItemKey> naming = new LinkedHashSet<>();
        Map<ItemType, Set<String>> ids = new HashMap<>(items.stream()
                .collect(Collectors.groupingBy(
                        ItemKey::type, Collectors.mapping(ItemKey::id, Collectors.toCollection(LinkedHashSet::new)))));
        ids.forEach((type, some) -> Ids.slices(
                some,
                slice -> named.query(
                        "select r.id, r.type from " + Ids.TABLE + " join metafield_reference r on r.named_id = k.id"
                                + " and r.named_type = :type and " + Ids.ofConnector("r"),
                        new MapSqlParameterSource("connector", connector.text())
                                .addValue("type", type.word())
                                .addValue("ids", slice),
                        row -> {
                            naming.add(key(row.getString("type"), row.getString("id")));
                        })));
        return naming;
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
