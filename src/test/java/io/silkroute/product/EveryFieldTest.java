package io.silkroute.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.catalogue.Item;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.export.ledger.Exported;
import io.silkroute.export.ledger.Exports;
import io.silkroute.mapping.Mapping;
import io.silkroute.mapping.Mappings;
import io.silkroute.mapping.Rendered;
import io.silkroute.mapping.Source;
import io.silkroute.mapping.read.InputTypes;
import io.silkroute.omission.LeftOut;
import io.silkroute.omission.Omission;
import io.silkroute.sandbox.RunningShop;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.ShopifyId;
import io.silkroute.shopify.call.FakeGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Each field of a product and of its variants that a PIM can own, on its whole way: a mapping names it, a value is made fit
 * or left out and told, a change of it alone is sent alone, the shop keeps it, and what the shop holds is compared with it.
 */
class EveryFieldTest {

    private static final ObjectMapper JSON = JsonMapper.shared();
    private static final String SET =
            "mutation s($input: ProductSetInput!) { productSet(input: $input, synchronous: true) {"
                    + " product { id variants(first: 1) { nodes { id } } } userErrors { code field message } } }";
    // Sections of their own, and what the connector says itself.
    private static final Set<String> NOT_HERE = Set.of(
            "id",
            "position",
            "redirectNewHandle",
            "optionValues",
            "productOptions",
            "variants",
            "files",
            "file",
            "metafields",
            "collections",
            "inventoryQuantities");

    private static Path folder;
    private static RunningShop shop;
    private static ProductComparison comparison;

    @BeforeAll
    static void start(@TempDir Path temporary) throws IOException {
        folder = temporary;
        Files.writeString(folder.resolve("collection.yaml"), "target: collection\nfields: {title: name}\n");
        shop = RunningShop.start();
        shop.control("{\"giftCards\": true}");
        comparison = new ProductComparison(
                new ProductReads(new FakeGateway()),
                new Exports(new JdbcTemplate(), JSON, Clock.systemUTC()),
                new Mappings(Path.of("mappings")));
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    /**
     * One field.
     *
     * @param also another line that it needs, such as a weight's unit
     * @param given what the PIM has, JSON; {@code sent} what goes for it
     * @param other another value, as it is sent
     * @param unfit a value that the field does not take, JSON; null if every text is one
     */
    record Field(
            boolean ofVariant,
            String path,
            String also,
            String given,
            String sent,
            String other,
            @Nullable String unfit) {

        @Override
        public String toString() {
            return (ofVariant ? "variants." : "") + path;
        }

        JsonNode in(JsonNode input) {
            return (ofVariant ? input.at("/variants/0") : input).at("/" + path.replace('.', '/'));
        }
    }

    private static Field product(String path, String given, String sent, String other, @Nullable String unfit) {
        return new Field(false, path, "", given, sent, other, unfit);
    }

    private static Field variant(String path, String given, String sent, String other, @Nullable String unfit) {
        return new Field(true, path, "", given, sent, other, unfit);
    }

    static Stream<Field> fields() {
        String weight = "inventoryItem.measurement.weight.";
        return Stream.of(
                product("title", "'Lamp'", "'Lamp'", "'Desk lamp'", null),
                product("descriptionHtml", "'<p>Warm</p>'", "'<p>Warm</p>'", "'<p>Cold</p>'", null),
                product("handle", "'lamp-1'", "'lamp-1'", "'lamp-2'", null),
                product("vendor", "{'en':'Aurex'}", "'Aurex'", "'Verano'", null),
                product("productType", "'Lamps'", "'Lamps'", "'Lights'", null),
                product("status", "'draft'", "'DRAFT'", "'ACTIVE'", "'gone'"),
                product("tags", "['b','a']", "['a','b']", "['a','c']", null),
                product("templateSuffix", "'wide'", "'wide'", "'narrow'", null),
                product("giftCard", "'yes'", "true", "false", "'perhaps'"),
                product("giftCardTemplateSuffix", "'gold'", "'gold'", "'silver'", null),
                product("requiresSellingPlan", "1", "true", "false", "'monthly'"),
                product(
                        "category",
                        "'Furniture > Sofas'",
                        "'gid://shopify/TaxonomyCategory/fr-22'",
                        "'gid://shopify/TaxonomyCategory/fr-21'",
                        "'Sofas'"),
                product("seo.title", "{'en_US':'Buy'}", "'Buy'", "'Sell'", null),
                product("seo.description", "'Text'", "'Text'", "'Other'", null),
                variant("sku", "7", "'7'", "'8'", null),
                variant("barcode", "4012345000019", "'4012345000019'", "'4012345000026'", "'4.0123E+12'"),
                variant("price", "{'EUR':'12.3'}", "'12.30'", "'13.00'", "'on request'"),
                variant("compareAtPrice", "{'EUR':15}", "'15.00'", "'16.00'", "-1"),
                variant("taxable", "'no'", "false", "true", "'perhaps'"),
                variant("taxCode", "'P0000000'", "'P0000000'", "'P0000001'", null),
                variant("inventoryPolicy", "'continue'", "'CONTINUE'", "'DENY'", "'sometimes'"),
                variant("showUnitPrice", "true", "true", "false", "'perhaps'"),
                variant(
                        "unitPriceMeasurement",
                        "{'quantityValue':'750','quantityUnit':'ml','referenceValue':1,'referenceUnit':'l'}",
                        "{'quantityUnit':'ML','quantityValue':750,'referenceUnit':'L','referenceValue':1}",
                        "{'quantityUnit':'ML','quantityValue':500,'referenceUnit':'L','referenceValue':1}",
                        "'750 ml'"),
                variant("unitPriceMeasurement.quantityValue", "'0.75'", "0.75", "0.5", "'some'"),
                variant("unitPriceMeasurement.quantityUnit", "'fl oz'", "'FLOZ'", "'ML'", "'UNKNOWN'"),
                variant("unitPriceMeasurement.referenceValue", "'100'", "100", "1", "1.5"),
                variant("unitPriceMeasurement.referenceUnit", "'m²'", "'M2'", "'FT2'", "'bottle'"),
                variant("inventoryItem.cost", "{'EUR':2}", "'2.00'", "'3.00'", "'two'"),
                variant("inventoryItem.countryCodeOfOrigin", "'prt'", "'PT'", "'DE'", "'Portugal'"),
                variant("inventoryItem.provinceCodeOfOrigin", "'ca-on'", "'ON'", "'QC'", "'Ontario'"),
                variant("inventoryItem.harmonizedSystemCode", "'6217.10 00'", "'62171000'", "'62171001'", "'6217'"),
                variant("inventoryItem.requiresShipping", "false", "false", "true", "'perhaps'"),
                variant("inventoryItem.tracked", "'FALSE'", "false", "true", "'perhaps'"),
                variant("inventoryItem.sku", "'S-1'", "'S-1'", "'S-2'", null),
                new Field(true, weight + "value", weight + "unit: {value: GRAMS}", "'2.50'", "2.5", "3", "'heavy'"),
                new Field(
                        true,
                        weight + "unit",
                        weight + "value: {value: '2'}",
                        "'ounces'",
                        "'OUNCES'",
                        "'GRAMS'",
                        "'kg'"),
                variant(
                        "inventoryItem.measurement.weight",
                        "{'value':2,'unit':'grams'}",
                        "{'unit':'GRAMS','value':2}",
                        "{'unit':'GRAMS','value':3}",
                        "{'value':2}"));
    }

    private static JsonNode json(String text) {
        return JSON.readTree(text.replace('\'', '"'));
    }

    private static Rendered rendered(Field field, String given) {
        ObjectNode item = (ObjectNode) json("{'type':'product','id':'L1','name':'Lamp','attributes':{}}");
        ((ObjectNode) item.path("attributes")).set("x", json(given));
        return mapping(field)
                .render(new Source(new Item(ItemKey.product("L1"), item), List.of(), List.of(), "EUR", Map.of()));
    }

    private static Mapping mapping(Field field) {
        String line = field.path() + ": {first: [attributes.x]}";
        List<String> lines = new ArrayList<>(field.also().isEmpty() ? List.of(line) : List.of(line, field.also()));
        String title = field.path().equals("title") ? "" : "title: name, ";
        String text = field.ofVariant()
                ? "fields: {title: name}\nvariant: {fields: {" + String.join(", ", lines) + "}}\n"
                : "fields: {" + title + String.join(", ", lines) + "}\n";
        try {
            Files.writeString(folder.resolve("product.yaml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Mappings(folder).product("product.yaml");
    }

    private static Rendered.Payload payload(Field field) {
        Rendered rendered = rendered(field, field.given());
        assertThat(rendered).isInstanceOf(Rendered.Payload.class);
        return (Rendered.Payload) rendered;
    }

    @ParameterizedTest
    @MethodSource("fields")
    void a_value_is_made_fit(Field field) {
        Rendered.Payload payload = payload(field);
        assertThat(field.in(payload.input()).toString())
                .isEqualTo(json(field.sent()).toString());
        assertThat(payload.leftOut()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("fields")
    void a_value_that_does_not_fit_is_left_out_and_told_or_refused(Field field) {
        if (field.unfit() == null) {
            return;
        }
        Rendered rendered = rendered(field, field.unfit());
        if (rendered instanceof Rendered.Refused refused) {
            assertThat(refused.reasons()).singleElement().asString().contains(field.path());
            assertThat(field.path())
                    .isIn(
                            "status",
                            "price",
                            "compareAtPrice",
                            "inventoryItem.cost",
                            "inventoryPolicy",
                            "inventoryItem.measurement.weight.unit");
        } else {
            Rendered.Payload payload = (Rendered.Payload) rendered;
            assertThat(field.in(payload.input()).isMissingNode()).isTrue();
            assertThat(payload.leftOut())
                    .isNotEmpty()
                    .extracting(LeftOut::cause)
                    .containsOnly(field.path().equals("category") ? Omission.TAXONOMY : Omission.VALUE);
            assertThat(payload.notes())
                    .first()
                    .asString()
                    .contains(field.path())
                    .contains("left out");
        }
    }

    @ParameterizedTest
    @MethodSource("fields")
    void a_change_of_it_alone_is_sent_alone(Field field) {
        Rendered.Payload now = payload(field);
        ObjectNode before = now.input().deepCopy();
        put(before, (field.ofVariant() ? "variants.0." : "") + field.path(), json(field.other()));
        ProductPlan plan = ProductPlan.difference(
                new Exported(
                        ItemKey.product("L1"),
                        new ShopifyId("gid://shopify/Product/1"),
                        Exported.State.EXPORTED,
                        null,
                        before,
                        (ObjectNode) json("{'variants':{'L1':'gid://shopify/ProductVariant/1'}}"),
                        null),
                now,
                250);

        if (field.path().equals("tags")) {
            assertThat(plan.lists()).containsExactly("tags");
        } else if (field.ofVariant()) {
            assertThat(plan.fields().isEmpty()).isTrue();
            ObjectNode sent = Objects.requireNonNull(plan.variants().get(0)).deepCopy();
            sent.remove("optionValues");
            assertThat(paths(sent)).allMatch(path -> within(path, field));
            assertThat(sent.at("/" + field.path().replace('.', '/')).toString())
                    .isEqualTo(json(field.sent()).toString());
        } else {
            assertThat(paths(plan.fields())).containsExactly(field.path());
            assertThat(plan.variants())
                    .allSatisfy(
                            (at, variant) -> assertThat(variant.propertyNames()).containsExactly("optionValues"));
        }
    }

    // Both parts of a weight go together, and so do those of a unit price.
    private static boolean within(String path, Field field) {
        String whole = field.path().replaceAll("(weight|unitPriceMeasurement)\\..*", "$1");
        return path.equals(whole) || path.startsWith(whole + ".");
    }

    @ParameterizedTest
    @MethodSource("fields")
    void the_shop_keeps_it_and_what_it_holds_is_compared(Field field) {
        if (Set.of("handle", "tags").contains(field.path())) {
            return; // an address stays whatever becomes of it; tags are a list with a policy
        }
        ObjectNode variables = JSON.createObjectNode();
        variables.set("input", payload(field).input().deepCopy().without("handle"));
        JsonNode made = shop.data(SET, variables).path("productSet");
        assertThat(made.path("userErrors")).isEmpty();

        JsonNode held = read(
                field,
                made.at(field.ofVariant() ? "/product/variants/nodes/0/id" : "/product/id")
                        .asString());
        Map<String, String> known = field.ofVariant() ? ProductComparison.OF_VARIANTS : ProductComparison.OWN;
        List<String> compared = known.keySet().stream()
                .filter(name -> name.equals(field.path())
                        || name.startsWith(field.path() + ".")
                        || field.path().startsWith(name + "."))
                .toList();
        assertThat(compared).isNotEmpty();
        for (String name : compared) {
            JsonNode sent = (field.ofVariant()
                            ? payload(field).input().at("/variants/0")
                            : payload(field).input())
                    .at("/" + name.replace('.', '/'));
            String asked = field.ofVariant() ? "variants[L1]." + name : name;
            JsonNode there = held.at(Objects.requireNonNull(known.get(name)));
            assertThat(comparison.same(asked, sent, there))
                    .as("%s: sent %s, there %s", name, sent, there)
                    .isTrue();
            if (name.equals(field.path())) {
                assertThat(comparison.same(asked, json(field.other()), there))
                        .as("%s: %s, there %s", name, field.other(), there)
                        .isFalse();
            }
        }
    }

    private static JsonNode read(Field field, String id) {
        ObjectNode variables = JSON.createObjectNode();
        variables.putArray("ids").add(id);
        if (!field.ofVariant()) {
            variables.put("collectionsFirst", 1).put("metafieldsFirst", 1).put("mediaFirst", 1);
            variables.putArray("metafieldKeys").add("silkroute.item_id");
        }
        String operation = field.ofVariant() ? "variantsAsMapped" : "productsAsMapped";
        return shop.data(Operation.named(operation).document(), variables).at("/nodes/0");
    }

    private static void put(JsonNode into, String path, JsonNode value) {
        int dot = path.lastIndexOf('.');
        JsonNode at = dot < 0 ? into : into.at("/" + path.substring(0, dot).replace('.', '/'));
        ((ObjectNode) at).set(path.substring(dot + 1), value);
    }

    private static List<String> paths(ObjectNode object) {
        List<String> paths = new ArrayList<>();
        object.properties().forEach(entry -> {
            if (entry.getValue() instanceof ObjectNode inner && !inner.isEmpty()) {
                paths(inner).forEach(path -> paths.add(entry.getKey() + "." + path));
            } else {
                paths.add(entry.getKey());
            }
        });
        return paths;
    }

    @Test
    void no_field_of_shopifys_input_is_forgotten() {
        Set<String> there = new TreeSet<>();
        leaves("ProductSetInput", "", there);
        leaves("ProductVariantSetInput", "variants.", there);
        Set<String> tried = new HashSet<>();
        fields().forEach(field -> tried.add(field.toString()));
        assertThat(there).isNotEmpty().allMatch(tried::contains);
    }

    private static void leaves(String type, String before, Set<String> into) {
        InputTypes types = InputTypes.load();
        Objects.requireNonNull(types.fields(type)).forEach((name, field) -> {
            if (!NOT_HERE.contains(name)) {
                if (types.fields(field.type()) == null) {
                    into.add(before + name);
                } else {
                    leaves(field.type(), before + name + ".", into);
                }
            }
        });
    }
}
