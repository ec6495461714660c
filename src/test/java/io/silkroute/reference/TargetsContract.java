package io.silkroute.reference;

import static io.silkroute.export.ARun.aRun;
import static io.silkroute.export.AnItem.aProduct;
import static io.silkroute.export.AnItem.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.StoredItems;
import io.silkroute.connector.ConnectorName;
import io.silkroute.export.ARun;
import io.silkroute.export.AnItem;
import io.silkroute.export.Conclusion;
import io.silkroute.export.Stage;
import io.silkroute.export.ledger.Exported;
import io.silkroute.export.ledger.Exports;
import io.silkroute.run.Outcome;
import io.silkroute.shopify.ShopifyId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.ObjectMapper;

/** What metafields refer to, on every database. */
abstract class TargetsContract {

    private static final ConnectorName C = new ConnectorName(ARun.CONNECTOR);
    private static final ItemKey LAMP = ItemKey.product("LAMP");
    private static final ItemKey RED = ItemKey.variant("LAMP-RED");
    private static final String GID = "gid://shopify/Product/1";

    private JdbcTemplate jdbc;
    private StoredItems items;
    private MetafieldTargets targets;
    private ReferenceTable table;

    abstract DataSource database();

    @BeforeEach
    void open() {
        jdbc = new JdbcTemplate(database());
        items = new StoredItems(jdbc);
        table = new ReferenceTable(jdbc);
        targets = new MetafieldTargets(
                table,
                items,
                new Exports(jdbc, new ObjectMapper(), Clock.systemUTC()),
                items.pending(),
                Clock.systemUTC());
    }

    private void exported(String id, String gid, String refs) {
        jdbc.update(
                "insert into export (id, type, connector, shopify_id, state, refs) values (?, 'product', ?, ?, 'exported', ?)",
                id,
                C.text(),
                gid,
                json(refs).toString().getBytes(StandardCharsets.UTF_8));
    }

    private List<String> marked() {
        return jdbc.query(
                "select id from pending_change where connector = ? order by id",
                (row, n) -> row.getString("id"),
                C.text());
    }

    private static Exported inShop(String gid, String refs) {
        return new Exported(LAMP, new ShopifyId(gid), Exported.State.EXPORTED, null, json("{}"), json(refs));
    }

    private static Stage.Concluded written(AnItem item, Exported now) {
        return item.rendered("{}")
                .toSend(aRun().begun())
                .concluded(new Conclusion.Written(Outcome.CREATED, now, false, "Created."));
    }

    private void record(Stage.Concluded... batch) {
        targets.recorded(batch[0].run(), List.of(batch));
    }

    private static Stage.Concluded unchanged(AnItem item) {
        return item.rendered("{}").toSend(aRun().begun()).concluded(new Conclusion.Unchanged());
    }

    @Test
    void products_variants_and_their_own_variants_are_found_by_the_pims_ids() {
        items.holding(
                C,
                "{'type':'product','id':'LAMP'}",
                "{'type':'variant','id':'LAMP-RED','parent':'LAMP'}",
                "{'type':'product','id':'BULB'}");
        exported("LAMP", GID, "{'variants':{'LAMP-RED':'gid://shopify/ProductVariant/2'}}");
        exported("BULB", "gid://shopify/Product/3", "{'variants':{'BULB':'gid://shopify/ProductVariant/4'}}");

        assertThat(targets.find(
                        C, Set.of(LAMP, RED, ItemKey.variant("BULB"), ItemKey.product("NO"), ItemKey.category("LAMP"))))
                .isEqualTo(Map.of(
                        LAMP,
                        Optional.of(GID),
                        RED,
                        Optional.of("gid://shopify/ProductVariant/2"),
                        ItemKey.variant("BULB"),
                        Optional.of("gid://shopify/ProductVariant/4"),
                        ItemKey.product("NO"),
                        Optional.empty(),
                        ItemKey.category("LAMP"),
                        Optional.empty()));
    }

    @Test
    void who_names_something_is_marked_when_it_comes_becomes_another_or_leaves() {
        items.holding(C, "{'type':'product','id':'A'}", "{'type':'product','id':'B'}");
        record(unchanged(aProduct("A").naming(LAMP, null)), unchanged(aProduct("B")));
        assertThat(marked()).isEmpty();

        record(written(aProduct("LAMP"), inShop(GID, "{}")));
        assertThat(marked()).containsExactly("A");

        jdbc.update("delete from pending_change");
        record(written(aProduct("LAMP").exportedWith("{}", "{}"), inShop(GID, "{}")));
        assertThat(marked()).isEmpty();

        record(written(aProduct("LAMP").exportedWith("{}", "{}"), inShop("gid://shopify/Product/9", "{}")));
        assertThat(marked()).containsExactly("A");

        jdbc.update("delete from pending_change");
        Exported gone = new Exported(LAMP, null, Exported.State.DELETED, null, null, null);
        record(aProduct("LAMP")
                .exportedWith("{}", "{}")
                .rendered("{}")
                .toSend(aRun().begun())
                .concluded(new Conclusion.Removed(Outcome.DELETED, gone, "Deleted.")));
        assertThat(marked()).containsExactly("A");
    }

    @Test
    void a_variant_that_comes_is_a_change_of_who_names_it() {
        items.holding(C, "{'type':'product','id':'A'}");
        record(unchanged(aProduct("A").naming(RED, null)));

        record(written(
                aProduct("LAMP").exportedWith("{}", "{'variants':{}}"),
                inShop(GID, "{'variants':{'LAMP-RED':'gid://shopify/ProductVariant/2'}}")));

        assertThat(marked()).containsExactly("A");
    }

    @Test
    void what_another_batch_has_brought_meanwhile_is_not_missed() {
        items.holding(C, "{'type':'product','id':'A'}");
        exported("LAMP", GID, "{}");

        record(unchanged(aProduct("A").naming(LAMP, null)));
        assertThat(marked()).containsExactly("A");

        jdbc.update("delete from pending_change");
        record(unchanged(aProduct("A").naming(LAMP, GID)));
        assertThat(marked()).isEmpty();
    }

    @Test
    void who_names_it_no_longer_is_left_alone() {
        items.holding(C, "{'type':'product','id':'A'}");
        record(unchanged(aProduct("A").naming(LAMP, null)));
        record(unchanged(aProduct("A")));

        record(written(aProduct("LAMP"), inShop(GID, "{}")));
        assertThat(marked()).isEmpty();
    }

    @Test
    void a_deleted_connector_leaves_nothing() {
        record(unchanged(aProduct("A").naming(LAMP, null)));
        assertThat(table.any(C)).isTrue();

        table.sweep(C);
        table.purge(C);
        assertThat(table.any(C)).isFalse();
    }
}
