package io.silkroute.export;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.run.Outcome;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A variant is exported with its product; its outcome says what became of itself. */
final class VariantOutcomes {

    private VariantOutcomes() {}

    static Outcome of(Work work, Verdict verdict, Outcome product, ItemKey variant) {
        if (!(verdict instanceof Verdict.Written written)) {
            return product;
        }
        boolean before = holds(work.exported(), variant);
        boolean now = holds(written.now(), variant);
        if (now) {
            return before ? Outcome.UPDATED : Outcome.CREATED;
        }
        return before ? Outcome.DELETED : Outcome.FILTERED;
    }

    private static boolean holds(@Nullable Exported exported, ItemKey variant) {
        JsonNode refs = exported == null ? null : exported.refs();
        return refs != null && refs.path("variants").has(variant.id());
    }
}
