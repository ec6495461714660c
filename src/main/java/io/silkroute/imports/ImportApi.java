package io.silkroute.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.silkroute.access.OperatorMay;
import io.silkroute.access.ProgressStreams;
import io.silkroute.connector.Connector;
import io.silkroute.connector.Connectors;
import io.silkroute.order.Discrepancy;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Imports over HTTP: ask for one, watch it, end it, look back. */
@RestController
class ImportApi {

    private static final int LARGEST_PAGE = 500;
    private static final Set<String> KEYS = Set.of("stream", "range", "reconcile", "updateMetrics", "acceptTruncated");

    private final Connectors connectors;
    private final Imports imports;
    private final ProgressStreams streams;
    private final ObjectMapper json;

    ImportApi(Connectors connectors, Imports imports, ProgressStreams streams, ObjectMapper json) {
        this.connectors = connectors;
        this.imports = imports;
        this.streams = streams;
        this.json = json;
    }

    /** @param truncated the shop does not tell of all orders of the range, which was accepted */
    record Begun(String id, ShopImport.Estimate estimate, boolean truncated) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record ImportList(List<ShopImport> items, @Nullable String next) {}

    @OperatorMay
    @PostMapping("/api/connectors/{connector}/imports")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Begun ask(@PathVariable String connector, @RequestBody byte[] body, Principal actor) {
        Connector known = connectors.asked(connector);
        ShopImport begun = imports.ask(known, read(body), actor.getName());
        return new Begun(begun.id(), begun.estimate(), begun.truncated());
    }

    /** All customers of the shop. */
    @OperatorMay
    @PostMapping("/api/connectors/{connector}/customers/sync")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ShopImport syncCustomers(@PathVariable String connector, Principal actor) {
        return imports.ask(
                connectors.asked(connector),
                new ImportAsked(ImportStream.CUSTOMERS, ImportRange.ALL, true, true, false),
                actor.getName());
    }

    private ImportAsked read(byte[] body) {
        JsonNode asked;
        try {
            asked = json.readTree(body);
        } catch (JacksonException none) {
            throw ImportRefused.malformed("The body is not JSON.");
        }
        if (!asked.isObject()) {
            throw ImportRefused.malformed(
                    "An object such as {\"stream\":\"orders\",\"range\":\"last-30-days\"} is wanted.");
        }
        for (String key : asked.propertyNames()) {
            if (!KEYS.contains(key)) {
                throw ImportRefused.invalid("There is no \"" + key + "\" in an import; there are stream, range,"
                        + " reconcile, updateMetrics and acceptTruncated.");
            }
        }
        ImportStream stream = missing(asked.path("stream"))
                ? ImportStream.ORDERS
                : ImportStream.of(text(asked.path("stream")))
                        .orElseThrow(() -> invalid(
                                "stream", Arrays.stream(ImportStream.values()).map(ImportStream::word)));
        ImportRange range = missing(asked.path("range")) && stream == ImportStream.CUSTOMERS
                ? ImportRange.ALL
                : ImportRange.of(text(asked.path("range")))
                        .orElseThrow(() -> invalid(
                                "range", Arrays.stream(ImportRange.values()).map(ImportRange::word)));
        return new ImportAsked(
                stream,
                range,
                flag(asked, "reconcile", true),
                flag(asked, "updateMetrics", true),
                flag(asked, "acceptTruncated", false));
    }

    private static boolean missing(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static String text(JsonNode word) {
        return word.isString() ? word.stringValue("") : "";
    }

    private static boolean flag(JsonNode asked, String name, boolean otherwise) {
        JsonNode flag = asked.path(name);
        if (missing(flag)) {
            return otherwise;
        }
        if (!flag.isBoolean()) {
            throw ImportRefused.invalid(name + " is true or false.");
        }
        return flag.booleanValue();
    }

    private static ImportRefused invalid(String what, Stream<String> words) {
        return ImportRefused.invalid("The " + what + " is one of " + words.collect(Collectors.joining(", ")) + ".");
    }

    @GetMapping("/api/connectors/{connector}/imports")
    ImportList list(
            @PathVariable String connector,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int bounded = bounded(limit);
        List<ShopImport> found = imports.of(connectors.asked(connector).name(), given(cursor), bounded + 1);
        boolean more = found.size() > bounded;
        List<ShopImport> shown = more ? found.subList(0, bounded) : found;
        return new ImportList(shown, more ? shown.get(bounded - 1).id() : null);
    }

    private static @Nullable String given(@Nullable String cursor) {
        return cursor == null || cursor.isEmpty() ? null : cursor;
    }

    private static int bounded(int limit) {
        return Math.max(1, Math.min(limit, LARGEST_PAGE));
    }

    @GetMapping("/api/imports/{id}")
    ShopImport one(@PathVariable String id) {
        return imports.asked(id);
    }

    @GetMapping(path = "/api/imports/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter events(@PathVariable String id, HttpServletRequest request) {
        String known = imports.asked(id).id();
        return streams.open(
                request,
                new ProgressStreams.Progress<>(
                        "import",
                        () -> imports.find(known),
                        ShopImport::equals,
                        now -> now.state().ended()));
    }

    @GetMapping("/api/imports/{id}/discrepancies")
    Imports.DiscrepancyPage discrepancies(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        String known = imports.asked(id).id();
        Discrepancy.Reason only = reason.isEmpty()
                ? null
                : Arrays.stream(Discrepancy.Reason.values())
                        .filter(one -> one.word().equals(reason))
                        .findFirst()
                        .orElseThrow(() -> ImportRefused.malformed("The parameter reason is one of "
                                + Arrays.stream(Discrepancy.Reason.values())
                                        .map(Discrepancy.Reason::word)
                                        .collect(Collectors.joining(", "))
                                + "."));
        return imports.discrepancies(known, only, given(cursor), bounded(limit));
    }

    @OperatorMay
    @PostMapping("/api/imports/{id}/cancel")
    ShopImport cancel(@PathVariable String id, Principal actor) {
        return imports.cancel(id, actor.getName());
    }
}
