package io.silkroute.inbound;

import io.silkroute.access.OperatorMay;
import io.silkroute.connector.Connectors;
import io.silkroute.disk.ScratchFolder;
import io.silkroute.source.Conversion;
import io.silkroute.source.SourcePreview;
import io.silkroute.source.Unconvertible;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What would become of a file of rows that is sent as it would be to {@link PimFiles}. */
@RestController
@RequestMapping("/api/connectors/{connector}/files")
class FileApi {

    private final Connectors connectors;
    private final RowDeliveries rows;
    private final OwnPush door;
    private final PushPlaces places;
    private final InboundSettings settings;
    private final ScratchFolder scratch;

    FileApi(
            Connectors connectors,
            RowDeliveries rows,
            OwnPush door,
            PushPlaces places,
            InboundSettings settings,
            ScratchFolder scratch) {
        this.connectors = connectors;
        this.rows = rows;
        this.door = door;
        this.places = places;
        this.settings = settings;
        this.scratch = scratch;
    }

    /** Nothing of the body is taken in. That of a form has been read already, to find parameters in it. */
    @OperatorMay
    @PostMapping(path = "/preview", consumes = "!" + MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    SourcePreview preview(
            @PathVariable String connector,
            @RequestParam(required = false) @Nullable String profile,
            @RequestParam(required = false) @Nullable String full,
            @RequestBody InputStreamResource file,
            HttpServletRequest request)
            throws IOException {
        String name = connectors.asked(connector).name().text();
        String named = profile == null || profile.isEmpty() ? null : profile;
        try {
            PimFiles.requireRows(request, name, settings.maxFile().toBytes());
            boolean packed = PimPush.isGzip(request.getHeader(HttpHeaders.CONTENT_ENCODING));
            boolean whole = PimFiles.isFull(full);
            places.take();
            try {
                InputStream body = file.getInputStream();
                return preview(name, named, whole, packed ? new LazyGzip(body) : body);
            } finally {
                places.leave();
            }
        } catch (Refusal refusal) {
            throw OwnPush.refused(refusal);
        }
    }

    private SourcePreview preview(String connector, @Nullable String profile, boolean full, InputStream body)
            throws IOException {
        Path spooled = scratch.make("preview", ".rows");
        try {
            PimFiles.spool(body, spooled, settings.maxFile().toBytes());
            try (Conversion conversion =
                    rows.open(connector, () -> Files.newInputStream(spooled), profile, RowDeliveries.extent(full))) {
                return SourcePreview.of(
                        conversion, item -> door.fault(item.toString().getBytes(StandardCharsets.UTF_8)));
            } catch (Unconvertible broken) {
                throw Refusal.unconvertible(broken);
            }
        } finally {
            Files.deleteIfExists(spooled);
        }
    }
}
