package io.silkroute.export;

import io.silkroute.catalogue.CanonicalJson;
import io.silkroute.catalogue.Digest;
import io.silkroute.export.edited.EditedField;
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
                : mapped(item, exporter, exporter.keep(item, (Rendered.Payload) rendered));
    }

    private static Decision mapped(ExportItem item, ItemExporter exporter, ItemExporter.Kept kept) {
        EditedField gone = item.edited().whole();
        if (gone != null && gone.decided() == EditedField.Decided.ASKED) {
            return new Decision.Filter(
                    "Somebody has deleted it in the shop. It stays so until a person has decided what becomes of it.",
                    true);
        }
        if (gone != null && gone.decided() == EditedField.Decided.SHOP && staysGone(gone, kept.payload())) {
            return new Decision.Filter(
                    "Somebody has deleted it in the shop, and it stays so until the PIM changes it.");
        }
        Rendered.Payload payload = item.edited().left(kept.payload(), exporter.fields());
        Digest hash = CanonicalJson.digest(payload.input());
        return HashRepository.isUnchanged(item, hash)
                ? new Decision.Skip(payload, hash, kept.kept())
                : new Decision.Send(payload, hash, kept.kept());
    }

    /** Has the PIM nothing else than it had when that was decided? */
    private static boolean staysGone(EditedField gone, Rendered.Payload payload) {
        return CanonicalJson.digest(payload.input())
                .toString()
                .equals(gone.pim().asString(""));
    }
}
