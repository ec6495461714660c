package io.silkroute.sandbox;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
            "bulk",
            "faults",
            "clearFaults",
            "revokeTokens",
            "restoreTokens");

    private final Sandbox sandbox;

    ControlController(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    @PostMapping("/sandbox/control")
    ResponseEntity<Map<String, Object>> control(HttpServletRequest http) throws IOException {
        check(http);
        JsonNode wanted = JSON.readTree(http.getInputStream());
        try {
            apply(wanted);
        } catch (IllegalArgumentException | tools.jackson.core.JacksonException e) {
            return ResponseEntity.badRequest().body(Map.of("errors", String.valueOf(e.getMessage())));
        }
        return ResponseEntity.ok(told());
    }

    private void apply(JsonNode wanted) throws IOException {
        for (String name : wanted.propertyNames()) {
            if (!KEYS.contains(name)) {
                throw new IllegalArgumentException(name + " is none of " + KEYS);
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
                    size.path("maximumAvailable").asDouble(sandbox.plan().maximum()),
                    size.path("restoreRate").asDouble(sandbox.plan().restoreRate));
        }
        if (size.has("currentlyAvailable")) {
            bucket.fill(size.path("currentlyAvailable").asDouble(0));
        }
        if (wanted.has("consumer")) {
            bucket.drain(wanted.path("consumer").path("pointsPerSecond").asDouble(0));
        }
        JsonNode bulk = wanted.path("bulk");
        if (bulk.has("linesPerSecond")) {
            sandbox.pace.linesPerSecond = bulk.path("linesPerSecond").asInt(0);
        }
        if (bulk.has("delay")) {
            sandbox.pace.delay = Duration.ofMillis(bulk.path("delay").asLong(0));
        }
        if (wanted.path("clearFaults").asBoolean(false)) {
            sandbox.faults.clear();
        }
        for (JsonNode fault : wanted.path("faults")) {
            sandbox.faults.ask(JSON.treeToValue(fault, Faults.Request.class));
        }
        if (wanted.path("revokeTokens").asBoolean(false)) {
            sandbox.tokens.revoke();
        }
        if (wanted.path("restoreTokens").asBoolean(false)) {
            sandbox.tokens.restore();
        }
    }

    @GetMapping("/sandbox/state")
    Map<String, Object> state(HttpServletRequest http) throws IOException {
        check(http);
        return told();
    }

    private Map<String, Object> told() {
        Map<String, Object> told = new LinkedHashMap<>();
        Shop shop = sandbox.shop;
        told.put("domain", shop.domain);
        told.put("products", shop.products().size());
        long variants = 0;
        Map<String, Integer> statuses = new LinkedHashMap<>();
        for (Product product : shop.products().values()) {
            variants += product.variants.size();
            statuses.merge(product.status, 1, Integer::sum);
        }
        told.put("variants", variants);
        told.put("statuses", statuses);
        told.put("collections", shop.collections().size());
        told.put("metafieldDefinitions", shop.definitions().size());
        told.put("plan", sandbox.plan().name().toLowerCase(Locale.ROOT));
        Bucket bucket = sandbox.bucket(Tokens.CONNECTOR);
        Map<String, Object> points = new LinkedHashMap<>(bucket.status());
        points.put("granted", bucket.granted());
        told.put("bucket", points);
        told.put("statistics", sandbox.statistics.told());
        told.put("faults", sandbox.faults.pending());
        return told;
    }

    @GetMapping("/sandbox/products.jsonl")
    void products(HttpServletRequest http, HttpServletResponse response) throws IOException {
        check(http);
        response.setContentType("application/jsonl; charset=utf-8");
        Export.products(sandbox.shop, response.getOutputStream());
    }

    @GetMapping("/sandbox/collections.jsonl")
    void collections(HttpServletRequest http, HttpServletResponse response) throws IOException {
        check(http);
        response.setContentType("application/jsonl; charset=utf-8");
        Export.collections(sandbox.shop, response.getOutputStream());
    }

    /** A bulk operation's result; as in Shopify its address is all one needs. */
    @GetMapping("/sandbox/results/bulk-{id}.jsonl")
    void result(@PathVariable long id, HttpServletResponse response) throws IOException {
        BulkOperation operation = sandbox.bulk.find(id);
        Path file = operation == null ? null : operation.result;
        boolean expired = operation != null
                && (operation.expired
                        || sandbox.shop.now()
                                > operation.completedAt + Duration.ofDays(7).toMillis());
        if (operation == null || file == null || !operation.ended() || expired || !Files.exists(file)) {
            response.setStatus(expired ? 400 : 404);
            response.setContentType("application/xml; charset=UTF-8");
            response.getWriter()
                    .write("<?xml version='1.0' encoding='UTF-8'?><Error><Code>"
                            + (expired ? "ExpiredToken" : "NoSuchKey") + "</Code></Error>");
            return;
        }
        response.setContentType("application/jsonl");
        response.setContentLengthLong(Files.size(file));
        try (InputStream in = Files.newInputStream(file)) {
            in.transferTo(response.getOutputStream());
        }
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
