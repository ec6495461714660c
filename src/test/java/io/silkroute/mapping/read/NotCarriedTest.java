package io.silkroute.mapping.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Whatever Shopify's input has is carried, or there is a reason why not. */
class NotCarriedTest {

    private static final InputTypes OURS = InputTypes.load();

    @Test
    void every_field_of_shopifys_own_input_can_be_mapped_or_has_a_reason() throws IOException {
        String shared = System.getProperty("SILKROUTE_SHARED", System.getenv("SILKROUTE_SHARED"));
        Path file = Path.of(shared == null ? "../shared" : shared).resolve("shopify/admin-2026-10.graphql");
        assumeTrue(Files.exists(file), "the Admin API's schema is not at ../shared/shopify");
        TypeDefinitionRegistry real = new SchemaParser().parse(Files.readString(file));

        TreeSet<String> unsaid = new TreeSet<>();
        for (String type : List.of(
                "ProductSetInput",
                "ProductVariantSetInput",
                "InventoryItemInput",
                "InventoryItemMeasurementInput",
                "WeightInput",
                "SEOInput",
                "UnitPriceMeasurementInput")) {
            for (InputValueDefinition field : real.getType(type, InputObjectTypeDefinition.class)
                    .orElseThrow()
                    .getInputValueDefinitions()) {
                boolean known = Objects.requireNonNull(OURS.fields(type)).containsKey(field.getName());
                if (!known && NotCarried.reason(type, field.getName()) == null) {
                    unsaid.add(type + "." + field.getName());
                }
            }
        }
        assertThat(unsaid).isEmpty();
    }
}
