package io.silkroute.shopify.bulk;

import io.silkroute.shopify.call.Replies;
import io.silkroute.shopify.call.Shop;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Carries a bulk operation's files: lines to the staged upload, results back. No token travels with them. */
@Component("bulkFiles")
class BulkFiles {

    private static final int LONGEST_LINE = 4 << 20;
    private static final int LONGEST_WORDS = 4 << 10;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final ObjectProvider<ProducerTemplate> camel;
    private final ObjectMapper json;

    BulkFiles(ObjectProvider<ProducerTemplate> camel, ObjectMapper json) {
        this.camel = camel;
        this.json = json;
    }

    /** @return the HTTP status; 201 or another 2xx is success, 413 whatever says that the file is too large */
    int upload(Shop shop, JsonNode target, Path file) throws IOException {
        // The storage checks the form in order: its parameters as given, the file last.
        MultipartEntityBuilder form = MultipartEntityBuilder.create();
        for (JsonNode parameter : target.path("parameters")) {
            form.addTextBody(
                    parameter.path("name").asString(""), parameter.path("value").asString(""));
        }
        HttpEntity body = form.addBinaryBody("file", file.toFile(), ContentType.create("text/jsonl"), "lines.jsonl")
                .build();
        Exchange answer = camel.getObject().request("direct:shopify-upload", exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage()
                    .setHeader("CamelHttpUri", allowed(shop, target.path("url").asString("")));
            exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, body.getContentType());
        });
        int status = status(answer);
        boolean tooLarge = String.valueOf(answer.getMessage().getBody()).contains("EntityTooLarge");
        return status == 400 && tooLarge ? 413 : status;
    }

    /** The route's step: the beginning of what the storage says. */
    void words(Message message) throws IOException {
        if (message.getBody() instanceof InputStream stream) {
            try (stream) {
                message.setBody(new String(stream.readNBytes(LONGEST_WORDS), StandardCharsets.UTF_8));
            }
        }
    }

    /** Gives every line that can be read. @return the HTTP status */
    int download(Shop shop, String url, Consumer<JsonNode> lines) throws IOException {
        Exchange answer = camel.getObject().request("direct:shopify-download", exchange -> {
            exchange.setProperty("lines", lines);
            exchange.getMessage().setHeader("CamelHttpUri", allowed(shop, url));
        });
        return status(answer);
    }

    /** The route's step: reads the result as it streams in. */
    void read(@ExchangeProperty("lines") Consumer<JsonNode> lines, Message message) throws IOException {
        Object body = message.getBody();
        if (Replies.status(message) != 200 || !(body instanceof InputStream stream)) {
            return;
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = line(reader); line != null; line = line(reader)) {
                try {
                    if (!line.isBlank()) {
                        lines.accept(json.readTree(line));
                    }
                } catch (JacksonException cut) {
                    // A cut line is a missing line: its item is sent again.
                }
            }
        }
    }

    private static @Nullable String line(BufferedReader reader) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = reader.read(); c != '\n'; c = reader.read()) {
            if (c < 0) {
                return line.isEmpty() ? null : line.toString();
            }
            if (line.length() < LONGEST_LINE) {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    // The shop names these addresses. They are on the web by https, or where the shop itself is.
    private static String allowed(Shop shop, String url) throws IOException {
        try {
            URI address = new URI(url);
            String host = String.valueOf(address.getHost());
            boolean beside = shop.graphql().getHost().equalsIgnoreCase(host)
                    || LOOPBACK.contains(shop.graphql().getHost()) && LOOPBACK.contains(host);
            if (!"https".equalsIgnoreCase(address.getScheme()) && !beside) {
                throw new IOException("The shop names an address for files that is not https.");
            }
            return url;
        } catch (URISyntaxException e) {
            throw new IOException("The shop names an address for files that is none.", e);
        }
    }

    private static int status(Exchange answer) throws IOException {
        Exception failure = answer.getException();
        if (failure != null) {
            throw failure instanceof IOException io ? io : new IOException(failure);
        }
        return Replies.status(answer.getMessage());
    }
}
