package io.silkroute.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A PIM that is asked, in a process of its own: pages in every way, tokens that expire, too many calls, an hour of
 * weakness, whatever {@code /control} says. It listens on loopback only.
 */
public final class AskedPim implements AutoCloseable {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final Process process;
    final URI address;

    private AskedPim(Process process, int port) {
        this.process = process;
        this.address = URI.create("http://127.0.0.1:" + port);
    }

    static AskedPim start() {
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx128m",
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            AskedPim.class.getName())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            BufferedReader said =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            return new AskedPim(process, Integer.parseInt(String.valueOf(said.readLine())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sets what is named; what was asked so far is forgotten. */
    void control(String json) {
        send(HttpRequest.newBuilder(address.resolve("/control")).PUT(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** What was asked since, path and query. */
    List<String> calls() {
        List<String> calls = new ArrayList<>();
        send(HttpRequest.newBuilder(address.resolve("/control")).GET())
                .path("calls")
                .forEach(call -> calls.add(call.asString()));
        return calls;
    }

    private static JsonNode send(HttpRequest.Builder request) {
        try {
            return JSON.readTree(HttpClient.newHttpClient()
                    .send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Says its port, and answers until it is killed. */
    public static void main(String... arguments) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Answers answers = new Answers("http://127.0.0.1:" + server.getAddress().getPort());
        server.createContext("/", answers::answer);
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.start();
        System.out.println(server.getAddress().getPort());
    }

    /** What it says to whom. */
    private static final class Answers {

        private final String self;
        private final ObjectNode state = JSON.createObjectNode();
        private final List<String> calls = new ArrayList<>();
        private int tokens;
        private int usesOfToken;

        Answers(String self) {
            this.self = self;
        }

        private record Answer(int status, String body, Map<String, String> headers) {

            static Answer of(JsonNode body) {
                return new Answer(200, body.toString(), Map.of());
            }

            static Answer no(int status) {
                return new Answer(status, "{\"message\":\"no\"}", Map.of());
            }
        }

        void answer(HttpExchange exchange) throws IOException {
            Answer answer;
            try {
                answer = answered(exchange);
            } catch (RuntimeException broken) {
                broken.printStackTrace();
                answer = new Answer(500, String.valueOf(broken), Map.of());
            }
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        }

        private synchronized Answer answered(HttpExchange exchange) throws IOException {
            URI uri = exchange.getRequestURI();
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (uri.getPath().equals("/control")) {
                return control(exchange.getRequestMethod(), body);
            }
            calls.add(exchange.getRequestMethod() + " " + uri);
            Answer fault = fault();
            if (fault != null) {
                return fault;
            }
            String shown = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            if (uri.getPath().endsWith("/token")) {
                return token(shown, new String(body, StandardCharsets.UTF_8));
            }
            if (!let(uri.getPath(), shown, exchange)) {
                return Answer.no(401);
            }
            pause(state.path("latency").asInt(0));
            return uri.getPath().startsWith("/api/rest/v1/")
                    ? new AkeneoAnswers(state.path("akeneo"), self)
                            .answer(uri.getPath(), query(uri))
                            .map(Answer::of)
                            .orElseGet(() -> Answer.no(404))
                    : page(uri);
        }

        private static void pause(int millis) {
            try {
                TimeUnit.MILLISECONDS.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private Answer control(String method, byte[] body) {
            if (method.equals("PUT")) {
                state.setAll((ObjectNode) JSON.readTree(body));
                calls.clear();
            }
            ObjectNode told = JSON.createObjectNode();
            ArrayNode list = told.putArray("calls");
            calls.forEach(list::add);
            return Answer.of(told);
        }

        /** The first of {@code faults} is the next answer; an answer of 0 is none of them. */
        private Answer fault() {
            if (!(state.path("faults") instanceof ArrayNode faults) || faults.isEmpty()) {
                return null;
            }
            JsonNode fault = faults.remove(0);
            int status = fault.path("status").asInt(200);
            if (status == 0) {
                return null;
            }
            Map<String, String> headers = new TreeMap<>();
            fault.path("headers")
                    .properties()
                    .forEach(one -> headers.put(one.getKey(), one.getValue().asString()));
            return new Answer(status, fault.path("body").asString("{\"message\":\"not now\"}"), headers);
        }

        private Answer token(String shown, String body) {
            String client = "Basic "
                    + Base64.getEncoder().encodeToString("client:client-secret".getBytes(StandardCharsets.UTF_8));
            boolean password = body.contains("password") && body.contains("asker") && body.contains("pass-word");
            if (!shown.equals(client) || !password && !body.contains("client_credentials")) {
                return Answer.no(400);
            }
            usesOfToken = 0;
            return Answer.of(JSON.createObjectNode()
                    .put("access_token", "token-" + ++tokens)
                    .put("token_type", "bearer")
                    .put("expires_in", 3600));
        }

        private boolean let(String path, String shown, HttpExchange exchange) {
            if (path.startsWith("/oauth/") || path.startsWith("/api/rest/v1/")) {
                return shown.equals("Bearer token-" + tokens)
                        && usesOfToken++ < state.path("usesOfToken").asInt(1_000);
            }
            if (path.startsWith("/bearer/")) {
                return shown.equals("Bearer bearer-token");
            }
            if (path.startsWith("/key/")) {
                return "the-key".equals(exchange.getRequestHeaders().getFirst("X-Api-Key"));
            }
            return true;
        }

        private static Map<String, String> query(URI uri) {
            Map<String, String> query = new TreeMap<>();
            if (uri.getRawQuery() != null) {
                for (String pair : uri.getRawQuery().split("&")) {
                    String[] parts = pair.split("=", 2);
                    query.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
                }
            }
            return query;
        }

        private Answer page(URI uri) {
            Map<String, String> query = query(uri);
            List<JsonNode> records = new ArrayList<>();
            String since = query.getOrDefault("updated_since", "");
            state.path("records").forEach(record -> {
                if (record.path("updated").asString("").compareTo(since) >= 0) {
                    records.add(record);
                }
            });
            int size = state.path("pageSize").asInt(2);
            int from = from(uri.getPath(), query, records, size);
            int to = Math.min(records.size(), from + size);
            boolean more = to < records.size();
            ObjectNode page = JSON.createObjectNode();
            ArrayNode list = page.putObject("_embedded").putArray("items");
            records.subList(Math.min(from, to), to).forEach(list::add);
            Map<String, String> headers = new TreeMap<>();
            String next = "?from=" + to + (since.isEmpty() ? "" : "&updated_since=" + since);
            if (state.path("circle").asBoolean(false)) {
                next = "?from=0";
                more = true;
            }
            String elsewhere = state.path("elsewhere").asString("");
            if (more && uri.getPath().contains("link")) {
                page.putObject("_links")
                        .putObject("next")
                        .put("href", (elsewhere.isEmpty() ? self : elsewhere) + uri.getPath() + next);
            }
            if (more && uri.getPath().contains("header")) {
                headers.put(
                        "Link",
                        "<" + self + uri.getPath() + "?from=0>; rel=\"first\", <" + uri.getPath() + next
                                + ">; rel=\"next\"");
            }
            if (more && uri.getPath().contains("cursor")) {
                page.putObject("meta").put("next_cursor", "after " + to);
            }
            return new Answer(200, page.toString(), headers);
        }

        private static int from(String path, Map<String, String> query, List<JsonNode> records, int size) {
            if (path.contains("page")) {
                return (Integer.parseInt(query.getOrDefault("page", "1")) - 1) * size;
            }
            if (path.contains("offset")) {
                return Integer.parseInt(query.getOrDefault("offset", "0"));
            }
            if (path.contains("cursor")) {
                return Integer.parseInt(query.getOrDefault("cursor", "after 0").substring("after ".length()));
            }
            if (path.contains("last")) {
                String last = query.get("search_after");
                int at = 0;
                while (last != null
                        && at < records.size()
                        && records.get(at).path("id").asString("").compareTo(last) <= 0) {
                    at++;
                }
                return at;
            }
            return Integer.parseInt(query.getOrDefault("from", "0"));
        }
    }
}
