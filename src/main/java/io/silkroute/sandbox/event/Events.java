package io.silkroute.sandbox.event;

import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.shop.InSandbox;
import io.silkroute.sandbox.shop.Shelf;
import io.silkroute.sandbox.shop.Shop;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The shelf of events. */
@InSandbox
@Component("sandboxEvents")
public final class Events {
    private final Shop shop;
    private final Shelf<BasicEvent> events;

    Events(Shop shop) {
        this.shop = shop;
        this.events = shop.shelf("event", BasicEvent.class, BasicEvent::id, new Index());
    }

    /** @param subjectType as the Admin API names it, such as {@code PRODUCT} */
    record BasicEvent(long id, String action, String subjectType, String subjectId, long createdAt) {
        String gid() {
            return Gid.of("BasicEvent", id);
        }
    }

    /** An object is deleted; within the write of the shop that does it. */
    public void destroyed(String subjectType, String subjectId) {
        events.put(new BasicEvent(shop.nextId(), "destroy", subjectType, subjectId, shop.now()));
    }

    NavigableMap<Long, BasicEvent> all() {
        return events.all();
    }

    @Nullable
    BasicEvent find(String gid) {
        return events.get(Gid.number(gid, "BasicEvent"));
    }

    private final class Index implements Shelf.Index<BasicEvent> {
        @Override
        public void adding(@Nullable BasicEvent before, BasicEvent now) {
            shop.seen(now.id());
        }
    }
}
