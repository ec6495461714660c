package io.silkroute.product;

import static io.silkroute.export.ARun.aRun;
import static io.silkroute.export.AnItem.aProduct;
import static io.silkroute.export.AnItem.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.export.AnItem;
import io.silkroute.export.Asked;
import io.silkroute.export.Conclusion;
import io.silkroute.export.ItemCalls;
import io.silkroute.export.Stage;
import io.silkroute.export.ledger.Exports;
import io.silkroute.mapping.Mapping;
import io.silkroute.mapping.Mappings;
import io.silkroute.run.stream.ActiveRun;
import io.silkroute.run.stream.WritePath;
import io.silkroute.shopify.ShopifyId;
import io.silkroute.shopify.call.FakeGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What other apps keep on variants stays, whatever way a product takes: {@code productSet} replaces what it is given. */
class VariantMetafieldsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ID = "gid://shopify/Product/1";
    private static final String THEIRS = "{'namespace':'app','key':'gift','type':'boolean','value':'true'}";
    private static final String HELD = "{'nodes':[{'id':'gid://V/R','metafields':{'nodes':[%s]}}]}";
    private static final String WRITTEN = "{'productSet':{'product':{'id':'" + ID + "','variants':{'nodes':[]}}}}";

    private final FakeGateway gateway = new FakeGateway().accepts("productSet", WRITTEN);
    private final ProductWriter writer = ProductExporters.writer(
            gateway, new Exports(new JdbcTemplate(), JSON, Clock.systemUTC()), new ArrayList<>());

    private static String ours(String key, String value) {
        return "{'namespace':'pim','key':'" + key + "','type':'single_line_text_field','value':'" + value + "'}";
    }

    private static String variant(String option, String fields) {
        return "{'optionValues':[{'optionName':'Color','name':'" + option + "'}]" + fields + "}";
    }

    private static String product(String... variants) {
        return "{'title':'T','variants':[" + String.join(",", variants) + "]}";
    }

    private static AnItem withMetafields(String before, String now) {
        return aProduct("P")
                .exportedWith(product(variant("Red", before)), "{'variants':{'R':'gid://V/R'}}")
                .rendered(product(variant("Red", now)), "R");
    }

    private JsonNode sent(int variant) {
        return gateway.variablesOf("productSet").at("/input/variants/" + variant + "/metafields");
    }

    private static JsonNode array(String... entries) {
        return JSON.readTree(("[" + String.join(",", entries) + "]").replace('\'', '"'));
    }

    @Test
    void of_a_variants_metafields_only_those_that_were_once_exported_go() {
        gateway.accepts(
                "variantMetafields", HELD.formatted(String.join(",", THEIRS, ours("care", "Wash"), ours("size", "M"))));

        writer.write(withMetafields(
                        ",'metafields':[" + ours("care", "Wash") + "," + ours("size", "M") + "]",
                        ",'metafields':[" + ours("size", "L") + "]")
                .toSend(aRun().begun()));

        assertThat(gateway.operations()).containsExactly("variantMetafields", "productSet");
        assertThat(gateway.variablesOf("variantMetafields").path("ids")).isEqualTo(array("'gid://V/R'"));
        assertThat(sent(0)).isEqualTo(array(THEIRS, ours("size", "L")));
    }

    @Test
    void a_variant_that_has_none_any_more_loses_ours_and_keeps_those_of_others() {
        gateway.accepts("variantMetafields", HELD.formatted(THEIRS + "," + ours("size", "M")));

        writer.write(
                withMetafields(",'metafields':[" + ours("size", "M") + "]", "").toSend(aRun().begun()));

        assertThat(sent(0)).isEqualTo(array(THEIRS));
    }

    @Test
    void what_somebody_has_set_by_hand_stays_until_the_pim_changes_that_very_one() {
        gateway.accepts("variantMetafields", HELD.formatted(ours("care", "By hand") + "," + ours("size", "By hand")));

        writer.write(withMetafields(
                        ",'metafields':[" + ours("care", "Wash") + "," + ours("size", "M") + "]",
                        ",'metafields':[" + ours("care", "Wash") + "," + ours("size", "L") + "]")
                .toSend(aRun().begun()));

        assertThat(sent(0)).isEqualTo(array(ours("care", "By hand"), ours("size", "L")));
    }

    @Test
    void nothing_is_read_where_no_metafields_of_variants_are_sent() {
        gateway.accepts("productVariantsBulkUpdate", "{'productVariantsBulkUpdate':{}}");
        String same = ",'metafields':[" + ours("size", "M") + "]";

        writer.write(
                withMetafields(same + ",'price':'5'", same + ",'price':'6'").toSend(aRun().begun()));

        assertThat(gateway.operations()).containsExactly("productVariantsBulkUpdate");
        assertThat(gateway.variablesOf("productVariantsBulkUpdate").at("/variants/0"))
                .isEqualTo(json("{'price':'6','id':'gid://V/R'}"));
    }

    @Test
    void a_product_that_is_new_has_nobody_elses() {
        writer.write(aProduct("P")
                .rendered(product(variant("Red", ",'metafields':[" + ours("size", "M") + "]")), "R")
                .toSend(aRun().begun()));

        assertThat(gateway.operations()).containsExactly("productSet");
        assertThat(sent(0)).isEqualTo(array(ours("size", "M")));
    }

    @Test
    void on_the_bulk_path_they_stay_too() {
        gateway.accepts("variantMetafields", HELD.formatted(THEIRS));

        ActiveRun run = aRun().begun();
        run.take(WritePath.BULK);
        Stage left = writer.write(
                withMetafields("", ",'metafields':[" + ours("size", "M") + "]").toSend(run));

        assertThat(left)
                .isInstanceOfSatisfying(
                        Stage.InBulk.class,
                        bulk -> assertThat(bulk.variables().at("/input/variants/0/metafields"))
                                .isEqualTo(array(THEIRS, ours("size", "M"))));
    }

    @Test
    void of_many_variants_pages_are_read_until_all_are_there() {
        List<String> before = new ArrayList<>();
        List<String> now = new ArrayList<>();
        String[] ids = new String[20];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = "V" + i;
            before.add(variant("C" + i, ""));
            now.add(variant("C" + i, ",'metafields':[" + ours("size", "M") + "]"));
        }
        gateway.answers(
                "metafieldsOfVariants",
                FakeGateway.accepted(page(0, 12, true)),
                FakeGateway.accepted(page(12, 20, true)));
        String refs = IntStream.range(0, 20)
                .mapToObj(i -> "'V" + i + "':'gid://V/" + i + "'")
                .collect(Collectors.joining(","));

        writer.write(aProduct("P")
                .exportedWith(product(before.toArray(String[]::new)), "{'variants':{" + refs + "}}")
                .rendered(product(now.toArray(String[]::new)), ids)
                .toSend(aRun().begun()));

        assertThat(gateway.operations()).startsWith("metafieldsOfVariants", "metafieldsOfVariants", "productSet");
        assertThat(gateway.operations().stream().filter("metafieldsOfVariants"::equals))
                .hasSize(2);
        assertThat(sent(3)).isEqualTo(array(THEIRS, ours("size", "M")));
        assertThat(sent(19)).isEqualTo(array(THEIRS, ours("size", "M")));
    }

    private static String page(int from, int to, boolean more) {
        String nodes = IntStream.range(from, to)
                .mapToObj(i -> "{'id':'gid://V/" + i + "','selectedOptions':[{'name':'Color','value':'C" + i
                        + "'}],'metafields':{'nodes':[" + THEIRS + "]}}")
                .collect(Collectors.joining(","));
        return "{'product':{'variants':{'nodes':[" + nodes + "],'pageInfo':{'hasNextPage':" + more
                + ",'endCursor':'c'}}}}";
    }

    @Test
    void a_variant_whose_id_is_not_known_is_found_by_its_options() {
        gateway.accepts("metafieldsOfVariants", page(0, 2, false));

        writer.write(aProduct("P")
                .exportedWith(product(variant("C0", "")), "{'variants':{'A':'gid://V/0'}}")
                .rendered(
                        product(variant("C0", ""), variant("c1", ",'metafields':[" + ours("size", "M") + "]")),
                        "A",
                        "B")
                .toSend(aRun().begun()));

        assertThat(sent(1)).isEqualTo(array(THEIRS, ours("size", "M")));
    }

    @Test
    void more_than_can_be_read_are_not_replaced() {
        String cut = "{'nodes':[{'id':'gid://V/R','metafields':{'nodes':[],'pageInfo':{'hasNextPage':true}}}]}";
        gateway.accepts("variantMetafields", cut);

        Stage product = writer.write(
                withMetafields("", ",'metafields':[" + ours("size", "M") + "]").toSend(aRun().begun()));

        assertThat(gateway.operations()).doesNotContain("productSet");
        assertThat(((Stage.Concluded) product).conclusion())
                .isInstanceOfSatisfying(
                        Conclusion.Refused.class,
                        refused -> assertThat(refused.reason().code()).isEqualTo("TOO_MANY_ENTRIES"));
    }

    @Test
    void a_list_that_is_to_be_replaced_is_not_read(@TempDir Path folder) throws IOException {
        Files.copy(Path.of("mappings", "collection.yaml"), folder.resolve("collection.yaml"));
        Files.writeString(
                folder.resolve("product.yaml"),
                Files.readString(Path.of("mappings", "product.yaml"))
                        .replace("metafields: owned", "metafields: replace"));
        Mapping replacing = new Mappings(folder).product("product.yaml");
        Stage.ToSend product =
                withMetafields("", ",'metafields':[" + ours("size", "M") + "]").toSend(aRun().begun());
        ProductPlan plan = ProductPlan.difference(
                Objects.requireNonNull(product.item().exported()),
                product.mapped().payload(),
                250);

        Asked<ProductPlan> merged = VariantMetafields.merged(
                new ItemCalls(gateway, product.item()), product, replacing, new ShopifyId(ID), plan);

        assertThat(gateway.asked()).isEmpty();
        assertThat(merged).isEqualTo(new Asked.Told<>(plan));
    }

    @Test
    void after_a_lost_write_its_names_are_known_as_ours() {
        gateway.accepts("variantMetafields", HELD.formatted(THEIRS + "," + ours("care", "Lost")));

        writer.write(withMetafields("", "")
                .sending("{'variants':{'metafields':[{'namespace':'pim','key':'care'}]}}")
                .toSend(aRun().begun()));

        assertThat(sent(0)).isEqualTo(array(THEIRS));
    }
}
