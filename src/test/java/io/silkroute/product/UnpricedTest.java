package io.silkroute.product;

import static io.silkroute.export.ARun.aRun;
import static io.silkroute.export.AnItem.aProduct;
import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.catalogue.Item;
import io.silkroute.export.AnItem;
import io.silkroute.export.ExportItem;
import io.silkroute.export.ItemExporter;
import io.silkroute.mapping.Mapping;
import io.silkroute.mapping.Mappings;
import io.silkroute.mapping.Rendered;
import io.silkroute.mapping.Source;
import io.silkroute.run.stream.ActiveRun;
import io.silkroute.shopify.call.FakeGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Nothing is put on sale for nothing, and no price is ever another currency's. */
class UnpricedTest {

    private static final String REFS = "{'variants':{'P1':'gid://V/1'}}";

    private final ItemExporter exporter = ProductExporters.to(new FakeGateway());

    private static ActiveRun inEuros() {
        ActiveRun run = aRun().begun();
        run.sellsIn("EUR");
        return run;
    }

    private Rendered.Payload rendered(AnItem product) {
        return (Rendered.Payload) exporter.render(product.in(inEuros()));
    }

    private static String status(Rendered.Payload payload) {
        return payload.input().path("status").asString();
    }

    private static JsonNode price(Rendered.Payload payload) {
        return payload.input().at("/variants/0/price");
    }

    @Test
    void a_price_is_the_one_in_the_shops_currency() {
        Rendered.Payload payload = rendered(aProduct("P1").named("Lamp").with("price", "{'USD':'139','EUR':'129'}"));

        assertThat(price(payload).asString()).isEqualTo("129.00");
        assertThat(status(payload)).isEqualTo("ACTIVE");
    }

    @Test
    void a_variants_price_in_another_currency_does_not_hide_its_products() {
        Rendered.Payload payload = rendered(aProduct("P1")
                .named("Lamp")
                .with("axes", "['size']")
                .with("price", "{'EUR':'10'}")
                .inSize("s", "{'USD':'14'}")
                .inSize("m", "{'EUR':'12'}"));

        assertThat(payload.input().path("variants").findValuesAsString("price")).containsExactly("10.00", "12.00");
    }

    @Test
    void what_is_new_and_has_no_price_goes_as_a_draft() {
        for (AnItem product : new AnItem[] {
            aProduct("P1").named("Lamp"),
            aProduct("P1").named("Lamp").with("price", "{'USD':'139'}"),
            aProduct("P1").named("Lamp").with("price", "{'EUR':null}"),
            aProduct("P1").named("Lamp").inDoubt()
        }) {
            Rendered.Payload payload = rendered(product);

            assertThat(status(payload)).isEqualTo("DRAFT");
            assertThat(price(payload).isMissingNode()).isTrue();
            assertThat(payload.notes()).contains("It has no price in EUR; it goes as a draft until it has one.");
        }
    }

    @Test
    void a_gift_is_on_sale_for_nothing() {
        assertThat(status(rendered(aProduct("P1").named("Gift").with("price", "{'EUR':0}"))))
                .isEqualTo("ACTIVE");
    }

    @Test
    void it_stays_a_draft_until_it_has_a_price() {
        AnItem drafted = aProduct("P1").named("Lamp").exportedWith("{'status':'DRAFT','variants':[{}]}", REFS);

        assertThat(status(rendered(drafted))).isEqualTo("DRAFT");
        assertThat(status(rendered(drafted.with("price", "{'EUR':'5'}")))).isEqualTo("ACTIVE");
    }

    @Test
    void what_is_on_sale_keeps_its_price_and_stays_on_sale() {
        for (String before : new String[] {
            "{'status':'ACTIVE','variants':[{'price':'12.00'}]}", "{'status':'ACTIVE','variants':[{}]}"
        }) {
            Rendered.Payload payload = rendered(aProduct("P1").named("Lamp").exportedWith(before, REFS));

            assertThat(status(payload)).isEqualTo("ACTIVE");
            assertThat(price(payload).isMissingNode()).isTrue();
            assertThat(payload.notes()).contains("It has no price in EUR; the shop keeps what it has.");
        }
    }

    @Test
    void what_somebody_else_has_priced_keeps_its_price() {
        assertThat(status(rendered(aProduct("P1").named("Lamp").linkedTo("gid://shopify/Product/1"))))
                .isEqualTo("ACTIVE");
    }

    @Test
    void a_draft_of_the_pim_that_had_a_price_goes_on_sale_with_it() {
        assertThat(status(rendered(aProduct("P1")
                        .named("Lamp")
                        .exportedWith("{'status':'DRAFT','variants':[{'price':'12.00'}]}", REFS))))
                .isEqualTo("ACTIVE");
    }

    @Test
    void a_new_variant_without_a_price_waits_outside_of_what_is_on_sale() {
        Rendered.Payload payload = rendered(aProduct("P1")
                .named("Shirt")
                .with("axes", "['size']")
                .inSize("s", "{'EUR':'10'}")
                .inSize("m", "{'EUR':'10'}")
                .inSize("l", "null")
                .exportedWith(
                        "{'status':'ACTIVE','variants':[{'price':'10.00'},{'price':'10.00'}]}",
                        "{'variants':{'P1-s':'gid://V/1','P1-m':'gid://V/2'}}"));

        assertThat(payload.variantIds()).containsExactly("P1-s", "P1-m");
        assertThat(payload.input().at("/productOptions/0/values").findValuesAsString("name"))
                .containsExactly("S", "M");
        assertThat(status(payload)).isEqualTo("ACTIVE");
        assertThat(payload.notes()).contains("Its variant P1-l has no price in EUR; it is left out until it has one.");
    }

    @Test
    void a_new_product_with_some_prices_goes_as_a_draft_whole() {
        Rendered.Payload payload = rendered(aProduct("P1")
                .named("Shirt")
                .with("axes", "['size']")
                .inSize("s", "{'EUR':'10'}")
                .inSize("m", "null"));

        assertThat(payload.variantIds()).hasSize(2);
        assertThat(status(payload)).isEqualTo("DRAFT");
    }

    @Test
    void a_mapping_may_reject_or_leave_what_has_no_price(@TempDir Path folder) throws IOException {
        assertThat(settled("reject", folder))
                .isEqualTo(new Rendered.Refused(java.util.List.of("It has no price in EUR.")));
        assertThat(settled("leave", folder)).isInstanceOfSatisfying(Rendered.Payload.class, payload -> {
            assertThat(payload.input().path("status").asString()).isEqualTo("ACTIVE");
            assertThat(payload.notes()).singleElement().asString().contains("0.00");
        });
    }

    private static Rendered settled(String missing, Path folder) throws IOException {
        Files.writeString(
                folder.resolve(missing + ".yaml"),
                "missing: " + missing + "\nfields: {title: name, status: {value: ACTIVE}}\n"
                        + "variant: {fields: {price: price}}\ncollection: collection.yaml\n");
        Files.copy(
                Path.of("mappings/collection.yaml"),
                folder.resolve("collection.yaml"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Mapping mapping = new Mappings(folder).product(missing + ".yaml");
        ExportItem product = aProduct("P1").named("Lamp").in(inEuros());
        Source source = new Source(product.image(), java.util.List.<Item>of(), java.util.List.of(), "EUR", null);
        return new Unpriced(product, mapping, source, (Rendered.Payload) mapping.render(source)).settled();
    }
}
