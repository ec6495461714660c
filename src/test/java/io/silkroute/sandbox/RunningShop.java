package io.silkroute.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** The sandbox shop on a port of its own, talked to as a client does. */
public final class RunningShop implements AutoCloseable {
    public static final ObjectMapper JSON = new ObjectMapper();
    static final String TOKEN = "sandbox-token";

    final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ConfigurableApplicationContext context;

    private RunningShop(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static RunningShop start(String... settings) {
        return start(List.of(), settings);
    }

    /** @param more what is in the shop beside its own features */
    static RunningShop start(List<Class<?>> more, String... settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--silkroute.sandbox.access-token=" + TOKEN,
                "--spring.config.location=classpath:/"));
        if (Arrays.stream(settings).noneMatch(setting -> setting.contains(".plan="))) {
            arguments.add("--silkroute.sandbox.plan=unlimited");
        }
        arguments.addAll(List.of(settings));
        return new RunningShop(SandboxApplication.run(more, arguments.toArray(String[]::new)));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    String address() {
        return "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
    }

    JsonNode call(String query) {
        return call(query, JSON.createObjectNode());
    }

    JsonNode call(String query, JsonNode variables) {
        HttpResponse<String> response = post(TOKEN, query, variables);
        return read(response.body());
    }

    public JsonNode data(String query, JsonNode variables) {
        JsonNode answer = call(query, variables);
        if (answer.has("errors")) {
            throw new AssertionError(answer.toPrettyString());
        }
        return answer.get("data");
    }

    HttpResponse<String> post(@Nullable String token, String query, JsonNode variables) {
        ObjectNode body = JSON.createObjectNode();
        body.put("query", query);
        body.set("variables", variables);
        return post("/admin/api/2026-10/graphql.json", token, body.toString());
    }

    HttpResponse<String> post(String path, @Nullable String token, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address() + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("X-Shopify-Access-Token", token);
        }
        return send(request.build());
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : address() + path))
                .header("X-Shopify-Access-Token", TOKEN)
                .build());
    }

    public JsonNode control(String json) {
        HttpResponse<String> response = post("/sandbox/control", TOKEN, json);
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return read(response.body());
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            throw new AssertionError(json, e);
        }
    }

    /** JSON with apostrophes for quotes. */
    public static JsonNode json(String text) {
        return read(text.replace('\'', '"'));
    }

    @Override
    public void close() {
        context.close();
    }
}
