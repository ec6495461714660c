package io.silkroute.export;

import static io.silkroute.export.ARun.aRun;
import static io.silkroute.export.AnItem.aCategory;
import static io.silkroute.export.AnItem.aProduct;
import static io.silkroute.export.AnItem.anItem;
import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.catalogue.ItemType;
import io.silkroute.export.ledger.Exported;
import io.silkroute.product.ProductExporters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which items concern a connector, and the sentence that says why one does not. */
class RelevanceTest {

    private final Relevance relevance = new Relevance(ProductExporters.all());

    private @Nullable String obstacle(AnItem item, ARun run) {
        return relevance.obstacle(item.in(run.begun()));
    }

    private boolean leaves(AnItem item) {
        return relevance.leaves(item.in(aRun().begun()));
    }

    @Test
    void what_is_visible_passes() {
        assertThat(obstacle(aProduct("P"), aRun())).isNull();
        assertThat(obstacle(aProduct("P").status("visible"), aRun())).isNull();
        assertThat(obstacle(aCategory("C"), aRun())).isNull();
    }

    @Test
    void what_the_pim_has_deleted_or_never_sent_does_not() {
        assertThat(obstacle(aProduct("P").deletedInPim(), aRun().exportingAll()))
                .isEqualTo("The PIM has deleted it.");
        assertThat(obstacle(aProduct("P").neverSent(), aRun())).isEqualTo("The PIM has deleted it.");
    }

    @Test
    void a_draft_passes_where_all_are_exported() {
        assertThat(obstacle(aProduct("P").status("draft"), aRun())).contains("status is draft");
        assertThat(obstacle(aProduct("P").status("draft"), aRun().exportingAll()))
                .isNull();
        assertThat(obstacle(aProduct("P").status("invisible"), aRun().exportingAll()))
                .isNull();
    }

    @Test
    void a_product_of_another_family_or_of_none_does_not() {
        ARun lamps = aRun().withFamilies("lamps", "chairs");
        assertThat(obstacle(aProduct("P").family("lamps"), lamps)).isNull();
        assertThat(obstacle(aProduct("P").family("tables"), lamps)).contains("Its family tables");
        assertThat(obstacle(aProduct("P"), lamps)).contains("It has no family");
    }

    @Test
    void one_of_the_tags_is_enough() {
        ARun tagged = aRun().withTags("new", "test");
        assertThat(obstacle(aProduct("P").tags("old", "test"), tagged)).isNull();
        assertThat(obstacle(aProduct("P").tags("old"), tagged)).contains("none of this connector's tags");
        assertThat(obstacle(aProduct("P"), tagged)).isNotNull();
    }

    @Test
    void tags_do_not_make_up_for_another_family() {
        ARun both = aRun().withTags("new").withFamilies("lamps");
        assertThat(obstacle(aProduct("P").tags("new").family("tables"), both)).contains("Its family");
        assertThat(obstacle(aProduct("P").family("lamps"), both)).contains("tags");
        assertThat(obstacle(aProduct("P").family("lamps").tags("new"), both)).isNull();
    }

    @Test
    void a_product_needs_a_visible_variant_if_it_has_any() {
        AnItem hidden = aProduct("P").variant("V1", "draft").variant("V2", "invisible");
        assertThat(obstacle(hidden, aRun())).isEqualTo("None of its 2 variants is visible.");
        assertThat(obstacle(hidden, aRun().exportingAll())).isNull();
        assertThat(obstacle(hidden.variant("V3", "visible"), aRun())).isNull();
    }

    @Test
    void a_category_passes_filters_with_a_product_that_does() {
        ARun tagged = aRun().withTags("new");
        assertThat(obstacle(aCategory("full"), tagged)).isNull();
        assertThat(obstacle(aCategory("empty").notNeeded(), tagged))
                .isEqualTo("No product that this connector exports stands in it.");
        assertThat(obstacle(aCategory("full").status("draft"), tagged)).contains("status is draft");
    }

    @Test
    void a_campaign_becomes_nothing_in_the_catalogue() {
        assertThat(obstacle(anItem(ItemType.CAMPAIGN, "C"), aRun()))
                .isEqualTo(
                        "Only products, with their variants, and categories become something in a shop's catalogue.");
    }

    @Test
    void only_what_is_or_may_be_in_the_shop_leaves_it() {
        assertThat(leaves(aProduct("P").deletedInPim())).isFalse();
        assertThat(leaves(aProduct("P").deletedInPim().state(Exported.State.EXPORTED)))
                .isTrue();
        assertThat(leaves(aProduct("P").deletedInPim().inDoubt())).isTrue();
        assertThat(leaves(aProduct("P").deletedInPim().state(Exported.State.ARCHIVED)))
                .isFalse();
        assertThat(leaves(aProduct("P").deletedInPim().state(Exported.State.LINKED)))
                .isFalse();
        assertThat(leaves(aProduct("P").state(Exported.State.EXPORTED))).isFalse();
    }
}
