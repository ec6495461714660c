package io.silkroute.product;

import static io.silkroute.export.ARun.aRun;
import static io.silkroute.export.AnItem.aProduct;
import static io.silkroute.export.AnItem.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.export.AnItem;
import io.silkroute.export.Asked;
import io.silkroute.export.Conclusion;
import io.silkroute.export.ItemCalls;
import io.silkroute.mapping.Mapping;
import io.silkroute.mapping.Mappings;
import io.silkroute.run.stream.ActiveRun;
import io.silkroute.shopify.ShopifyId;
import io.silkroute.shopify.call.FakeGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** What of a list is sent: ours as it is now, and everybody else's as the shop has it. */
class ShopListsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Mapping OWNED = new Mappings(Path.of("mappings")).product("product.yaml");
    private static final String IDENTITY = "{'namespace':'silkroute','key':'item_id','value':'P'}";

    private final FakeGateway gateway = new FakeGateway();
    private final ShopLists lists = new ShopLists(JSON);

    private JsonNode merged(AnItem item, String list, @Nullable String shop, Mapping mapping) {
        ObjectNode input = JSON.createObjectNode();
        lists.merge(item.toSend(aRun().begun()), mapping, Set.of(list), shop == null ? null : json(shop), input);
        return input.path(list);
    }

    private JsonNode merged(AnItem item, String list, @Nullable String shop) {
        return merged(item, list, shop, OWNED);
    }

    private Asked<JsonNode> read(ActiveRun run, String list) {
        return lists.read(new ItemCalls(gateway, aProduct("P").in(run)), new ShopifyId("gid://1"), Set.of(list));
    }

    private Conclusion ended(ActiveRun run, String list) {
        return ((Asked.Ended<JsonNode>) read(run, list)).conclusion();
    }

    private static JsonNode array(String text) {
        return JSON.readTree(text.replace('\'', '"'));
    }

    private static String nodes(String list, String... nodes) {
        return "{'" + list + "':{'nodes':[" + String.join(",", nodes) + "]}}";
    }

    @Test
    void tags_of_others_stay_and_of_ours_those_that_are_lost_go() {
        AnItem item =
                aProduct("P").exportedWith("{'tags':['ours','lost']}", "{}").rendered("{'tags':['ours','new']}");
        assertThat(merged(item, "tags", "{'tags':['Foreign','ours','Lost']}"))
                .isEqualTo(array("['Foreign','new','ours']"));
    }

    @Test
    void a_list_that_is_to_be_replaced_is_as_the_mapping_says(@TempDir Path folder) throws IOException {
        Files.copy(Path.of("mappings", "collection.yaml"), folder.resolve("collection.yaml"));
        Files.writeString(
                folder.resolve("product.yaml"),
                Files.readString(Path.of("mappings", "product.yaml"))
                        .replaceFirst("lists: \\{tags: owned", "lists: {tags: replace"));
        Mapping replacing = new Mappings(folder).product("product.yaml");

        AnItem item = aProduct("P").exportedWith("{'tags':[]}", "{}").rendered("{'tags':['new']}");
        assertThat(merged(item, "tags", "{'tags':['foreign']}", replacing)).isEqualTo(array("['new']"));
    }

    @Test
    void a_product_leaves_the_collections_of_its_former_categories_only() {
        AnItem item = aProduct("P")
                .inCollection("stays", "gid://C/stays")
                .inCollection("left", "gid://C/left")
                .inCollection("joined", "gid://C/joined")
                .exportedWith("{'collections':['stays','left']}", "{}")
                .rendered("{'collections':['stays','joined','no collection yet']}");

        assertThat(merged(
                        item,
                        "collections",
                        nodes(
                                "collections",
                                "{'id':'gid://C/left'}",
                                "{'id':'gid://C/foreign'}",
                                "{'id':'gid://C/stays'}")))
                .isEqualTo(array("['gid://C/foreign','gid://C/stays','gid://C/joined']"));
    }

    @Test
    void a_metafield_that_somebody_has_set_by_hand_stays_until_the_pim_changes_it() {
        String material = "{'namespace':'pim','key':'material','type':'t','value':'%s'}";
        String origin = "{'namespace':'pim','key':'origin','type':'t','value':'%s'}";
        AnItem item = aProduct("P")
                .exportedWith("{'metafields':[" + material.formatted("Oak") + "," + origin.formatted("PT") + "]}", "{}")
                .rendered("{'metafields':[" + material.formatted("Oak") + "," + origin.formatted("ES") + "]}");
        String shop = nodes("metafields", material.formatted("Ash"), origin.formatted("FR"));

        assertThat(merged(item, "metafields", shop))
                .isEqualTo(
                        array("[" + material.formatted("Ash") + "," + origin.formatted("ES") + "," + IDENTITY + "]"));
        assertThat(merged(item, "metafields", nodes("metafields")))
                .isEqualTo(
                        array("[" + material.formatted("Oak") + "," + origin.formatted("ES") + "," + IDENTITY + "]"));
        assertThat(merged(item.replayed(), "metafields", shop))
                .isEqualTo(
                        array("[" + material.formatted("Oak") + "," + origin.formatted("ES") + "," + IDENTITY + "]"));
    }

    @Test
    void metafields_of_others_stay_and_the_identity_goes_along() {
        AnItem item = aProduct("P")
                .exportedWith("{'metafields':[{'namespace':'pim','key':'lost','value':'1'}]}", "{}")
                .rendered("{'metafields':[{'namespace':'pim','key':'material','value':'Oak'}]}");
        String foreign = "{'namespace':'app','key':'a','type':'x','value':'theirs'}";

        assertThat(merged(
                        item,
                        "metafields",
                        nodes(
                                "metafields",
                                foreign,
                                "{'namespace':'pim','key':'lost','value':'1'}",
                                "{'namespace':'pim','key':'material','value':'Pine'}",
                                IDENTITY)))
                .isEqualTo(
                        array("[" + foreign + ",{'namespace':'pim','key':'material','value':'Oak'}," + IDENTITY + "]"));
    }

    @Test
    void a_file_that_is_there_keeps_its_id_and_those_of_others_stay() {
        AnItem item = aProduct("P")
                .exportedWith(
                        "{'files':[{'originalSource':'https://p/a.jpg'},{'originalSource':'https://p/lost.jpg'}]}",
                        "{'files':{'https://p/a.jpg':'gid://F/a','https://p/lost.jpg':'gid://F/lost'}}")
                .rendered(
                        "{'files':[{'originalSource':'https://p/a.jpg','alt':'A'},{'originalSource':'https://p/b.jpg'}]}");

        assertThat(merged(
                        item,
                        "files",
                        nodes("media", "{'id':'gid://F/theirs'}", "{'id':'gid://F/a'}", "{'id':'gid://F/lost'}")))
                .isEqualTo(array("[{'id':'gid://F/a','alt':'A'},{'originalSource':'https://p/b.jpg'},"
                        + "{'id':'gid://F/theirs'}]"));
    }

    @Test
    void a_file_that_somebody_has_deleted_is_sent_again() {
        AnItem item = aProduct("P")
                .exportedWith(
                        "{'files':[{'originalSource':'https://p/a.jpg'}]}", "{'files':{'https://p/a.jpg':'gid://F/a'}}")
                .rendered("{'files':[{'originalSource':'https://p/a.jpg'}]}");
        assertThat(merged(item, "files", nodes("media"))).isEqualTo(array("[{'originalSource':'https://p/a.jpg'}]"));
    }

    private static String named(String id, String status, String name) {
        return "{'id':'" + id + "','preview':{'status':'" + status + "'},'image':{'url':'https://cdn.shopify.com/files/"
                + name + "?v=1'}}";
    }

    @Test
    void a_file_that_failed_in_the_shop_is_sent_again_in_its_place() {
        AnItem item = aProduct("P")
                .exportedWith(
                        "{'files':[{'originalSource':'https://p/a.jpg'}]}", "{'files':{'https://p/a.jpg':'gid://F/a'}}")
                .rendered("{'files':[{'originalSource':'https://p/a.jpg'}]}");
        assertThat(merged(item, "files", nodes("media", "{'id':'gid://F/a','preview':{'status':'FAILED'}}")))
                .isEqualTo(array("[{'originalSource':'https://p/a.jpg'}]"));
    }

    @Test
    void files_of_a_list_that_is_to_be_replaced_keep_their_ids_too(@TempDir Path folder) throws IOException {
        Files.copy(Path.of("mappings", "collection.yaml"), folder.resolve("collection.yaml"));
        Files.writeString(
                folder.resolve("product.yaml"),
                Files.readString(Path.of("mappings", "product.yaml")).replace("files: owned", "files: replace"));
        AnItem item = aProduct("P")
                .exportedWith(
                        "{'files':[{'originalSource':'https://p/a.jpg'}]}", "{'files':{'https://p/a.jpg':'gid://F/a'}}")
                .rendered("{'files':[{'originalSource':'https://p/a.jpg'},{'originalSource':'https://p/b.jpg'}]}");

        assertThat(merged(
                        item,
                        "files",
                        nodes("media", "{'id':'gid://F/theirs'}", "{'id':'gid://F/a'}"),
                        new Mappings(folder).product("product.yaml")))
                .isEqualTo(array("[{'id':'gid://F/a'},{'originalSource':'https://p/b.jpg'}]"));
    }

    @Test
    void of_an_adopted_product_the_files_are_known_by_their_names_where_these_are_plain() {
        AnItem item = aProduct("P")
                .linkedTo("gid://shopify/Product/1")
                .rendered("{'files':[{'originalSource':'https://p/a.jpg?v=1'},{'originalSource':'https://p/x/1.jpg'},"
                        + "{'originalSource':'https://p/y/1.jpg'}]}");

        assertThat(merged(
                        item,
                        "files",
                        nodes(
                                "media",
                                named("gid://F/1", "READY", "1.jpg"),
                                named("gid://F/a", "READY", "a.webp"),
                                named("gid://F/theirs", "READY", "b.jpg"))))
                .isEqualTo(array("[{'id':'gid://F/a'},{'originalSource':'https://p/x/1.jpg'},"
                        + "{'originalSource':'https://p/y/1.jpg'},{'id':'gid://F/1'},{'id':'gid://F/theirs'}]"));
    }

    @Test
    void more_files_than_shopify_takes_are_refused_with_a_sentence() {
        ObjectNode now = JSON.createObjectNode();
        ObjectNode sent = JSON.createObjectNode();
        for (int i = 0; i < 251; i++) {
            sent.withArray("files").addObject();
            if (i < 200) {
                now.withArray("files").addObject();
            }
        }
        assertThat(ShopLists.tooManyFiles(now, sent))
                .isNotNull()
                .extracting("sentence")
                .isEqualTo(
                        "It has 200 pictures, and others have put 51 more on it in the shop; Shopify takes at most 250 of"
                                + " a product. Remove some.");
        sent.withArray("files").remove(0);
        assertThat(ShopLists.tooManyFiles(now, sent)).isNull();
    }

    @Test
    void a_new_product_has_nobody_elses_entries() {
        AnItem item = aProduct("P").rendered("{'tags':['a']}");
        assertThat(merged(item, "tags", null)).isEqualTo(array("['a']"));
        assertThat(merged(item, "metafields", null)).isEqualTo(array("[" + IDENTITY + "]"));
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void only_the_lists_that_are_sent_are_read_whole() {
        gateway.accepts("productLists", "{'nodes':[{'id':'gid://1','tags':['a']}]}");

        assertThat(read(aRun().begun(), "files"))
                .isInstanceOfSatisfying(
                        Asked.Told.class,
                        told -> assertThat(told.value()).isEqualTo(json("{'id':'gid://1','tags':['a']}")));
        assertThat(gateway.variablesOf("productLists"))
                .isEqualTo(json("{'ids':['gid://1'],'collectionsFirst':0,'withCollections':false,'metafieldsFirst':0,"
                        + "'withMetafields':false,'mediaFirst':250,'withMedia':true}"));
    }

    @Test
    void a_list_that_is_too_long_to_be_kept_parks_the_item() {
        gateway.accepts(
                "productLists",
                "{'nodes':[{'id':'gid://1','media':{'nodes':[],'pageInfo':{'hasNextPage':true}},"
                        + "'collections':{'nodes':[],'pageInfo':{'hasNextPage':true}}}]}");

        assertThat(ended(aRun().begun(), "files")).isInstanceOfSatisfying(Conclusion.Refused.class, parked -> {
            assertThat(parked.reason().code()).isEqualTo("TOO_MANY_ENTRIES");
            assertThat(parked.reason().field()).isEqualTo("files");
        });
    }

    @Test
    void what_cannot_be_read_is_not_written() {
        gateway.answers("productLists", FakeGateway.aborted("The shop is away."));
        ActiveRun run = aRun().begun();

        assertThat(ended(run, "tags")).isInstanceOf(Conclusion.Broken.class);
        assertThat(run.stops()).isTrue();
    }
}
