package io.silkroute.product;

import static io.silkroute.export.ARun.aRun;
import static io.silkroute.export.AnItem.aProduct;
import static io.silkroute.export.AnItem.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.connector.config.ConnectorConfig.Removal;
import io.silkroute.export.Asked;
import io.silkroute.export.Conclusion;
import io.silkroute.export.ItemCalls;
import io.silkroute.export.Stage;
import io.silkroute.run.stream.ActiveRun;
import io.silkroute.shopify.call.FakeGateway;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.ObjectMapper;

/** Which of an adopted product's variants are which of the item's. */
class AdoptedVariantsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final FakeGateway gateway = new FakeGateway();
    private final AdoptedVariants adopted =
            new AdoptedVariants(new ProductResults(gateway.productOperations(), new ProductRefs(JSON), JSON), JSON);

    private Asked<Stage.ToSend> found(ActiveRun run, String inShop) {
        gateway.accepts("productVariants", "{'product':{'variants':{'nodes':[" + inShop + "]}}}");
        Stage.ToSend product = aProduct("P")
                .linkedTo("gid://1")
                .rendered(
                        "{'variants':[{'sku':'r','optionValues':[{'optionName':'Farbe','name':'Red'}]},"
                                + "{'sku':'b','optionValues':[{'optionName':'Farbe','name':'Blue'}]}]}",
                        "R",
                        "B")
                .toSend(run);
        return found(product);
    }

    private Asked<Stage.ToSend> found(Stage.ToSend product) {
        return adopted.find(
                new ItemCalls(gateway, product.item()),
                product,
                Objects.requireNonNull(product.item().exported()));
    }

    private static Object refs(Asked<Stage.ToSend> found) {
        Stage.ToSend product = found.either(told -> told, AdoptedVariantsTest::unexpected);
        return Objects.requireNonNull(
                Objects.requireNonNull(product.item().exported()).refs());
    }

    private static Stage.ToSend unexpected(Conclusion conclusion) {
        throw new AssertionError(conclusion);
    }

    private static Conclusion conclusion(Asked<Stage.ToSend> found) {
        assertThat(found).isInstanceOf(Asked.Ended.class);
        return ((Asked.Ended<Stage.ToSend>) found).conclusion();
    }

    @Test
    void variants_are_told_by_their_sku_then_by_the_values_of_their_options() {
        Asked<Stage.ToSend> product = found(
                aRun().begun(),
                "{'id':'gid://V/1','sku':'b','selectedOptions':[{'name':'Color','value':'Green'}]},"
                        + "{'id':'gid://V/2','sku':'other','selectedOptions':[{'name':'Color','value':'RED'}]}");
        assertThat(refs(product)).isEqualTo(json("{'variants':{'B':'gid://V/1','R':'gid://V/2'}}"));
    }

    @Test
    void a_sku_that_two_variants_have_tells_neither() {
        Asked<Stage.ToSend> product = found(
                aRun().removing(Removal.ARCHIVE).begun(), "{'id':'gid://V/1','sku':'r'},{'id':'gid://V/2','sku':'r'}");
        assertThat(refs(product)).isEqualTo(json("{'variants':{}}"));
    }

    @Test
    void a_variant_that_a_write_would_delete_is_left_to_a_person_unless_deletions_are_allowed() {
        String foreign = "{'id':'gid://V/9','sku':'foreign'}";
        Asked<Stage.ToSend> safe = found(aRun().begun(), foreign);
        assertThat(conclusion(safe))
                .isInstanceOfSatisfying(
                        Conclusion.Refused.class,
                        parked -> assertThat(parked.sentence()).contains("gid://V/9, SKU foreign"));

        assertThat(found(aRun().removing(Removal.DELETE).begun(), foreign)).isInstanceOf(Asked.Told.class);
        assertThat(found(aRun().removing(Removal.DELETE).forceRefresh().begun(), foreign))
                .isInstanceOf(Asked.Ended.class);
    }

    @Test
    void a_shop_that_does_not_answer_concludes_the_item() {
        gateway.answers("productVariants", FakeGateway.aborted("away"));
        Asked<Stage.ToSend> found =
                found(aProduct("P").linkedTo("gid://1").rendered("{}").toSend(aRun().begun()));
        assertThat(conclusion(found)).isInstanceOf(Conclusion.Broken.class);
    }
}
