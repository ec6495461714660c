package io.silkroute.source;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** Items that a full file does not hold any more, as deletions. */
final class GoneItems {

    private final Queue<String> types;
    private final LiveItems live;
    private final Assembly assembly;
    private final Queue<String> page = new ArrayDeque<>();
    private String after = "";

    GoneItems(List<String> types, LiveItems live, Assembly assembly) {
        this.types = new ArrayDeque<>(types);
        this.live = live;
        this.assembly = assembly;
    }

    @Nullable
    Converted next() {
        while (!types.isEmpty()) {
            String type = types.element();
            for (String id = page.poll(); id != null; id = page.poll()) {
                if (!assembly.came(type, id)) {
                    return new Converted.Made(
                            0,
                            JsonNodeFactory.instance
                                    .objectNode()
                                    .put("type", type)
                                    .put("id", id)
                                    .put("operation", "delete"));
                }
            }
            List<String> more = live.page(type, after);
            if (more.isEmpty()) {
                types.remove();
                after = "";
            } else {
                page.addAll(more);
                after = more.get(more.size() - 1);
            }
        }
        return null;
    }
}
