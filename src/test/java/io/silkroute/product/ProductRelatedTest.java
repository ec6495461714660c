package io.silkroute.product;

import static io.silkroute.export.ARun.aRun;
import static io.silkroute.export.AnItem.aProduct;
import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.catalogue.Item;
import io.silkroute.connector.config.ConnectorConfig.StatusFilter;
import io.silkroute.export.AnItem;
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
}
