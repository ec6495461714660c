package io.silkroute.catalogue;

import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.KnownItems;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;

/** The newest image of every item the PIM has sent. */
@Repository
public class Items implements KnownItems {

    private static final int SLICE = 2_000;

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;

    Items(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.named = new NamedParameterJdbcTemplate(jdbc);
    }

    /** An item and whether the PIM has deleted it since. */
    public record Stored(Item item, boolean deleted) {}

    public Optional<Stored> find(ConnectorName connector, ItemKey key) {
        return Optional.ofNullable(
                find(connector, key.type(), List.of(key.id())).get(key.id()));
    }

    /** By id; ids that are not known are absent. */
    public Map<String, Stored> find(ConnectorName connector, ItemType type, Collection<String> ids) {
        Map<String, Stored> found = new HashMap<>();
        Ids.slices(
                ids,
                slice -> named.query(
                        "select i.id, i.image, i.deleted from " + Ids.TABLE
                                + " join item i on i.id = k.id and i.type = :type and " + Ids.ofConnector("i"),
                        new MapSqlParameterSource("connector", connector.text())
                                .addValue("type", type.word())
                                .addValue("ids", slice),
                        row -> {
                            found.put(row.getString("id"), stored(row));
                        }));
        return found;
    }

    /** Ids of a type that are not deleted, in their order. @param after only those behind it; empty: from the first */
    public List<String> liveIds(ConnectorName connector, ItemType type, String after, int limit) {
        // As in ids: all of the index's columns are named in the order.
        return jdbc.query(
                "select id from item where connector = ? and type = ? and deleted = false and id > ?"
                        + " order by connector, type, id fetch first " + limit + " rows only",
                (row, n) -> row.getString("id"),
                connector.text(),
                type.word(),
                after);
    }

    /** The variants of some products, deleted ones left out, each product's in the order of {@link VariantOrder}. */
    public Map<String, List<Item>> variantsOf(ConnectorName connector, Collection<String> products) {
        Map<String, List<Item>> variants = new HashMap<>();
        Ids.slices(
                products,
                slice -> named.query(
                        "select i.id, i.parent, i.image, i.deleted from " + Ids.TABLE
                                + " join item i on i.parent = k.id and i.type = 'variant' and " + Ids.ofConnector("i")
                                + " where i.deleted = false order by coalesce(i.place, i.first_arrival), i.id",
                        new MapSqlParameterSource("connector", connector.text()).addValue("ids", slice),
                        row -> {
                            variants.computeIfAbsent(row.getString("parent"), product -> new ArrayList<>())
                                    .add(stored(row).item());
                        }));
        return variants;
    }

    /** Which of these categories a passing, visible product stands in, or carry one of the tags themselves. */
    public List<String> passing(ConnectorName connector, Collection<String> ids, ExportFilter passing) {
        List<String> pass = new ArrayList<>();
        Ids.slices(
                ids,
                slice -> pass.addAll(named.queryForList(
                        "select i.id from " + Ids.TABLE + " join item i on i.id = k.id and i.type = 'category'"
                                + " and " + Ids.ofConnector("i") + " where " + passing.condition(),
                        passing.parameters()
                                .addValue("connector", connector.text())
                                .addValue("ids", slice),
                        String.class)));
        return pass;
    }

    /** Which of these products pass. */
    public List<String> productsPassing(ConnectorName connector, Collection<String> ids, ExportFilter passing) {
        List<String> pass = new ArrayList<>();
        Ids.slices(
                ids,
                slice -> pass.addAll(named.queryForList(
                        "select i.id from " + Ids.TABLE + " join item i on i.id = k.id and i.type = 'product'" + " and "
                                + Ids.ofConnector("i") + " where " + passing.condition(),
                        passing.parameters()
                                .addValue("connector", connector.text())
                                .addValue("ids", slice),
                        String.class)));
        return pass;
    }

    /** The codes of a campaign behind an id, deleted ones left out. */
    public List<Item> codesOf(ConnectorName connector, String campaign, String after, int limit) {
        return jdbc.query(
                "select image, deleted from item where parent = ? and type = 'code' and connector = ?"
                        + " and deleted = false and id > ? order by parent, type, connector, id fetch first " + limit
                        + " rows only",
                (row, n) -> stored(row).item(),
                campaign,
                connector.text(),
                after);
    }

    /** Ids of a type in their order, behind an id; of deleted items too. */
    public List<String> ids(ConnectorName connector, ItemType type, String after, int limit) {
        // All of the index's columns are named in the order: without the first HSQLDB would sort them all.
        return jdbc.query(
                "select id from item where connector = ? and type = ? and id > ?"
                        + " order by connector, type, id fetch first " + limit + " rows only",
                (row, n) -> row.getString("id"),
                connector.text(),
                type.word(),
                after);
    }

    /** The first of a product's variants in their order, deleted ones left out. */
    public List<String> variantIds(ConnectorName connector, String product, int limit) {
        return jdbc.query(
                "select id from item where parent = ? and type = 'variant' and connector = ? and deleted = false"
                        + " order by coalesce(place, first_arrival), id fetch first " + limit + " rows only",
                (row, n) -> row.getString("id"),
                product,
                connector.text());
    }

    @Override
    public boolean any(ConnectorName connector) {
        return !jdbc.queryForList(
                        "select id from item where connector = ? fetch first 1 rows only",
                        String.class,
                        connector.text())
                .isEmpty();
    }

    /** Hands out the products that stand in some categories, slice by slice; one that stands in two may come twice. */
    public void productsIn(ConnectorName connector, Collection<String> categories, Consumer<List<String>> each) {
        for (String category : categories) {
            List<String> slice = List.of();
            do {
                slice = jdbc.query(
                        "select product from item_category where category = ? and product > ? and connector = ?"
                                + " order by category, product fetch first " + SLICE + " rows only",
                        (row, n) -> row.getString(1),
                        category,
                        slice.isEmpty() ? "" : slice.get(slice.size() - 1),
                        connector.text());
                each.accept(slice);
            } while (slice.size() == SLICE);
        }
    }

    public long count(ConnectorName connector, ItemType type) {
        Long count = jdbc.queryForObject(
                "select count(*) from item where connector = ? and type = ? and deleted = false",
                Long.class,
                connector.text(),
                type.word());
        return count == null ? 0 : count;
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(Item.read(row.getBytes("image")), row.getBoolean("deleted"));
    }
}
