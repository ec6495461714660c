package io.silkroute.export;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Which item adopts which object of the shop: the first that asks in a run. Once it is written, the object itself says
 * whose it is; until then batches side by side would each take it.
 */
@Component
public class AdoptionClaims {

    private static final int MAX_REMEMBERED = 10_000; // more than all batches in flight

    private final Map<String, String> items = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    /** The other item whose the object is; null if it is, or becomes, this one's. @param object with id and identity */
    public synchronized @Nullable String owner(ExportItem item, JsonNode object) {
        String id = item.key().id();
        String owner = object.path("metafield").path("value").asString(id);
        if (owner.equals(id)) {
            owner = items.computeIfAbsent(
                    item.run().id() + ' ' + object.path("id").asString(""), key -> id);
        }
        return owner.equals(id) ? null : owner;
    }
}
