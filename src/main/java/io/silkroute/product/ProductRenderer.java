package io.silkroute.product;

import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.export.ExportItem;
import io.silkroute.mapping.Mapping;
import io.silkroute.mapping.Mappings;
import io.silkroute.mapping.Rendered;
import io.silkroute.mapping.Source;
import org.springframework.stereotype.Component;

/** What the shop is to hold of a product: as the mapping says, and nothing on sale without a price. */
@Component
class ProductRenderer {

    private final Mappings mappings;

    ProductRenderer(Mappings mappings) {
        this.mappings = mappings;
    }

    Rendered render(ExportItem product) {
        ConnectorConfig config = product.run().config();
        ProductRelated related = ProductRelated.of(product);
        Mapping mapping = mappings.product(config.mapping());
        Source source = new Source(
                product.image(),
                related.exported(config.export().status()),
                related.categories(),
                product.run().currency(),
                product.run().locations());
        Rendered rendered = mapping.render(source);
        if (rendered instanceof Rendered.Payload payload) {
            rendered = new Unpriced(product, mapping, source, payload).settled();
        }
        // Said and not left to Shopify's default, which speaks of new products only: one that comes back is archived.
        if (rendered instanceof Rendered.Payload payload && !payload.input().hasNonNull("status")) {
            payload.input().put("status", "ACTIVE");
        }
        return rendered;
    }
}
