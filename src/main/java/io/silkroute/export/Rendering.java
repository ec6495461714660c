package io.silkroute.export;

import io.silkroute.catalogue.CanonicalJson;
import io.silkroute.catalogue.ItemType;
import io.silkroute.mapping.Mapping;
import io.silkroute.mapping.Mappings;
import io.silkroute.mapping.Rendered;
import io.silkroute.mapping.Source;
import org.springframework.stereotype.Component;

/** Maps an item to the payload Shopify is to hold, and hashes it in its canonical form. */
@Component("rendering")
public class Rendering {

    private final Mappings mappings;
    private final Relevance relevance;

    Rendering(Mappings mappings, Relevance relevance) {
        this.mappings = mappings;
        this.relevance = relevance;
    }

    public void render(Work work) {
        Rendered rendered = mapping(work).render(source(work));
        if (rendered instanceof Rendered.Payload payload) {
            if (work.key().type() == ItemType.PRODUCT) {
                activeUnlessMapped(payload);
                KeptVariants.Result kept = KeptVariants.of(work, payload);
                work.keep(kept.kept());
                payload = kept.payload();
            }
            work.render(payload, CanonicalJson.digest(payload.input()));
        } else if (rendered instanceof Rendered.Refused refused) {
            work.conclude(new Verdict.Rejected(String.join(" ", refused.reasons())));
        }
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
