package io.silkroute.export;

import static io.silkroute.export.ARun.aRun;
import static io.silkroute.export.AnItem.aProduct;
import static io.silkroute.export.AnItem.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.connector.config.ConnectorConfig.Removal;
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
            new AdoptedVariants(new ProductResults(gateway, gateway.productOperations(), JSON), JSON);

    private Work found(ActiveRun run, String inShop) {
        gateway.accepts("productVariants", "{'product':{'variants':{'nodes':[" + inShop + "]}}}");
        Work work = aProduct("P")
                .linkedTo("gid://1")
                .rendered(
                        "{'variants':[{'sku':'r','optionValues':[{'optionName':'Farbe','name':'Red'}]},"
                                + "{'sku':'b','optionValues':[{'optionName':'Farbe','name':'Blue'}]}]}",
                        "R",
                        "B")
                .in(run);
        adopted.find(work, Objects.requireNonNull(work.exported()));
        return work;
    }

    private static Object refs(Work work) {
        return Objects.requireNonNull(Objects.requireNonNull(work.exported()).refs());
    }

    @Test
    void variants_are_told_by_their_sku_then_by_the_values_of_their_options() {
        Work work = found(
                aRun().begun(),
                "{'id':'gid://V/1','sku':'b','selectedOptions':[{'name':'Color','value':'Green'}]},"
                        + "{'id':'gid://V/2','sku':'other','selectedOptions':[{'name':'Color','value':'RED'}]}");
        assertThat(refs(work)).isEqualTo(json("{'variants':{'B':'gid://V/1','R':'gid://V/2'}}"));
        assertThat(work.isConcluded()).isFalse();
    }

    @Test
    void a_sku_that_two_variants_have_tells_neither() {
        Work work = found(
                aRun().removing(Removal.ARCHIVE).begun(), "{'id':'gid://V/1','sku':'r'},{'id':'gid://V/2','sku':'r'}");
        assertThat(refs(work)).isEqualTo(json("{'variants':{}}"));
    }

    @Test
    void a_variant_that_a_write_would_delete_is_left_to_a_person_unless_deletions_are_allowed() {
        String foreign = "{'id':'gid://V/9','sku':'foreign'}";
        Work safe = found(aRun().begun(), foreign);
        assertThat(safe.verdict())
                .isInstanceOfSatisfying(
                        Verdict.Parked.class,
                        parked -> assertThat(parked.sentence()).contains("gid://V/9, SKU foreign"));

        assertThat(found(aRun().removing(Removal.DELETE).begun(), foreign).isConcluded())
                .isFalse();
        assertThat(found(aRun().removing(Removal.DELETE).forceRefresh().begun(), foreign)
                        .isConcluded())
                .isTrue();
    }

    @Test
    void a_shop_that_does_not_answer_concludes_the_item() {
        gateway.answers("productVariants", FakeGateway.aborted("away"));
        Work work = aProduct("P").linkedTo("gid://1").rendered("{}").in(aRun().begun());
        adopted.find(work, Objects.requireNonNull(work.exported()));
        assertThat(work.verdict()).isInstanceOf(Verdict.Broken.class);
    }
}
