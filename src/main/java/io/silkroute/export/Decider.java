package io.silkroute.export;

import io.silkroute.catalogue.CanonicalJson;
import io.silkroute.catalogue.Digest;
import io.silkroute.mapping.Rendered;
import org.springframework.stereotype.Component;

/**
 * Decides what is to be done with an item. It changes nothing and asks nobody, so that a run, its forecast, the adoption
 * of what a shop held before and the preview of an item all ask here, and cannot come to different answers.
 */
@Component
public class Decider {

    private final Relevance relevance;
    private final ItemExporters exporters;

    public Decider(Relevance relevance, ItemExporters exporters) {
        this.relevance = relevance;
        this.exporters = exporters;
    }

    public Decision decide(ExportItem item) {
        String obstacle = relevance.obstacle(item);
        if (obstacle != null) {
            return item.mayBeActive() ? new Decision.Remove(obstacle) : new Decision.Filter(obstacle);
        }
        ItemExporter exporter = exporters.of(item.key().type());
        ItemExporter.Awaited awaited = exporter.awaits(item);
        if (awaited != null) {
            return new Decision.Wait(awaited);
        }
        Rendered rendered = exporter.render(item);
        return rendered instanceof Rendered.Refused refused
                ? new Decision.Reject(String.join(" ", refused.reasons()))
                : mapped(item, exporter.keep(item, (Rendered.Payload) rendered));
    }

    private static Decision mapped(ExportItem item, ItemExporter.Kept kept) {
        Digest hash = CanonicalJson.digest(kept.payload().input());
        return HashRepository.isUnchanged(item, hash)
                ? new Decision.Skip(kept.payload(), hash, kept.kept())
                : new Decision.Send(kept.payload(), hash, kept.kept());
    }
}
