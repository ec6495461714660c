package io.silkroute.product;

import io.silkroute.export.clearing.KnownFields;
import io.silkroute.export.ledger.Exported;
import io.silkroute.export.ledger.WriteIntent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The variants of a product as they were exported last. */
final class FormerVariants {

    static final String METAFIELDS = "metafields";

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
     * The metafields that this connector may have brought to a variant: those of its last export, and those of lost
     * writes by their names.
     */
    List<JsonNode> metafields(String id, JsonNode variant) {
        List<JsonNode> brought = new ArrayList<>();
        held(id, variant, Set.of()).sent().forEach(sent -> sent.path(METAFIELDS).forEach(brought::add));
        return brought;
    }

    /** Asks for the list of a variant that has none any more: of it goes what was brought, and others' entries stay. */
    void emptyMetafields(String id, JsonNode variant, ObjectNode sent) {
        if (!variant.has(METAFIELDS) && !metafields(id, variant).isEmpty()) {
            sent.putArray(METAFIELDS);
        }
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
