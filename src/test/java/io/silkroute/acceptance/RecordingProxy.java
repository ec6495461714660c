package io.silkroute.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Stands between the connector and the sandbox shop, passes everything on and keeps what was asked. It can hold calls. */
final class RecordingProxy implements AutoCloseable {

    /** Bodies of GraphQL requests. */
    final Queue<byte[]> requests = new ConcurrentLinkedQueue<>();

    /** The same with the time from the request's arrival to its answer, in {@link System#nanoTime()}. */
    final Queue<Passage> passages = new ConcurrentLinkedQueue<>();

    record Passage(byte[] body, long from, long to) {}

    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final Object gate = new Object();
    private @Nullable Pattern held; // under the gate
    private final URI shop;

    RecordingProxy(URI shop) {
        this.shop = shop;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::pass);
        server.setExecutor(threads);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /**
     * The setting with which a run has done one batch before it begins the next. A held call counts among those that
     * the connector has under way: of several batches one would keep the others from their end.
     */
    static final String IN_TURN = "silkroute.run.batches=1";

    /** From now on no call with this in its body reaches the shop, and none that is held and lacks it stays. */
    void hold(String expression) {
        open(Pattern.compile(expression));
    }

    /** Lets go of what is held. */
    void release() {
        open(null);
    }

    private void open(@Nullable Pattern next) {
        synchronized (gate) {
            held = next;
            gate.notifyAll();
        }
    }

    private void waitAtTheGate(String body) throws InterruptedException {
        synchronized (gate) {
            while (held != null && held.matcher(body).find()) {
                gate.wait();
            }
        }
    }

    private void pass(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        boolean isCall = exchange.getRequestURI().getPath().endsWith("/graphql.json");
        if (isCall) {
            requests.add(body);
        }
        long from = System.nanoTime();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        shop.resolve(exchange.getRequestURI().toString()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        for (String header : new String[] {"Content-Type", "X-Shopify-Access-Token", "Accept"}) {
            String value = exchange.getRequestHeaders().getFirst(header);
            if (value != null) {
                request.header(header, value);
            }
        }
        try (exchange) {
            waitAtTheGate(new String(body, StandardCharsets.UTF_8));
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (isCall) {
                passages.add(new Passage(body, from, System.nanoTime()));
            }
            response.headers().map().forEach((name, values) -> {
                if (name.startsWith("x-") || name.equals("content-type")) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            exchange.sendResponseHeaders(
                    response.statusCode(), response.body().length == 0 ? -1 : response.body().length);
            exchange.getResponseBody().write(response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        release();
        server.stop(0);
        threads.shutdownNow();
    }
}
