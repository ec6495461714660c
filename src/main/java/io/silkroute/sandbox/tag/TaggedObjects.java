package io.silkroute.sandbox.tag;

import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.shop.InSandbox;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The types whose objects have tags, as their features have said. */
@InSandbox
@Component("sandboxTaggedObjects")
public final class TaggedObjects {
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    /** How a feature changes the tags of one of its objects. */
    public interface Keeper {
        /** The payload: the object as {@code node}, or why it was refused. */
        Map<String, Object> change(String gid, UnaryOperator<List<String>> change);
    }

    record Kept(String scope, Keeper keeper) {}

    /** From now on objects with ids of this type have tags, which an app with this scope may change. */
    public void keep(String gidType, String scope, Keeper keeper) {
        kept.put(gidType, new Kept(scope, keeper));
    }

    @Nullable
    Kept of(String gid) {
        return kept.get(Gid.type(gid));
    }
}
