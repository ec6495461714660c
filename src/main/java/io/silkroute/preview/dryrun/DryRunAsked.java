package io.silkroute.preview.dryrun;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.run.RunMode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.JsonNode;

/**
 * What a dry run is asked for.
 *
 * @param items empty: all that a run of this mode looks at
 * @param mode incremental or force refresh
 */
public record DryRunAsked(List<ItemKey> items, RunMode mode) {

    /** So many items are shown one by one at most. */
    public static final int MOST = 100;

    private static final Set<String> KEYS = Set.of("items", "changed", "mode");

    /** @throws ResponseStatusException 400, if it is not to be understood */
    public static DryRunAsked of(JsonNode body) {
        if (!body.isObject()) {
            throw refused("Send a JSON object with items or changed, and mode.");
        }
        for (String key : body.propertyNames()) {
            if (!KEYS.contains(key)) {
                throw refused("There is no key " + key + "; there are items, changed and mode.");
            }
        }
        RunMode mode = mode(body.path("mode"));
        JsonNode items = body.path("items");
        boolean named = !items.isMissingNode() && !items.isNull();
        boolean changed = changed(body.path("changed"));
        if (named == changed && (named || mode == RunMode.INCREMENTAL)) {
            throw refused("Give either items, a list of {\"type\", \"id\"}, or \"changed\": true.");
        }
        return new DryRunAsked(named ? keys(items) : List.of(), mode);
    }

    /** @throws ResponseStatusException 400, if there is no such mode */
    public static RunMode mode(String word) {
        return switch (word) {
            case "incremental" -> RunMode.INCREMENTAL;
            case "force-refresh" -> RunMode.FORCE_REFRESH;
            default -> throw refused("The mode is incremental or force-refresh.");
        };
    }

    private static RunMode mode(JsonNode given) {
        return mode(given.isMissingNode() || given.isNull() ? RunMode.INCREMENTAL.word() : given.asString(""));
    }

    private static boolean changed(JsonNode given) {
        if (given.isMissingNode() || given.isNull()) {
            return false;
        }
        if (!given.isBoolean()) {
            throw refused("The key changed is true or false.");
        }
        return given.asBoolean(false);
    }

    private static List<ItemKey> keys(JsonNode items) {
        if (!items.isArray() || items.isEmpty()) {
            throw refused("The key items is a list of at least one {\"type\", \"id\"}.");
        }
        if (items.size() > MOST) {
            throw refused(
                    "At most %d items are looked at in one request; these are %d. Give \"changed\": true for all that is pending."
                            .formatted(MOST, items.size()));
        }
        Set<ItemKey> keys = new LinkedHashSet<>();
        for (JsonNode item : items) {
            String id = item.path("id").asString("");
            ItemType type = ItemType.of(item.path("type").asString(""))
                    .orElseThrow(() -> refused(
                            "Each of items has a type: product, variant, category, campaign or code; and an id."));
            if (id.isEmpty()) {
                throw refused("Each of items has an id, beside its type.");
            }
            keys.add(new ItemKey(type, id));
        }
        return List.copyOf(keys);
    }

    private static ResponseStatusException refused(String sentence) {
        return new ResponseStatusException(HttpStatus.BAD_REQUEST, sentence);
    }
}
