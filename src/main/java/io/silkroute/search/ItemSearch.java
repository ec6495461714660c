package io.silkroute.search;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.Items;
import io.silkroute.connector.ConnectorName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/**
 * Lists items, searched or not. A list of all items, or of all of a type, comes from the tables in the order of type and
 * id; what is searched for, and what stands so in the shop, comes from the index, the best first.
 */
@Component
public class ItemSearch {

    /** Of what is typed no more is looked at. */
    public static final int LONGEST_QUERY = SearchQuery.LONGEST;

    private static final int ROUNDS = 5;
    private static final char OF_TABLE = 't';
    private static final char OF_INDEX = 's';

    private final Items items;
    private final ItemStandings standings;
    private final IndexFollower follower;

    ItemSearch(Items items, ItemStandings standings, IndexFollower follower) {
        this.items = items;
        this.standings = standings;
        this.follower = follower;
    }

    /**
     * @param connector null: of all, which needs a {@code q}
     * @param q empty: any item
     * @param cursor {@code next} of the page before
     */
    public record Asked(
            @Nullable ConnectorName connector,
            String q,
            @Nullable ItemType type,
            @Nullable ItemState state,
            @Nullable String cursor,
            int limit) {

        boolean ofIndex() {
            return !q.isBlank() || state != null;
        }
    }

    /** @param complete false: more might have been found, because the index is not up to date */
    public record FoundPage(List<FoundItem> items, @Nullable String next, boolean complete) {}

    /** @throws ResponseStatusException for a cursor that is none */
    public FoundPage page(Asked asked) {
        return asked.connector() != null && !asked.ofIndex() ? all(asked, asked.connector()) : searched(asked);
    }

    /** One item as a list has it; empty if the PIM has not sent it. */
    public Optional<FoundItem> one(ConnectorName connector, ItemKey key) {
        return Optional.ofNullable(rows(connector, List.of(key), List.of()).get(key));
    }

    /** How many items the index has so far. */
    public int indexed() {
        return follower.size();
    }

    private FoundPage all(Asked asked, ConnectorName connector) {
        ItemKey after = asked.cursor() == null
                ? null
                : ItemKey.of(decoded(asked.cursor(), OF_TABLE)).orElseThrow(ItemSearch::noCursor);
        List<ItemKey> keys = new ArrayList<>();
        for (ItemType type : asked.type() == null ? List.of(ItemType.values()) : List.of(asked.type())) {
            int missing = asked.limit() + 1 - keys.size();
            if (missing > 0 && (after == null || type.compareTo(after.type()) >= 0)) {
                String behind = after != null && type == after.type() ? after.id() : "";
                items.ids(connector, type, behind, missing).forEach(id -> keys.add(new ItemKey(type, id)));
            }
        }
        boolean more = keys.size() > asked.limit();
        List<ItemKey> shown = more ? keys.subList(0, asked.limit()) : keys;
        Map<ItemKey, FoundItem> rows = rows(connector, shown, List.of());
        return new FoundPage(
                shown.stream().filter(rows::containsKey).map(rows::get).toList(),
                more ? encoded(OF_TABLE, shown.get(shown.size() - 1).toString()) : null,
                true);
    }

    private FoundPage searched(Asked asked) {
        SearchIndex.Hit after = asked.cursor() == null ? null : hit(decoded(asked.cursor(), OF_INDEX));
        boolean complete = follower.catchUp();
        SearchIndex index = follower.index();
        if (index == null) {
            return new FoundPage(List.of(), null, false);
        }
        String q = asked.q().isBlank() ? null : asked.q();
        List<FoundItem> found = new ArrayList<>();
        // What the index knows and the tables know otherwise by now is left out, and more is read instead.
        for (int round = 0; round < ROUNDS; round++) {
            List<SearchIndex.Hit> hits;
            try {
                hits = index.search(
                        SearchQuery.of(q, asked.connector(), asked.type(), asked.state()), after, asked.limit() + 1);
            } catch (AlreadyClosedException failedMeanwhile) {
                return new FoundPage(found, null, false);
            }
            Map<SearchIndex.Hit, FoundItem> rows = rows(hits);
            for (SearchIndex.Hit hit : hits) {
                FoundItem row = rows.get(hit);
                if (row != null && (asked.state() == null || row.states().contains(asked.state()))) {
                    if (found.size() == asked.limit()) {
                        return new FoundPage(found, encoded(after), complete);
                    }
                    found.add(row);
                }
                after = hit;
            }
            if (hits.size() <= asked.limit()) {
                return new FoundPage(found, null, complete);
            }
        }
        return new FoundPage(found, encoded(after), complete);
    }

    private Map<SearchIndex.Hit, FoundItem> rows(List<SearchIndex.Hit> hits) {
        Map<ConnectorName, List<SearchIndex.Hit>> byConnector = new LinkedHashMap<>();
        hits.forEach(hit -> byConnector
                .computeIfAbsent(hit.connector(), name -> new ArrayList<>())
                .add(hit));
        Map<SearchIndex.Hit, FoundItem> rows = new LinkedHashMap<>();
        byConnector.forEach((connector, some) -> {
            List<ItemKey> exact = some.stream()
                    .filter(hit -> hit.score() >= SearchQuery.EXACT)
                    .map(SearchIndex.Hit::key)
                    .toList();
            Map<ItemKey, FoundItem> found =
                    rows(connector, some.stream().map(SearchIndex.Hit::key).toList(), exact);
            some.forEach(hit -> {
                FoundItem row = found.get(hit.key());
                if (row != null) {
                    rows.put(hit, row);
                }
            });
        });
        return rows;
    }

    private Map<ItemKey, FoundItem> rows(ConnectorName connector, List<ItemKey> keys, List<ItemKey> exact) {
        Map<ItemKey, Items.Stored> stored = new LinkedHashMap<>();
        for (ItemType type : ItemType.values()) {
            List<String> ids = keys.stream()
                    .filter(key -> key.type() == type)
                    .map(ItemKey::id)
                    .toList();
            if (!ids.isEmpty()) {
                items.find(connector, type, ids)
                        .values()
                        .forEach(one -> stored.put(one.item().key(), one));
            }
        }
        Map<ItemKey, ItemStandings.ItemStanding> stand = standings.of(
                connector, stored.values().stream().map(Items.Stored::item).toList());
        Map<ItemKey, FoundItem> rows = new LinkedHashMap<>();
        stand.forEach((key, standing) -> {
            Items.Stored one = stored.get(key);
            if (one != null) {
                rows.put(key, FoundItem.of(connector, one, standing, exact.contains(key)));
            }
        });
        return rows;
    }

    private static String encoded(SearchIndex.@Nullable Hit last) {
        return last == null ? "" : encoded(OF_INDEX, Float.floatToIntBits(last.score()) + "\n" + last.order());
    }

    private static String encoded(char kind, String place) {
        return kind + Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String cursor, char kind) {
        try {
            if (cursor.length() > 1 && cursor.charAt(0) == kind) {
                return new String(Base64.getUrlDecoder().decode(cursor.substring(1)), StandardCharsets.UTF_8);
            }
        } catch (IllegalArgumentException notEncoded) {
            throw noCursor();
        }
        throw noCursor();
    }

    private static SearchIndex.Hit hit(String place) {
        String[] parts = place.split("\n", 2);
        try {
            float score = Float.intBitsToFloat(Integer.parseInt(parts[0]));
            if (parts.length == 2 && Float.isFinite(score)) {
                return new SearchIndex.Hit(ANY, ItemKey.product(""), score, parts[1]);
            }
        } catch (NumberFormatException notAScore) {
            throw noCursor();
        }
        throw noCursor();
    }

    // Of a place in the list only score and order are asked.
    private static final ConnectorName ANY = new ConnectorName("any");

    private static ResponseStatusException noCursor() {
        return new ResponseStatusException(
                HttpStatus.BAD_REQUEST,
                "The parameter cursor is none that this list gave. Leave it out to begin anew.");
    }
}
