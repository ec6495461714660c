package io.silkroute.export.definition;

import static io.silkroute.export.AnItem.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.connector.ConnectorName;
import io.silkroute.mapping.Mapping;
import io.silkroute.mapping.Mappings;
import io.silkroute.shopify.call.FakeGateway;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mapping's metafields beside what the shop defines. */
class ShopDefinitionsTest {

    private static final ConnectorName C = new ConnectorName("shop");
    private static final String STARS =
            "{namespace: pim, key: stars, type: rating, scale: {min: 1, max: 5}, from: attributes.stars, define: true, pin: true}";
    private static final String MADE =
            "{'metafieldDefinitionCreate':{'createdDefinition':{'id':'gid://shopify/MetafieldDefinition/1'}}}";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit makes it
    Path folder;

    private final FakeGateway gateway = new FakeGateway();
    private final ShopDefinitions definitions = new ShopDefinitions(gateway);

    private static String defined(String key, String type) {
        return "{'metafieldDefinitions':{'nodes':[{'namespace':'pim','key':'" + key + "','type':{'name':'" + type
                + "'}}]}}";
    }

    private ShopDefinitions.Look look(String... metafields) throws IOException {
        Files.writeString(folder.resolve("collection.yaml"), "target: collection\nfields: {title: name}\n");
        Files.writeString(
                folder.resolve("product.yaml"),
                "target: product\nfields: {title: name}\nmetafields:\n  - " + String.join("\n  - ", metafields) + "\n");
        Mappings mappings = new Mappings(folder);
        Mapping products = mappings.product("product.yaml");
        return definitions.look(C, URI.create("https://shop.example"), products, mappings.collection("product.yaml"));
    }

    @Test
    void another_type_is_refused_with_both() throws IOException {
        gateway.accepts("metafieldDefinitions", defined("material", "multi_line_text_field"));

        assertThat(look("{namespace: pim, key: material, from: attributes.material}")
                        .refused())
                .startsWith(
                        "The mapping sends the metafield pim.material of products as single_line_text_field, and the"
                                + " shop defines it as multi_line_text_field.");
    }

    @Test
    void the_same_type_fits_and_is_not_looked_at_again() throws IOException {
        gateway.accepts("metafieldDefinitions", defined("material", "single_line_text_field"));
        String material = "{namespace: pim, key: material, from: attributes.material}";

        assertThat(look(material).refused()).isNull();
        assertThat(look(material).refused()).isNull();
        assertThat(gateway.operations()).containsExactly("metafieldDefinitions");
        assertThat(gateway.variablesOf("metafieldDefinitions"))
                .isEqualTo(json("{'ownerType':'PRODUCT','namespace':'pim','first':250}"));

        definitions.forget(C);
        look(material);
        assertThat(gateway.operations()).hasSize(2);
    }

    @Test
    void what_is_asked_for_and_not_there_is_made_with_its_scale_and_pinned() throws IOException {
        gateway.accepts("metafieldDefinitions", "{'metafieldDefinitions':{'nodes':[]}}")
                .accepts("metafieldDefinitionCreate", MADE);

        ShopDefinitions.Look look = look(STARS);

        assertThat(look.refused()).isNull();
        assertThat(look.notes()).isEmpty();
        assertThat(gateway.variablesOf("metafieldDefinitionCreate"))
                .isEqualTo(json("{'definition':{'name':'Stars','namespace':'pim','key':'stars','type':'rating',"
                        + "'ownerType':'PRODUCT','pin':true,'validations':[{'name':'scale_min','value':'1.0'},"
                        + "{'name':'scale_max','value':'5.0'}]}}"));
    }

    @Test
    void without_a_pin_left_it_is_made_unpinned_and_told() throws IOException {
        gateway.accepts("metafieldDefinitions", "{'metafieldDefinitions':{'nodes':[]}}")
                .answers(
                        "metafieldDefinitionCreate",
                        FakeGateway.refused("PINNED_LIMIT_REACHED", "definition", "no more"),
                        FakeGateway.accepted(MADE));

        ShopDefinitions.Look look = look(STARS);

        assertThat(look.notes()).singleElement().asString().contains("pim.stars of products was not pinned");
        assertThat(gateway.variablesOf("metafieldDefinitionCreate")
                        .at("/definition/pin")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void one_that_somebody_makes_at_the_same_time_is_looked_at() throws IOException {
        gateway.answers(
                        "metafieldDefinitions",
                        FakeGateway.accepted("{'metafieldDefinitions':{'nodes':[]}}"),
                        FakeGateway.accepted(defined("stars", "number_integer")))
                .answers("metafieldDefinitionCreate", FakeGateway.refused("TAKEN", "definition.key", "in use"));

        assertThat(look(STARS).refused()).contains("as rating, and the shop defines it as number_integer");
    }

    @Test
    void one_that_the_shop_does_not_make_is_told_and_stops_nothing() throws IOException {
        gateway.accepts("metafieldDefinitions", "{'metafieldDefinitions':{'nodes':[]}}")
                .answers(
                        "metafieldDefinitionCreate",
                        FakeGateway.refused("RESOURCE_TYPE_LIMIT_EXCEEDED", "definition", "too many"));

        ShopDefinitions.Look look = look(STARS);

        assertThat(look.refused()).isNull();
        assertThat(look.stops()).isNull();
        assertThat(look.notes()).singleElement().asString().contains("pim.stars of products was not made", "too many");
    }

    @Test
    void a_shop_that_is_away_stops_the_run() throws IOException {
        gateway.answers("metafieldDefinitions", FakeGateway.aborted("The shop is away."));
        assertThat(look(STARS).stops()).isNotNull();
    }
}
