package io.silkroute.export;

import static io.silkroute.export.ARun.aRun;
import static io.silkroute.export.AnItem.aCategory;
import static io.silkroute.export.AnItem.aProduct;
import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.connector.config.ConnectorConfig.LinkExisting;
import io.silkroute.mapping.Mappings;
import io.silkroute.run.stream.ActiveRun;
import io.silkroute.shopify.call.FakeGateway;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.ObjectMapper;

/** Which products that a shop held before are adopted, and when that is left to a person. */
class ExistingProductsTest {

    private static final Mappings MAPPINGS = new Mappings(Path.of("mappings"));

    private final FakeGateway gateway = new FakeGateway();
    private final Relevance relevance = new Relevance();
    private final ExistingProducts existing = new ExistingProducts(
            new Decider(relevance, new Rendering(MAPPINGS, relevance)), gateway, new Claims(), new ObjectMapper());
    private final ActiveRun byHandle = aRun().linkingBy(LinkExisting.HANDLE).begun();

    private static String found(String... products) {
        return "{'products':{'nodes':[" + String.join(",", products) + "]}}";
    }

    private static String product(String id, String handle) {
        return "{'id':'" + id + "','handle':'" + handle + "'}";
    }

    private List<Work> linked(ActiveRun run, AnItem... items) {
        List<Work> works = Arrays.stream(items).map(item -> item.in(run)).toList();
        existing.link(works);
        return works;
    }

    private static String shopifyId(Work work) {
        return Objects.requireNonNull(Objects.requireNonNull(work.exported()).shopifyId());
    }

    private static void isLeftToAPerson(Work work, String because) {
        assertThat(work.verdict()).isInstanceOfSatisfying(Verdict.Parked.class, parked -> {
            assertThat(parked.reason().code()).isEqualTo("AMBIGUOUS_LINK");
            assertThat(parked.sentence()).contains(because);
        });
    }

    @Test
    void a_product_of_the_same_handle_is_adopted() {
        gateway.accepts("productsByHandle", found(product("gid://1", "oak-table")));

        List<Work> works = linked(
                byHandle, aProduct("P1").named("Oak table"), aProduct("P2").named("Pine chair"));

        assertThat(works.get(0).isAdopted()).isTrue();
        assertThat(shopifyId(works.get(0))).isEqualTo("gid://1");
        assertThat(works.get(1).exported()).isNull();
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
        List<Work> works = linked(
                aRun().linkingBy(LinkExisting.SKU).begun(), aProduct("P1").named("Oak table"));
        assertThat(shopifyId(works.get(0))).isEqualTo("gid://1");
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
        List<Work> works = linked(
                byHandle, aProduct("P1").named("Oak table"), aProduct("P2").named("Oak table"));
        assertThat(works.get(0).isAdopted()).isTrue();
        isLeftToAPerson(works.get(1), "belongs to the item P1 already");

        Work inAnotherBatch =
                linked(byHandle, aProduct("P3").named("Oak table")).get(0);
        isLeftToAPerson(inAnotherBatch, "belongs to the item P1 already");
    }

    @Test
    void only_what_is_new_and_to_be_exported_is_looked_up() {
        List<Work> works = linked(
                byHandle,
                aProduct("known").named("A").state(Exported.State.EXPORTED),
                aProduct("draft").named("B").status("draft"),
                aProduct("deleted").named("C").deletedInPim());
        assertThat(gateway.asked()).isEmpty();
        assertThat(works).noneMatch(Work::isConcluded);
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
        List<Work> works =
                linked(byHandle, aProduct("P1").named("A"), aProduct("P2").named("B"));
        assertThat(works).allSatisfy(work -> assertThat(work.verdict()).isInstanceOf(Verdict.Broken.class));
        assertThat(byHandle.stops()).isTrue();
    }
}
