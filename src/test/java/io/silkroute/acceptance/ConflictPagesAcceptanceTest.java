package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** The console's pages of conflicts: the values side by side, decisions one by one and many at once, what is kept. */
class ConflictPagesAcceptanceTest {

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;
    private static SignedIn operator;
    private static SignedIn viewer;

    @BeforeAll
    static void start() {
        application = RunningApplication.start(
                "silkroute.conflicts.tick=200",
                "silkroute.conflicts.tick-delay=200",
                "silkroute.users[0].name=otto",
                "silkroute.users[0].password=password-of-otto",
                "silkroute.users[0].role=operator",
                "silkroute.users[1].name=vera",
                "silkroute.users[1].password=password-of-vera",
                "silkroute.users[1].role=viewer");
        silkroute = application.silkroute;
        operator = SignedIn.as(silkroute.address(), "otto", "password-of-otto");
        viewer = SignedIn.as(silkroute.address(), "vera", "password-of-vera");
    }

    private static void connect(String connector, String... products) {
        silkroute.connect(connector, "{\"conflicts\":\"manual\",\"trigger\":{\"onChange\":false}}");
        for (String product : products) {
            silkroute.push(connector, Pim.product(product).named("Lamp").toString());
        }
        run(connector);
        for (String product : products) {
            ObjectNode variables = Silkroute.JSON.createObjectNode();
            variables
                    .putObject("product")
                    .put("title", "Lantern <b>")
                    .set("id", silkroute.products().get(product).path("id"));
            silkroute.shop(
                    "mutation edit($product: ProductUpdateInput) { productUpdate(product: $product) { product { id } } }",
                    variables);
        }
        silkroute.post("/api/connectors/" + connector + "/drift", "{\"settle\":true}");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> silkroute.status(connector).path("conflicts").asInt() == products.length);
    }

    private static void run(String connector) {
        String before = silkroute.lastRun(connector).path("id").asString("");
        silkroute.post("/api/connectors/" + connector + "/sync");
        silkroute.runAfter(connector, before);
    }

    private static String title(String product) {
        return silkroute.products().get(product).path("title").asString();
    }

    private static Map<String, String> hidden(Element form) {
        Map<String, String> fields = new LinkedHashMap<>();
        form.select("input[type=hidden]").forEach(field -> fields.put(field.attr("name"), field.attr("value")));
        return fields;
    }

    @Test
    void the_values_stand_side_by_side_and_a_field_is_decided() {
        connect("side", "S1");

        SignedIn.Page page = operator.get("/connectors/side/conflicts");
        assertThat(page.told("main table")).contains("title", "Lamp", "Lantern <b>");
        assertThat(page.told(".subnav")).contains("Conflicts 1");
        Element form = page.document().select("main section form").first();
        Map<String, String> fields = hidden(form);
        fields.put("field:title", "shopify");
        SignedIn.Page after = operator.post(form.attr("action"), fields);
        assertThat(after.text()).contains("It was decided. The next run does it.");

        SignedIn.Page item = operator.get("/connectors/side/items/product/S1");
        assertThat(item.told(".kept")).contains("title", "Lantern <b>", "Lamp");
        Element drop = item.one(".kept form");
        assertThat(operator.post(drop.attr("action"), hidden(drop)).text()).contains("value stands again");
        run("side");
        assertThat(title("S1")).isEqualTo("Lamp");
    }

    @Test
    void many_are_decided_at_once() {
        connect("many", "M1", "M2");
        SignedIn.Page page = operator.get("/connectors/many/conflicts");
        Element form = page.one("form#chosen-conflicts");
        Map<String, String> fields = hidden(form);
        fields.put("keep", "pim");
        fields.put("id", page.document().select("input[name=id]").first().attr("value"));
        assertThat(operator.post(form.attr("action"), fields).text()).contains("One conflict was resolved.");

        assertThat(silkroute.status("many").path("conflicts").asInt()).isEqualTo(1);
        assertThat(operator.get("/connectors/many/conflicts?state=resolved").told("main"))
                .contains("resolved by the user");
        assertThat(operator.get("/connectors/many/to-do").text()).contains("The shop holds something other");
    }

    @Test
    void a_viewer_sees_them_and_decides_nothing() {
        connect("seen", "V1");

        SignedIn.Page page = viewer.get("/connectors/seen/conflicts");

        assertThat(page.told("main table")).contains("Lantern <b>");
        assertThat(page.document().select("main form button[name=keep], main select[name^=field]"))
                .isEmpty();
    }
}
