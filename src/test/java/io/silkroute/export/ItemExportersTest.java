package io.silkroute.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.silkroute.catalogue.ItemType;
import io.silkroute.product.ProductExporters;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who exports items of which type, and in which order. */
class ItemExportersTest {

    private final ItemExporters exporters = ProductExporters.all();

    @Test
    void collections_go_out_before_the_products_that_name_them() {
        assertThat(exporters.inOrder())
                .extracting(ItemExporter::type)
                .containsExactly(ItemType.CATEGORY, ItemType.PRODUCT);
        assertThat(exporters.lastFirst())
                .extracting(ItemExporter::type)
                .containsExactly(ItemType.PRODUCT, ItemType.CATEGORY);
    }

    @Test
    void a_type_without_an_exporter_has_none() {
        assertThat(exporters.find(ItemType.CODE)).isEmpty();
        assertThat(exporters.find(ItemType.PRODUCT)).isPresent();
    }

    @Test
    void two_exporters_of_one_type_keep_the_connector_from_starting() {
        ItemExporter products = exporters.of(ItemType.PRODUCT);
        assertThatIllegalStateException()
                .isThrownBy(() -> new ItemExporters(List.of(products, products)))
                .withMessageContaining("items of type product");
    }
}
