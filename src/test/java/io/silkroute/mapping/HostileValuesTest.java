package io.silkroute.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.catalogue.CanonicalJson;
import io.silkroute.catalogue.Item;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Whatever a PIM sends: a payload or a refusal with reasons, never an exception, and the same each time. */
class HostileValuesTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Mapping DELIVERED = new Mappings(Path.of("mappings")).product("product.yaml");
    private static final List<String> FIELDS =
            List.of("sku", "family", "tags", "status", "name", "description", "axes", "attributes", "price", "images");
    private static final List<String> ATTRIBUTES = List.of(
            "handle",
            "brand",
            "ean",
            "compare_at_price",
            "cost",
            "material",
            "short_description",
            "country_of_origin",
            "warranty_months",
            "size");

    static List<JsonNode> oddities() {
        ObjectNode deep = JSON.objectNode();
        ObjectNode at = deep;
        for (int i = 0; i < 60; i++) {
            at = at.putObject(i % 2 == 0 ? "label" : "en_US");
        }
        return List.of(
                JSON.nullNode(),
                JSON.booleanNode(true),
                JSON.numberNode(0),
                JSON.numberNode(new BigDecimal("1e9999")),
                JSON.numberNode(new BigDecimal("-1e-9999")),
                JSON.numberNode(new BigDecimal("10.10")),
                JSON.numberNode(Double.NaN),
                JSON.numberNode(Double.POSITIVE_INFINITY),
                JSON.textNode(""),
                JSON.textNode(" \t\n "),
                JSON.textNode("\u0001\u0007\u001f\u007f\u2028"),
                JSON.textNode("\ud83e\uddf6\u200d\u202e"),
                JSON.textNode("\ud83e"),
                JSON.textNode("x".repeat(300_000)),
                JSON.textNode("9".repeat(300_000)),
                JSON.textNode("<p>".repeat(20_000)),
                JSON.textNode("<script>alert(1)</script>"),
                JSON.textNode("' OR 1=1 --"),
                JSON.textNode("${jndi:ldap://localhost/a}"),
                JSON.arrayNode(),
                JSON.arrayNode().add(JSON.nullNode()).add(JSON.objectNode()).add(JSON.arrayNode()),
                JSON.arrayNode().add(1).add("a").add(true).add(JSON.arrayNode().add("b")),
                JSON.objectNode(),
                JSON.objectNode().putNull("en_US"),
                JSON.objectNode().put("en_US", 5),
                JSON.objectNode().set("en_US", JSON.arrayNode().add("a")),
                JSON.objectNode().put("", "").put("key", "k").put("label", "l"),
                JSON.objectNode().put("USD", "12,50"),
                deep);
    }

    @ParameterizedTest
    @MethodSource("oddities")
    void any_value_in_any_field_renders_or_is_refused(JsonNode odd) {
        for (String field : FIELDS) {
            ObjectNode product = product();
            product.set(field, odd);
            renders(product, List.of());
            ObjectNode variant = variant("A");
            variant.set(field, odd);
            renders(product(), List.of(variant, variant("B")));
        }
        for (String attribute : ATTRIBUTES) {
            ObjectNode product = product();
            product.withObject("attributes").set(attribute, odd);
            renders(product, List.of());
            ObjectNode variant = variant("A");
            variant.withObject("attributes").set(attribute, odd);
            renders(product(), List.of(variant, variant("B")));
        }
    }

    @Test
    void random_mixtures_of_them_render_or_are_refused() {
        Random random = new Random(7);
        List<JsonNode> odd = oddities();
        for (int i = 0; i < 300; i++) {
            ObjectNode product = product();
            FIELDS.forEach(field -> product.set(field, odd.get(random.nextInt(odd.size() - 10) % odd.size())));
            List<ObjectNode> variants = new ArrayList<>();
            for (int v = random.nextInt(4); v > 0; v--) {
                ObjectNode variant = variant("V" + v);
                ATTRIBUTES.forEach(
                        attribute -> variant.withObject("attributes").set(attribute, odd.get(random.nextInt(10))));
                variants.add(variant);
            }
            renders(product, variants);
        }
    }

    private static void renders(ObjectNode product, List<ObjectNode> variants) {
        List<Item> items = variants.stream().map(Item::of).toList();
        Rendered once = MappingText.render(DELIVERED, Item.of(product.deepCopy()), items);
        Rendered again = MappingText.render(DELIVERED, Item.of(product.deepCopy()), items);
        assertThat(again).isEqualTo(once);
        if (once instanceof Rendered.Refused refused) {
            assertThat(refused.reasons())
                    .isNotEmpty()
                    .allSatisfy(
                            reason -> assertThat(reason).hasSizeLessThan(1_000).endsWith("."));
        } else if (once instanceof Rendered.Payload payload) {
            assertThat(payload.input().path("title").asString()).isNotBlank();
            assertThat(payload.variantIds()).hasSameSizeAs(payload.input().path("variants"));
            assertThat(payload.notes()).allSatisfy(note -> assertThat(note).hasSizeLessThan(1_000));
            assertThat(CanonicalJson.bytes(payload.input())).isNotEmpty();
        }
    }

    private static ObjectNode product() {
        ObjectNode product = JSON.objectNode();
        product.put("type", "product").put("id", "P").put("name", "Lamp");
        product.putArray("axes").add("size");
        product.putObject("attributes").put("brand", "aurex");
        product.putObject("price").put("USD", "5");
        return product;
    }

    private static ObjectNode variant(String id) {
        ObjectNode variant = JSON.objectNode();
        variant.put("type", "variant").put("id", id).put("parent", "P");
        variant.putObject("attributes").put("size", id);
        return variant;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p onclick='x()'>a</p>",
                "<img src=x onerror=x()>",
                "<svg/onload=x()>",
                "<a href='javascript:x()'>a</a>",
                "<a href='java\tscript:x()'>a</a>",
                "<a href='JaVaScRiPt:x()'>a</a>",
                "<a href='data:text/html,<script>x()</script>'>a</a>",
                "<iframe src='https://example.com'></iframe>a",
                "<form action='https://example.com'><input name=a></form>a",
                "<object data=a></object><embed src=a><base href='https://example.com'>a",
                "<scr<script>ipt>x()</script>a",
                "<math><mtext></form><form><mglyph><style></math><img src onerror=x()>",
                "<!--<img src=\"--><img src=x onerror=x()>\">a",
            })
    void html_that_runs_something_is_disarmed(String html) {
        ObjectNode product = product().put("description", html);
        Rendered rendered = MappingText.render(DELIVERED, Item.of(product), List.of());
        String clean =
                ((Rendered.Payload) rendered).input().path("descriptionHtml").asString();
        org.jsoup.nodes.Document shown = org.jsoup.Jsoup.parseBodyFragment(clean);
        assertThat(shown.select("script, iframe, form, input, object, embed, base, svg, math, style"))
                .isEmpty();
        shown.getAllElements()
                .forEach(element -> element.attributes().forEach(attribute -> {
                    assertThat(attribute.getKey()).doesNotStartWith("on");
                    assertThat(attribute.getValue().toLowerCase(java.util.Locale.ROOT))
                            .doesNotContain("script:", "data:");
                }));
    }

    @Test
    void the_order_of_a_pims_keys_decides_nothing() {
        ArrayNode names = JSON.arrayNode();
        names.add(JSON.objectNode().put("fr_FR", "Lampe").put("de_DE", "Leuchte"));
        names.add(JSON.objectNode().put("de_DE", "Leuchte").put("fr_FR", "Lampe"));
        List<String> titles = new ArrayList<>();
        for (JsonNode name : names) {
            Rendered rendered = MappingText.render(DELIVERED, Item.of(product().set("name", name)), List.of());
            titles.add(((Rendered.Payload) rendered).input().path("title").asString());
        }
        assertThat(titles).containsExactly("Leuchte", "Leuchte");
    }
}
