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

/** A feature is one class: blogs, which the shop does not have, are in it as soon as there is a bean of them. */
class FeatureTest {
    private static final String CREATE =
            "mutation m($r: BlogCreateInput!) { blogCreate(blog: $r) { blog { id title handle } userErrors { field message code } } }";
    private static final String READ =
            "query q($id: ID!) { blog(id: $id) { title handle } node(id: $id) { __typename id ... on Blog { handle } } }";

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    Path folder;

    /** Not a configuration by annotation: the scan of the other tests must not find it. */
    static class WithBlogs {
        @Bean
        SandboxFeature blogs(Shop shop) {
            return new Blogs(shop);
        }
    }

    static final class Blogs implements SandboxFeature {
        private final Shop shop;
        private final Shelf<Blog> blogs;

        Blogs(Shop shop) {
            this.shop = shop;
            this.blogs = shop.shelf("blog", Blog.class, Blog::id, new Shelf.Index<>() {
                @Override
                public void adding(@Nullable Blog before, Blog now) {
                    shop.seen(now.id());
                }
            });
        }

        record Blog(long id, String title, String handle) {}

        @Override
        public List<String> scopes() {
            return List.of("read_content", "write_content");
        }

        @Override
        public void wire(Wiring wiring) {
            wiring.schema("/sandbox/blogs.graphqls");
            wiring.object("Blog", Blog.class)
                    .get("id", blog -> Gid.of("Blog", blog.id()))
                    .get("title", Blog::title)
                    .get("handle", Blog::handle);
            wiring.node("Blog", this::find);
            wiring.query("blog", "read_content", (args, call) -> find(args.text("id", "")));
            wiring.mutation("blogCreate", "write_content", (args, call) -> create(args.input("blog")));
            wiring.mutation("blogDelete", "write_content", (args, call) -> delete(args.text("id", "")));
            wiring.cost(
                    "blogCreate", args -> args.input("blog").text("title", "").length());
        }

        private @Nullable Blog find(String gid) {
            return blogs.get(Gid.number(gid, "Blog"));
        }

        private Map<String, Object> create(Input input) {
            return shop.write(() -> {
                if (input.text("title", "").length() > 255) {
                    return Payload.errors(UserError.at("TOO_LONG", "Title is too long", "blog", "title"));
                }
                Blog blog = new Blog(shop.nextId(), input.text("title", ""), input.text("handle", "news"));
                blogs.put(blog);
                return Payload.of("blog", blog, List.of());
            });
        }

        private Map<String, Object> delete(String gid) {
            return shop.write(() -> {
                blogs.remove(Gid.number(gid, "Blog"));
                return Payload.of("deletedBlogId", gid, List.of());
            });
        }

        @Override
        public void tell(Map<String, Object> state) {
            state.put("blogs", blogs.all().size());
        }

        @Override
        public Map<String, Contents> contents() {
            return Map.of("blogs", () -> blogs.all().values().stream().map(blog -> Map.of("title", blog.title())));
        }
    }

    private RunningShop start() {
        return RunningShop.start(List.of(WithBlogs.class), "--silkroute.sandbox.data=" + folder);
    }

    private static String create(RunningShop shop, String title) {
        return shop.data(CREATE, json("{'r': {'title': '" + title + "', 'handle': 'lamps'}}"))
                .at("/blogCreate/blog/id")
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
            kept = create(shop, "old");
            deleted = create(shop, "gone");
            shop.data(
                    "mutation m($id: ID!) { blogDelete(id: $id) { deletedBlogId } }",
                    json("{'id': '" + deleted + "'}"));
            before = read(shop, kept);
            assertThat(before)
                    .isEqualTo(json("{'blog': {'title': 'old', 'handle': 'lamps'}, 'node': {'__typename':"
                            + " 'Blog', 'id': '" + kept + "', 'handle': 'lamps'}}"));
            assertThat(folder.resolve("shop.jsonl")).content().contains("{\"blog\":{", "{\"deletedBlog\":");
        }

        try (RunningShop again = start()) {
            assertThat(read(again, kept)).isEqualTo(before);
            assertThat(read(again, deleted).at("/blog").isNull()).isTrue();
            assertThat(Gid.number(create(again, "new"), "Blog")).isGreaterThan(Gid.number(kept, "Blog"));
        }
    }

    @Test
    void it_is_counted_charged_told_exported_and_emptied_with_the_rest() {
        try (RunningShop shop = start()) {
            JsonNode answer = shop.call(CREATE, json("{'r': {'title': 'a/b', 'handle': 'c'}}"));
            JsonNode state = shop.control("{}");

            assertThat(answer.at("/extensions/cost/requestedQueryCost").asInt()).isEqualTo(10 + 3);
            assertThat(state.at("/blogs").asInt()).isEqualTo(1);
            assertThat(state.at("/statistics/writes").asInt()).isEqualTo(1);
            assertThat(shop.get("/sandbox/blogs.jsonl").body()).isEqualTo("{\"title\":\"a/b\"}\n");
            assertThat(shop.control("{\"clear\": true}").at("/blogs").asInt()).isZero();
        }
    }

    @Test
    void its_refusals_and_scopes_are_as_shopifys() {
        try (RunningShop shop =
                RunningShop.start(List.of(WithBlogs.class), "--silkroute.sandbox.scopes=read_content")) {
            JsonNode denied = shop.call(CREATE, json("{'r': {'title': 'a'}}"));
            assertThat(denied.at("/errors/0/message").asString()).contains("write_content");
        }
        try (RunningShop shop = start()) {
            assertThat(shop.data(CREATE, json("{'r': {'title': '" + "x".repeat(256) + "'}}"))
                            .at("/blogCreate/userErrors/0/code")
                            .asString())
                    .isEqualTo("TOO_LONG");
        }
    }

    @Test
    void without_the_feature_there_is_nothing_of_it() {
        try (RunningShop shop = start()) {
            create(shop, "old");
        }
        try (RunningShop shop = RunningShop.start("--silkroute.sandbox.data=" + folder)) {
            assertThat(shop.call(CREATE, json("{'r': {'title': 'a'}}")).has("errors"))
                    .isTrue();
            assertThat(shop.get("/sandbox/blogs.jsonl").statusCode()).isEqualTo(404);
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
