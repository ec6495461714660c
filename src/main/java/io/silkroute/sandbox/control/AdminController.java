package io.silkroute.sandbox.control;

import io.silkroute.sandbox.graphql.AdminApi;
import io.silkroute.sandbox.graphql.Bucket;
import io.silkroute.sandbox.graphql.Call;
import io.silkroute.sandbox.shop.Faults;
import io.silkroute.sandbox.shop.InSandbox;
import io.silkroute.sandbox.shop.ServedVersions;
import io.silkroute.sandbox.shop.Tokens;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The Admin API's doors: GraphQL and the client credentials grant. */
@RestController
@InSandbox
class AdminController {
    private static final int LARGEST_BODY = 16 << 20;
    private static final int LARGEST_FORM = 16 << 10;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<Integer, Object> BODIES = Map.of(
            400, Map.of("query", "Required parameter missing or invalid"),
            401, "[API] Invalid API key or access token (unrecognized login or wrong password)",
            402, "This shop's plan does not have access to this feature",
            403, "Unavailable Shop",
            404, "Not Found",
            423, "This shop is unavailable",
            429, "Exceeded 2 calls per second for api client. Reduce request rates to resume uninterrupted service.",
            430, "Request rejected for security reasons");

    private final Sandbox sandbox;

    AdminController(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    @PostMapping("/admin/api/{version}/graphql.json")
    void graphql(@PathVariable String version, HttpServletRequest http, HttpServletResponse response)
            throws IOException, InterruptedException {
        sandbox.statistics.requested();
        String requestId = UUID.randomUUID().toString();
        response.setHeader("x-request-id", requestId);
        String app = sandbox.tokens.app(http.getHeader("X-Shopify-Access-Token"));
        if (app == null) {
            sandbox.statistics.refused();
            status(response, 401);
            return;
        }
        // A version that is not served falls forward to the oldest one that is.
        response.setHeader("X-Shopify-API-Version", ServedVersions.answering(version));
        byte[] body = http.getInputStream().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            status(response, 413);
            return;
        }
        AdminApi.Request request = read(body);
        if (request == null) {
            status(response, 400);
            return;
        }
        pause();
        Call call = new Call(app, sandbox.scopes(), requestId, address(http));
        AdminApi api = sandbox.api;
        List<String> operations = api.operations(request);
        Faults.Fault fault = app.equals(Tokens.CONNECTOR)
                ? sandbox.faults.next(operations, new String(body, java.nio.charset.StandardCharsets.UTF_8))
                : null;
        if (fault == null) {
            write(response, 200, api.answer(request, call, sandbox.bucket(app)));
            return;
        }
        sandbox.statistics.faulted();
        faulted(fault, operations, request, call, http, response);
    }

    private void faulted(
            Faults.Fault fault,
            List<String> operations,
            AdminApi.Request request,
            Call call,
            HttpServletRequest http,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        Bucket bucket = sandbox.bucket(call.app());
        switch (fault.kind) {
            case TIMEOUT -> {
                Thread.sleep(fault.held().toMillis());
                Wire.cut(http);
            }
            case RESET -> Wire.cut(http);
            case ANSWER_LOST -> {
                sandbox.api.answer(request, call, bucket);
                Wire.cut(http);
            }
            case SEARCH_MISREAD -> write(response, 200, sandbox.api.misread(request, call, bucket));
            case MALFORMED_BODY -> {
                response.setContentType("application/json; charset=utf-8");
                response.getWriter()
                        .write("{\"data\":{\"" + (operations.isEmpty() ? "" : operations.get(0)) + "\":{\"pro");
            }
            case STATUS -> {
                if (fault.request.retryAfter() != null) {
                    response.setHeader("Retry-After", fault.request.retryAfter());
                }
                status(response, fault.request.status());
            }
            case TOKEN_REVOKED -> {
                sandbox.tokens.revoke();
                sandbox.statistics.refused();
                status(response, 401);
            }
            default ->
                write(
                        response,
                        200,
                        AdminApi.withCost(fault.answer(sandbox.api, request, call.requestId()), 10, null, bucket));
        }
    }

    @PostMapping("/admin/oauth/access_token")
    void token(HttpServletRequest http, HttpServletResponse response) throws IOException {
        JsonNode form;
        if (String.valueOf(http.getContentType()).startsWith("application/json")) {
            try {
                form = JSON.readTree(http.getInputStream().readNBytes(LARGEST_FORM));
            } catch (JacksonException e) {
                status(response, 400);
                return;
            }
        } else {
            Map<String, String> fields = new LinkedHashMap<>();
            http.getParameterMap().forEach((name, values) -> fields.put(name, values[0]));
            form = JSON.valueToTree(fields);
        }
        if (!form.path("grant_type").asString("").equals("client_credentials")) {
            write(response, 400, Map.of("error", "unsupported_grant_type"));
            return;
        }
        String token = sandbox.tokens.grant(
                form.path("client_id").asString(""), form.path("client_secret").asString(""));
        if (token == null) {
            write(response, 400, Map.of("error", "application_cannot_be_found"));
            return;
        }
        Map<String, Object> granted = new LinkedHashMap<>();
        granted.put("access_token", token);
        granted.put("scope", String.join(",", new TreeSet<>(sandbox.scopes())));
        granted.put("expires_in", sandbox.settings.tokenLife().toSeconds() - 1);
        write(response, 200, granted);
    }

    private static AdminApi.@Nullable Request read(byte[] body) {
        try {
            JsonNode json = JSON.readTree(body);
            if (json == null
                    || !json.path("query").isString()
                    || json.path("query").stringValue(null).isBlank()) {
                return null;
            }
            JsonNode variables = json.path("variables");
            if (variables.isString()) {
                variables = JSON.readTree(variables.stringValue(null));
            }
            Map<String, Object> values = variables.isObject()
                    ? JSON.convertValue(variables, new TypeReference<Map<String, Object>>() {})
                    : Map.of();
            String operation = json.path("operationName").asString(null);
            return new AdminApi.Request(
                    Objects.requireNonNull(json.path("query").stringValue(null)), operation, values);
        } catch (JacksonException e) {
            return null;
        }
    }

    private void pause() throws InterruptedException {
        Duration latency = sandbox.latency;
        long jitter = sandbox.jitter.toMillis();
        long millis = latency.toMillis()
                + (jitter == 0 ? 0 : ThreadLocalRandom.current().nextLong(jitter + 1));
        if (millis > 0) {
            Thread.sleep(millis);
        }
    }

    private static String address(HttpServletRequest http) {
        return http.getScheme() + "://" + http.getServerName() + ":" + http.getServerPort();
    }

    private static void status(HttpServletResponse response, int status) throws IOException {
        Object errors = BODIES.getOrDefault(status, "An unexpected error occurred");
        write(response, status, Map.of("errors", errors));
    }

    private static void write(HttpServletResponse response, int status, Object body) throws IOException {
        byte[] json = JSON.writeValueAsBytes(body);
        response.setStatus(status);
        response.setContentType("application/json; charset=utf-8");
        response.setContentLength(json.length);
        response.getOutputStream().write(json);
    }
}
