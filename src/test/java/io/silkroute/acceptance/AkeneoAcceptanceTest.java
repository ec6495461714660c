package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An Akeneo PIM that is asked, into a shop. */
class AkeneoAcceptanceTest {

    private static final String CATALOGUE = """
            {"categories":[{"code":"master","parent":null,"labels":{"en_US":"Master"}},
                {"code":"shoes","parent":"master","labels":{"en_US":"Shoes","fr_FR":"Chaussures"}},
                {"code":"mugs","parent":"master","labels":{"en_US":"Mugs"}}],
             "attributes":[{"code":"article","type":"pim_catalog_identifier"},{"code":"color","type":"pim_catalog_simpleselect"},
                {"code":"size","type":"pim_catalog_text"},{"code":"name","type":"pim_catalog_text"},
                {"code":"price","type":"pim_catalog_price_collection"},{"code":"weight","type":"pim_catalog_metric"},
                {"code":"care","type":"pim_catalog_multiselect"}],
             "options":{"color":[{"code":"navy","labels":{"en_US":"Navy","fr_FR":"Marine"}},{"code":"red","labels":{"en_US":"Red","fr_FR":"Rouge"}},
                {"code":"sand","labels":{}}],
                "care":[{"code":"brush","labels":{"en_US":"Brush"}},{"code":"wipe","labels":{"en_US":"Wipe"}}]},
             "familyVariants":{"shoes/by_color_size":{"code":"by_color_size","variant_attribute_sets":[
                {"level":2,"axes":["size"],"attributes":["size","article"]},{"level":1,"axes":["color"],"attributes":["color"]}]}},
             "product-models":[
                {"code":"boot","family":"shoes","family_variant":"by_color_size","parent":null,"categories":["shoes"],"updated":"2026-01-01T10:00:00+00:00",
                 "values":{"name":[{"locale":"en_US","scope":null,"data":"Boot"},{"locale":"fr_FR","scope":null,"data":"Botte"}],
                           "care":[{"locale":null,"scope":null,"data":["brush","wipe"]}]}},
                {"code":"boot_navy","family":"shoes","family_variant":"by_color_size","parent":"boot","categories":["shoes"],"updated":"2026-01-01T10:00:00+00:00","values":{}},
                {"code":"boot_red","family":"shoes","family_variant":"by_color_size","parent":"boot","categories":["shoes"],"updated":"2026-01-01T10:00:00+00:00","values":{}}],
             "products-uuid":[
                {"uuid":"0001","family":"shoes","parent":"boot_navy","categories":["shoes"],"enabled":true,"updated":"2026-01-02T10:00:00+00:00",
                 "values":{"article":[{"locale":null,"scope":null,"data":"B-N-38"}],"color":[{"locale":null,"scope":null,"data":"navy"}],
                   "size":[{"locale":null,"scope":null,"data":"38"}],"name":[{"locale":"en_US","scope":null,"data":"Boot"}],
                   "price":[{"locale":null,"scope":"print","data":[{"amount":"1.00","currency":"USD"}]},
                            {"locale":null,"scope":"ecommerce","data":[{"amount":"89.10","currency":"USD"},{"amount":"79.00","currency":"EUR"}]}],
                   "weight":[{"locale":null,"scope":null,"data":{"amount":"0.8000","unit":"KILOGRAM"}}]}},
                {"uuid":"0002","family":"shoes","parent":"boot_red","categories":["shoes"],"enabled":true,"updated":"2026-01-02T10:00:00+00:00",
                 "values":{"article":[{"locale":null,"scope":null,"data":"B-R-39"}],"color":[{"locale":null,"scope":null,"data":"red"}],
                   "size":[{"locale":null,"scope":null,"data":"39"}],"name":[{"locale":"en_US","scope":null,"data":"Boot"}],
                   "price":[{"locale":null,"scope":"ecommerce","data":[{"amount":"99.00","currency":"USD"}]}]}},
                {"uuid":"0003","family":"mugs","parent":null,"categories":["mugs"],"enabled":false,"updated":"2026-01-02T10:00:00+00:00",
                 "values":{"article":[{"locale":null,"scope":null,"data":"MUG"}],"color":[{"locale":null,"scope":null,"data":"sand"}],
                   "name":[{"locale":"en_US","scope":null,"data":"Mug"}],"price":[{"locale":null,"scope":"ecommerce","data":[{"amount":"9.00","currency":"USD"}]}]}}]}
            """;

    @AutoClose
    private static RunningApplication application;

    @AutoClose
    private static AskedPim pim;

    private static Silkroute silkroute;

    @BeforeAll
    static void start() {
        pim = AskedPim.start();
        application = RunningApplication.start(
                "silkroute.fetch.tick=100",
                "silkroute.fetch.tick-delay=50",
                "silkroute.fetch.retry-after=10ms,20ms",
                "silkroute.run.watch-period=200",
                "silkroute.run.watch-delay=100");
        silkroute = application.silkroute;
    }

    private static JsonNode fetched(String connector, String mode) {
        Silkroute.Response asked =
                silkroute.post("/api/connectors/" + connector + "/sources/akeneo/fetch", "{\"mode\":\"" + mode + "\"}");
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> silkroute
                                .get("/api/fetches/" + asked.json().path("id").asString())
                                .json(),
                        one -> !List.of("queued", "running")
                                .contains(one.path("state").asString()));
    }

    private static void tell(JsonNode catalogue) {
        pim.control("{\"akeneo\":" + catalogue + "}");
    }

    private static JsonNode image(String type, String id) {
        return silkroute.item("main", type, id).path("image");
    }

    @Test
    void a_catalogue_comes_with_its_models_options_and_channels_and_then_only_what_changed_and_what_is_gone() {
        ObjectNode catalogue = (ObjectNode) Silkroute.JSON.readTree(CATALOGUE);
        tell(catalogue);
        pim.control(
                "{\"usesOfToken\":7,\"faults\":[{\"status\":0},{\"status\":429,\"headers\":{\"Retry-After\":\"1\"}},{\"status\":0},{\"status\":503}]}");
        silkroute.connect(
                "main",
                "{\"export\":{\"disableDeletions\":false},\"sources\":[{\"name\":\"akeneo\",\"kind\":\"akeneo\",\"address\":\""
                        + pim.address
                        + "/\",\"channel\":\"ecommerce\",\"locales\":[\"en_US\",\"fr_FR\"],\"removals\":true,"
                        + "\"auth\":{\"username\":\"asker\",\"password\":\"pass-word\",\"clientId\":\"client\",\"clientSecret\":\"client-secret\"}}]}");

        JsonNode first = fetched("main", "delta");

        assertThat(first.path("state").asString()).as(first.toString()).isEqualTo("completed");
        assertThat(first.at("/counts/records").asInt()).isEqualTo(7); // 3 categories, a root, 3 products
        assertThat(first.path("receipts")).hasSize(2);
        silkroute.runAfter("main", "");
        JsonNode boot = image("product", "boot");
        assertThat(boot.path("name").path("fr_FR").asString()).isEqualTo("Botte");
        assertThat(boot.path("axes").toString()).isEqualTo("[\"color\",\"size\"]");
        assertThat(boot.at("/attributes/care/en_US").toString()).isEqualTo("[\"Brush\",\"Wipe\"]");
        JsonNode navy = image("variant", "B-N-38");
        assertThat(navy.path("parent").asString()).isEqualTo("boot");
        assertThat(navy.at("/attributes/color").asString()).isEqualTo("Navy");
        assertThat(navy.at("/price/USD").asString()).isEqualTo("89.10");
        assertThat(navy.at("/price/EUR").asString()).isEqualTo("79.00");
        assertThat(navy.at("/weight/unit").asString()).isEqualTo("kg");
        JsonNode mug = image("product", "MUG");
        assertThat(mug.path("status").asString()).isEqualTo("invisible");
        assertThat(mug.at("/attributes/color").asString()).isEqualTo("sand");
        JsonNode shop = silkroute.products().get("boot");
        assertThat(shop.path("variants")).hasSize(2);
        assertThat(silkroute.collections()).containsKey("shoes");

        // The model alone is changed: its products come with it, and it keeps its axes.
        String before = silkroute.lastRun("main").path("id").asString();
        ObjectNode model = (ObjectNode) catalogue.path("product-models").path(0);
        model.put("updated", "2099-01-01T10:00:00+00:00");
        ((ObjectNode) model.path("values").path("name").path(0)).put("data", "Winter boot");
        tell(catalogue);
        JsonNode second = fetched("main", "delta");
        assertThat(second.path("state").asString()).as(second.toString()).isEqualTo("completed");
        assertThat(second.path("since").isNull()).isFalse();
        assertThat(second.at("/counts/records").asInt()).isEqualTo(6); // categories, the root, its two products
        assertThat(second.at("/counts/warned").asInt()).isZero();
        silkroute.runAfter("main", before);
        assertThat(silkroute.products().get("boot").path("title").asString()).isEqualTo("Winter boot");
        assertThat(silkroute.products().get("boot").path("variants")).hasSize(2);

        // One product alone is changed: its root comes with it.
        model.put("updated", "2026-01-01T10:00:00+00:00");
        ((ObjectNode) catalogue.path("products-uuid").path(1)).put("updated", "2099-01-01T10:00:00+00:00");
        tell(catalogue);
        JsonNode third = fetched("main", "delta");
        assertThat(third.at("/counts/records").asInt()).isEqualTo(5);
        assertThat(third.at("/counts/warned").asInt()).isZero();

        // What a full fetch does not bring is gone.
        ((ArrayNode) catalogue.path("products-uuid")).remove(1);
        tell(catalogue);
        JsonNode full = fetched("main", "full");
        assertThat(full.path("state").asString()).as(full.toString()).isEqualTo("completed");
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        silkroute.item("main", "variant", "B-R-39").toString().contains("\"deleted\":true"));
        assertThat(silkroute.item("main", "variant", "B-N-38").toString()).doesNotContain("\"deleted\":true");
    }
}
