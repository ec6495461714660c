package io.silkroute.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.silkroute.catalogue.ItemType;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.run.RunView;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** {@code GET /api/connectors/{c}/items} lists and searches a connector's items, {@code GET /api/search} everything. */
@RestController
class SearchApi {

    private static final int LARGEST_PAGE = 500;

    private final Connectors connectors;
    private final ItemSearch items;
    private final OtherSearch others;

    SearchApi(Connectors connectors, ItemSearch items, OtherSearch others) {
        this.connectors = connectors;
        this.items = items;
        this.others = others;
    }

    /** @param runs only beside the first page of items, as the connectors are */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Everything(
            List<FoundItem> items,
            @Nullable String next,
            boolean complete,
            List<RunView> runs,
            List<ConnectorName> connectors) {}

    @GetMapping("/api/connectors/{connector}/items")
    ItemSearch.FoundPage items(
            @PathVariable String connector,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String type,
            @RequestParam(defaultValue = "") String outcome,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        return items.page(
                new ItemSearch.Asked(known(connector), bounded(q), type(type), state(outcome), cursor, bounded(limit)));
    }

    @GetMapping("/api/search")
    Everything search(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String connector,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") int limit) {
        if (q.isBlank()) {
            throw bad("The parameter q is missing: what is to be found?");
        }
        ConnectorName of = connector.isEmpty() ? null : known(connector);
        ItemSearch.FoundPage page =
                items.page(new ItemSearch.Asked(of, bounded(q), null, null, cursor, bounded(limit)));
        boolean first = cursor == null;
        return new Everything(
                page.items(),
                page.next(),
                page.complete(),
                first ? others.runs(q, of) : List.of(),
                first && of == null ? others.connectors(q) : List.of());
    }

    private static int bounded(int limit) {
        return Math.max(1, Math.min(limit, LARGEST_PAGE));
    }

    private static String bounded(String q) {
        if (q.length() > ItemSearch.LONGEST_QUERY) {
            throw bad("The parameter q is too long: at most " + ItemSearch.LONGEST_QUERY + " characters.");
        }
        return q;
    }

    private static @Nullable ItemType type(String word) {
        return word.isEmpty()
                ? null
                : ItemType.of(word).orElseThrow(() -> unknown("type", word, words(ItemType.values())));
    }

    private static @Nullable ItemState state(String word) {
        return word.isEmpty()
                ? null
                : ItemState.of(word)
                        .orElseThrow(() -> unknown(
                                "outcome",
                                word,
                                Arrays.stream(ItemState.values())
                                        .map(ItemState::word)
                                        .collect(Collectors.joining(", "))));
    }

    private static String words(ItemType[] types) {
        return Arrays.stream(types).map(ItemType::word).collect(Collectors.joining(", "));
    }

    private static ResponseStatusException unknown(String parameter, String word, String known) {
        return bad("The parameter " + parameter + " is not " + word + "; there are " + known + ".");
    }

    private static ResponseStatusException bad(String sentence) {
        return new ResponseStatusException(HttpStatus.BAD_REQUEST, sentence);
    }

    private ConnectorName known(String name) {
        return connectors.asked(name).name();
    }
}
