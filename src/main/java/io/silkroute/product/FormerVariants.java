package io.silkroute.product;

import io.silkroute.export.clearing.KnownFields;
import io.silkroute.export.ledger.Exported;
import io.silkroute.export.ledger.WriteIntent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The variants of a product as they were exported last. */
final class FormerVariants {

    private final Map<String, JsonNode> byId = new HashMap<>();
    private final Map<JsonNode, JsonNode> byOptions = new HashMap<>();
    private final JsonNode noted;

    FormerVariants(@Nullable Exported exported) {
        noted = WriteIntent.ofVariants(exported);
        if (exported != null && exported.payload() != null) {
            JsonNode variants = exported.payload().path("variants");
            List<String> ids = exported.variantIds();
            for (int i = 0; i < variants.size(); i++) {
                byOptions.put(variants.path(i).path("optionValues"), variants.path(i));
                if (!ids.isEmpty()) {
                    byId.put(ids.get(i), variants.path(i));
                }
            }
        }
    }

    /**
     * As it was exported last: when it had this id or, where no ids are known, these options. Null if that is not known.
     */
    @Nullable
    JsonNode of(String id, JsonNode variant) {
        return byId.isEmpty() ? byOptions.get(variant.path("optionValues")) : byId.get(id);
    }

    /**
     * What the shop may hold of a variant: what it was exported with when it had this id or, where that is not known,
     * these options; and what lost writes may have brought.
     */
    KnownFields held(String id, JsonNode variant, Set<String> mapped) {
        JsonNode same = byId.get(id);
        JsonNode former = same != null ? same : byOptions.get(variant.path("optionValues"));
        return new KnownFields(former == null ? List.of(noted) : List.of(former, noted), mapped);
    }
}
