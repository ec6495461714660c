package io.silkroute.export;

import io.silkroute.catalogue.ItemType;
import io.silkroute.mapping.Mapping;
import io.silkroute.mapping.Mappings;
import io.silkroute.mapping.Rendered;
import io.silkroute.mapping.Source;
import org.springframework.stereotype.Component;

/** Maps an item to the payload Shopify is to hold. */
@Component
class Rendering {

    private final Mappings mappings;
    private final Relevance relevance;

    Rendering(Mappings mappings, Relevance relevance) {
        this.mappings = mappings;
        this.relevance = relevance;
    }

    Rendered render(Work work) {
        Rendered rendered = mapping(work).render(source(work));
        if (rendered instanceof Rendered.Payload payload && work.key().type() == ItemType.PRODUCT) {
            activeUnlessMapped(payload);
        }
        return rendered;
    }

    // Said and not left to Shopify's default, which speaks of new products only: one that comes back is archived.
    private static void activeUnlessMapped(Rendered.Payload payload) {
        if (!payload.input().hasNonNull("status")) {
            payload.input().put("status", "ACTIVE");
        }
    }

    private Mapping mapping(Work work) {
        String file = work.run().config().mapping();
        return work.key().type() == ItemType.CATEGORY ? mappings.collection(file) : mappings.product(file);
    }

    private Source source(Work work) {
        return new Source(work.requiredItem(), relevance.variants(work), work.categories());
    }
}
