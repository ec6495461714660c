package io.silkroute.sandbox.translation;

import io.silkroute.sandbox.shop.InSandbox;
import io.silkroute.sandbox.shop.Shelf;
import io.silkroute.sandbox.shop.Shop;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The shop's languages, and what is held in them. */
@InSandbox
@Component("sandboxTranslations")
final class Translations {
    static final String PRIMARY = "en";

    private final Shop shop;
    private final Shelf<Translation> shelf;
    private final Map<String, Map<String, Long>> byResource = new ConcurrentHashMap<>();
    private volatile Map<String, Boolean> others = Map.of();

    Translations(Shop shop) {
        this.shop = shop;
        this.shelf = shop.shelf("translation", Translation.class, Translation::id, new Index());
    }

    /** @param digest of the text for which it was registered @param updatedAt epoch milliseconds */
    record Translation(
            long id, String resource, String key, String locale, String value, String digest, long updatedAt) {

        String name() {
            return locale + " " + key;
        }
    }

    /** The shop's further languages, each with whether buyers see it. */
    Map<String, Boolean> others() {
        return others;
    }

    void speak(Map<String, Boolean> locales) {
        others = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(locales));
    }

    List<Translation> of(String resource, String locale) {
        return byResource.getOrDefault(resource, Map.of()).values().stream()
                .map(shelf::get)
                .filter(one -> one != null && one.locale().equals(locale))
                .toList();
    }

    @Nullable
    Translation find(String resource, String locale, String key) {
        Long id = byResource.getOrDefault(resource, Map.of()).get(locale + " " + key);
        return id == null ? null : shelf.get(id);
    }

    /** Within a write of the shop. */
    Translation register(String resource, String locale, Content of, String digest, String value) {
        Translation before = find(resource, locale, of.key());
        Translation now = new Translation(
                before == null ? shop.nextId() : before.id(), resource, of.key(), locale, value, digest, shop.now());
        shelf.put(now);
        return now;
    }

    void remove(Translation one) {
        shelf.remove(one.id());
    }

    Map<Long, Translation> all() {
        return shelf.all();
    }

    private final class Index implements Shelf.Index<Translation> {
        @Override
        public void adding(@Nullable Translation before, Translation now) {
            shop.seen(now.id());
            byResource
                    .computeIfAbsent(now.resource(), gid -> new ConcurrentHashMap<>())
                    .put(now.name(), now.id());
        }

        @Override
        public void changed(@Nullable Translation before, @Nullable Translation now) {
            if (before != null && now == null) {
                byResource.computeIfPresent(before.resource(), (gid, held) -> {
                    held.remove(before.name());
                    return held.isEmpty() ? null : held;
                });
            }
        }

        @Override
        public void cleared() {
            byResource.clear();
        }
    }
}
