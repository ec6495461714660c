package io.silkroute.sandbox;

import static io.silkroute.sandbox.RunningShop.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.silkroute.sandbox.graphql.AdminApi;
import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.graphql.Input;
import io.silkroute.sandbox.graphql.Payload;
import io.silkroute.sandbox.graphql.SandboxFeature;
import io.silkroute.sandbox.graphql.Statistics;
import io.silkroute.sandbox.graphql.UserError;
import io.silkroute.sandbox.graphql.Wiring;
import io.silkroute.sandbox.shop.Shelf;
import io.silkroute.sandbox.shop.Shop;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.JsonNode;

/** A feature is one class: URL redirects, which the shop does not have, are in it as soon as there is a bean of them. */
class FeatureTest {
    private static final String CREATE =
            "mutation m($r: UrlRedirectInput!) { urlRedirectCreate(urlRedirect: $r) { urlRedirect { id path target } userErrors { field message code } } }";
    private static final String READ =
            "query q($id: ID!) { urlRedirect(id: $id) { path target } node(id: $id) { __typename id ... on UrlRedirect { target } } }";

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    Path folder;

    /** Not a configuration by annotation: the scan of the other tests must not find it. */
    static class WithRedirects {
        @Bean
        SandboxFeature urlRedirects(Shop shop) {
            return new UrlRedirects(shop);
        }
    }

    static final class UrlRedirects implements SandboxFeature {
        private final Shop shop;
        private final Shelf<UrlRedirect> redirects;

        UrlRedirects(Shop shop) {
            this.shop = shop;
            this.redirects = shop.shelf("urlRedirect", UrlRedirect.class, UrlRedirect::id, new Shelf.Index<>() {
                @Override
                public void adding(@Nullable UrlRedirect before, UrlRedirect now) {
                    shop.seen(now.id());
                }
            });
        }

        record UrlRedirect(long id, String path, String target) {}

        @Override
        public List<String> scopes() {
            return List.of("read_online_store_navigation", "write_online_store_navigation");
        }

        @Override
        public void wire(Wiring wiring) {
            wiring.schema("/sandbox/url-redirects.graphqls");
            wiring.object("UrlRedirect", UrlRedirect.class)
                    .get("id", redirect -> Gid.of("UrlRedirect", redirect.id()))
                    .get("path", UrlRedirect::path)
                    .get("target", UrlRedirect::target);
            wiring.node("UrlRedirect", this::find);
            wiring.query("urlRedirect", "read_online_store_navigation", (args, call) -> find(args.text("id", "")));
            wiring.mutation(
                    "urlRedirectCreate",
                    "write_online_store_navigation",
                    (args, call) -> create(args.input("urlRedirect")));
            wiring.mutation(
                    "urlRedirectDelete", "write_online_store_navigation", (args, call) -> delete(args.text("id", "")));
            wiring.cost(
                    "urlRedirectCreate",
                    args -> args.input("urlRedirect").text("path", "").length());
        }

        private @Nullable UrlRedirect find(String gid) {
            return redirects.get(Gid.number(gid, "UrlRedirect"));
        }

        private Map<String, Object> create(Input input) {
            return shop.write(() -> {
                if (!input.given("path")) {
                    return Payload.errors(UserError.at("CREATE_FAILED", "Path can't be blank", "urlRedirect", "path"));
                }
                UrlRedirect redirect =
                        new UrlRedirect(shop.nextId(), input.text("path", ""), input.text("target", "/"));
                redirects.put(redirect);
                return Payload.of("urlRedirect", redirect, List.of());
            });
        }

        private Map<String, Object> delete(String gid) {
            return shop.write(() -> {
                redirects.remove(Gid.number(gid, "UrlRedirect"));
                return Payload.of("deletedUrlRedirectId", gid, List.of());
            });
        }

        @Override
        public void tell(Map<String, Object> state) {
            state.put("urlRedirects", redirects.all().size());
        }

        @Override
        public Map<String, Contents> contents() {
            return Map.of(
                    "urlRedirects",
                    () -> redirects.all().values().stream().map(redirect -> Map.of("path", redirect.path())));
        }
    }

    private RunningShop start() {
        return RunningShop.start(List.of(WithRedirects.class), "--silkroute.sandbox.data=" + folder);
    }

    private static String create(RunningShop shop, String path) {
        return shop.data(CREATE, json("{'r': {'path': '" + path + "', 'target': '/lamps'}}"))
                .at("/urlRedirectCreate/urlRedirect/id")
                .asString();
    }

    private static JsonNode read(RunningShop shop, String id) {
        return shop.data(READ, json("{'id': '" + id + "'}"));
    }

    @Test
    void a_feature_of_one_class_answers_and_comes_back_after_a_restart() {
        String kept;
        String deleted;
        JsonNode before;
        try (RunningShop shop = start()) {
            kept = create(shop, "/old");
            deleted = create(shop, "/gone");
            shop.data(
                    "mutation m($id: ID!) { urlRedirectDelete(id: $id) { deletedUrlRedirectId } }",
                    json("{'id': '" + deleted + "'}"));
            before = read(shop, kept);
            assertThat(before)
                    .isEqualTo(json("{'urlRedirect': {'path': '/old', 'target': '/lamps'}, 'node': {'__typename':"
                            + " 'UrlRedirect', 'id': '" + kept + "', 'target': '/lamps'}}"));
            assertThat(folder.resolve("shop.jsonl"))
                    .content()
                    .contains("{\"urlRedirect\":{", "{\"deletedUrlRedirect\":");
        }

        try (RunningShop again = start()) {
            assertThat(read(again, kept)).isEqualTo(before);
            assertThat(read(again, deleted).at("/urlRedirect").isNull()).isTrue();
            assertThat(Gid.number(create(again, "/new"), "UrlRedirect")).isGreaterThan(Gid.number(kept, "UrlRedirect"));
        }
    }

    @Test
    void it_is_counted_charged_told_exported_and_emptied_with_the_rest() {
        try (RunningShop shop = start()) {
            JsonNode answer = shop.call(CREATE, json("{'r': {'path': '/a/b', 'target': '/c'}}"));
            JsonNode state = shop.control("{}");

            assertThat(answer.at("/extensions/cost/requestedQueryCost").asInt()).isEqualTo(10 + 4);
            assertThat(state.at("/urlRedirects").asInt()).isEqualTo(1);
            assertThat(state.at("/statistics/writes").asInt()).isEqualTo(1);
            assertThat(shop.get("/sandbox/urlRedirects.jsonl").body()).isEqualTo("{\"path\":\"/a/b\"}\n");
            assertThat(shop.control("{\"clear\": true}").at("/urlRedirects").asInt())
                    .isZero();
        }
    }

    @Test
    void its_refusals_and_scopes_are_as_shopifys() {
        try (RunningShop shop = RunningShop.start(
                List.of(WithRedirects.class), "--silkroute.sandbox.scopes=read_online_store_navigation")) {
            JsonNode denied = shop.call(CREATE, json("{'r': {'path': '/a'}}"));
            assertThat(denied.at("/errors/0/message").asString()).contains("write_online_store_navigation");
        }
        try (RunningShop shop = start()) {
            assertThat(shop.data(CREATE, json("{'r': {}}"))
                            .at("/urlRedirectCreate/userErrors/0/code")
                            .asString())
                    .isEqualTo("CREATE_FAILED");
        }
    }

    @Test
    void without_the_feature_there_is_nothing_of_it() {
        try (RunningShop shop = start()) {
            create(shop, "/old");
        }
        try (RunningShop shop = RunningShop.start("--silkroute.sandbox.data=" + folder)) {
            assertThat(shop.call(CREATE, json("{'r': {'path': '/a'}}")).has("errors"))
                    .isTrue();
            assertThat(shop.get("/sandbox/urlRedirects.jsonl").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void two_features_cannot_wire_the_same_field_nor_leave_one_out() {
        SandboxFeature one = wiring -> wiring.query("shop", null, (args, call) -> null);
        AdminApi.Request request = new AdminApi.Request("{ shop { name } }", null, Map.of());

        assertThatThrownBy(() -> new AdminApi(() -> List.of(one, one), new Statistics()).operations(request))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("QueryRoot.shop is wired by two features");
        assertThatThrownBy(() -> new AdminApi(() -> List.of(one), new Statistics()).operations(request))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is in the schema and no feature wires it");
    }

    @Test
    void a_shelf_cannot_come_after_the_shop_was_opened() {
        try (RunningShop shop = start()) {
            Shop held = shop.bean(Shop.class);
            assertThatThrownBy(() -> held.shelf("late", String.class, text -> 1, new Shelf.Index<>() {}))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("The shelf late comes after the shop was opened");
        }
    }
}
