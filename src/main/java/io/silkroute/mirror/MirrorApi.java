package io.silkroute.mirror;

import io.silkroute.access.OperatorReads;
import io.silkroute.connector.Connector;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.config.ConnectorConfig.Pull.Stream;
import io.silkroute.mirror.MirrorSearch.MirrorPage;
import io.silkroute.mirror.MirrorSearch.MirrorQuery;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The mirror over HTTP. Customers and orders tell of persons, so viewers do not read them. */
@RestController
class MirrorApi {

    private static final int LARGEST_PAGE = 500;

    private final Connectors connectors;
    private final MirrorSearch search;

    MirrorApi(Connectors connectors, MirrorSearch search) {
        this.connectors = connectors;
        this.search = search;
    }

    @GetMapping("/api/connectors/{connector}/mirror/products")
    MirrorPage products(
            @PathVariable String connector,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(name = "updated-since", defaultValue = "") String updatedSince,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return found(connector, Stream.PRODUCTS, q, updatedSince, limit, cursor);
    }

    @OperatorReads
    @GetMapping("/api/connectors/{connector}/mirror/customers")
    MirrorPage customers(
            @PathVariable String connector,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(name = "updated-since", defaultValue = "") String updatedSince,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return found(connector, Stream.CUSTOMERS, q, updatedSince, limit, cursor);
    }

    @OperatorReads
    @GetMapping("/api/connectors/{connector}/mirror/orders")
    MirrorPage orders(
            @PathVariable String connector,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(name = "updated-since", defaultValue = "") String updatedSince,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return found(connector, Stream.ORDERS, q, updatedSince, limit, cursor);
    }

    private MirrorPage found(
            String name, Stream stream, String q, String updatedSince, int limit, @Nullable String cursor) {
        Connector connector = connectors.asked(name);
        if (q.length() > MirrorSearch.LONGEST) {
            throw bad("The parameter q is too long: at most " + MirrorSearch.LONGEST + " characters.");
        }
        return search.find(
                connector,
                new MirrorQuery(
                        stream, q, time(updatedSince), place(cursor), Math.max(1, Math.min(limit, LARGEST_PAGE))));
    }

    private static @Nullable Instant time(String text) {
        try {
            return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException none) {
            throw bad("The parameter updated-since is no time such as 2026-11-30T08:00:00Z.");
        }
    }

    private static @Nullable Long place(@Nullable String cursor) {
        try {
            return cursor == null || cursor.isEmpty() ? null : Long.valueOf(cursor);
        } catch (NumberFormatException none) {
            throw bad("The parameter cursor is none that a page ended with.");
        }
    }

    private static ResponseStatusException bad(String sentence) {
        return new ResponseStatusException(HttpStatus.BAD_REQUEST, sentence);
    }
}
