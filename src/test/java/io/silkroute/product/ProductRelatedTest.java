package io.silkroute.product;

import static io.silkroute.export.ARun.aRun;
import static io.silkroute.export.AnItem.aProduct;
import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.catalogue.Change;
import io.silkroute.catalogue.Item;
import io.silkroute.catalogue.StagedMeanwhile;
import io.silkroute.connector.config.ConnectorConfig.StatusFilter;
import io.silkroute.export.AnItem;
import io.silkroute.export.ExportItem;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Which variants go out with their product. */
class ProductRelatedTest {

    @Test
    void a_variant_that_is_not_visible_is_left_out() {
        AnItem product = aProduct("P").variant("V1", "draft").variant("V2", "visible");
        assertThat(ProductRelated.of(product.in(aRun().begun())).exported(StatusFilter.ONLY_VISIBLE))
                .extracting(Item::id)
                .containsExactly("V2");
        assertThat(ProductRelated.of(product.in(aRun().begun())).exported(StatusFilter.ALL))
                .extracting(Item::id)
                .containsExactly("V1", "V2");
    }

    @Test
    void a_variant_that_is_staged_while_its_product_is_read_stays_pending_or_goes_out() {
        AnItem product = aProduct("P").variant("V", "visible");
        Item variant = ProductRelated.of(product.in(aRun().begun())).variants().get(0);
        ExportItem alone = aProduct("P").in(aRun().begun());
        StagedMeanwhile staged = new StagedMeanwhile(variant, new Change(variant.key(), 1, 1, "it was pushed", 0));

        ProductRelated related = Objects.requireNonNull(ProductExporters.reading(staged)
                .related(alone.run(), List.of(alone))
                .get("P"));

        assertThat(related.variants())
                .extracting(Item::key)
                .containsAll(related.companions().stream().map(Change::key).toList());
    }
}
