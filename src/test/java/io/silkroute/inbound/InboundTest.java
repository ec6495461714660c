package io.silkroute.inbound;

import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What the acceptance tests of this package share: a running inbound side, a PIM, and a look into the queue. */
@SpringBootTest(
        classes = InboundTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "silkroute.inbound.max-body=64MB",
            "silkroute.sample=",
            "silkroute.inbox-poll=100",
            "silkroute.inbox-settle=50",
            "silkroute.activity.retention-delay=1",
            "camel.main.routes-include-pattern="
                    + "file:routes/pim-*.camel.yaml,file:routes/activity-retention.camel.yaml",
            "spring.main.banner-mode=off"
        })
@DirtiesContext
abstract class InboundTest {

    static final ObjectMapper JSON = new ObjectMapper();
    static final HttpClient HTTP = HttpClient.newHttpClient();
    static final Path DATA = newFolder();
    static final Path INBOX = DATA.resolve("inbox");

    @LocalServerPort
    int port;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    ConnectionFactory connections;

    private JmsTemplate jms;

    @DynamicPropertySource
    static void folders(DynamicPropertyRegistry registry) {
        registry.add("silkroute.data", DATA::toString);
        registry.add("silkroute.inbox", INBOX::toString);
    }

    @BeforeEach
    void clear() {
        jms = new JmsTemplate(connections);
        jms.setReceiveTimeout(JmsTemplate.RECEIVE_TIMEOUT_NO_WAIT);
        queued();
        jdbc.update("delete from activity");
    }

    HttpRequest.Builder push(String connector) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/pim/" + connector + "/items"))
                .header("Authorization", "Bearer " + InboundTestApplication.TOKEN)
                .header("Content-Type", "application/json");
    }

    Answer post(String body) {
        return send(push("demo").POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer postLines(String body) {
        return send(push("demo")
                .setHeader("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer postPacked(byte[] packed) {
        return send(
                push("demo").header("Content-Encoding", "gzip").POST(HttpRequest.BodyPublishers.ofByteArray(packed)));
    }

    Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            String body = response.body();
            return new Answer(response.statusCode(), response, JSON.readTree(body.isEmpty() ? "null" : body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes what waits on the queue. */
    static String text(BytesMessage message) throws JMSException {
        byte[] body = new byte[Math.toIntExact(message.getBodyLength())];
        message.readBytes(body);
        return new String(body, StandardCharsets.UTF_8);
    }

    List<BytesMessage> queued() {
        List<BytesMessage> messages = new ArrayList<>();
        Message message;
        while ((message = jms.receive("pim.changes")) != null) {
            messages.add((BytesMessage) message);
        }
        return messages;
    }

    static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("silkroute-inbound");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    record Answer(int status, HttpResponse<String> response, JsonNode body) {

        String detail() {
            return body.path("detail").asString();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }
}
