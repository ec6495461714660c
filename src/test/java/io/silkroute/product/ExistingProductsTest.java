package io.silkroute.product;

import static io.silkroute.export.ARun.aRun;
import static io.silkroute.export.AnItem.aCategory;
import static io.silkroute.export.AnItem.aProduct;
import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.connector.config.ConnectorConfig.LinkExisting;
import io.silkroute.export.AdoptionClaims;
import io.silkroute.export.AnItem;
import io.silkroute.export.Conclusion;
import io.silkroute.export.Decider;
import io.silkroute.export.ExportItem;
import io.silkroute.export.ItemExporters;
import io.silkroute.export.Relevance;
import io.silkroute.export.Stage;
import io.silkroute.export.ledger.Exported;
import io.silkroute.export.ledger.Exports;
import io.silkroute.platform.TestDatabase;
import io.silkroute.run.stream.ActiveRun;
import io.silkroute.shopify.call.FakeGateway;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.ObjectMapper;

/** Which products that a shop held before are adopted, and when that is left to a person. */
class ExistingProductsTest {

    private final FakeGateway gateway = new FakeGateway();
    private final ItemExporters exporters = ProductExporters.all();
    private final JdbcTemplate jdbc = new JdbcTemplate(TestDatabase.hsqldb());
    private final Exports exports = new Exports(jdbc, new ObjectMapper(), Clock.systemUTC());
    private final ExistingProducts existing = new ExistingProducts(
            new Decider(new Relevance(exporters), exporters),
            gateway,
            new AdoptionClaims(),
            exports,
            new ObjectMapper());
    private final ActiveRun byHandle = aRun().linkingBy(LinkExisting.HANDLE).begun();

    private static String found(String... products) {
        return "{'products':{'nodes':[" + String.join(",", products) + "]}}";
    }

    private static String product(String id, String handle) {
        return "{'id':'" + id + "','handle':'" + handle + "'}";
    }

    private List<Stage> linked(ActiveRun run, AnItem... items) {
        return existing.link(
                Arrays.stream(items).<Stage>map(item -> item.in(run)).toList());
    }

    private static String shopifyId(Stage product) {
        return Objects.requireNonNull(
                        Objects.requireNonNull(product.item().exported()).shopifyId())
                .gid();
    }

    private static Conclusion conclusion(Stage product) {
        assertThat(product).isInstanceOf(Stage.Concluded.class);
        return ((Stage.Concluded) product).conclusion();
    }

    private static void isLeftToAPerson(Stage product, String because) {
        assertThat(conclusion(product)).isInstanceOfSatisfying(Conclusion.Refused.class, parked -> {
            assertThat(parked.reason().code()).isEqualTo("AMBIGUOUS_LINK");
            assertThat(parked.sentence()).contains(because);
        });
    }

    @Test
    void a_product_of_the_same_handle_is_adopted() {
        gateway.accepts("productsByHandle", found(product("gid://1", "oak-table")));

        List<Stage> batch = linked(
                byHandle, aProduct("P1").named("Oak table"), aProduct("P2").named("Pine chair"));

        assertThat(batch.get(0).item().isAdopted()).isTrue();
        assertThat(shopifyId(batch.get(0))).isEqualTo("gid://1");
        assertThat(batch.get(1).item().exported()).isNull();
        assertThat(gateway.asked()).hasSize(1);
        assertThat(gateway.variablesOf("productsByHandle").path("query").asString())
                .isEqualTo("handle:\"oak-table\" OR handle:\"pine-chair\"");
    }

    @Test
    void a_product_with_a_variant_of_the_same_sku_is_adopted() {
        gateway.accepts(
                "variantsBySku",
                "{'productVariants':{'nodes':[{'id':'gid://V','sku':'P1','product':" + product("gid://1", "x")
                        + "}]}}");
        List<Stage> batch = linked(
                aRun().linkingBy(LinkExisting.SKU).begun(), aProduct("P1").named("Oak table"));
        assertThat(shopifyId(batch.get(0))).isEqualTo("gid://1");
    }

    @Test
    void several_products_that_match_are_left_to_a_person() {
        gateway.accepts("productsByHandle", found(product("gid://1", "oak-table"), product("gid://2", "oak-table")));
        isLeftToAPerson(linked(byHandle, aProduct("P1").named("Oak table")).get(0), "2 products that match it");
    }

    @Test
    void a_product_that_is_another_items_is_left_to_a_person() {
        gateway.accepts(
                "productsByHandle", found("{'id':'gid://1','handle':'oak-table','metafield':{'value':'other'}}"));
        isLeftToAPerson(
                linked(byHandle, aProduct("P1").named("Oak table")).get(0), "belongs to the item other already");
    }

    @Test
    void of_two_items_that_match_a_product_the_first_takes_it() {
        gateway.accepts("productsByHandle", found(product("gid://1", "oak-table")));
        List<Stage> batch = linked(
                byHandle, aProduct("P1").named("Oak table"), aProduct("P2").named("Oak table"));
        assertThat(batch.get(0).item().isAdopted()).isTrue();
        isLeftToAPerson(batch.get(1), "belongs to the item P1 already");

        Stage inAnotherBatch =
                linked(byHandle, aProduct("P3").named("Oak table")).get(0);
        isLeftToAPerson(inAnotherBatch, "belongs to the item P1 already");
    }

    @Test
    void what_a_run_that_broke_off_has_linked_is_not_taken_by_another_item() {
        gateway.accepts("productsByHandle", found(product("gid://1", "oak-table")));
        jdbc.update(
                "insert into export (id, type, connector, state, shopify_id) values ('P0', 'product', ?, 'linked', 'gid://1')",
                byHandle.connector().text());
        isLeftToAPerson(linked(byHandle, aProduct("P9").named("Oak table")).get(0), "belongs to the item P0 already");
    }

    @Test
    void only_what_is_new_and_to_be_exported_is_looked_up() {
        List<Stage> batch = linked(
                byHandle,
                aProduct("known").named("A").state(Exported.State.EXPORTED),
                aProduct("draft").named("B").status("draft"),
                aProduct("deleted").named("C").deletedInPim());
        assertThat(gateway.asked()).isEmpty();
        assertThat(batch).hasSize(3).allMatch(ExportItem.class::isInstance);
    }

    @Test
    void nothing_is_looked_up_where_nothing_is_to_be_linked() {
        linked(aRun().begun(), aProduct("P1").named("Oak table"));
        linked(byHandle, aCategory("C"));
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void nothing_of_a_batch_is_written_when_the_shop_does_not_answer() {
        gateway.answers("productsByHandle", FakeGateway.aborted("The shop is away."));
        List<Stage> batch =
                linked(byHandle, aProduct("P1").named("A"), aProduct("P2").named("B"));
        assertThat(batch).allSatisfy(product -> assertThat(conclusion(product)).isInstanceOf(Conclusion.Broken.class));
        assertThat(byHandle.stops()).isTrue();
    }
}
