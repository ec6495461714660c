package io.silkroute.inbound;

import io.silkroute.access.OperatorMay;
import io.silkroute.connector.Connectors;
import io.silkroute.disk.DiskRoom;
import io.silkroute.source.Conversion;
import io.silkroute.source.SourcePreview;
import io.silkroute.source.table.UnreadableTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What would become of a file of rows. */
@RestController
@RequestMapping("/api/connectors/{connector}/files")
class FileApi {

    private final Connectors connectors;
    private final RowDeliveries rows;
    private final InboundSettings settings;
    private final DiskRoom room;

    FileApi(Connectors connectors, RowDeliveries rows, InboundSettings settings, DiskRoom room) {
        this.connectors = connectors;
        this.rows = rows;
        this.settings = settings;
        this.room = room;
    }

    /** Nothing of the body is taken in. */
    @OperatorMay
    @PostMapping("/preview")
    SourcePreview preview(
            @PathVariable String connector,
            @RequestParam(required = false) @Nullable String profile,
            @RequestBody InputStreamResource file)
            throws IOException {
        String name = connectors.asked(connector).name().text();
        room.require();
        Path spooled = Files.createTempFile("silkroute-preview", ".rows");
        try {
            PimFiles.spool(file.getInputStream(), spooled, settings.maxFile().toBytes());
            try (Conversion conversion = rows.open(name, () -> Files.newInputStream(spooled), profile, false)) {
                return SourcePreview.of(conversion);
            } catch (UnreadableTable broken) {
                throw Refusal.unconvertible("Unreadable file", String.valueOf(broken.getMessage()));
            }
        } catch (Refusal refusal) {
            throw OwnPush.refused(refusal);
        } finally {
            Files.deleteIfExists(spooled);
        }
    }
}
