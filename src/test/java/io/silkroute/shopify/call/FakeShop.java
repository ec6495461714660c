package io.silkroute.shopify.call;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** A shop that answers what it was told to, in order, and afterwards that all is well. */
public final class FakeShop implements AutoCloseable {

    public static final String COST =
            "\"extensions\":{\"cost\":{\"requestedQueryCost\":%s,\"actualQueryCost\":%s,\"throttleStatus\":"
                    + "{\"maximumAvailable\":2000.0,\"currentlyAvailable\":%s,\"restoreRate\":100.0}}}";
    public static final String FINE = "{\"data\":{\"shop\":{\"name\":\"Fake\"}}," + COST.formatted(1, 1, 1999) + "}";

    /** A request as it arrived. */
    public record Request(String path, @Nullable String query, String token, String contentType, String body) {}

    /** Writes the answer to one request. */
    @FunctionalInterface
    public interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    public final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Queue<Behaviour> planned = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final ObjectMapper json = new ObjectMapper();
    volatile Behaviour otherwise = status(200, FINE);
    volatile Behaviour tokens = status(404, "{}");

    public FakeShop() {
        this(null);
    }

    /** @param secured null: it speaks plain HTTP */
    public FakeShop(@Nullable SSLContext secured) {
        InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try {
            if (secured == null) {
                server = HttpServer.create(anywhere, 0);
            } else {
                HttpsServer https = HttpsServer.create(anywhere, 0);
                https.setHttpsConfigurator(new HttpsConfigurator(secured));
                server = https;
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    public URI address() {
        String scheme = server instanceof HttpsServer ? "https" : "http";
        return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
    }

    public FakeShop then(Behaviour... behaviours) {
        planned.addAll(List.of(behaviours));
        return this;
    }

    public FakeShop then(String body) {
        return then(status(200, body));
    }

    /** Forgets what was planned. */
    public FakeShop restart() {
        planned.clear();
        return this;
    }

    public JsonNode sent(int index) {
        return json.readTree(requests.get(index).body());
    }

    public static Behaviour status(int status, String body) {
        return status(status, body, Map.of());
    }

    public static Behaviour status(int status, String body, Map<String, String> headers) {
        return exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("X-Request-Id", "request-1");
            headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    /** Promises more than it sends, then cuts the connection. */
    public static Behaviour cutOff() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write("{\"data\":".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            throw new IOException("cut off");
        };
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(new Request(
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestURI().getRawQuery(),
                    String.valueOf(exchange.getRequestHeaders().getFirst("X-Shopify-Access-Token")),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            if (exchange.getRequestURI().getPath().endsWith("/oauth/access_token")) {
                tokens.answer(exchange);
                return;
            }
            Behaviour next = planned.poll();
            (next == null ? otherwise : next).answer(exchange);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
