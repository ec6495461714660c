package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The shop did what was asked, and the connector never heard of it. */
class LostAnswerAcceptanceTest {

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;

    @BeforeAll
    static void start() {
        application = RunningApplication.start(
                "silkroute.shopify.attempts=2",
                "silkroute.shopify.first-pause=20ms",
                "silkroute.shopify.breaker-open=50ms",
                "silkroute.run.watch-period=200",
                "silkroute.run.watch-delay=100");
        silkroute = application.silkroute;
    }

    @AfterEach
    void shopIsWellAgain() {
        silkroute.control("{\"clearFaults\":true}");
    }

    private static Pim version(String id, String name, String status) {
        return Pim.product(id)
                .named(id + " " + name)
                .status(status)
                .tags("always", name)
                .with("images", "[\"https://pictures.example/" + id + "-" + name + ".jpg\"]");
    }

    private static JsonNode losing(String title, String connector, Pim... items) {
        silkroute.control("{\"faults\":[{\"operation\":\"productSet\",\"item\":\"" + title
                + "\",\"kind\":\"answer-lost\",\"times\":0}]}");
        JsonNode run = silkroute.synchronize(connector, items);
        silkroute.control("{\"clearFaults\":true}");
        return run;
    }

    private static void holds(String id, String name, String status) {
        JsonNode product = silkroute.products().get(id);
        assertThat(product.path("title").asString()).as(product.toString()).isEqualTo(id + " " + name);
        assertThat(product.path("status").asString()).as(product.toString()).isEqualTo(status);
        assertThat(product.path("tags"))
                .as(product.toString())
                .map(JsonNode::asString)
                .containsExactly("always", name);
        assertThat(product.path("media")).as(product.toString()).hasSize(1);
    }

    @Test
    void a_version_after_a_lost_one_is_sent_whole_and_leaves_nothing_of_it() {
        silkroute.connect("lost", "{\"export\":{\"status\":\"all\"}}");
        silkroute.synchronize("lost", version("la", "first", "visible"));

        JsonNode run = losing("la second", "lost", version("la", "second", "draft"));
        assertThat(run.path("state").asString()).as(run.toString()).isNotEqualTo("completed");
        holds("la", "second", "DRAFT");

        silkroute.synchronize("lost", version("la", "third", "visible"));
        holds("la", "third", "ACTIVE");
    }

    @Test
    void going_back_to_the_recorded_version_is_no_reason_to_skip_it() {
        silkroute.connect("back", "{\"export\":{\"status\":\"all\"}}");
        silkroute.synchronize("back", version("lb", "first", "visible"));
        losing("lb second", "back", version("lb", "second", "draft"));

        JsonNode run = silkroute.synchronize("back", version("lb", "first", "visible"));

        assertThat(run.path("counts").path("updated").asInt())
                .as(run.toString())
                .isEqualTo(1);
        holds("lb", "first", "ACTIVE");
    }

    @Test
    void a_field_of_a_variant_that_a_lost_answer_may_have_brought_is_cleared() {
        silkroute.connect("brought", "{\"export\":{\"status\":\"all\"}}");
        silkroute.synchronize("brought", version("ld", "first", "visible"));
        losing(
                "ld second",
                "brought",
                version("ld", "second", "draft").with("attributes", "{\"ean\":\"400\",\"cost\":{\"USD\":\"2\"}}"));
        assertThat(silkroute.products().get("ld").at("/variants/0/barcode").asString())
                .isEqualTo("400");

        silkroute.synchronize("brought", version("ld", "third", "visible"));

        JsonNode variant = silkroute.products().get("ld").at("/variants/0");
        assertThat(List.of(variant.path("barcode"), variant.path("cost")))
                .as(variant.toString())
                .allMatch(JsonNode::isNull);
        holds("ld", "third", "ACTIVE");
    }

    @Test
    void a_product_whose_creation_was_lost_is_found_again() {
        silkroute.connect("new", "{\"export\":{\"status\":\"all\"}}");
        losing("lc first", "new", version("lc", "first", "visible"));
        holds("lc", "first", "ACTIVE");

        silkroute.synchronize("new", version("lc", "second", "draft"));
        holds("lc", "second", "DRAFT");
        assertThat(silkroute.products().get("lc").path("publications")).isNotEmpty();
    }
}
