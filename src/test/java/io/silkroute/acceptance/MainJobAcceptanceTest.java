package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MainJobAcceptanceTest {

    private static RunningApplication application;
    private static Silkroute silkroute;

    @BeforeAll
    static void start() {
        application = RunningApplication.start(RunningApplication.temporaryFolder());
        silkroute = application.silkroute;
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void a_pushed_product_reaches_the_shop_and_coming_again_is_unchanged() {
        silkroute.connect("main", "{}");
        String category = """
                {"type":"category","id":"tops","name":{"en_US":"Tops"}}""";
        String product = """
                {"type":"product","id":"P1","name":{"en_US":"Crew sweater"},"axes":["size"],"categories":["tops"],\
                "tags":["summer"],"price":{"USD":"139"}}""";
        String small = """
                {"type":"variant","id":"P1-S","sku":"P1-S","parent":"P1","attributes":{"size":"S"},"price":{"USD":"139"}}""";
        String large = """
                {"type":"variant","id":"P1-L","sku":"P1-L","parent":"P1","attributes":{"size":"L"},"price":{"USD":"139"}}""";

        Silkroute.Response pushed = silkroute.push("main", category, product, small, large);
        assertThat(pushed.status()).as(pushed.text()).isEqualTo(202);
        JsonNode first = silkroute.settled("main");

        assertThat(first.path("state").asText())
                .as(first + "\n" + silkroute.activity(""))
                .isEqualTo("completed");
        assertThat(first.path("counts").path("created").asInt()).isEqualTo(4);
        JsonNode inShop = silkroute.products().get("P1");
        assertThat(inShop.path("title").asText()).isEqualTo("Crew sweater");
        assertThat(inShop.path("status").asText()).isEqualTo("ACTIVE");
        assertThat(inShop.path("variants")).hasSize(2);
        assertThat(silkroute.collections()).containsKey("tops");

        long writes = silkroute.writes();
        silkroute.push("main", category, product, small, large);
        JsonNode second = silkroute.settled("main");
        assertThat(second.path("counts").path("unchanged").asInt())
                .as(second.toString())
                .isEqualTo(4);
        assertThat(silkroute.writes()).isEqualTo(writes);

        silkroute.push("main", product.replace("Crew sweater", "Crew neck"));
        JsonNode third = silkroute.settled("main");
        assertThat(third.path("counts").path("updated").asInt())
                .as(third.toString())
                .isEqualTo(1);
        assertThat(silkroute.products().get("P1").path("title").asText()).isEqualTo("Crew neck");
        assertThat(silkroute.writes()).isEqualTo(writes + 1);
    }
}
