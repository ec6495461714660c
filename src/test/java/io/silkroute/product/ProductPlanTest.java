package io.silkroute.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.export.ledger.Exported;
import io.silkroute.mapping.MappedFields;
import io.silkroute.mapping.Rendered;
import io.silkroute.shopify.ShopifyId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

class ProductPlanTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RED = "'optionValues':[{'optionName':'Color','name':'Red'}]";
    private static final String BLUE = "'optionValues':[{'optionName':'Color','name':'Blue'}]";

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
        } catch (JacksonException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static Exported exported(String payload) {
        return exported(payload, "{'variants':{'R':'gid://1','B':'gid://2'}}", null);
    }

    private static Exported exported(String payload, String refs, @Nullable String sending) {
        return new Exported(
                ItemKey.product("P"),
                new ShopifyId("gid://shopify/Product/1"),
                Exported.State.EXPORTED,
                null,
                json(payload),
                json(refs),
                sending == null ? null : json(sending));
    }

    private static Rendered.Payload payload(String input, String... ids) {
        return new Rendered.Payload(json(input), List.of(ids), List.of());
    }

    private static String variants(String... variants) {
        return "{'title':'T','variants':[{" + String.join("},{", variants) + "}]}";
    }

    private static ObjectNode variant(ProductPlan plan, int position) {
        return Objects.requireNonNull(plan.variants().get(position));
    }

    private static ProductPlan ofVariants(String before, String now) {
        return ProductPlan.difference(exported(before), payload(now, "R", "B"), 250);
    }

    @Test
    void what_a_variant_has_lost_is_cleared_by_its_own_mutation() {
        ProductPlan plan = ofVariants(
                variants(RED + ",'price':'5','compareAtPrice':'9','barcode':'400','inventoryItem':{'cost':'2'}", BLUE),
                variants(RED + ",'price':'5'", BLUE));

        assertThat(plan.onlyVariantFields()).isTrue();
        assertThat(plan.variants()).hasSize(1);
        assertThat(variant(plan, 0))
                .isEqualTo(json("{" + RED + ",'compareAtPrice':null,'barcode':null,'inventoryItem':{'cost':null}}"));
    }

    @Test
    void variants_that_swap_their_option_values_are_all_sent_with_their_product() {
        ProductPlan plan = ProductPlan.difference(
                exported(variants(RED + ",'price':'10'", BLUE + ",'price':'20'")),
                payload(variants(RED + ",'price':'20'", BLUE + ",'price':'10'"), "B", "R"),
                250);

        assertThat(plan.allVariants()).isTrue();
        assertThat(plan.isEmpty()).isFalse();
    }

    @Test
    void inside_of_an_object_that_stays_only_what_is_lost_is_cleared() {
        ProductPlan plan = ofVariants(
                variants(RED + ",'inventoryItem':{'cost':'2','harmonizedSystemCode':'621710'}", BLUE),
                variants(RED + ",'inventoryItem':{'harmonizedSystemCode':'621711'}", BLUE));

        assertThat(variant(plan, 0).path("inventoryItem"))
                .isEqualTo(json("{'harmonizedSystemCode':'621711','cost':null}"));
    }

    @Test
    void what_a_variant_cannot_be_without_is_left_out() {
        ProductPlan plan =
                ofVariants(variants(RED + ",'price':'5','taxable':true,'metafields':[]", BLUE), variants(RED, BLUE));

        assertThat(plan.allVariants()).isFalse();
        assertThat(plan.variants()).isEmpty();
    }

    @Test
    void the_metafields_that_a_variant_has_lost_ask_for_its_list() {
        String fit = ",'metafields':[{'namespace':'pim','key':'fit','type':'t','value':'slim'}]";
        ProductPlan plan = ofVariants(variants(RED + fit, BLUE + fit), variants(RED, BLUE + fit));

        assertThat(plan.allVariants()).isTrue();
        assertThat(variant(plan, 0)).isEqualTo(json("{" + RED + ",'metafields':[]}"));
        assertThat(variant(plan, 1)).isEqualTo(json("{" + BLUE + "}"));
    }

    @Test
    void a_neighbours_change_sends_no_price_and_no_stock() {
        String shared = ",'price':'10.00','inventoryQuantities':[{'locationId':'1','name':'available','quantity':7}]";
        ProductPlan plan = ofVariants(
                variants(RED + shared + ",'barcode':'1'", BLUE + shared),
                variants(RED + shared + ",'barcode':'2'", BLUE + shared));

        assertThat(plan.onlyVariantFields()).isTrue();
        assertThat(plan.variants()).containsOnlyKeys(0);
        assertThat(variant(plan, 0)).isEqualTo(json("{" + RED + ",'barcode':'2'}"));
    }

    @Test
    void of_what_search_engines_see_only_the_changed_part_goes() {
        ProductPlan plan = ProductPlan.difference(
                exported("{'title':'T','seo':{'title':'A','description':'D'},'variants':[{" + RED + "},{" + BLUE
                        + "}]}"),
                payload(
                        "{'title':'T','seo':{'title':'B','description':'D'},'variants':[{" + RED + "},{" + BLUE + "}]}",
                        "R",
                        "B"),
                250);

        assertThat(plan.fields()).isEqualTo(json("{'seo':{'title':'B'}}"));
    }

    @Test
    void a_changed_stock_is_no_write_of_the_product() {
        String stock = ",'price':'10.00','inventoryQuantities':[{'locationId':'1','name':'available','quantity':%d}]";
        ProductPlan plan = ofVariants(
                variants(RED + stock.formatted(7), BLUE + stock.formatted(4)),
                variants(RED + stock.formatted(9), BLUE + stock.formatted(4)));

        assertThat(plan.isEmpty()).isTrue();
    }

    @Test
    void what_is_made_is_made_with_its_stock_and_what_is_there_keeps_it() {
        String stock = ",'inventoryQuantities':[{'locationId':'1','name':'available','quantity':7}]";
        Rendered.Payload now = payload(variants(RED + stock, BLUE + stock.replace("7", "-2")), "R", "B");

        assertThat(variant(ProductPlan.ofNew(now), 0)).isEqualTo(json("{" + RED + stock + "}"));
        assertThat(variant(ProductPlan.ofNew(now), 1)).isEqualTo(json("{" + BLUE + "}"));
        assertThat(variant(ProductPlan.whole(exported(variants(RED, BLUE)), now, MappedFields.NONE), 0))
                .isEqualTo(json("{" + RED + "}"));
    }

    @Test
    void without_known_ids_variants_are_told_by_their_options_and_send_no_more() {
        Exported known = exported(variants(RED + ",'price':'10'", BLUE + ",'price':'10'"));
        ProductPlan plan = ProductPlan.difference(
                new Exported(known.key(), known.shopifyId(), known.state(), known.hash(), known.payload(), json("{}")),
                payload(variants(RED + ",'price':'10'", BLUE + ",'price':'11'"), "R", "B"),
                0);

        assertThat(plan.allVariants()).isTrue();
        assertThat(variant(plan, 0)).isEqualTo(json("{" + RED + "}"));
        assertThat(variant(plan, 1)).isEqualTo(json("{" + BLUE + ",'price':'11'}"));
    }

    @Test
    void an_added_variant_sends_nothing_of_the_others() {
        String shared = ",'price':'10.00','inventoryItem':{'cost':'2','tracked':true}";
        String green = "'optionValues':[{'optionName':'Color','name':'Green'}]";
        ProductPlan plan = ProductPlan.difference(
                exported(variants(RED + shared, BLUE + shared)),
                payload(
                        "{'variants':[{" + green + shared + "},{" + RED + shared + "},{" + BLUE + shared + "}]}",
                        "G",
                        "R",
                        "B"),
                250);

        assertThat(plan.allVariants()).isTrue();
        assertThat(variant(plan, 0)).isEqualTo(json("{" + green + shared + "}"));
        assertThat(variant(plan, 1)).isEqualTo(json("{" + RED + "}"));
        assertThat(variant(plan, 2)).isEqualTo(json("{" + BLUE + "}"));
    }

    @Test
    void a_weight_goes_back_to_none_and_a_policy_to_its_default() {
        ProductPlan plan = ofVariants(
                variants(
                        RED + ",'inventoryPolicy':'CONTINUE',"
                                + "'inventoryItem':{'measurement':{'weight':{'value':2,'unit':'POUNDS'}}}",
                        BLUE),
                variants(RED + ",'inventoryItem':{'measurement':{'weight':{'unit':'POUNDS'}}}", BLUE));

        assertThat(variant(plan, 0))
                .isEqualTo(json("{" + RED + ",'inventoryItem':{'measurement':{'weight':{'value':0,"
                        + "'unit':'KILOGRAMS'}}},'inventoryPolicy':'DENY'}"));
    }

    @Test
    void the_rendered_payload_and_so_its_hash_stay_as_they_are() {
        Rendered.Payload now = payload(
                "{'title':'T','seo':{'title':'Better'},'variants':[{" + RED + ",'inventoryItem':{'tracked':true}}]}",
                "R");
        Exported before = exported(
                "{'title':'T','seo':{'title':'Good','description':'D'},'variants':[{" + RED
                        + ",'inventoryItem':{'tracked':true,'cost':'2'}}]}",
                "{'variants':{'R':'gid://1'}}",
                null);
        ObjectNode rendered = now.input().deepCopy();

        ProductPlan plan = ProductPlan.difference(before, now, 250);

        assertThat(plan.fields()).isEqualTo(json("{'seo':{'title':'Better','description':''}}"));
        assertThat(variant(plan, 0).path("inventoryItem")).isEqualTo(json("{'cost':null}"));
        assertThat(now.input()).isEqualTo(rendered);
    }

    @Test
    void a_product_is_cleared_of_each_field_with_what_it_takes() {
        ProductPlan plan = ProductPlan.difference(
                exported("{'title':'T','category':'gid://1','vendor':'V','handle':'t','requiresSellingPlan':true,"
                        + "'seo':{'title':'S','description':'D'}}"),
                payload("{'title':'T','seo':{'description':'D'}}"),
                250);

        assertThat(plan.fields()).isEqualTo(json("{'seo':{'title':''},'category':null,'vendor':''}"));
    }

    @Test
    void a_variant_is_known_by_its_id_and_without_by_its_options() {
        String before = variants(RED + ",'barcode':'1'", BLUE + ",'barcode':'2','price':'5'");
        String now = variants(BLUE, RED);

        ProductPlan byId = ProductPlan.difference(exported(before), payload(now, "R", "B"), 250);
        assertThat(byId.allVariants()).isTrue();
        assertThat(variant(byId, 0)).isEqualTo(json("{" + BLUE + ",'barcode':null}"));

        ProductPlan byOptions = ProductPlan.difference(
                exported(variants(RED, BLUE + ",'taxCode':'X'"), "{}", null), payload(now, "R", "B"), 250);
        assertThat(variant(byOptions, 0)).isEqualTo(json("{" + BLUE + ",'taxCode':null}"));
        assertThat(variant(byOptions, 1)).isEqualTo(json("{" + RED + "}"));
    }

    @Test
    void a_new_variant_and_a_new_product_have_nothing_to_lose() {
        ProductPlan joined =
                ProductPlan.difference(exported(variants(RED + ",'barcode':'1'")), payload(variants(BLUE), "new"), 250);
        assertThat(variant(joined, 0)).isEqualTo(json("{" + BLUE + "}"));

        ProductPlan created = ProductPlan.ofNew(payload(variants(RED), "R"));
        assertThat(created.fields()).isEqualTo(json("{'title':'T'}"));
        assertThat(variant(created, 0)).isEqualTo(json("{" + RED + "}"));
    }

    @Test
    void more_variants_than_can_go_alone_go_all_with_their_product() {
        ProductPlan plan = ProductPlan.difference(
                exported(variants(RED + ",'price':'5'", BLUE)),
                payload(variants(RED + ",'price':'6'", BLUE), "R", "B"),
                0);

        assertThat(plan.onlyVariantFields()).isFalse();
        assertThat(plan.allVariants()).isTrue();
        assertThat(plan.variants()).hasSize(2);
    }

    @Test
    void a_whole_write_clears_all_that_the_mapping_names_and_nothing_else() {
        MappedFields mapped = new MappedFields(
                Set.of("title", "category", "seo.title", "vendor", "status"),
                Set.of("sku", "price", "barcode", "inventoryItem.cost", "unitPriceMeasurement.quantityValue"));

        ProductPlan plan = ProductPlan.whole(
                exported("{'title':'T'}"),
                payload("{'title':'T','vendor':'V','variants':[{" + RED + ",'sku':'R'}]}", "R"),
                mapped);

        assertThat(plan.fields()).isEqualTo(json("{'title':'T','vendor':'V','category':null,'seo':{'title':''}}"));
        assertThat(variant(plan, 0))
                .isEqualTo(json("{" + RED
                        + ",'sku':'R','barcode':null,'inventoryItem':{'cost':null},'unitPriceMeasurement':null}"));
    }

    @Test
    void a_write_after_a_lost_one_clears_what_that_may_have_brought() {
        Exported inDoubt = exported(
                variants(RED + ",'barcode':'1'"),
                "{'variants':{'R':'gid://1'}}",
                "{'title':null,'category':null,'seo':{'title':null},'tags':['x'],"
                        + "'variants':{'optionValues':null,'inventoryItem':{'cost':null}}}");

        ProductPlan plan = ProductPlan.whole(inDoubt, payload(variants(RED), "R"), MappedFields.NONE);

        assertThat(plan.fields()).isEqualTo(json("{'title':'T','category':null,'seo':{'title':''}}"));
        assertThat(plan.lists()).containsExactly("tags");
        assertThat(variant(plan, 0)).isEqualTo(json("{" + RED + ",'barcode':null,'inventoryItem':{'cost':null}}"));
    }
}
