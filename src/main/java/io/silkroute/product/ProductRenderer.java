package io.silkroute.product;

import io.silkroute.catalogue.Item;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.export.ExportItem;
import io.silkroute.mapping.Mapping;
import io.silkroute.mapping.Mappings;
import io.silkroute.mapping.Rendered;
import io.silkroute.mapping.Source;
import io.silkroute.omission.LeftOut;
import io.silkroute.omission.Omission;
import io.silkroute.reference.MetafieldTargets;
import io.silkroute.run.stream.ActiveRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What the shop is to hold of a product: as the mapping says, and nothing on sale without a price. */
@Component
class ProductRenderer {

    private static final int MAX_NOTES = 50; // as many as a mapping writes

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
                product.run().locations(),
                MetafieldTargets.there(related.references()),
                product.run().priceLists());
        Rendered rendered = mapping.render(source);
        if (rendered instanceof Rendered.Payload payload) {
            rendered = new Unpriced(product, mapping, source, payload).settled();
        }
        if (rendered instanceof Rendered.Payload payload) {
            rendered = noted(product, related, payload);
        }
        // Said and not left to Shopify's default, which speaks of new products only: one that comes back is archived.
        if (rendered instanceof Rendered.Payload payload && !payload.input().hasNonNull("status")) {
            payload.input().put("status", "ACTIVE");
        }
        return rendered;
    }

    /** The items that metafields of a product and its variants name. */
    Set<ItemKey> references(ActiveRun run, Item product, List<Item> variants) {
        return mappings.product(run.config().mapping()).references(new Source(product, variants, List.of()));
    }

    private static Rendered.Payload noted(ExportItem product, ProductRelated related, Rendered.Payload payload) {
        List<LeftOut> more = new ArrayList<>();
        related.warnings().forEach(warning -> more.add(new LeftOut(Omission.VARIANT, warning)));
        if (payload.input().has("collections")) {
            related.unknown().stream()
                    .limit(MAX_NOTES)
                    .forEach(unknown -> more.add(new LeftOut(Omission.CATEGORY, unknown)));
        }
        String parent = product.image().parent();
        if (parent != null && !parent.isBlank()) {
            more.add(new LeftOut(Omission.VALUE, "Its parent " + parent + " was left out: a product has none."));
        }
        Rendered.Payload told = payload;
        for (int i = more.size() - 1; i >= 0; i--) {
            told = told.lacking(more.get(i));
        }
        return told;
    }
}
