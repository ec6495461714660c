package io.silkroute.sandbox.translation;

import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.shop.InSandbox;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The types whose objects have texts to be translated, as their features have said. */
@InSandbox
@Component("sandboxTranslatables")
public final class Translatables {
    private final Map<String, Keeper> keepers = new ConcurrentHashMap<>();

    /** The texts of a feature's objects. */
    public interface Keeper {
        /** Null when there is no such object, or none that is translated. */
        @Nullable
        List<Content> contents(String gid);
    }

    /** From now on objects with ids of this type are translatable. */
    public void keep(String gidType, Keeper keeper) {
        keepers.put(gidType, keeper);
    }

    @Nullable
    Resource find(String gid) {
        Keeper keeper = keepers.get(Gid.type(gid));
        List<Content> contents = keeper == null ? null : keeper.contents(gid);
        return contents == null ? null : new Resource(gid, contents);
    }

    /** An object with its texts as they are now. */
    record Resource(String gid, List<Content> contents) {
        @Nullable
        Content content(String key) {
            return contents.stream()
                    .filter(content -> content.key().equals(key))
                    .findFirst()
                    .orElse(null);
        }
    }
}
