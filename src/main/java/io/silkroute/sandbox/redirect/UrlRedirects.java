package io.silkroute.sandbox.redirect;

import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.shop.InSandbox;
import io.silkroute.sandbox.shop.Shelf;
import io.silkroute.sandbox.shop.Shop;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The redirects by their ids and paths. */
@InSandbox
@Component("sandboxUrlRedirects")
public final class UrlRedirects {
    private final Shop shop;
    private final Shelf<UrlRedirect> redirects;
    private final Map<String, Long> byPath = new ConcurrentHashMap<>();

    UrlRedirects(Shop shop) {
        this.shop = shop;
        this.redirects = shop.shelf("urlRedirect", UrlRedirect.class, UrlRedirect::id, new Index());
    }

    record UrlRedirect(long id, String path, String target) {
        String gid() {
            return Gid.of("UrlRedirect", id);
        }
    }

    /** Leads a path to a target, wherever it led before; within a write of the shop. */
    public void lead(String path, String target) {
        Long held = byPath.get(path);
        redirects.put(new UrlRedirect(held == null ? shop.nextId() : held, path, target));
    }

    NavigableMap<Long, UrlRedirect> all() {
        return redirects.all();
    }

    @Nullable
    UrlRedirect find(String gid) {
        return redirects.get(Gid.number(gid, "UrlRedirect"));
    }

    private final class Index implements Shelf.Index<UrlRedirect> {
        @Override
        public void adding(@Nullable UrlRedirect before, UrlRedirect now) {
            shop.seen(now.id());
            byPath.put(now.path(), now.id());
        }

        @Override
        public void cleared() {
            byPath.clear();
        }
    }
}
