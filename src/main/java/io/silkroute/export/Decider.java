package io.silkroute.export;

import io.silkroute.catalogue.CanonicalJson;
import io.silkroute.catalogue.Digest;
import io.silkroute.catalogue.ItemType;
import io.silkroute.mapping.Rendered;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Decides what is to be done with an item. It changes nothing and asks nobody, so that a run, its forecast, the adoption
 * of what a shop held before and the preview of an item all ask here, and cannot come to different answers.
 */
@Component
class Decider {

    private final Relevance relevance;
    private final Rendering rendering;

    Decider(Relevance relevance, Rendering rendering) {
        this.relevance = relevance;
        this.rendering = rendering;
    }

    Decision decide(Work work) {
        String obstacle = relevance.obstacle(work);
        if (obstacle != null) {
            return work.mayBeActive() ? new Decision.Remove(obstacle) : new Decision.Filter(obstacle);
        }
        Rendered rendered = rendering.render(work);
        return rendered instanceof Rendered.Refused refused
                ? new Decision.Reject(String.join(" ", refused.reasons()))
                : mapped(work, (Rendered.Payload) rendered);
    }

    private static Decision mapped(Work work, Rendered.Payload rendered) {
        KeptVariants.Result kept = work.key().type() == ItemType.PRODUCT
                ? KeptVariants.of(work, rendered)
                : new KeptVariants.Result(rendered, Set.of());
        Digest hash = CanonicalJson.digest(kept.payload().input());
        return HashRepository.isUnchanged(work, hash)
                ? new Decision.Skip(kept.payload(), hash, kept.kept())
                : new Decision.Send(kept.payload(), hash, kept.kept());
    }
}
