package io.silkroute.product;

import static io.silkroute.export.ARun.aRun;
import static io.silkroute.export.AnItem.aProduct;
import static io.silkroute.export.AnItem.json;
import static io.silkroute.shopify.call.FakeGateway.accepted;
import static io.silkroute.shopify.call.FakeGateway.refused;
import static io.silkroute.shopify.call.FakeGateway.refusedAsAWhole;
import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConnectorConfig.LinkExisting;
import io.silkroute.export.ARun;
import io.silkroute.export.AnItem;
import io.silkroute.export.Conclusion;
import io.silkroute.export.ItemExporter;
import io.silkroute.export.Stage;
import io.silkroute.export.ledger.Exports;
import io.silkroute.run.Outcome;
import io.silkroute.run.stream.ActiveRun;
import io.silkroute.run.stream.WritePath;
import io.silkroute.shopify.call.FakeGateway;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** Which calls bring a product to the shop, and what is concluded from their answers. */
class ProductWriterTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ID = "gid://shopify/Product/1";
    private static final String RED = "'optionValues':[{'optionName':'Color','name':'Red'}]";
    private static final String OF_RED = "'selectedOptions':[{'name':'Color','value':'Red'}]";
    private static final String REFS = "{'variants':{'R':'gid://V/R'}}";
    private static final String WRITTEN = "{'productSet':{'product':{'id':'" + ID + "','variants':{'nodes':["
            + "{'id':'gid://V/R'," + OF_RED + "}]}}}}";

    private final FakeGateway gateway = new FakeGateway();
    private final List<String> forgotten = new ArrayList<>();
    private final List<Collection<String>> noted = new ArrayList<>();
    private final ProductWriter writer = writer();

    private ProductWriter writer() {
        Exports exports = new Exports(new JdbcTemplate(), JSON, Clock.systemUTC()) {
            @Override
            public void noteForeignFiles(ConnectorName connector, Intent intent, Collection<String> ids) {
                noted.add(ids);
            }
        };
        return ProductExporters.writer(gateway, exports, forgotten);
    }

    private Stage written(AnItem item, ActiveRun run) {
        return writer.write(item.toSend(run));
    }

    private Stage written(AnItem item) {
        return written(item, aRun().begun());
    }

    private static AnItem withTitle(String before, String now) {
        return aProduct("P")
                .exportedWith("{'title':'" + before + "','variants':[{" + RED + ",'price':'5'}]}", REFS)
                .rendered("{'title':'" + now + "','variants':[{" + RED + ",'price':'5'}]}", "R");
    }

    private static AnItem withPrice(String before, String now) {
        return aProduct("P")
                .exportedWith("{'title':'T','variants':[{" + RED + ",'price':'" + before + "'}]}", REFS)
                .rendered("{'title':'T','variants':[{" + RED + ",'price':'" + now + "'}]}", "R");
    }

    private static Conclusion conclusion(Stage product) {
        assertThat(product).isInstanceOf(Stage.Concluded.class);
        return ((Stage.Concluded) product).conclusion();
    }

    private static Conclusion.Written success(Stage product) {
        assertThat(conclusion(product)).isInstanceOf(Conclusion.Written.class);
        return (Conclusion.Written) conclusion(product);
    }

    private static ObjectNode refs(Stage product) {
        return Objects.requireNonNull(success(product).now().refs());
    }

    private static String parkedFor(Stage product) {
        assertThat(conclusion(product)).isInstanceOf(Conclusion.Refused.class);
        return ((Conclusion.Refused) conclusion(product)).reason().code();
    }

    @Test
    void a_new_product_is_one_upsert_on_its_identity() {
        gateway.accepts("productSet", WRITTEN);

        Stage product = written(aProduct("P").rendered("{'title':'T','variants':[{" + RED + "}]}", "R"));

        assertThat(gateway.operations()).containsExactly("productSet");
        ObjectNode sent = gateway.variablesOf("productSet");
        String identity = "{'namespace':'silkroute','key':'item_id','value':'P'}";
        assertThat(sent.path("identifier")).isEqualTo(json("{'customId':" + identity + "}"));
        assertThat(sent.at("/input/metafields").path(0)).isEqualTo(json(identity));
        assertThat(success(product).outcome()).isEqualTo(Outcome.CREATED);
        assertThat(success(product).now().shopifyId()).hasToString(ID);
        assertThat(success(product).now().hash())
                .isEqualTo(Objects.requireNonNull(product.mapped()).hash());
        assertThat(success(product).now().refs()).isEqualTo(json(REFS));
        assertThat(success(product).awaitsPublication()).isTrue();
    }

    @Test
    void variants_are_known_by_their_titles() {
        gateway.accepts(
                "productSet",
                "{'productSet':{'product':{'id':'" + ID + "','variants':{'nodes':["
                        + "{'id':'gid://V/B','title':'blue / L'},{'id':'gid://V/R','title':'Red / L'}]}}}}");

        Stage product = written(aProduct("P").rendered(twoVariants("'Red'", "'L'", "'Blue '", "'L'"), "R", "B"));

        assertThat(gateway.operations()).containsExactly("productSet");
        assertThat(refs(product).path("variants")).isEqualTo(json("{'R':'gid://V/R','B':'gid://V/B'}"));
    }

    @Test
    void titles_that_tell_two_variants_not_apart_are_not_relied_on() {
        gateway.accepts(
                        "productSet",
                        "{'productSet':{'product':{'id':'" + ID + "','variants':{'nodes':["
                                + "{'id':'gid://V/1','title':'A / B / C'},{'id':'gid://V/2','title':'A / B / C'}]}}}}")
                .accepts(
                        "productVariants",
                        "{'product':{'variants':{'nodes':[{'id':'gid://V/1','selectedOptions':["
                                + "{'name':'x','value':'A'},{'name':'y','value':'B / C'}]},"
                                + "{'id':'gid://V/2','selectedOptions':["
                                + "{'name':'x','value':'A / B'},{'name':'y','value':'C'}]}]}}}");

        Stage product = written(aProduct("P").rendered(twoVariants("'A / B'", "'C'", "'A'", "'B / C'"), "2", "1"));

        assertThat(gateway.operations()).containsExactly("productSet", "productVariants");
        assertThat(refs(product).path("variants")).isEqualTo(json("{'2':'gid://V/2','1':'gid://V/1'}"));
    }

    @Test
    void what_is_sent_by_its_id_is_not_asked_for() {
        gateway.accepts("productLists", "{'nodes':[{'id':'" + ID + "','media':{'nodes':[{'id':'gid://F/1'}]}}]}");
        gateway.accepts("productSet", "{'productSet':{'product':{'id':'" + ID + "'}}}");
        String blue = "'optionValues':[{'optionName':'Color','name':'Blue'}]";
        String picture = "'files':[{'originalSource':'https://p/a.jpg','alt':'%s'}]";

        Stage product = written(aProduct("P")
                .exportedWith(
                        "{" + picture.formatted("Old") + ",'variants':[{" + RED + "},{" + blue + "}]}",
                        "{'variants':{'R':'gid://V/R','B':'gid://V/B'},'files':{'https://p/a.jpg':'gid://F/1'}}")
                .rendered("{" + picture.formatted("New") + ",'variants':[{" + RED + "}]}", "R"));

        ObjectNode sent = gateway.variablesOf("productSet");
        assertThat(sent.path("withVariants").asBoolean(true)).isFalse();
        assertThat(sent.path("withMedia").asBoolean(true)).isFalse();
        assertThat(sent.at("/input/variants/0/id").asString()).isEqualTo("gid://V/R");
        assertThat(refs(product).path("variants")).as("without what has left").isEqualTo(json("{'R':'gid://V/R'}"));
        assertThat(refs(product).path("files")).isEqualTo(json("{'https://p/a.jpg':'gid://F/1'}"));
    }

    private static String twoVariants(String x1, String y1, String x2, String y2) {
        String variant = "{'optionValues':[{'optionName':'x','name':%s},{'optionName':'y','name':%s}]}";
        return "{'title':'T','variants':[" + variant.formatted(x1, y1) + "," + variant.formatted(x2, y2) + "]}";
    }

    @Test
    void of_a_changed_product_the_difference_is_sent_to_its_id() {
        gateway.accepts("productSet", WRITTEN);

        Stage product = written(withTitle("Old", "New"));

        assertThat(gateway.operations()).containsExactly("productSet");
        ObjectNode sent = gateway.variablesOf("productSet");
        assertThat(sent.path("identifier")).isEqualTo(json("{'id':'" + ID + "'}"));
        assertThat(sent.path("input")).isEqualTo(json("{'title':'New'}"));
        assertThat(success(product).outcome()).isEqualTo(Outcome.UPDATED);
        assertThat(success(product).awaitsPublication()).isFalse();
    }

    private ItemExporter.Outgoing.Write previewed(AnItem item) {
        ItemExporter.Outgoing outgoing = writer.outgoing(item.toSend(aRun().begun()));
        assertThat(outgoing).isInstanceOf(ItemExporter.Outgoing.Write.class);
        return (ItemExporter.Outgoing.Write) outgoing;
    }

    @Test
    void a_preview_tells_the_difference_that_is_sent_and_asks_nobody() {
        assertThat(previewed(withTitle("Old", "New")).input()).isEqualTo(json("{'title':'New'}"));
        assertThat(previewed(withTitle("Old", "New")).calls())
                .extracting(share -> share.request().operation().name())
                .containsExactly("productSet");
        assertThat(previewed(withPrice("5", "6")).input()).isEqualTo(json("{'variants':[{'price':'6'}]}"));
        assertThat(previewed(withPrice("5", "6")).variantIds()).containsExactly("R");
        assertThat(previewed(withPrice("5", "6")).calls())
                .extracting(share -> share.request().operation().name())
                .containsExactly("productVariantsBulkUpdate");
        assertThat(gateway.operations()).isEmpty();
    }

    @Test
    void a_preview_of_a_new_product_is_all_of_it_with_its_publication() {
        AnItem product = aProduct("P").rendered("{'title':'T','productOptions':[],'variants':[{" + RED + "}]}", "R");

        assertThat(previewed(product).input())
                .isEqualTo(product.toSend(aRun().begun()).input());
        assertThat(previewed(product).calls())
                .extracting(share -> share.request().operation().name())
                .containsExactly("productSet", "publicationUpdate");
        assertThat(previewed(product).calls().get(1).ofCall()).isEqualTo(0.02);
    }

    @Test
    void a_preview_tells_a_list_with_the_call_that_reads_it_and_what_is_cleared() {
        AnItem product = aProduct("P")
                .exportedWith("{'title':'T','vendor':'V','tags':['a']}", "{}")
                .rendered("{'title':'T'}");

        assertThat(previewed(product).input()).isEqualTo(json("{'vendor':'','tags':[]}"));
        assertThat(previewed(product).calls())
                .extracting(share -> share.request().operation().name())
                .containsExactly("productLists", "productSet");
    }

    @Test
    void a_preview_of_another_stock_tells_only_the_number_and_of_another_address_nothing() {
        String stock = ",'inventoryQuantities':[{'locationId':'L','name':'available','quantity':%d}]";
        AnItem sold = aProduct("P")
                .exportedWith("{'title':'T','variants':[{" + RED + stock.formatted(4) + "}]}", REFS)
                .rendered("{'title':'T','variants':[{" + RED + stock.formatted(5) + "}]}", "R");
        AnItem renamed =
                aProduct("P").exportedWith("{'title':'T','handle':'t'}", "{}").rendered("{'title':'T','handle':'u'}");

        assertThat(previewed(sold).input())
                .isEqualTo(json("{'variants':[{" + stock.formatted(5).substring(1) + "}]}"));
        assertThat(previewed(sold).calls())
                .extracting(share -> share.request().operation().name())
                .containsExactly("variantStock", "inventorySetQuantities");
        assertThat(writer.outgoing(renamed.toSend(aRun().begun())))
                .isEqualTo(
                        new ItemExporter.Outgoing.Nothing("Nothing to send: its address stays as it is in the shop."));
    }

    @Test
    void prices_alone_go_by_the_variants_own_mutation() {
        gateway.accepts("productVariantsBulkUpdate", "{'productVariantsBulkUpdate':{}}");

        Stage product = written(withPrice("5", "6"));

        assertThat(gateway.operations()).containsExactly("productVariantsBulkUpdate");
        assertThat(gateway.variablesOf("productVariantsBulkUpdate"))
                .isEqualTo(json("{'productId':'" + ID + "','variants':[{'price':'6','id':'gid://V/R'}]}"));
        assertThat(success(product).now().refs()).isEqualTo(json(REFS));
    }

    @Test
    void a_list_is_read_before_it_is_sent_and_others_files_are_noted() {
        gateway.accepts("productLists", "{'nodes':[{'id':'" + ID + "','media':{'nodes':[{'id':'gid://F/theirs'}]}}]}");
        gateway.accepts("productSet", WRITTEN);

        written(aProduct("P")
                .exportedWith("{'title':'T'}", "{}")
                .rendered("{'title':'T','files':[{'originalSource':'https://p/a.jpg'}]}"));

        assertThat(gateway.operations()).containsExactly("productLists", "productSet");
        assertThat(noted).containsExactly(Set.of("gid://F/theirs"));
        assertThat(gateway.variablesOf("productSet").at("/input/files"))
                .isEqualTo(JSON.readTree("[{\"originalSource\":\"https://p/a.jpg\"},{\"id\":\"gid://F/theirs\"}]"));
    }

    private static AnItem showing(String address) {
        return aProduct("P")
                .rendered(
                        "{'title':'T','files':[{'originalSource':'" + address + "','alt':'T'}],'productOptions':[],"
                                + "'variants':[{" + RED + ",'file':{'originalSource':'" + address + "'}}]}",
                        "R");
    }

    private static final String MEDIA = "{'nodes':[{'id':'" + ID
            + "','media':{'nodes':[{'id':'gid://F/r','alt':'T','preview':{'status':'UPLOADED'}}]}}]}";

    @Test
    void what_a_variant_shows_is_named_by_id_when_it_has_been_uploaded() {
        gateway.accepts("productSet", WRITTEN).accepts("productLists", MEDIA);

        Stage product = written(showing("https://p/r.jpg"));

        assertThat(gateway.operations()).containsExactly("productSet", "productLists", "productSet");
        JsonNode first = gateway.asked().get(0).variables().path("input");
        assertThat(first.at("/files/0/originalSource").asString()).isEqualTo("https://p/r.jpg");
        assertThat(first.at("/variants/0").has("file")).isFalse();
        assertThat(gateway.asked().get(2).variables().path("input"))
                .isEqualTo(json("{'files':[{'id':'gid://F/r'}],'productOptions':[],'variants':[{'id':'gid://V/R'," + RED
                        + ",'file':{'id':'gid://F/r'}}]}"));
        assertThat(success(product).outcome()).isEqualTo(Outcome.CREATED);
        assertThat(success(product).awaitsPublication()).isTrue();
        assertThat(refs(product))
                .isEqualTo(json("{'variants':{'R':'gid://V/R'},'files':{'https://p/r.jpg':'gid://F/r'}}"));
    }

    @Test
    void a_picture_that_the_shop_does_not_let_a_variant_show_is_left_out_and_named_again_by_the_next_write() {
        gateway.answers("productSet", accepted(WRITTEN), refused("INVALID_INPUT", "file", "not ready"))
                .accepts("productLists", MEDIA);

        Stage product = written(showing("https://p/r.jpg"));

        assertThat(success(product).sentence()).contains(" Pictures of variants were left out: of 1 the shop has not");
        assertThat(Objects.requireNonNull(success(product).now().payload())
                        .at("/variants/0")
                        .has("file"))
                .isFalse();
        assertThat(success(product).now().hash())
                .isNotEqualTo(Objects.requireNonNull(product.mapped()).hash());
    }

    @Test
    void a_picture_that_is_there_goes_with_the_products_write() {
        gateway.accepts("productSet", WRITTEN).accepts("productLists", MEDIA);
        String files = "'files':[{'originalSource':'https://p/r.jpg','alt':'T'}],'productOptions':[]";

        written(aProduct("P")
                .exportedWith(
                        "{'title':'T'," + files + ",'variants':[{" + RED + "}]}",
                        "{'variants':{'R':'gid://V/R'},'files':{'https://p/r.jpg':'gid://F/r'}}")
                .rendered(
                        "{'title':'T'," + files + ",'variants':[{" + RED
                                + ",'file':{'originalSource':'https://p/r.jpg'}}]}",
                        "R"));

        assertThat(gateway.operations()).containsExactly("productLists", "productSet");
        assertThat(gateway.variablesOf("productSet").path("input"))
                .isEqualTo(json("{'files':[{'id':'gid://F/r','alt':'T'}],'productOptions':[],'variants':[{" + RED
                        + ",'file':{'id':'gid://F/r'},'id':'gid://V/R'}]}"));
    }

    @Test
    void variants_in_another_order_are_sent_with_their_positions_and_nothing_else() {
        gateway.accepts("productSet", "{'productSet':{'product':{'id':'" + ID + "'}}}");
        String blue = RED.replace("Red", "Blue");

        written(aProduct("P")
                .exportedWith(
                        "{'title':'T','variants':[{" + RED + ",'price':'5'},{" + blue + ",'price':'5'}]}",
                        "{'variants':{'R':'gid://V/R','B':'gid://V/B'}}")
                .rendered(
                        "{'title':'T','productOptions':[],'variants':[{" + blue + ",'price':'5'},{" + RED
                                + ",'price':'5'}]}",
                        "B",
                        "R"));

        assertThat(gateway.variablesOf("productSet").path("input"))
                .isEqualTo(json("{'productOptions':[],'variants':[{" + blue + ",'id':'gid://V/B','position':1},{" + RED
                        + ",'id':'gid://V/R','position':2}]}"));
    }

    @Test
    void a_force_refresh_sends_everything() {
        gateway.accepts("productSet", WRITTEN);
        written(withTitle("Same", "Same"), aRun().forceRefresh().begun());
        ObjectNode input = (ObjectNode) gateway.variablesOf("productSet").path("input");
        assertThat(input.path("title").asString()).isEqualTo("Same");
        assertThat(input.path("variants").path(0).path("id").asString()).isEqualTo("gid://V/R");
    }

    @Test
    void a_write_whose_answer_was_lost_is_looked_up_before_it_is_repeated() {
        gateway.accepts("productByCustomId", "{'productByIdentifier':{'id':'gid://shopify/Product/7'}}");
        gateway.accepts("productSet", "{'productSet':{'product':{'id':'gid://shopify/Product/7'}}}");

        written(aProduct("P").inDoubt().rendered("{'title':'T'}"));

        assertThat(gateway.operations()).containsExactly("productByCustomId", "productSet");
        assertThat(gateway.variablesOf("productSet").at("/identifier/id").asString())
                .isEqualTo("gid://shopify/Product/7");
    }

    @Test
    void what_somebody_has_deleted_in_the_shop_is_created_again() {
        gateway.answers(
                "productSet",
                refused("PRODUCT_DOES_NOT_EXIST", "input", "Product does not exist"),
                accepted("{'productSet':{'product':{'id':'gid://shopify/Product/2'}}}"));

        Stage product = written(withTitle("Old", "New"));

        assertThat(gateway.variablesOf("productSet").path("identifier").has("customId"))
                .isTrue();
        assertThat(gateway.variablesOf("productSet").at("/input/variants")).hasSize(1);
        assertThat(success(product).outcome()).isEqualTo(Outcome.CREATED);
        assertThat(success(product).awaitsPublication()).isTrue();
    }

    @Test
    void a_product_that_is_gone_is_found_so_by_its_variants_too() {
        gateway.answers(
                "productVariantsBulkUpdate", refused("PRODUCT_DOES_NOT_EXIST", "productId", "Product does not exist"));
        gateway.accepts("productSet", WRITTEN);
        assertThat(success(written(withPrice("5", "6"))).outcome()).isEqualTo(Outcome.CREATED);
    }

    @Test
    void variants_that_somebody_has_deleted_are_all_sent_without_ids() {
        gateway.answers(
                "productVariantsBulkUpdate",
                refused("PRODUCT_VARIANT_DOES_NOT_EXIST", "variants.0.id", "Product variant does not exist"));
        gateway.accepts("productSet", WRITTEN);

        Stage product = written(withPrice("5", "6"));

        assertThat(gateway.variablesOf("productSet")
                        .at("/input/variants")
                        .path(0)
                        .has("id"))
                .isFalse();
        assertThat(gateway.variablesOf("productSet").at("/identifier/id").asString())
                .isEqualTo(ID);
        assertThat(refs(product).path("variants")).isEqualTo(json("{'R':'gid://V/R'}"));
    }

    @Test
    void nothing_new_is_sent_after_the_shop_has_said_that_it_takes_no_more_today() {
        ActiveRun run = aRun().begun();
        gateway.answers("productSet", FakeGateway.postponed("No more variants today."));
        Stage first = written(aProduct("P1").rendered("{'title':'T'}"), run);
        Stage second = written(aProduct("P2").rendered("{'title':'T'}"), run);

        assertThat(gateway.operations()).hasSize(1);
        assertThat(conclusion(first)).isEqualTo(new Conclusion.Deferred("No more variants today."));
        assertThat(conclusion(second)).isEqualTo(conclusion(first));

        gateway.accepts("productSet", WRITTEN);
        success(written(withTitle("Old", "New"), run)); // what is there already goes on
    }

    @Test
    void what_is_too_dear_for_a_call_is_left_to_bulk() {
        gateway.costing(1001);
        Stage dear = written(withTitle("Old", "New"));
        assertThat(gateway.operations()).isEmpty();
        assertThat(dear).isInstanceOf(Stage.InBulk.class);

        gateway.costing(1000).answers("productSet", refusedAsAWhole("MAX_COST_EXCEEDED", "too dear"));
        assertThat(written(withTitle("Old", "New"))).isInstanceOf(Stage.InBulk.class);
    }

    @Test
    void a_run_on_the_bulk_path_leaves_every_product_to_bulk_and_prices_not() {
        ActiveRun run = aRun().begun();
        run.take(WritePath.BULK);
        Stage product = written(withTitle("Old", "New"), run);
        assertThat(gateway.operations()).isEmpty();
        assertThat(product).isInstanceOf(Stage.InBulk.class);

        gateway.accepts("productVariantsBulkUpdate", "{}");
        success(written(withPrice("5", "6"), run));
    }

    @Test
    void what_the_shop_refuses_is_parked() {
        gateway.answers("productSet", refused("INVALID_VARIANT", "input.variants.0.price", "Price is too high"));
        assertThat(parkedFor(written(withTitle("Old", "New")))).isEqualTo("INVALID_VARIANT");
    }

    @Test
    void a_shop_that_is_away_stops_the_run() {
        gateway.answers("productSet", FakeGateway.aborted("The shop is away."));
        Stage product = written(withTitle("Old", "New"));
        assertThat(conclusion(product)).isInstanceOf(Conclusion.Broken.class);
        assertThat(product.run().stops()).isTrue();
    }

    @Test
    void a_write_that_the_shop_goes_on_with_by_itself_is_awaited() {
        gateway.answers(
                "productSet",
                accepted("{'productSet':{}}"),
                accepted("{'productSet':{'productSetOperation':{'id':'gid://O/1'}}}"));
        gateway.answers(
                "productOperation",
                accepted("{'productOperation':{'status':'ACTIVE'}}"),
                accepted("{'productOperation':{'status':'COMPLETE','product':{'id':'" + ID + "'}}}"));

        Stage product = written(withTitle("Old", "New"));

        assertThat(gateway.operations())
                .containsExactly("productSet", "productSet", "productOperation", "productOperation");
        assertThat(success(product).now().shopifyId()).hasToString(ID);
    }

    @Test
    void an_accepted_write_of_which_nothing_is_told_is_no_success() {
        gateway.accepts("productSet", "{'productSet':{}}");
        assertThat(parkedFor(written(withTitle("Old", "New")))).isEqualTo("NO_RESULT");
    }

    @Test
    void a_product_refused_for_its_collections_waits_until_they_were_looked_at() {
        gateway.answers("productSet", refused(null, "input.collections.0", "Collection not found"));
        gateway.accepts("productLists", "{'nodes':[{}]}");

        Stage product = written(aProduct("P").inCollection("shoes", "gid://C/1").rendered("{'title':'T'}"));
        assertThat(conclusion(product))
                .isInstanceOfSatisfying(
                        Conclusion.Deferred.class,
                        left -> assertThat(left.attempted()).isTrue());

        Stage tried = written(aProduct("P").tried(3).rendered("{'title':'T'}"));
        assertThat(parkedFor(tried)).isEqualTo("UNKNOWN");
    }

    @Test
    void a_shop_that_has_lost_the_definition_of_the_identity_is_prepared_anew() {
        gateway.answers(
                "productSet",
                refusedAsAWhole("INVALID", "Metafield definition of type 'id' is required when using custom ids"));

        Stage product = written(aProduct("P").rendered("{'title':'T'}"));

        assertThat(conclusion(product)).isInstanceOf(Conclusion.Deferred.class);
        assertThat(forgotten).containsExactly(ARun.CONNECTOR);
    }

    @Test
    void an_adopted_product_keeps_its_variants_and_gets_its_identity() {
        gateway.accepts("productVariants", "{'product':{'variants':{'nodes':[{'id':'gid://V/old','sku':'r-1'}]}}}");
        gateway.accepts("productLists", "{'nodes':[{'metafields':{'nodes':[]}}]}");
        gateway.accepts("productSet", "{'productSet':{'product':{'id':'gid://shopify/Product/9'}}}");

        Stage product = written(
                aProduct("P")
                        .linkedTo("gid://shopify/Product/9")
                        .rendered("{'title':'T','variants':[{" + RED + ",'sku':'r-1'}]}", "R"),
                aRun().linkingBy(LinkExisting.HANDLE).begun());

        ObjectNode sent = gateway.variablesOf("productSet");
        assertThat(sent.at("/identifier/id").asString()).isEqualTo("gid://shopify/Product/9");
        assertThat(sent.at("/input/variants/0/id").asString()).isEqualTo("gid://V/old");
        assertThat(sent.at("/input/metafields/0/value").asString()).isEqualTo("P");
        assertThat(success(product).outcome()).isEqualTo(Outcome.UPDATED);
    }
}
