package io.silkroute.inbound;

import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.KnownItems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * Drops the sample catalogue into the inbox, once, at the first start: not when the connector has items already,
 * and not again after it was done.
 */
@Component
class SampleCatalogue {

    private static final Logger LOG = LoggerFactory.getLogger(SampleCatalogue.class);
    private static final String DRAWN_AT = "http://127.0.0.1:8080/";

    private final Connectors connectors;
    private final ObjectProvider<KnownItems> items;
    private final String sample;
    private final String connector;
    private final Path inbox;
    private final Path marker;
    private final int port;

    SampleCatalogue(
            Connectors connectors,
            ObjectProvider<KnownItems> items,
            @Value("${silkroute.sample:}") String sample,
            @Value("${silkroute.sample-connector:demo}") String connector,
            @Value("${silkroute.inbox:./inbox}") Path inbox,
            @Value("${silkroute.data}") Path data,
            @Value("${server.port:8080}") int port) {
        this.connectors = connectors;
        this.items = items;
        this.sample = sample;
        this.connector = connector;
        this.inbox = inbox;
        this.port = port;
        this.marker = data.resolve("sample-taken-" + connector);
    }

    @EventListener(ApplicationReadyEvent.class)
    void drop() throws IOException {
        if (sample.isBlank()
                || Files.exists(marker)
                || ConnectorName.asked(connector).flatMap(connectors::find).isEmpty()
                || hasItems()) {
            return;
        }
        Resource file = found();
        if (!file.exists()) {
            LOG.warn("The sample catalogue {} does not exist; nothing was dropped into the inbox", sample);
            return;
        }
        Path folder = Files.createDirectories(inbox.resolve(connector));
        String name = Path.of(sample).getFileName().toString();
        Path writing = folder.resolve("." + name);
        // Its pictures are drawn by the sandbox shop of this process, wherever that listens.
        Files.writeString(
                writing,
                file.getContentAsString(StandardCharsets.UTF_8).replace(DRAWN_AT, "http://127.0.0.1:" + port + "/"));
        // It is complete as soon as it is there: made out to be old, it need not settle first.
        Files.setLastModifiedTime(
                writing,
                FileTime.from(Files.getLastModifiedTime(writing).toInstant().minus(Duration.ofDays(1))));
        Files.move(writing, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        Files.createDirectories(marker.toAbsolutePath().getParent());
        Files.writeString(marker, "The sample catalogue was put into the inbox of " + connector + ".\n");
    }

    private boolean hasItems() {
        return items.stream().anyMatch(known -> known.any(new ConnectorName(connector)));
    }

    private Resource found() {
        Resource beside = new FileSystemResource(Path.of(sample));
        return beside.exists()
                ? beside
                : new ClassPathResource(Path.of(sample).normalize().toString());
    }
}
