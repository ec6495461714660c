package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A run leans on what Shopify documents, not on how the sandbox shop happens to do it. */
class OtherShopAcceptanceTest {

    private static Silkroute silkroute;
    private final OtherShop shop = new OtherShop();

    @BeforeAll
    static void start() {
        silkroute = QuickRetries.silkroute();
    }

    @AfterEach
    void nothing_was_asked_that_need_not_be_understood() {
        shop.close();
        assertThat(shop.wrongs).isEmpty();
    }

    private void connect(String name, String path) {
        silkroute.connect(
                name,
                "{\"exportPath\":\"%s\",\"shop\":{\"domain\":\"other.myshopify.com\",\"endpoint\":\"%s\",\"accessToken\":\"%s\"}}"
                        .formatted(path, shop.address(), Silkroute.SHOP_TOKEN));
    }

    private static Pim[] items(int n, String title) {
        List<Pim> items = new ArrayList<>();
        items.add(Pim.category("shelf").named(title + " shelf"));
        IntStream.range(0, n)
                .forEach(i -> items.add(Pim.product("o" + i)
                        .named(title + " " + i)
                        .with("categories", "[\"shelf\"]")
                        .tags("one", title)));
        return items.toArray(Pim[]::new);
    }

    private static Map<String, String> titles(int n, String title) {
        Map<String, String> titles = new TreeMap<>();
        titles.put("shelf", title + " shelf");
        IntStream.range(0, n).forEach(i -> titles.put("o" + i, title + " " + i));
        return titles;
    }

    private void holds(int n, String title) {
        assertThat(shop.titles()).isEqualTo(titles(n, title));
        assertThat(shop.publishedItems()).isEqualTo(titles(n, title).keySet());
    }

    private static void completed(JsonNode run, String outcome, int n) {
        assertThat(run.path("state").asString()).as(run.toString()).isEqualTo("completed");
        assertThat(run.path("counts").path(outcome).asInt()).as(run.toString()).isEqualTo(n);
    }

    @Test
    void single_calls_fill_it_change_it_and_bring_back_what_it_lost() {
        connect("other-single", "single");
        completed(silkroute.synchronize("other-single", items(25, "First")), "created", 26);
        holds(25, "First");

        completed(silkroute.synchronize("other-single", items(25, "First")), "unchanged", 26);

        shop.delete("o7");
        JsonNode second = silkroute.synchronize("other-single", items(25, "Second"));
        assertThat(second.path("state").asString()).as(second.toString()).isEqualTo("completed");
        holds(25, "Second");

        assertThat(silkroute.activity("connector=other-single"))
                .anyMatch(entry -> entry.path("sentence").asString().contains("2027-01 instead of 2026-10"));
    }

    @Test
    void bulk_operations_fill_it_and_change_it() {
        connect("other-bulk", "bulk");
        completed(silkroute.synchronize("other-bulk", items(25, "First")), "created", 26);
        holds(25, "First");
        assertThat(shop.operations.get()).isGreaterThanOrEqualTo(4);

        completed(silkroute.synchronize("other-bulk", items(25, "Second")), "updated", 26);
        holds(25, "Second");
    }
}
