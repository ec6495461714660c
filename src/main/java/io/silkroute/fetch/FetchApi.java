package io.silkroute.fetch;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.silkroute.access.OperatorMay;
import io.silkroute.connector.Connector;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.config.SourceConfig;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Sources over HTTP: how they stand, what was fetched, and fetch now. */
@RestController
class FetchApi {

    private static final int LARGEST_PAGE = 500;

    private final Connectors connectors;
    private final Fetches fetches;
    private final ObjectMapper json;

    FetchApi(Connectors connectors, Fetches fetches, ObjectMapper json) {
        this.connectors = connectors;
        this.fetches = fetches;
        this.json = json;
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record SourceList(List<SourceState> items, @Nullable String next) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record FetchList(List<SourceFetch> items, @Nullable String next) {}

    @GetMapping("/api/connectors/{connector}/sources")
    SourceList sources(@PathVariable String connector) {
        return new SourceList(fetches.sources(connectors.asked(connector)), null);
    }

    @GetMapping("/api/connectors/{connector}/sources/{source}")
    SourceState source(@PathVariable String connector, @PathVariable String source) {
        Connector known = connectors.asked(connector);
        return fetches.state(known, asked(known, source));
    }

    private static SourceConfig asked(Connector connector, String source) {
        return connector
                .config()
                .source(source)
                .orElseThrow(() -> FetchRefused.unknownSource(connector.name().text()));
    }

    @OperatorMay
    @PostMapping("/api/connectors/{connector}/sources/{source}/fetch")
    ResponseEntity<SourceFetch> fetch(
            @PathVariable String connector,
            @PathVariable String source,
            @RequestBody(required = false) byte @Nullable [] body,
            Principal actor) {
        Connector known = connectors.asked(connector);
        SourceConfig wanted = asked(known, source);
        SourceFetch fetch = fetches.ask(known, wanted, mode(body == null ? new byte[0] : body), actor.getName());
        return ResponseEntity.accepted()
                .location(URI.create("/api/fetches/" + fetch.id()))
                .body(fetch);
    }

    private FetchMode mode(byte[] body) {
        try {
            JsonNode asked = json.readTree(body.length == 0 ? new byte[] {'{', '}'} : body);
            if (!asked.isObject()) {
                throw FetchRefused.malformed("An object such as {\"mode\":\"delta\"} is wanted.");
            }
            for (String key : asked.propertyNames()) {
                if (!key.equals("mode")) {
                    throw FetchRefused.invalid("There is no \"" + key + "\" in a fetch; there is mode.");
                }
            }
            JsonNode word = asked.path("mode");
            return word.isMissingNode() || word.isNull()
                    ? FetchMode.DELTA
                    : FetchMode.of(word.isString() ? word.stringValue("") : "")
                            .orElseThrow(() -> FetchRefused.invalid(
                                    "The mode is delta (what changed since the last fetch) or full (everything)."));
        } catch (JacksonException none) {
            throw FetchRefused.malformed("The body is not JSON.");
        }
    }

    @GetMapping("/api/connectors/{connector}/sources/{source}/fetches")
    FetchList list(
            @PathVariable String connector,
            @PathVariable String source,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Connector known = connectors.asked(connector);
        SourceConfig wanted = asked(known, source);
        int bounded = Math.max(1, Math.min(limit, LARGEST_PAGE));
        List<SourceFetch> found = fetches.of(known.name(), wanted.name(), cursor, bounded + 1);
        boolean more = found.size() > bounded;
        List<SourceFetch> shown = more ? found.subList(0, bounded) : found;
        return new FetchList(shown, more ? shown.get(shown.size() - 1).id() : null);
    }

    @GetMapping("/api/fetches/{id}")
    SourceFetch fetch(@PathVariable String id) {
        return fetches.find(id).orElseThrow(FetchRefused::unknownFetch);
    }
}
