package io.silkroute.sandbox.control;

import io.silkroute.sandbox.graphql.Bucket;
import io.silkroute.sandbox.graphql.SandboxFeature;
import io.silkroute.sandbox.shop.Faults;
import io.silkroute.sandbox.shop.InSandbox;
import io.silkroute.sandbox.shop.Plan;
import io.silkroute.sandbox.shop.Tokens;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** What tests and benchmarks steer the shop with, and see it by. From loopback with a token only. */
@RestController
@InSandbox
class ControlController {
    private static final int LARGEST = 1 << 20;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();
    private static final Set<String> KEYS = Set.of(
            "reset",
            "clear",
            "latency",
            "jitter",
            "plan",
            "bucket",
            "consumer",
            "faults",
            "clearFaults",
            "revokeTokens",
            "restoreTokens",
            "scopes");

    private final Sandbox sandbox;

    ControlController(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    @PostMapping("/sandbox/control")
    ResponseEntity<Map<String, Object>> control(HttpServletRequest http) throws IOException {
        check(http);
        JsonNode wanted = JSON.readTree(http.getInputStream().readNBytes(LARGEST));
        try {
            apply(wanted);
        } catch (IllegalArgumentException | tools.jackson.core.JacksonException e) {
            return ResponseEntity.badRequest().body(Map.of("errors", String.valueOf(e.getMessage())));
        }
        return ResponseEntity.ok(told());
    }

    private void apply(JsonNode wanted) throws IOException {
        Map<String, Consumer<JsonNode>> controls = new TreeMap<>();
        sandbox.features.forEach(feature -> controls.putAll(feature.controls()));
        for (String name : wanted.propertyNames()) {
            if (!KEYS.contains(name) && !controls.containsKey(name)) {
                throw new IllegalArgumentException(name + " is none of " + KEYS + " and " + controls.keySet());
            }
        }
        if (wanted.path("reset").asBoolean(false) || wanted.path("clear").asBoolean(false)) {
            sandbox.reset(wanted.path("clear").asBoolean(false));
        }
        if (wanted.has("latency")) {
            sandbox.latency = Duration.ofMillis(wanted.path("latency").asLong(0));
        }
        if (wanted.has("jitter")) {
            sandbox.jitter = Duration.ofMillis(wanted.path("jitter").asLong(0));
        }
        if (wanted.has("plan")) {
            sandbox.become(Plan.valueOf(wanted.path("plan").asString("").toUpperCase(Locale.ROOT)));
        }
        Bucket bucket = sandbox.bucket(Tokens.CONNECTOR);
        JsonNode size = wanted.path("bucket");
        if (size.has("maximumAvailable") || size.has("restoreRate")) {
            bucket.become(
                    size.path("maximumAvailable").asDouble(sandbox.shop.plan().maximum()),
                    size.path("restoreRate").asDouble(sandbox.shop.plan().restoreRate));
        }
        if (size.has("currentlyAvailable")) {
            bucket.fill(size.path("currentlyAvailable").asDouble(0));
        }
        if (wanted.has("consumer")) {
            bucket.drain(wanted.path("consumer").path("pointsPerSecond").asDouble(0));
        }
        controls.forEach((name, control) -> {
            if (wanted.has(name)) {
                control.accept(wanted.path(name));
            }
        });
        if (wanted.path("clearFaults").asBoolean(false)) {
            sandbox.faults.clear();
        }
        for (JsonNode fault : wanted.path("faults")) {
            sandbox.faults.ask(JSON.treeToValue(fault, Faults.Request.class));
        }
        if (wanted.has("scopes")) {
            sandbox.grant(
                    texts(wanted.path("scopes").path("grant")),
                    texts(wanted.path("scopes").path("revoke")));
        }
        if (wanted.path("revokeTokens").asBoolean(false)) {
            sandbox.tokens.revoke();
        }
        if (wanted.path("restoreTokens").asBoolean(false)) {
            sandbox.tokens.restore();
        }
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(each -> each.asString("")).toList();
    }

    @GetMapping("/sandbox/state")
    Map<String, Object> state(HttpServletRequest http) throws IOException {
        check(http);
        return told();
    }

    private Map<String, Object> told() {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("domain", sandbox.shop.domain());
        sandbox.features.forEach(feature -> feature.tell(told));
        told.put("plan", sandbox.shop.plan().name().toLowerCase(Locale.ROOT));
        Bucket bucket = sandbox.bucket(Tokens.CONNECTOR);
        Map<String, Object> points = new LinkedHashMap<>(bucket.status());
        points.put("granted", bucket.granted());
        told.put("bucket", points);
        told.put("statistics", sandbox.statistics.told());
        told.put("faults", sandbox.faults.pending());
        return told;
    }

    @GetMapping("/sandbox/{name}.jsonl")
    void contents(@PathVariable String name, HttpServletRequest http, HttpServletResponse response) throws IOException {
        check(http);
        SandboxFeature.Contents contents = sandbox.features.stream()
                .flatMap(feature -> Stream.ofNullable(feature.contents().get(name)))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        response.setContentType("application/jsonl; charset=utf-8");
        BufferedOutputStream lines = new BufferedOutputStream(response.getOutputStream(), 1 << 16);
        for (Iterator<?> objects = contents.objects().iterator(); objects.hasNext(); ) {
            lines.write(JSON.writeValueAsBytes(objects.next()));
            lines.write('\n');
        }
        lines.flush();
    }

    private void check(HttpServletRequest http) throws IOException {
        String token = http.getHeader("X-Shopify-Access-Token");
        boolean known = token != null
                && List.of(
                                sandbox.settings.accessToken(),
                                Objects.requireNonNullElse(
                                        sandbox.settings.controlToken(), sandbox.settings.accessToken()))
                        .contains(token);
        if (!known || !InetAddress.getByName(http.getRemoteAddr()).isLoopbackAddress()) {
            throw new ResponseStatusException(
                    HttpStatus.FORBIDDEN,
                    "From this machine only, with the shop's access token in X-Shopify-Access-Token.");
        }
    }
}
