package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Each variant shows its picture, and no picture is uploaded twice. */
class VariantPicturesAcceptanceTest {

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;

    @BeforeAll
    static void start() {
        application = RunningApplication.start();
        silkroute = application.silkroute;
        silkroute.connect("pictures", "{}");
    }

    private static Pim product(String id, String... pictures) {
        return with(Pim.product(id).with("axes", "[\"size\"]"), pictures);
    }

    private static Pim variant(String product, String size, String... pictures) {
        return with(Pim.variant(product + "-" + size, product, size), pictures);
    }

    private static Pim with(Pim item, String... pictures) {
        List<String> addresses = new ArrayList<>();
        for (String picture : pictures) {
            addresses.add("\"" + address(picture) + "\"");
        }
        return item.with("images", addresses.toString());
    }

    private static String address(String picture) {
        return "https://img.example.com/" + picture;
    }

    private static void push(Pim... items) {
        JsonNode run = silkroute.synchronize("pictures", items);
        assertThat(run.path("state").asString())
                .as(run + "\n" + silkroute.activity("outcome=parked"))
                .isEqualTo("completed");
    }

    private static void forceRefresh() {
        JsonNode run = silkroute.post("/api/connectors/pictures/force-refresh").json();
        silkroute.runIn(run.path("id").asString(), "completed");
        silkroute.settled("pictures");
    }

    /** Pictures by the size of the variant that shows them. */
    private static Map<String, String> shown(String product) {
        Map<String, String> shown = new TreeMap<>();
        silkroute.products().get(product).path("variants").forEach(variant -> {
            String url = variant.path("image").asString("");
            shown.put(variant.path("options").path("Size").asString(""), url.substring(url.lastIndexOf('/') + 1));
        });
        return shown;
    }

    private static List<String> gallery(String product) {
        List<String> gallery = new ArrayList<>();
        for (String url : silkroute.products().get(product).path("media").findValuesAsString("url")) {
            gallery.add(url.substring(url.lastIndexOf('/') + 1));
        }
        return gallery;
    }

    private static List<String> media(String product) {
        ObjectNode variables = Silkroute.JSON.createObjectNode();
        variables.set("id", silkroute.products().get(product).path("id"));
        return silkroute
                .shop("query q($id: ID!) { product(id: $id) { media(first: 250) { nodes { id status } } } }", variables)
                .at("/data/product/media/nodes")
                .findValuesAsString("id");
    }

    @Test
    void each_variant_shows_its_picture_and_the_gallery_holds_each_once_however_often_it_is_sent() {
        push(product("V", "main.jpg"), variant("V", "s", "red.jpg"), variant("V", "m", "blue.jpg"));
        assertThat(gallery("V")).containsExactly("main.jpg", "red.jpg", "blue.jpg");
        assertThat(shown("V")).containsExactlyInAnyOrderEntriesOf(Map.of("S", "red.jpg", "M", "blue.jpg"));
        List<String> before = media("V");

        push(
                product("V", "main.jpg"),
                variant("V", "s", "red.jpg"),
                variant("V", "m", "blue.jpg"),
                variant("V", "l", "green.jpg"));
        assertThat(gallery("V")).containsExactly("main.jpg", "red.jpg", "blue.jpg", "green.jpg");
        assertThat(shown("V"))
                .containsExactlyInAnyOrderEntriesOf(Map.of("S", "red.jpg", "M", "blue.jpg", "L", "green.jpg"));
        assertThat(media("V")).startsWith(before.toArray(String[]::new));

        List<String> all = media("V");
        forceRefresh();
        assertThat(media("V")).isEqualTo(all);
        assertThat(shown("V"))
                .containsExactlyInAnyOrderEntriesOf(Map.of("S", "red.jpg", "M", "blue.jpg", "L", "green.jpg"));
    }

    @Test
    void a_picture_that_several_show_is_one_and_a_variant_may_change_to_another_that_is_there() {
        push(product("H", "main.jpg", "both.jpg"), variant("H", "s", "both.jpg"), variant("H", "m", "both.jpg"));
        assertThat(gallery("H")).containsExactly("main.jpg", "both.jpg");
        assertThat(shown("H")).containsExactlyInAnyOrderEntriesOf(Map.of("S", "both.jpg", "M", "both.jpg"));
        List<String> before = media("H");

        push(variant("H", "m", "main.jpg"));
        assertThat(media("H")).isEqualTo(before);
        assertThat(shown("H")).containsExactlyInAnyOrderEntriesOf(Map.of("S", "both.jpg", "M", "main.jpg"));

        push(variant("H", "l", "both.jpg"));
        assertThat(media("H")).isEqualTo(before);
        assertThat(shown("H"))
                .containsExactlyInAnyOrderEntriesOf(Map.of("S", "both.jpg", "M", "main.jpg", "L", "both.jpg"));

        push(variant("H", "m"));
        assertThat(media("H")).isEqualTo(before);
        assertThat(shown("H")).as("it has none any more").containsEntry("M", "").containsEntry("S", "both.jpg");
    }

    @Test
    void a_changed_picture_takes_the_place_of_the_former_also_where_only_its_query_changed() {
        push(product("Q", "main.jpg"), variant("Q", "s", "red.jpg?v=1"), variant("Q", "m", "blue.jpg"));
        List<String> before = media("Q");

        push(variant("Q", "s", "red.jpg?v=2"));

        assertThat(gallery("Q")).containsExactly("main.jpg", "red.jpg?v=2", "blue.jpg");
        assertThat(shown("Q")).containsExactlyInAnyOrderEntriesOf(Map.of("S", "red.jpg?v=2", "M", "blue.jpg"));
        assertThat(media("Q")).contains(before.get(0), before.get(2)).doesNotContain(before.get(1));

        push(variant("Q", "s"));
        assertThat(gallery("Q")).containsExactly("main.jpg", "blue.jpg");
        assertThat(media("Q")).containsExactly(before.get(0), before.get(2));
    }

    @Test
    void what_somebody_deleted_in_the_shop_and_what_failed_there_comes_again_once() {
        push(product("D", "main.jpg"), variant("D", "s", "red.jpg"), variant("D", "m", "unreadable.jpg"));
        List<String> before = media("D");
        ObjectNode variables = Silkroute.JSON.createObjectNode();
        variables.set("id", silkroute.products().get("D").path("id"));
        variables.putArray("files").addObject().put("id", before.get(0));
        variables.withArray("files").addObject().put("id", before.get(2));
        silkroute.shop(
                "mutation d($id: ID!, $files: [FileSetInput!]!) { productSet(identifier: {id: $id}, input: {files: $files})"
                        + " { userErrors { message } } }",
                variables);
        assertThat(gallery("D")).containsExactly("main.jpg", "unreadable.jpg");
        Awaitility.await()
                .until(() -> silkroute
                        .shop(
                                "query q($id: ID!) { product(id: $id) { media(first: 9) { nodes { status } } } }",
                                variables.deepCopy().without("files"))
                        .findValuesAsString("status")
                        .contains("FAILED"));

        push(product("D", "main.jpg", "more.jpg"));

        assertThat(gallery("D")).containsExactly("main.jpg", "more.jpg", "red.jpg", "unreadable.jpg");
        assertThat(shown("D")).containsExactlyInAnyOrderEntriesOf(Map.of("S", "red.jpg", "M", "unreadable.jpg"));
        assertThat(media("D")).contains(before.get(0)).doesNotContain(before.get(1), before.get(2));
    }

    @Test
    void a_variant_that_has_left_and_stays_in_the_shop_keeps_its_picture() {
        push(product("L", "main.jpg"), variant("L", "s", "red.jpg"), variant("L", "m", "blue.jpg"));
        List<String> before = media("L");

        push(Pim.deleted("variant", "L-m"), variant("L", "s", "green.jpg"));

        assertThat(gallery("L")).containsExactlyInAnyOrder("main.jpg", "green.jpg", "blue.jpg");
        assertThat(shown("L")).containsExactlyInAnyOrderEntriesOf(Map.of("S", "green.jpg", "M", "blue.jpg"));
        assertThat(media("L")).contains(before.get(0), before.get(2));
    }

    @Test
    void an_adopted_product_keeps_the_pictures_that_it_has_under_the_same_name() {
        ObjectNode variables = Silkroute.JSON.createObjectNode();
        silkroute.shop(
                "mutation { productSet(input: {title: \"Old\", handle: \"adopted\", files: [{originalSource:"
                        + " \"https://old.example/red.png\"}, {originalSource: \"https://old.example/theirs.png\"}],"
                        + " productOptions: [{name: \"Size\", values: [{name: \"S\"}]}], variants: [{sku: \"Y-s\","
                        + " optionValues: [{optionName: \"Size\", name: \"S\"}]}]}) { userErrors { message } } }",
                variables);
        Awaitility.await()
                .until(() -> silkroute
                        .shop(
                                "{ products(first: 1, query: \"handle:adopted\") { nodes { media(first: 9) { nodes {"
                                        + " status } } } } }",
                                variables)
                        .findValuesAsString("status")
                        .equals(List.of("READY", "READY")));
        silkroute.connect("adopts", "{\"linkExisting\":\"sku\"}");

        silkroute.synchronize("adopts", product("Y", "main.jpg"), variant("Y", "s", "red.jpg"));

        JsonNode adopted = silkroute.products().get("Y");
        assertThat(adopted.path("media").findValuesAsString("url"))
                .containsExactly(
                        "https://img.example.com/main.jpg",
                        "https://old.example/red.png",
                        "https://old.example/theirs.png");
        assertThat(shown("Y")).containsValue("red.png");
    }

    @Test
    void pictures_that_others_added_in_the_shop_stay() {
        push(product("F", "main.jpg"), variant("F", "s", "red.jpg"), variant("F", "m", "blue.jpg"));
        ObjectNode variables = Silkroute.JSON.createObjectNode();
        variables.set("id", silkroute.products().get("F").path("id"));
        media("F").forEach(id -> variables.withArray("files").addObject().put("id", id));
        variables.withArray("files").addObject().put("originalSource", address("theirs.jpg"));
        silkroute.shop(
                "mutation d($id: ID!, $files: [FileSetInput!]!) { productSet(identifier: {id: $id}, input: {files: $files})"
                        + " { userErrors { message } } }",
                variables);

        push(variant("F", "l", "green.jpg"));
        forceRefresh();

        assertThat(gallery("F")).containsExactly("main.jpg", "red.jpg", "blue.jpg", "green.jpg", "theirs.jpg");
        assertThat(shown("F")).containsEntry("L", "green.jpg").containsEntry("S", "red.jpg");
    }

    @Test
    void pictures_above_shopifys_limit_are_left_out_and_told_and_those_that_variants_show_are_kept() {
        String[] many = new String[260];
        for (int i = 0; i < many.length; i++) {
            many[i] = "p" + i + ".jpg";
        }
        many[0] = "shown.jpg";

        push(product("X", "main.jpg"), variant("X", "s", many), variant("X", "m", "last.jpg"));

        assertThat(gallery("X")).hasSize(250).contains("main.jpg", "shown.jpg", "last.jpg");
        assertThat(shown("X")).containsExactlyInAnyOrderEntriesOf(Map.of("S", "shown.jpg", "M", "last.jpg"));
        assertThat(silkroute
                        .activity("type=product&item=X")
                        .get(0)
                        .at("/detail/notes/0")
                        .asString())
                .isEqualTo("Pictures were left out: it has 262, and Shopify takes at most 250 of a product.");
    }

    @Test
    void by_bulk_operations_too_each_variant_shows_its_picture() {
        int n = 120;
        List<Pim> items = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            items.add(product("B" + i, "main" + i + ".jpg"));
            items.add(variant("B" + i, "s", "red" + i + ".jpg"));
            items.add(variant("B" + i, "m", "main" + i + ".jpg"));
        }
        long lines = silkroute.bulkLines("productSet");
        silkroute.connect("bulk", "{\"exportPath\":\"bulk\"}");
        JsonNode run = silkroute.synchronize("bulk", items.toArray(Pim[]::new));

        assertThat(run.path("state").asString()).isEqualTo("completed");
        assertThat(run.at("/counts/created").asInt()).isEqualTo(3 * n);
        for (int i = 0; i < n; i++) {
            assertThat(gallery("B" + i)).containsExactly("main" + i + ".jpg", "red" + i + ".jpg");
            assertThat(shown("B" + i))
                    .containsExactlyInAnyOrderEntriesOf(Map.of("S", "red" + i + ".jpg", "M", "main" + i + ".jpg"));
        }
        assertThat(silkroute.bulkLines("productSet")).isEqualTo(lines + 2L * n);
    }
}
