package io.silkroute.catalogue;

import io.silkroute.connector.ConnectorName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;

/** The item table as staging sees it: looked up and written in sets, within the caller's transaction. */
@Repository
class StagedItems {

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;

    StagedItems(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.named = new NamedParameterJdbcTemplate(jdbc);
    }

    Map<ItemKey, StagedItem> find(ConnectorName connector, Collection<ItemKey> keys) {
        Map<ItemKey, StagedItem> found = new HashMap<>();
        Ids.slices(
                keys.stream().map(ItemKey::id).toList(),
                slice -> named.query(
                        "select i.id, i.type, i.parent, i.deleted, i.source_updated, i.arrival, i.raw_digest,"
                                + " i.image_digest, i.active, i.immediate, coalesce(i.place, i.first_arrival) stands from "
                                + Ids.TABLE
                                + " join item i on i.id = k.id and " + Ids.ofConnector("i"),
                        new MapSqlParameterSource("connector", connector.text()).addValue("ids", slice),
                        row -> {
                            StagedItem item = read(row);
                            found.put(item.key(), item);
                        }));
        return found;
    }

    private static StagedItem read(ResultSet row) throws SQLException {
        OffsetDateTime updated = row.getObject("source_updated", OffsetDateTime.class);
        return new StagedItem(
                new ItemKey(ItemType.of(row.getString("type")).orElseThrow(), row.getString("id")),
                row.getString("parent"),
                row.getBoolean("deleted"),
                new Version(updated == null ? null : updated.toInstant(), row.getLong("arrival")),
                new Digest(row.getBytes("raw_digest")),
                new Digest(row.getBytes("image_digest")),
                row.getLong("stands"),
                row.getBoolean("active"),
                row.getBoolean("immediate"));
    }

    /** The variants of some products, deleted ones too, each product's in their order. */
    Map<String, List<VariantOrder.Placed>> variantsOf(ConnectorName connector, Collection<String> products) {
        Map<String, List<VariantOrder.Placed>> variants = new HashMap<>();
        Ids.slices(
                products,
                slice -> named.query(
                        "select i.id, i.parent, coalesce(i.place, i.first_arrival) stands from " + Ids.TABLE
                                + " join item i on i.parent = k.id and i.type = 'variant' and " + Ids.ofConnector("i")
                                + " order by stands, i.id",
                        new MapSqlParameterSource("connector", connector.text()).addValue("ids", slice),
                        row -> {
                            variants.computeIfAbsent(row.getString("parent"), product -> new ArrayList<>())
                                    .add(new VariantOrder.Placed(row.getString("id"), row.getLong("stands")));
                        }));
        return variants;
    }

    /** Puts variants where they stand among their product's. */
    void place(ConnectorName connector, Map<String, Long> places) {
        jdbc.batchUpdate(
                "update item set place = ? where id = ? and type = 'variant' and connector = ?",
                places.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> new Object[] {entry.getValue(), entry.getKey(), connector.text()})
                        .toList());
    }

    void insert(ConnectorName connector, Collection<IncomingItem> lines) {
        batch(
                "insert into item (parent, family, status, tags, deleted, source_updated, arrival, raw_digest,"
                        + " image_digest, image, priority, immediate, active, first_arrival, id, type, connector)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                lines,
                line -> new Object[] {
                    line.arrival, line.key.id(), line.key.type().word(), connector.text()
                });
    }

    void update(ConnectorName connector, Collection<IncomingItem> lines) {
        batch(
                "update item set parent = ?, family = ?, status = ?, tags = ?, deleted = ?, source_updated = ?,"
                        + " arrival = ?, raw_digest = ?, image_digest = ?, image = ?, priority = ?, immediate = ?, active = ?"
                        + " where id = ? and type = ? and connector = ?",
                lines,
                line -> new Object[] {line.key.id(), line.key.type().word(), connector.text()});
    }

    private interface Key {
        Object[] of(IncomingItem line);
    }

    private void batch(String sql, Collection<IncomingItem> lines, Key key) {
        List<Object[]> rows = new ArrayList<>(lines.size());
        for (IncomingItem line : lines) {
            Item item = line.item();
            Object[] image = {
                item.parent(),
                item.family(),
                item.status().word(),
                ExportFilter.column(item.tags()),
                line.delete(),
                updated(line),
                line.arrival,
                line.rawDigest.bytes(),
                line.imageDigest().bytes(),
                line.bytes,
                PendingChanges.rank(line.timing().priority()),
                line.timing().immediate(),
                line.active()
            };
            Object[] identity = key.of(line);
            Object[] row = new Object[image.length + identity.length];
            System.arraycopy(image, 0, row, 0, image.length);
            System.arraycopy(identity, 0, row, image.length, identity.length);
            rows.add(row);
        }
        jdbc.batchUpdate(sql, rows);
    }

    /** The same image in other words, or with a newer time: only what recognises it the next time is new. */
    void touch(ConnectorName connector, Collection<IncomingItem> lines) {
        jdbc.batchUpdate(
                "update item set source_updated = ?, arrival = ?, raw_digest = ?"
                        + " where id = ? and type = ? and connector = ?",
                lines.stream()
                        .map(line -> new Object[] {
                            updated(line),
                            line.arrival,
                            line.rawDigest.bytes(),
                            line.key.id(),
                            line.key.type().word(),
                            connector.text()
                        })
                        .toList());
    }

    private static @Nullable OffsetDateTime updated(IncomingItem line) {
        return line.version().updated() == null
                ? null
                : line.version().updated().atOffset(ZoneOffset.UTC);
    }

    /** Products that are new stand in the categories that they name. */
    void joinCategories(ConnectorName connector, Collection<IncomingItem> products) {
        changeCategories(connector, products, Set.of());
    }

    /** Products that were known leave some categories and join others; most keep those that they have. */
    void changeCategories(ConnectorName connector, Collection<IncomingItem> products) {
        Set<Place> before = new HashSet<>();
        Ids.slices(
                products.stream().map(line -> line.key.id()).toList(),
                slice -> named.query(
                        "select c.category, c.product from " + Ids.TABLE + " join item_category c on c.product = k.id"
                                + " and " + Ids.ofConnector("c"),
                        new MapSqlParameterSource("connector", connector.text()).addValue("ids", slice),
                        row -> {
                            before.add(new Place(row.getString("category"), row.getString("product")));
                        }));
        changeCategories(connector, products, before);
    }

    private record Place(String category, String product) {}

    private void changeCategories(ConnectorName connector, Collection<IncomingItem> products, Set<Place> before) {
        Set<Place> joined = new LinkedHashSet<>();
        products.forEach(line ->
                line.item().categories().forEach(category -> joined.add(new Place(category, line.key.id()))));
        Set<Place> left = new HashSet<>(before);
        left.removeAll(joined);
        joined.removeAll(before);
        jdbc.batchUpdate(
                "delete from item_category where category = ? and product = ? and connector = ?",
                rows(connector, left));
        jdbc.batchUpdate(
                "insert into item_category (category, product, connector) values (?, ?, ?)", rows(connector, joined));
    }

    private static List<Object[]> rows(ConnectorName connector, Set<Place> places) {
        return places.stream()
                .map(place -> new Object[] {place.category(), place.product(), connector.text()})
                .toList();
    }

    Set<String> knownProducts(ConnectorName connector, Collection<String> ids) {
        return known(connector, ItemType.PRODUCT, ids);
    }

    Set<String> known(ConnectorName connector, ItemType type, Collection<String> ids) {
        Set<String> known = new HashSet<>();
        Ids.slices(
                ids,
                slice -> known.addAll(named.queryForList(
                        "select i.id from " + Ids.TABLE + " join item i on i.id = k.id and i.type = :type and "
                                + Ids.ofConnector("i"),
                        new MapSqlParameterSource("connector", connector.text())
                                .addValue("type", type.word())
                                .addValue("ids", slice),
                        String.class)));
        return known;
    }

    /** Of these categories the parents, where they have one. */
    Map<String, String> parentsOf(ConnectorName connector, Collection<String> categories) {
        Map<String, String> parents = new HashMap<>();
        Ids.slices(
                categories,
                slice -> named.query(
                        "select i.id, i.parent from " + Ids.TABLE + " join item i on i.id = k.id"
                                + " and i.type = 'category' and " + Ids.ofConnector("i")
                                + " where i.parent is not null",
                        new MapSqlParameterSource("connector", connector.text()).addValue("ids", slice),
                        row -> {
                            parents.put(row.getString("id"), row.getString("parent"));
                        }));
        return parents;
    }

    void recognised(ConnectorName connector, Set<ItemKey> keys, long place) {
        if (keys.isEmpty()) {
            return;
        }
        StringJoiner items = new StringJoiner("\n");
        keys.forEach(key -> items.add(key.type() + " " + key.id()));
        // A chunk that comes twice says it twice; the later word replaces the earlier.
        jdbc.update("delete from recognised where place = ? and connector = ?", place, connector.text());
        jdbc.update(
                "insert into recognised (place, connector, items, n) values (?, ?, ?, ?)",
                place,
                connector.text(),
                items.toString(),
                keys.size());
    }
}
