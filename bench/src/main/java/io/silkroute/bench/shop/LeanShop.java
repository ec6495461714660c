package io.silkroute.bench.shop;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.impl.bootstrap.HttpServer;
import org.apache.hc.core5.http.impl.bootstrap.ServerBootstrap;
import org.apache.hc.core5.http.io.HttpRequestHandler;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.protocol.HttpContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * A shop that answers the connector's operations in Shopify's shapes as fast as may be, so that the connector is what
 * is measured. It checks nothing and never throttles; it keeps of each product only what a comparison needs.
 */
public final class LeanShop implements HttpRequestHandler {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Products products = new Products();
    private final Observed observed = new Observed();
    private final BulkWork bulk;
    private final Answers answers;
    private volatile long latencyMillis;

    private LeanShop(int port) {
        bulk = new BulkWork("http://127.0.0.1:" + port, products, observed);
        answers = new Answers(products, bulk);
    }

    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        LeanShop shop = new LeanShop(port);
        HttpServer server = ServerBootstrap.bootstrap()
                .setLocalAddress(InetAddress.getLoopbackAddress())
                .setListenerPort(port)
                .setSocketConfig(SocketConfig.custom().setTcpNoDelay(true).build())
                .setRequestRouter((request, context) -> shop)
                .create();
        server.start();
        new CountDownLatch(1).await();
    }

    @Override
    public void handle(ClassicHttpRequest request, ClassicHttpResponse response, HttpContext context)
            throws IOException {
        byte[] body = request.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(request.getEntity());
        String path = request.getPath();
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        if (path.startsWith("/admin/")) {
            graphql(body, out);
            response.setEntity(new ByteArrayEntity(out.toByteArray(), ContentType.APPLICATION_JSON));
            return;
        }
        switch (path.substring(0, Math.max(path.indexOf('/', 1), 1)) + "/"
                + path.substring(path.lastIndexOf('/') + 1)) {
            case "/bench/state" -> JSON.writeValue(out, observed.told(products));
            case "/bench/products" -> products.write(out);
            case "/bench/arrivals" -> observed.writeArrivals(out);
            case "/bench/uploads" -> observed.writeUploads(out);
            case "/bench/control" -> control(JSON.readTree(body));
            case "/bench/upload" -> {
                bulk.uploaded(body);
                response.setCode(201);
            }
            default -> out.writeBytes(bulk.result(path));
        }
        response.setEntity(new ByteArrayEntity(out.toByteArray(), ContentType.TEXT_PLAIN));
    }

    private void graphql(byte[] body, ByteArrayOutputStream out) throws IOException {
        long arrived = Observed.micros();
        observed.enter();
        try {
            if (latencyMillis > 0) {
                Thread.sleep(latencyMillis);
            }
            JsonNode request = JSON.readTree(body);
            String operation = Operations.of(request.path("query").asString(""));
            answers.write(operation, request.path("variables"), out);
            observed.call(operation, request.path("variables"), body, arrived, products);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            observed.leave();
        }
    }

    private void control(JsonNode wanted) throws IOException {
        if (wanted.path("reset").asBoolean(false)) {
            products.clear();
            observed.clear();
        }
        latencyMillis = wanted.path("latency").asLong(latencyMillis);
        if (wanted.has("arrivals")) {
            observed.keepArrivals(wanted.path("arrivals").asBoolean(false));
        }
        if (wanted.has("bodies")) {
            String file = wanted.path("bodies").asString("");
            observed.keepBodies(file.isEmpty() || file.equals("null") ? null : Path.of(file));
        }
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
