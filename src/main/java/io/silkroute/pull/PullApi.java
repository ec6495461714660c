package io.silkroute.pull;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.silkroute.access.OperatorMay;
import io.silkroute.access.ProgressStreams;
import io.silkroute.connector.Connector;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.config.ConnectorConfig.Pull.Stream;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
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

/** Pulls over HTTP: ask for one, watch it, look back. */
@RestController
class PullApi {

    private static final int LARGEST_PAGE = 500;

    private final Connectors connectors;
    private final Pulls pulls;
    private final ProgressStreams streams;
    private final ObjectMapper json;

    PullApi(Connectors connectors, Pulls pulls, ProgressStreams streams, ObjectMapper json) {
        this.connectors = connectors;
        this.pulls = pulls;
        this.streams = streams;
        this.json = json;
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record PullList(List<ShopPull> items, @Nullable String next) {}

    @OperatorMay
    @PostMapping("/api/connectors/{connector}/pulls")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ShopPull ask(
            @PathVariable String connector, @RequestBody(required = false) byte @Nullable [] body, Principal actor) {
        Connector known = connectors.asked(connector);
        JsonNode asked = read(body == null ? new byte[0] : body);
        return pulls.ask(known, mode(asked.path("mode")), wanted(asked.path("streams")), actor.getName());
    }

    private JsonNode read(byte[] body) {
        try {
            JsonNode asked = json.readTree(body.length == 0 ? new byte[] {'{', '}'} : body);
            if (!asked.isObject()) {
                throw PullRefused.malformed(
                        "An object such as {\"mode\":\"new\",\"streams\":[\"products\"]} is wanted.");
            }
            for (String key : asked.propertyNames()) {
                if (!key.equals("mode") && !key.equals("streams")) {
                    throw PullRefused.invalid("There is no \"" + key + "\" in a pull; there are mode and streams.");
                }
            }
            return asked;
        } catch (JacksonException none) {
            throw PullRefused.malformed("The body is not JSON.");
        }
    }

    private static PullMode mode(JsonNode word) {
        if (word.isMissingNode() || word.isNull()) {
            return PullMode.NEW;
        }
        return PullMode.of(word.isString() ? word.stringValue("") : "")
                .orElseThrow(() -> PullRefused.invalid("The mode is one of "
                        + Arrays.stream(PullMode.values()).map(PullMode::word).collect(Collectors.joining(", "))
                        + "."));
    }

    private static List<Stream> wanted(JsonNode words) {
        List<Stream> wanted = new ArrayList<>();
        if (!words.isMissingNode() && !words.isNull() && !words.isArray()) {
            throw unknownStream();
        }
        for (JsonNode word : words) {
            Stream stream = Arrays.stream(Stream.values())
                    .filter(one -> one.word().equals(word.isString() ? word.stringValue("") : ""))
                    .findFirst()
                    .orElseThrow(PullApi::unknownStream);
            if (!wanted.contains(stream)) {
                wanted.add(stream);
            }
        }
        return wanted;
    }

    private static PullRefused unknownStream() {
        return PullRefused.invalid("The streams are a list of "
                + Arrays.stream(Stream.values()).map(Stream::word).collect(Collectors.joining(", "))
                + " or some of them.");
    }

    @GetMapping("/api/connectors/{connector}/pulls")
    PullList list(
            @PathVariable String connector,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int bounded = Math.max(1, Math.min(limit, LARGEST_PAGE));
        List<ShopPull> found = pulls.of(connectors.asked(connector).name(), cursor, bounded + 1);
        boolean more = found.size() > bounded;
        List<ShopPull> shown = more ? found.subList(0, bounded) : found;
        return new PullList(shown, more ? shown.get(shown.size() - 1).id() : null);
    }

    @GetMapping("/api/pulls/{id}")
    ShopPull pull(@PathVariable String id) {
        return pulls.find(id).orElseThrow(PullRefused::unknownPull);
    }

    @GetMapping(path = "/api/pulls/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter events(@PathVariable String id, HttpServletRequest request) {
        String known = pull(id).id();
        return streams.open(
                request,
                new ProgressStreams.Progress<>(
                        "pull",
                        () -> pulls.find(known),
                        ShopPull::equals,
                        now -> now.state().ended()));
    }
}
