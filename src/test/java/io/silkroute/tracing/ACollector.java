package io.silkroute.tracing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A collector of traces on this machine, which takes OTLP over HTTP. */
public final class ACollector implements AutoCloseable {

    /** @param parent empty if it has none. @param links the ids of spans that led to it */
    public record Told(
            String name,
            String trace,
            String id,
            String parent,
            String kind,
            boolean failed,
            Map<String, String> attributes,
            List<String> links) {

        public String of(String attribute) {
            return attributes.getOrDefault("silkroute." + attribute, "");
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final List<String> services = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile @Nullable String authorization;

    public ACollector() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/v1/traces", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            authorization = exchange.getRequestHeaders().getFirst("Authorization");
            InputStream body = exchange.getRequestBody();
            boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            ExportTraceServiceRequest request =
                    ExportTraceServiceRequest.parseFrom(packed ? new GZIPInputStream(body) : body);
            if (status == 200) {
                request.getResourceSpansList().forEach(this::take);
            }
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private void take(ResourceSpans resource) {
        services.add(attributes(resource.getResource().getAttributesList()).getOrDefault("service.name", ""));
        for (ScopeSpans scope : resource.getScopeSpansList()) {
            scope.getSpansList().forEach(span -> told.add(read(span)));
        }
    }

    private static Told read(Span span) {
        HexFormat hex = HexFormat.of();
        return new Told(
                span.getName(),
                hex.formatHex(span.getTraceId().toByteArray()),
                hex.formatHex(span.getSpanId().toByteArray()),
                hex.formatHex(span.getParentSpanId().toByteArray()),
                span.getKind().name().replace("SPAN_KIND_", ""),
                span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR,
                attributes(span.getAttributesList()),
                span.getLinksList().stream()
                        .map(link -> hex.formatHex(link.getSpanId().toByteArray()))
                        .toList());
    }

    private static Map<String, String> attributes(List<KeyValue> pairs) {
        Map<String, String> attributes = new TreeMap<>();
        for (KeyValue pair : pairs) {
            AnyValue value = pair.getValue();
            attributes.put(
                    pair.getKey(),
                    switch (value.getValueCase()) {
                        case STRING_VALUE -> value.getStringValue();
                        case INT_VALUE -> Long.toString(value.getIntValue());
                        case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
                        default -> value.toString();
                    });
        }
        return attributes;
    }

    /** From now on it answers so, and takes what it answers with 200. */
    public void answers(int with) {
        status = with;
    }

    public List<Told> told(String name) {
        return told.stream().filter(span -> span.name().equals(name)).toList();
    }

    public List<Told> told() {
        return List.copyOf(told);
    }

    public List<String> services() {
        return List.copyOf(services);
    }

    public @Nullable String authorization() {
        return authorization;
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
