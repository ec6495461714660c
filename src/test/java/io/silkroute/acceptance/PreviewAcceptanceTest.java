package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Somebody wants to know what a synchronization would do before it is begun; then it is begun, and does that. */
class PreviewAcceptanceTest {

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;
    private static int connectors;

    private String connector;

    @BeforeAll
    static void start() {
        application = RunningApplication.start(
                "silkroute.shopify.attempts=2",
                "silkroute.shopify.first-pause=20ms",
                "silkroute.users[0].name=otto",
                "silkroute.users[0].password=password-of-otto",
                "silkroute.users[0].role=operator",
                "silkroute.users[1].name=vera",
                "silkroute.users[1].password=password-of-vera",
                "silkroute.users[1].role=viewer");
        silkroute = application.silkroute;
    }

    @BeforeEach
    void clear() {
        silkroute.control("{\"clear\":true}");
        connector = "preview" + ++connectors;
    }

    /** Whose runs begin when they are asked for. */
    private void connect(String config) {
        silkroute.connect(connector, "{\"trigger\":{\"onChange\":false}}");
        silkroute.patch("/api/connectors/" + connector + "/config", config);
    }

    private void push(Pim... items) {
        silkroute.push(connector, List.of(items));
        silkroute.pending(connector, items.length);
    }

    private JsonNode run(Pim... items) {
        if (items.length > 0) {
            push(items);
        }
        String before = silkroute.lastRun(connector).path("id").asString("");
        silkroute.post("/api/connectors/" + connector + "/sync");
        return silkroute.runAfter(connector, before);
    }

    private JsonNode preview(String asked) {
        Silkroute.Response answer = silkroute.post("/api/connectors/" + connector + "/preview", asked);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private JsonNode previewOf(String type, String id) {
        return preview("{\"items\":[{\"type\":\"" + type + "\",\"id\":\"" + id + "\"}]}")
                .path("items")
                .path(0);
    }

    private static JsonNode field(JsonNode item, String name) {
        return item.path("fields")
                .valueStream()
                .filter(field -> field.path("field").asString().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + item));
    }

    private static List<String> actions(JsonNode preview) {
        List<String> actions = new ArrayList<>();
        preview.path("items")
                .forEach(item -> actions.add(item.path("type").asString() + " "
                        + item.path("id").asString() + " " + item.path("action").asString()));
        return actions;
    }

    /** And nobody tells. */
    private static void retitleInShop(String product, String title) {
        ObjectNode variables = Silkroute.JSON.createObjectNode();
        variables
                .putObject("product")
                .put("id", silkroute.products().get(product).path("id").asString())
                .put("title", title);
        JsonNode answer = silkroute.shop(
                "mutation edit($product: ProductUpdateInput) { productUpdate(product: $product) { product { id }"
                        + " userErrors { message } } }",
                variables);
        assertThat(answer.findPath("product").path("id").asString("")).isNotEmpty();
    }

    private static String title(String product) {
        return silkroute.products().get(product).path("title").asString();
    }

    @Test
    void four_values_of_each_field_and_nothing_is_sent() {
        connect("{}");
        run(Pim.product("P1").named("Lamp").tags("summer"));
        retitleInShop("P1", "By hand");
        push(Pim.product("P1").named("Lantern").tags("summer"));
        int runs = silkroute.runs(connector).size();

        JsonNode item = previewOf("product", "P1");

        assertThat(item.path("action").asString()).as(item.toString()).isEqualTo("update");
        assertThat(item.path("reason").asString()).isEqualTo("It differs from what the shop accepted last.");
        assertThat(item.path("pending").asBoolean()).isTrue();
        assertThat(item.path("points").asInt()).isPositive();
        assertThat(item.path("unread").isNull()).isTrue();
        assertThat(field(item, "title").toString())
                .isEqualTo("{\"field\":\"title\",\"shop\":\"By hand\",\"exported\":\"Lamp\",\"pim\":\"Lantern\","
                        + "\"send\":\"Lantern\",\"read\":true,\"sent\":true,"
                        + "\"why\":\"The PIM has another value than was sent last.\"}");
        assertThat(field(item, "tags").path("shop").toString()).isEqualTo("[\"summer\"]");
        assertThat(field(item, "tags").path("sent").asBoolean()).isFalse();
        assertThat(field(item, "variants[P1].price").path("shop").asString()).isEqualTo("10.00");
        assertThat(title("P1")).isEqualTo("By hand");
        assertThat(silkroute.runs(connector)).hasSize(runs);
        assertThat(silkroute.status(connector).path("pending").asInt()).isEqualTo(1);

        assertThat(run().path("counts").path("updated").asInt()).isEqualTo(1);
        assertThat(title("P1")).isEqualTo("Lantern");
        JsonNode after = previewOf("product", "P1");
        assertThat(after.path("action").asString()).isEqualTo("nothing");
        assertThat(after.path("reason").asString()).isEqualTo("Equal to what the shop accepted last.");
    }

    @Test
    void what_is_pending_is_forecast_and_the_run_does_that() {
        connect("{\"export\":{\"disableDeletions\":false,\"removal\":\"archive\"},\"guard\":{\"minimum\":50}}");
        run(Pim.product("kept"), Pim.product("leaving"));
        push(
                Pim.product("kept").named("Renamed"),
                Pim.deleted("product", "leaving"),
                Pim.product("new"),
                Pim.product("hidden").with("status", "\"draft\""),
                Pim.impossible("bad"),
                Pim.category("lamps"),
                Pim.campaign("C1"),
                Pim.code("CODE-1", "C1"));

        JsonNode preview = preview("{\"changed\":true}");

        assertThat(actions(preview))
                .containsExactlyInAnyOrder(
                        "product kept update",
                        "product leaving remove",
                        "product new create",
                        "product hidden nothing",
                        "product bad nothing",
                        "category lamps create",
                        "campaign C1 create",
                        "code CODE-1 nothing");
        assertThat(preview.path("items").toString())
                .contains("Waits for its campaign C1", "It would be rejected: ", "only visible items")
                .contains("It would be archived in the shop.");
        JsonNode forecast = preview.path("forecast");
        assertThat(forecast.path("creates").asInt()).as(forecast.toString()).isEqualTo(3);
        assertThat(forecast.path("updates").asInt()).isEqualTo(1);
        assertThat(forecast.path("removals").asInt()).isEqualTo(1);
        assertThat(forecast.path("others").asInt()).isEqualTo(3);
        assertThat(forecast.path("points").asInt()).isPositive();
        assertThat(forecast.path("calls").asInt()).isPositive();
        assertThat(forecast.path("path").asString()).isEqualTo("single");
        assertThat(forecast.path("estimated").asBoolean()).isFalse();
        assertThat(silkroute.products()).doesNotContainKey("new");

        JsonNode counts = run().path("counts");
        assertThat(counts.path("created").asInt())
                .as("with the code, which finds its campaign there: " + counts)
                .isEqualTo(4);
        assertThat(counts.path("updated").asInt()).isEqualTo(1);
        assertThat(counts.path("archived").asInt()).isEqualTo(1);
        assertThat(counts.path("rejected").asInt()).isEqualTo(1);

        JsonNode stopped = previewOf("product", "bad");
        assertThat(stopped.path("action").asString()).isEqualTo("nothing");
        assertThat(stopped.path("reason").asString()).startsWith("It is rejected and waits for a person: ");
        assertThat(previewOf("product", "nobody").path("reason").asString())
                .isEqualTo("The PIM has not sent it to this connector.");
    }

    @Test
    void a_variant_is_told_with_its_product() {
        connect("{}");
        run(Pim.product("dress").with("axes", "[\"size\"]"), Pim.variant("dress-s", "dress", "S"));
        silkroute.push(
                connector,
                List.of(
                        Pim.variant("dress-s", "dress", "S").with("price", "12"),
                        Pim.variant("dress-m", "dress", "M"),
                        Pim.variant("orphan", "nobody", "S")));
        silkroute.pending(connector, 3); // with the product; the orphan waits

        JsonNode preview = preview(
                "{\"items\":[{\"type\":\"variant\",\"id\":\"dress-s\"},{\"type\":\"variant\",\"id\":\"dress-m\"},"
                        + "{\"type\":\"variant\",\"id\":\"orphan\"}]}");

        assertThat(actions(preview))
                .containsExactly("variant dress-s update", "variant dress-m create", "variant orphan nothing");
        assertThat(field(preview.path("items").path(0), "variants[dress-s].price")
                        .path("send")
                        .asString())
                .isEqualTo("12.00");
        assertThat(preview.path("items").path(0).path("points").asInt()).isZero();
        assertThat(preview.at("/forecast/updates").asInt())
                .as("the product, once")
                .isEqualTo(1);
    }

    @Test
    void a_force_refresh_is_forecast_for_all_that_is_visible() {
        connect("{}");
        run(Pim.product("R1"), Pim.product("R2"));
        push(Pim.product("R3"), Pim.product("R4").with("status", "\"draft\""), Pim.deleted("product", "R2"));

        JsonNode preview = preview("{\"mode\":\"force-refresh\"}");

        assertThat(actions(preview)).containsExactly("product R1 update", "product R3 create");
        assertThat(preview.at("/items/0/reason").asString()).isEqualTo("A force refresh sends every field.");
        assertThat(preview.at("/forecast/creates").asInt()).isEqualTo(1);
        assertThat(preview.at("/forecast/updates").asInt()).isEqualTo(1);
        assertThat(preview.at("/forecast/removals").asInt()).isZero();
        assertThat(field(preview.path("items").path(0), "title").path("sent").asBoolean())
                .isTrue();
        JsonNode named = preview(
                "{\"mode\":\"force-refresh\",\"items\":[{\"type\":\"product\",\"id\":\"R4\"},{\"type\":\"product\",\"id\":\"R2\"}]}");
        assertThat(actions(named)).containsExactly("product R4 nothing", "product R2 nothing");
    }

    @Test
    void a_shop_that_does_not_tell_is_no_error() {
        connect("{}");
        run(Pim.product("P9").named("Lamp"));
        push(Pim.product("P9").named("Torch"));
        silkroute.control("{\"faults\":[{\"operation\":\"nodes\",\"kind\":\"status\",\"status\":403,\"times\":9}]}");

        JsonNode item = previewOf("product", "P9");

        assertThat(item.path("unread").asString()).startsWith("The shop did not tell what it holds");
        assertThat(item.path("action").asString()).isEqualTo("update");
        assertThat(field(item, "title").path("shop").isNull()).isTrue();
        assertThat(field(item, "title").path("read").asBoolean()).isFalse();
        assertThat(field(item, "title").path("send").asString()).isEqualTo("Torch");
    }

    @Test
    void what_somebody_has_changed_or_deleted_and_nobody_has_noticed_is_told() {
        connect("{\"conflicts\":\"shopify-wins\"}");
        run(Pim.campaign("C9"), Pim.product("P8").named("Lamp"));
        ObjectNode variables = Silkroute.JSON
                .createObjectNode()
                .put("id", silkroute.discount("Campaign C9").path("id").asString());
        variables.putObject("change").put("usageLimit", 5);
        silkroute.shop(
                "mutation edit($id: ID!, $change: DiscountCodeBasicInput!) { discountCodeBasicUpdate(id: $id,"
                        + " basicCodeDiscount: $change) { codeDiscountNode { id } userErrors { message } } }",
                variables);
        push(
                Pim.campaign("C9").with("minimum", "{\"subtotal\":\"50\"}"),
                Pim.product("P8").named("Torch"));

        JsonNode campaign = previewOf("campaign", "C9");
        assertThat(campaign.path("action").asString()).as(campaign.toString()).isEqualTo("update");
        assertThat(field(campaign, "limits").at("/shop/usageLimit").asInt()).isEqualTo(5);
        assertThat(field(campaign, "limits").at("/send/usageLimit").asInt()).isEqualTo(5);
        assertThat(field(campaign, "limits").path("why").asString()).contains("that stays");
        assertThat(field(campaign, "minimum").path("why").asString()).isEqualTo("It was not sent before.");

        silkroute.deleteInShop("P8");
        JsonNode gone = previewOf("product", "P8");
        assertThat(gone.path("action").asString()).as(gone.toString()).isEqualTo("create");
        assertThat(gone.path("reason").asString()).contains("Somebody has deleted it in the shop");
        assertThat(run().path("counts").path("created").asInt()).isEqualTo(1);
    }

    @Test
    void what_is_asked_wrongly_is_refused_with_a_sentence() {
        connect("{}");
        List<String> items = new ArrayList<>();
        for (int i = 0; i <= 100; i++) {
            items.add("{\"type\":\"product\",\"id\":\"P" + i + "\"}");
        }

        Silkroute.Response many = silkroute.post(
                "/api/connectors/" + connector + "/preview", "{\"items\":[" + String.join(",", items) + "]}");

        assertThat(many.status()).isEqualTo(400);
        assertThat(many.contentType()).startsWith("application/problem+json");
        assertThat(many.json().path("detail").asString()).contains("At most 100 items");
    }

    @Test
    void operators_read_it_in_the_console_without_a_script_and_viewers_do_not() {
        connect("{}");
        run(Pim.product("shown").named("Lamp"));
        push(Pim.product("shown").named("<b>Lantern</b>"));
        SignedIn operator = SignedIn.as(silkroute.address(), "otto", "password-of-otto");
        SignedIn viewer = SignedIn.as(silkroute.address(), "vera", "password-of-vera");

        SignedIn.Page runs = operator.get("/connectors/" + connector + "/runs");
        SignedIn.Page pending = operator.follow(runs.one("a.to-preview"));
        assertThat(pending.told(".forecast .updates")).isEqualTo("1");
        assertThat(pending.told(".forecast .path")).isEqualTo("single calls");
        assertThat(pending.one(".item-preview .why").text()).contains("It differs");

        SignedIn.Page item = operator.get("/connectors/" + connector + "/items/product/shown");
        SignedIn.Page own = operator.follow(item.one("main a.to-preview"));
        assertThat(own.one(".by-field tbody tr").select("td").eachText())
                .startsWith("Lamp", "Lamp", "<b>Lantern</b>", "<b>Lantern</b>");
        assertThat(own.told(".by-field")).contains("The PIM has another value than was sent last.");
        assertThat(operator.get("/connectors/" + connector + "/preview?mode=force-refresh")
                        .told(".forecast .updates"))
                .isEqualTo("1");

        assertThat(viewer.get("/connectors/" + connector + "/runs").document().select("a.to-preview"))
                .isEmpty();
        assertThat(viewer.get("/connectors/" + connector + "/preview").status()).isEqualTo(403);

        if (Browser.isInstalled()) {
            try (Browser browser = Browser.at(silkroute.address())) {
                browser.signIn("otto", "password-of-otto");
                browser.complaints();
                browser.open("/connectors/" + connector + "/preview");
                List<String> faults = new ArrayList<>();
                for (String theme : List.of("light", "dark")) {
                    for (int width : List.of(1280, 390)) {
                        browser.looks(width, theme);
                        faults.addAll(browser.faults());
                    }
                }
                assertThat(faults).isEmpty();
            }
        }
    }

    @Test
    void the_cases_of_a_mapping_are_run_at_a_button() {
        connect("{}");
        SignedIn operator = SignedIn.as(silkroute.address(), "otto", "password-of-otto");
        SignedIn.Page mapping = operator.get("/connectors/" + connector + "/mapping");

        SignedIn.Page ran = operator.get("/connectors/" + connector + "/mapping?cases="
                + mapping.one("form input[name=cases]").attr("value"));

        assertThat(ran.one("details.cases").hasAttr("open")).isTrue();
        assertThat(ran.told("details.cases")).contains("cases hold", "✓");
    }
}
