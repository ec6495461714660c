package io.silkroute.preview;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.WaitingItems;
import io.silkroute.connector.ConnectorName;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The items of a connector that wait for their parent, longest first. */
@RestController
class WaitingApi {

    private static final int LARGEST_PAGE = 500;

    private final Statuses statuses;
    private final WaitingItems waiting;

    WaitingApi(Statuses statuses, WaitingItems waiting) {
        this.statuses = statuses;
        this.waiting = waiting;
    }

    record Shown(String type, String id, @Nullable String parent, Instant since, boolean overdue, String sentence) {}

    @GetMapping("/api/connectors/{connector}/waiting")
    Map<String, @Nullable Object> waiting(
            @PathVariable("connector") String name,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "false") boolean overdue,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        ConnectorName connector = statuses.known(name).name();
        WaitingItems.After after = cursor == null
                ? null
                : WaitingItems.After.of(cursor)
                        .orElseThrow(() -> new ResponseStatusException(
                                HttpStatus.BAD_REQUEST,
                                "The parameter cursor is none that this list gave. Leave it out to begin anew."));
        int size = Math.max(1, Math.min(limit, LARGEST_PAGE));
        List<WaitingItems.Waiting> page = waiting.page(connector, q, overdue, after, size + 1);
        boolean more = page.size() > size;
        List<WaitingItems.Waiting> shown = more ? page.subList(0, size) : page;
        Map<String, @Nullable Object> list = new LinkedHashMap<>();
        list.put("items", shown.stream().map(WaitingApi::shown).toList());
        list.put("next", more ? shown.get(size - 1).place().toString() : null);
        return list;
    }

    private static Shown shown(WaitingItems.Waiting one) {
        ItemKey key = one.key();
        return new Shown(key.type().word(), key.id(), one.parent(), one.since(), one.overdue(), one.sentence());
    }
}
