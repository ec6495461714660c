package io.silkroute.translation;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An object of the shop with texts, as the shop holds them.
 *
 * @param digests of its texts by Shopify's key; none for a text that it has not
 * @param held its translations by language and key
 */
record Translatable(String gid, Map<String, String> digests, Map<String, Map<String, Held>> held) {

    /** @param outdated its source has become another text since */
    record Held(String value, boolean outdated) {}

    static Translatable empty(String gid) {
        return new Translatable(gid, new HashMap<>(), new HashMap<>());
    }

    void addContent(JsonNode contents) {
        contents.forEach(content -> {
            String digest = content.path("digest").asString("");
            if (!digest.isEmpty()) {
                digests.put(content.path("key").asString(""), digest);
            }
        });
    }

    void addTranslations(String locale, JsonNode translations) {
        Map<String, Held> byKey = held.computeIfAbsent(locale, code -> new HashMap<>());
        translations.forEach(one -> byKey.put(
                one.path("key").asString(""),
                new Held(one.path("value").asString(""), one.path("outdated").asBoolean(false))));
    }

    @Nullable
    Held held(String locale, String key) {
        return held.getOrDefault(locale, Map.of()).get(key);
    }
}
