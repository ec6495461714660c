package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.shopify.AdminSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The texts of products and collections are in the shop's languages what the PIM says, and only what changed is sent. */
class LanguagesAcceptanceTest {

    private static final List<String> CALLS =
            List.of("shopLocales", "translatableResourcesByIds", "node", "translationsRegister", "translationsRemove");

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;

    @BeforeAll
    static void start() {
        application = RunningApplication.start(
                "silkroute.run.watch-period=200",
                "silkroute.run.watch-delay=100",
                "silkroute.shopify.attempts=2",
                "silkroute.shopify.first-pause=20ms");
        silkroute = application.silkroute;
    }

    @BeforeEach
    void a_shop_with_german_and_french() {
        silkroute.control("{\"clearFaults\":true,\"locales\":[\"de\",\"fr\"]}");
    }

    private static Pim lamp(String id, String name) {
        return Pim.product(id).with("name", name);
    }

    private static JsonNode push(String connector, Pim... items) {
        JsonNode run = silkroute.synchronize(connector, items);
        assertThat(run.path("state").asString())
                .as(run + "\n" + silkroute.activity("connector=" + connector + "&outcome=parked"))
                .isEqualTo("completed");
        return run;
    }

    private static long calls() {
        return CALLS.stream().mapToLong(silkroute::calls).sum();
    }

    /** {@code "de title": "Lampe"}, of what belongs to an object of this id in the shop. */
    private static Map<String, String> translations(String gid) {
        Map<String, String> all = new TreeMap<>();
        for (JsonNode one : silkroute.shopContents("translations")) {
            if (one.path("resourceId").asString("").equals(gid)) {
                all.put(
                        one.path("locale").asString("") + " " + one.path("key").asString("")
                                + (one.path("outdated").asBoolean(false) ? " (outdated)" : ""),
                        one.path("value").asString(""));
            }
        }
        return all;
    }

    /** The same of all objects, by what they translate: {@code "de Red": "Rot"}. */
    private static Map<String, String> translated() {
        Map<String, String> all = new TreeMap<>();
        for (JsonNode one : silkroute.shopContents("translations")) {
            all.put(
                    one.path("locale").asString("") + " " + one.path("of").asString(""),
                    one.path("value").asString(""));
        }
        return all;
    }

    private static String gid(String product) {
        JsonNode held = silkroute.products().get(product);
        assertThat(held).as(product).isNotNull();
        return Objects.requireNonNull(held).path("id").asString("");
    }

    private static List<String> told(String connector, String words) {
        return silkroute.activity("connector=" + connector + "&q=" + words).stream()
                .map(entry -> entry.path("sentence").asString(""))
                .toList();
    }

    @Test
    void texts_of_products_options_metafields_and_collections_arrive_in_all_languages() {
        silkroute.connect("all", "{}");

        push(
                "all",
                Pim.category("lamps").with("name", "{\"en_US\":\"Lamps\",\"de_DE\":\"Leuchten\",\"fr_FR\":\"Lampes\"}"),
                lamp("ALL", "{\"en_US\":\"Floor lamp\",\"de_DE\":\"Stehlampe\",\"fr_FR\":\"Lampadaire\"}")
                        .with("description", "{\"en_US\":\"<p>Bright</p>\",\"de_DE\":\"<p>Hell</p>\"}")
                        .with("seo", "{\"title\":{\"en_US\":\"Buy it\",\"fr_FR\":\"Achetez\"}}")
                        .with("categories", "[\"lamps\"]")
                        .with("axes", "[\"color\"]")
                        .with("attributes", "{\"short_description\":{\"en_US\":\"A lamp\",\"de_DE\":\"Eine Lampe\"}}"),
                Pim.variant("ALL-R", "ALL", "x")
                        .with(
                                "attributes",
                                "{\"color\":{\"key\":\"red\",\"label\":{\"en_US\":\"Red\",\"de_DE\":\"Rot\"}}}"),
                Pim.variant("ALL-B", "ALL", "x")
                        .with("attributes", "{\"color\":{\"en_US\":\"Blue\",\"fr_FR\":\"Bleu\"}}"));

        assertThat(translations(gid("ALL")))
                .isEqualTo(Map.of(
                        "de title", "Stehlampe",
                        "fr title", "Lampadaire",
                        "de body_html", "<p>Hell</p>",
                        "fr meta_title", "Achetez"));
        assertThat(translated())
                .containsEntry("de Red", "Rot")
                .containsEntry("fr Blue", "Bleu")
                .containsEntry("de A lamp", "Eine Lampe")
                .containsEntry("de Lamps", "Leuchten")
                .containsEntry("fr Lamps", "Lampes");
    }

    @Test
    void what_comes_again_makes_no_call_and_a_changed_text_only_those_of_translations() {
        silkroute.connect("again", "{}");
        Pim lamp = lamp("AGAIN", "{\"en_US\":\"Desk lamp\",\"de_DE\":\"Tischlampe\",\"fr_FR\":\"Lampe\"}");
        push("again", lamp);
        long calls = calls();
        long writes = silkroute.calls("productSet") + silkroute.calls("productVariantsBulkUpdate");

        push("again", lamp);
        assertThat(calls()).isEqualTo(calls);

        push("again", lamp("AGAIN", "{\"en_US\":\"Desk lamp\",\"de_DE\":\"Schreibtischlampe\",\"fr_FR\":\"Lampe\"}"));
        assertThat(translations(gid("AGAIN"))).isEqualTo(Map.of("de title", "Schreibtischlampe", "fr title", "Lampe"));
        assertThat(silkroute.calls("productSet") + silkroute.calls("productVariantsBulkUpdate"))
                .isEqualTo(writes);
        assertThat(calls()).isEqualTo(calls + 3); // the languages, the digest, the text
        assertThat(silkroute.told("again", "product", "AGAIN")).anyMatch(one -> one.contains("Updated in the shop."));
    }

    @Test
    void a_text_that_the_pim_takes_back_is_removed_and_nobody_elses() {
        silkroute.connect("back", "{}");
        push("back", lamp("BACK", "{\"en_US\":\"Wall lamp\",\"de_DE\":\"Wandlampe\",\"fr_FR\":\"Applique\"}"));
        String gid = gid("BACK");
        JsonNode content = silkroute
                .shop(
                        "query q($id: ID!) { translatableResource(resourceId: $id) { translatableContent { key digest } } }",
                        Silkroute.JSON.createObjectNode().put("id", gid))
                .at("/data/translatableResource/translatableContent");
        String digest = "";
        for (JsonNode one : content) {
            digest = one.path("key").asString("").equals("handle")
                    ? one.path("digest").asString("")
                    : digest;
        }
        silkroute.shop(
                "mutation m($id: ID!, $digest: String!) { translationsRegister(resourceId: $id, translations: [{key:"
                        + " \"handle\", locale: \"fr\", value: \"applique\", translatableContentDigest: $digest}]) {"
                        + " userErrors { message } } }",
                Silkroute.JSON.createObjectNode().put("id", gid).put("digest", digest));

        push("back", lamp("BACK", "{\"en_US\":\"Wall lamp\",\"de_DE\":\"Wandlampe\"}"));

        assertThat(translations(gid)).isEqualTo(Map.of("de title", "Wandlampe", "fr handle", "applique"));

        push("back", lamp("BACK", "{\"en_US\":\"Wall lamp\"}"));
        assertThat(translations(gid)).isEqualTo(Map.of("fr handle", "applique"));
    }

    @Test
    void a_changed_source_leaves_no_translation_outdated() {
        silkroute.connect("source", "{}");
        push("source", lamp("SRC", "{\"en_US\":\"Old lamp\",\"de_DE\":\"Lampe\"}"));

        push("source", lamp("SRC", "{\"en_US\":\"New lamp\",\"de_DE\":\"Lampe\"}"));

        assertThat(translations(gid("SRC"))).isEqualTo(Map.of("de title", "Lampe"));
    }

    @Test
    void a_force_refresh_repairs_what_is_outdated_and_what_is_gone() {
        silkroute.connect("forced", "{}");
        push("forced", lamp("FRC", "{\"en_US\":\"Big lamp\",\"de_DE\":\"Lampe\",\"fr_FR\":\"Grande\"}"));
        String gid = gid("FRC");
        silkroute.shop(
                "mutation m($id: ID!) { translationsRemove(resourceId: $id, translationKeys: [\"title\"], locales:"
                        + " [\"fr\"]) { userErrors { message } } }",
                Silkroute.JSON.createObjectNode().put("id", gid));
        silkroute.control("{\"productTitles\":[{\"product\":\"" + gid + "\",\"title\":\"By hand\"}]}");
        assertThat(translations(gid)).isEqualTo(Map.of("de title (outdated)", "Lampe"));

        String before = silkroute.lastRun("forced").path("id").asString();
        silkroute.post("/api/connectors/forced/force-refresh");
        silkroute.runAfter("forced", before);

        assertThat(translations(gid)).isEqualTo(Map.of("de title", "Lampe", "fr title", "Grande"));
    }

    @Test
    void a_language_that_the_shop_lacks_is_told_once_and_is_no_failure() {
        silkroute.connect("lacks", "{}");

        JsonNode run = push(
                "lacks",
                lamp("LCK-1", "{\"en_US\":\"Lamp 1\",\"it_IT\":\"Lampada 1\",\"de_DE\":\"Lampe 1\"}"),
                lamp("LCK-2", "{\"en_US\":\"Lamp 2\",\"it_IT\":\"Lampada 2\",\"de_DE\":\"Lampe 2\"}"));

        assertThat(run.path("counts").path("created").asInt()).isEqualTo(2);
        assertThat(told("lacks", "no%20language"))
                .singleElement()
                .asString()
                .contains("The shop has no language it-IT");
        assertThat(translations(gid("LCK-1"))).isEqualTo(Map.of("de title", "Lampe 1"));
        assertThat(silkroute.status("lacks").path("state").asString()).isEqualTo("healthy");
    }

    @Test
    void items_in_one_language_ask_for_none() {
        silkroute.connect("one", "{}");
        long calls = calls();

        push("one", lamp("ONE", "{\"en_US\":\"Lamp\"}"), Pim.category("one-c"));

        assertThat(calls()).isEqualTo(calls);
    }

    @Test
    void an_app_that_may_not_translate_sends_everything_else_and_says_which_scopes_it_lacks() {
        silkroute.connect("scopes", "{}");
        silkroute.control("{\"scopes\":{\"revoke\":[\"write_translations\"]}}");
        try {
            JsonNode run = push("scopes", lamp("SCP", "{\"en_US\":\"Lamp\",\"de_DE\":\"Lampe\"}"));

            assertThat(run.path("counts").path("created").asInt()).isEqualTo(1);
            assertThat(run.path("counts").path("incomplete").toString()).contains("1");
            assertThat(told("scopes", "write_translations")).isNotEmpty();
            assertThat(silkroute.post("/api/connectors/scopes/shop/test").text())
                    .contains("write_translations (to write");
        } finally {
            silkroute.control("{\"scopes\":{\"grant\":[\"write_translations\"]}}");
        }
    }

    @Test
    void a_refused_text_parks_the_product_with_the_reason_and_the_others_arrive() {
        silkroute.connect("refused", "{}");
        silkroute.control("{\"locales\":[\"de\",\"fr\",\"nl\"]}");
        push("refused", lamp("REF", "{\"en_US\":\"Lamp\"}"));
        String option = "x".repeat(250);

        JsonNode run = silkroute.synchronize(
                "refused",
                Pim.product("REF2")
                        .with("name", "{\"en_US\":\"Lamp\",\"de_DE\":\"Lampe\"}")
                        .with("axes", "[\"color\"]"),
                Pim.variant("REF2-A", "REF2", "x")
                        .with("attributes", "{\"color\":{\"en_US\":\"Red\",\"de_DE\":\"" + option + "longer\"}}"),
                Pim.variant("REF2-B", "REF2", "x")
                        .with("attributes", "{\"color\":{\"en_US\":\"Blue\",\"de_DE\":\"Blau\"}}"));

        assertThat(run.path("state").asString()).isEqualTo("completed-with-failures");
        assertThat(silkroute
                        .activity("connector=refused&type=product&outcome=parked")
                        .get(0)
                        .path("sentence")
                        .asString())
                .startsWith("The shop has it, but not these translations: de options.Color.values.Red.")
                .contains("255");
        assertThat(translated()).containsEntry("de Blue", "Blau").containsEntry("de Lamp", "Lampe");
    }

    @Test
    void a_variant_that_leaves_and_stays_in_the_shop_keeps_its_values_names() {
        silkroute.connect("kept", "{\"export\":{\"disableDeletions\":true}}");
        push(
                "kept",
                lamp("KPT", "{\"en_US\":\"Kept lamp\"}").with("axes", "[\"color\"]"),
                Pim.variant("KPT-O", "KPT", "x")
                        .with("attributes", "{\"color\":{\"en_US\":\"Orange 1.5\",\"de_DE\":\"Apfelsine\"}}"),
                Pim.variant("KPT-G", "KPT", "x")
                        .with("attributes", "{\"color\":{\"en_US\":\"Green\",\"de_DE\":\"Grün\"}}"));

        push(
                "kept",
                Pim.deleted("variant", "KPT-O"),
                lamp("KPT", "{\"en_US\":\"Lamp that is kept\"}").with("axes", "[\"color\"]"));

        assertThat(silkroute.products().get("KPT").path("variants")).hasSize(2);
        assertThat(translated()).containsEntry("de Orange 1.5", "Apfelsine").containsEntry("de Green", "Grün");
    }

    @Test
    void what_an_answer_that_was_lost_may_have_brought_is_compared_when_the_product_goes_again() {
        silkroute.connect("lost", "{}");
        silkroute.control(
                "{\"faults\":[{\"kind\":\"answer-lost\",\"operation\":\"translationsRegister\",\"times\":2}]}");
        silkroute.synchronize("lost", lamp("LST", "{\"en_US\":\"Lost lamp\",\"de_DE\":\"Lampe\"}"));
        silkroute.control("{\"clearFaults\":true}");
        assertThat(translations(gid("LST"))).isEqualTo(Map.of("de title", "Lampe"));
        assertThat(silkroute.item("lost", "product", "LST").path("hashExported").isString())
                .isFalse();

        push("lost", lamp("LST", "{\"en_US\":\"Lost lamp\"}")); // the PIM has taken back what may have arrived

        assertThat(translations(gid("LST"))).isEmpty();
        assertThat(silkroute.products().values().stream()
                        .filter(one -> one.path("title").asString("").equals("Lost lamp")))
                .hasSize(1);
    }

    @Test
    void products_of_a_bulk_operation_get_theirs_afterwards() {
        silkroute.connect("bulk", "{\"exportPath\":\"bulk\"}");
        List<Pim> many = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            many.add(lamp("BLK-" + i, "{\"en_US\":\"Bulk lamp " + i + "\",\"de_DE\":\"Lampe " + i + "\"}"));
        }

        JsonNode run = push("bulk", many.toArray(Pim[]::new));

        assertThat(run.path("api").path("bulkOperations").asInt()).isPositive();
        for (int i = 0; i < 12; i++) {
            assertThat(translations(gid("BLK-" + i))).isEqualTo(Map.of("de title", "Lampe " + i));
        }
    }

    @Test
    void a_preview_shows_what_would_be_sent_and_what_it_takes() {
        silkroute.connect("preview", "{}");
        push("preview", lamp("PRE", "{\"en_US\":\"Lamp\",\"de_DE\":\"Lampe\"}"));
        silkroute.put("/api/connectors/preview/deactivate");
        silkroute.push("preview", List.of(lamp("PRE", "{\"en_US\":\"Lamp\",\"de_DE\":\"Leuchte\"}")));
        silkroute.pending("preview", 1);

        JsonNode item = silkroute
                .post("/api/connectors/preview/preview", "{\"items\":[{\"type\":\"product\",\"id\":\"PRE\"}]}")
                .json()
                .at("/items/0");

        assertThat(item.path("action").asString()).as(item.toString()).isEqualTo("update");
        assertThat(item.path("points").asDouble()).isGreaterThanOrEqualTo(10);
        assertThat(item.path("fields")
                        .valueStream()
                        .filter(field -> field.path("field").asString().startsWith("translations")))
                .singleElement()
                .satisfies(field -> {
                    assertThat(field.path("field").asString()).isEqualTo("translations.de-DE.title");
                    assertThat(field.path("exported").asString()).isEqualTo("Lampe");
                    assertThat(field.path("send").asString()).isEqualTo("Leuchte");
                });
    }

    @ParameterizedTest
    @CsvSource({"unopim-demo, de fr", "commercetools-samples, de it nl fr es pt-PT en-AU en-NZ en-GB"})
    void a_real_catalogue_arrives_whole_in_all_its_languages(String name, String locales) throws IOException {
        byte[] file = Files.readAllBytes(AdminSchema.besides("data/" + name + ".jsonl"));
        List<JsonNode> items = new String(file, StandardCharsets.UTF_8)
                .lines()
                .map(Silkroute.JSON::readTree)
                .toList();
        silkroute.control("{\"clear\":true}");
        silkroute.control("{\"locales\":[\"" + locales.replace(" ", "\",\"") + "\"]}");
        silkroute.connect(name, "{\"export\":{\"status\":\"all\"}}");
        silkroute.push(name, "application/x-ndjson", file);
        int needed = "unopim-demo".equals(name) ? 165 : 280;
        Awaitility.await(name + " has gone through")
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(200))
                .until(() ->
                        silkroute.products().size() + silkroute.collections().size() >= needed
                                && silkroute.settled(name).path("finishedAt").isString());

        assertThat(silkroute.activity("connector=" + name + "&outcome=parked")).isEmpty();
        Map<String, JsonNode> held = new TreeMap<>(silkroute.products());
        silkroute.collections().forEach((id, one) -> held.put("category " + id, one));
        Map<String, Map<String, String>> byGid = new TreeMap<>();
        silkroute
                .shopContents("translations")
                .forEach(one -> byGid.computeIfAbsent(one.path("resourceId").asString(""), gid -> new TreeMap<>())
                        .put(
                                one.path("locale").asString("") + " "
                                        + one.path("key").asString(""),
                                one.path("value").asString("")));
        List<String> wrong = new ArrayList<>();
        int right = 0;
        for (JsonNode item : items) {
            String id = item.path("id").asString("");
            JsonNode object = held.get(item.path("type").asString("").equals("category") ? "category " + id : id);
            if (object == null || item.path("type").asString("").equals("variant")) {
                continue; // three of them no shop can take
            }
            Map<String, String> there = byGid.getOrDefault(object.path("id").asString(""), Map.of());
            for (String code : new TreeSet<>(item.path("name").propertyNames())) {
                boolean primary = code.replace('_', '-').equals("en-US");
                String locale = locales.contains(code.replace('_', '-')) ? code : code.substring(0, 2);
                if (primary
                        || !item.path("name").has("en-US") && !item.path("name").has("en_US")) {
                    continue;
                }
                String text = item.path("name").path(code).asString("").strip();
                if (text.equals(there.get(locale + " title"))) {
                    right++;
                } else {
                    wrong.add(id + " " + locale + ": " + text + " / " + there);
                }
                if (item.path("description").path(code).isString()
                        && !item.path("description").path(code).asString("").isBlank()
                        && !there.containsKey(locale + " body_html")) {
                    wrong.add(id + " " + locale + " has no description");
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(right).isGreaterThan(150);
        assertThat(byGid.values().stream()
                        .flatMap(one -> one.keySet().stream())
                        .anyMatch(key -> key.contains("outdated")))
                .isFalse();
    }
}
