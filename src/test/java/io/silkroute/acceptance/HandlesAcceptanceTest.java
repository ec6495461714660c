package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What exists keeps its address, and equal names get addresses of their own. */
class HandlesAcceptanceTest {

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;

    @BeforeAll
    static void start(@TempDir Path mappings) throws Exception {
        String product = Files.readString(Path.of("mappings/product.yaml"));
        Files.writeString(mappings.resolve("product.yaml"), product);
        Files.writeString(
                mappings.resolve("following.yaml"),
                product.replaceFirst("  handle: .*", "  handle: {follow: true}")
                        .replace("collection.yaml ", "named.yaml "));
        String collection = Files.readString(Path.of("mappings/collection.yaml"));
        Files.writeString(mappings.resolve("collection.yaml"), collection);
        Files.writeString(
                mappings.resolve("named.yaml"),
                collection.replaceFirst("  handle: .*", "  handle: {from: name, as: slug, follow: true}"));
        application = RunningApplication.start("silkroute.mappings=" + mappings);
        silkroute = application.silkroute;
        silkroute.connect("keeping", "{}");
        silkroute.connect("following", "{\"mapping\":\"following.yaml\"}");
    }

    private static String handle(String id) {
        return silkroute.products().get(id).path("handle").asString();
    }

    private static String collectionHandle(String id) {
        return silkroute.collections().get(id).path("handle").asString();
    }

    private static Set<String> redirects() {
        Set<String> redirects = new TreeSet<>();
        JsonNode answer = silkroute.shop(
                "query { urlRedirects(first: 50) { nodes { path target } } }", Silkroute.JSON.createObjectNode());
        answer.findValues("nodes")
                .get(0)
                .forEach(one -> redirects.add(
                        one.path("path").asString() + " " + one.path("target").asString()));
        return redirects;
    }

    @Test
    void a_new_name_leaves_the_address() {
        silkroute.synchronize("keeping", Pim.product("K1").named("Old lamp"));
        silkroute.synchronize("keeping", Pim.product("K1").named("New lamp"));

        assertThat(silkroute.products().get("K1").path("title").asString()).isEqualTo("New lamp");
        assertThat(handle("K1")).isEqualTo("old-lamp");
    }

    @Test
    void where_only_the_address_is_new_nothing_is_sent_and_nothing_said_to_be_updated() {
        silkroute.synchronize("keeping", Pim.product("A1").with("attributes", "{\"handle\":\"first\"}"));

        JsonNode run =
                silkroute.synchronize("keeping", Pim.product("A1").with("attributes", "{\"handle\":\"second\"}"));

        assertThat(run.at("/counts/updated").asInt()).isZero();
        assertThat(run.at("/counts/unchanged").asInt()).isEqualTo(1);
        assertThat(run.at("/api/calls").asInt()).isZero();
        assertThat(handle("A1")).isEqualTo("first");
        assertThat(silkroute.told("keeping", "product", "A1"))
                .contains("Nothing to send: its address stays as it is in the shop.");
    }

    @Test
    void a_force_refresh_leaves_it_too() {
        silkroute.synchronize("keeping", Pim.product("F1").named("Old shelf"));
        silkroute.synchronize("keeping", Pim.product("F1").named("New shelf"));
        String before = silkroute.lastRun("keeping").path("id").asString();
        silkroute.post("/api/connectors/keeping/force-refresh");
        silkroute.runAfter("keeping", before);

        assertThat(handle("F1")).isEqualTo("old-shelf");
    }

    @Test
    void where_the_mapping_says_so_the_address_follows_and_the_old_one_leads_to_it() {
        silkroute.synchronize(
                "following",
                Pim.product("W1").named("Old desk"),
                Pim.category("W2").named("Old room"));
        silkroute.synchronize(
                "following",
                Pim.product("W1").named("New desk").with("categories", "[\"W2\"]"),
                Pim.category("W2").named("New room"));

        assertThat(handle("W1")).isEqualTo("new-desk");
        assertThat(redirects()).contains("/products/old-desk /products/new-desk");
    }

    @Test
    void equal_names_get_addresses_of_their_own() {
        silkroute.synchronize(
                "keeping",
                Pim.product("Q1").named("Same name"),
                Pim.product("Q2").named("Same name"),
                Pim.product("Q3").named("Same  name!"));

        assertThat(Set.of(handle("Q1"), handle("Q2"), handle("Q3"))).hasSize(3);
        assertThat(Set.of(handle("Q1"), handle("Q2"), handle("Q3"))).contains("same-name");
    }

    @Test
    void in_bulk_they_get_them_too() {
        silkroute.connect("in-bulk", "{\"exportPath\":\"bulk\"}");
        JsonNode run = silkroute.synchronize(
                "in-bulk",
                Pim.product("B1").named("Bulk name"),
                Pim.product("B2").named("Bulk name"));

        assertThat(run.at("/counts/parked").asInt()).isZero();
        assertThat(handle("B1")).isNotEqualTo(handle("B2"));
    }

    @Test
    void so_do_collections() {
        silkroute.synchronize(
                "following",
                Pim.category("C1").named("Sale"),
                Pim.category("C2").named("Sale"),
                Pim.product("C3").with("categories", "[\"C1\",\"C2\"]"));

        assertThat(Set.of(collectionHandle("C1"), collectionHandle("C2"))).hasSize(2);
    }

    @Test
    void letters_of_every_script_make_an_address_and_what_leaves_none_has_the_id() {
        silkroute.synchronize(
                "keeping",
                Pim.product("L1").named("Weiße Straße, Œuvre & Ærø"),
                Pim.product("L2").named("!!!"));

        assertThat(handle("L1")).isEqualTo("weisse-strasse-oeuvre-aeroe");
        assertThat(handle("L2")).isEqualTo("l2");
    }
}
