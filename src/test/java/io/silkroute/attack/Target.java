package io.silkroute.attack;

import io.silkroute.acceptance.RunningApplication;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The whole application, seen as somebody sees it who means no good: by its port alone. */
final class Target implements AutoCloseable {

    static final String ADMIN = "admin:admin-password-of-the-tests";
    static final String PIM_TOKEN = "pim-token-of-the-tests";
    static final String SHOP_TOKEN = "shop-token-of-the-tests";

    final URI address;
    private final RunningApplication application;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private Target(RunningApplication application) {
        this.application = application;
        this.address = application.address();
    }

    /** @param settings {@code key=value}, over those of every test */
    static Target start(String... settings) {
        return new Target(RunningApplication.start(settings));
    }

    /** An active connector to the sandbox shop, or to another that listens at this address. */
    void connect(String name, URI shop) {
        expect(201, call(ADMIN, "POST", "/api/connectors", "{\"name\":\"" + name + "\"}"));
        expect(200, call(ADMIN, "PUT", "/api/connectors/" + name + "/config", """
                {"pimToken":"%s","shop":{"domain":"demo.myshopify.com","endpoint":"%s","accessToken":"%s"}}""".formatted(
                        PIM_TOKEN, shop, SHOP_TOKEN)));
        expect(200, call(ADMIN, "PUT", "/api/connectors/" + name + "/activate", null));
    }

    private static void expect(int status, HttpResponse<String> answer) {
        if (answer.statusCode() != status) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
    }

    /** @param user name and password, or empty. @param headers names and values in turn */
    HttpResponse<String> call(String user, String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (!user.isEmpty()) {
            request.header("Authorization", basic(user));
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return send(request.build());
    }

    HttpResponse<String> push(String connector, String token, byte[] body, String type) {
        return send(HttpRequest.newBuilder(address.resolve("/pim/" + connector + "/items"))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build());
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static String basic(String user) {
        return "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    }

    /** Milliseconds until the liveness probe has its answer. A probe of a minute ago did not warm up its connection. */
    long liveness() throws IOException {
        long began = System.nanoTime();
        String answer = raw("GET /actuator/health/liveness HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        if (!answer.startsWith("HTTP/1.1 200")) {
            throw new IllegalStateException("not alive: " + answer);
        }
        return (System.nanoTime() - began) / 1_000_000;
    }

    Socket open() throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), 20_000);
        socket.setSoTimeout(20_000);
        return socket;
    }

    /** Sends this, byte by byte as it stands, and reads until the server closes or says nothing more. */
    String raw(String request) throws IOException {
        return raw(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    String raw(byte[] request) throws IOException {
        try (Socket socket = open()) {
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            return answer(socket);
        }
    }

    static String answer(Socket socket) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int n = socket.getInputStream().read(buffer);
                    n >= 0;
                    n = socket.getInputStream().read(buffer)) {
                answer.write(buffer, 0, n);
            }
        } catch (SocketTimeoutException nothingMore) {
            // what came by then is the answer
        } catch (IOException reset) {
            if (answer.size() == 0) {
                throw reset;
            }
        }
        return answer.toString(StandardCharsets.UTF_8);
    }

    /** Connections that say nothing until they are closed. */
    List<Socket> open(int many) throws IOException {
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            sockets.add(open());
        }
        return sockets;
    }

    @Override
    public void close() {
        application.close();
    }
}
