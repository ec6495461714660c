package io.silkroute.console.live;

import io.silkroute.access.OpenStreams;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.preview.ConnectorStand;
import io.silkroute.preview.Statuses;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * How a connector stands, or all of them, as server-sent events: one at once and one whenever that has changed. However
 * many pages are open, the connectors they show are looked at together, and only while a page is open.
 */
@Controller
class LiveEvents {

    private static final Logger LOG = LoggerFactory.getLogger(LiveEvents.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    // Two writes show that a reader is gone; until then its stream counts as open, and of those a user has few.
    private static final int LOOKS_A_SIGN_OF_LIFE = 3;
    private static final int LOOKS_AT_ALL = 3; // all of them are looked at more seldom than the few that are open

    private final Statuses statuses;
    private final Connectors connectors;
    private final OpenStreams streams;
    private final TaskScheduler scheduler;
    private final Map<SseEmitter, Reader> readers = new ConcurrentHashMap<>();
    private @Nullable ScheduledFuture<?> watch;
    private int looks;

    LiveEvents(Statuses statuses, Connectors connectors, OpenStreams streams, TaskScheduler scheduler) {
        this.statuses = statuses;
        this.connectors = connectors;
        this.streams = streams;
        this.scheduler = scheduler;
    }

    /** @param connector null: reads of all */
    private record Reader(@Nullable ConnectorName connector, AtomicReference<@Nullable String> told) {}

    /** @param connector {@code *}: all of them */
    @GetMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter live(@RequestParam String connector, HttpServletRequest request) {
        ConnectorName known =
                connector.equals("*") ? null : statuses.known(connector).name();
        SseEmitter stream = streams.open(request);
        stream.onCompletion(() -> left(stream));
        stream.onTimeout(() -> left(stream));
        stream.onError(error -> left(stream));
        joined(stream, new Reader(known, new AtomicReference<>()));
        return stream;
    }

    private synchronized void joined(SseEmitter stream, Reader reader) {
        readers.put(stream, reader);
        if (watch == null) {
            watch = scheduler.scheduleWithFixedDelay(this::look, EVERY);
        }
    }

    private synchronized void left(SseEmitter stream) {
        readers.remove(stream);
        streams.ended(stream);
        if (readers.isEmpty() && watch != null) {
            watch.cancel(false);
            watch = null;
        }
    }

    private void look() {
        try {
            looks++;
            boolean all = looks % LOOKS_AT_ALL == 0
                    && readers.values().stream().anyMatch(reader -> reader.connector() == null);
            Map<ConnectorName, Statuses.Status> now = statuses.of(all ? connectors.all() : watched());
            String ofAll = all ? ConnectorStand.of(now) : "";
            readers.forEach((stream, reader) -> {
                if (reader.connector() != null) {
                    Statuses.Status own = now.get(reader.connector());
                    tell(stream, reader, own == null ? "gone" : ConnectorStand.of(own));
                } else if (all) {
                    tell(stream, reader, ofAll);
                }
            });
        } catch (RuntimeException away) {
            LOG.debug("Open pages are told nothing this time", away); // the database is away: the next look tells
        }
    }

    private Collection<Connector> watched() {
        Set<ConnectorName> names = new HashSet<>();
        readers.values().forEach(reader -> {
            if (reader.connector() != null) {
                names.add(reader.connector());
            }
        });
        return names.stream().flatMap(name -> connectors.find(name).stream()).toList();
    }

    private void tell(SseEmitter stream, Reader reader, String stand) {
        try {
            if (!stand.equals(reader.told().getAndSet(stand))) {
                stream.send(SseEmitter.event().name("stand").data(stand));
            } else if (looks % LOOKS_A_SIGN_OF_LIFE == 0) {
                stream.send(SseEmitter.event().comment("")); // so that one whose reader is gone is noticed
            }
        } catch (IOException | IllegalStateException gone) {
            stream.completeWithError(gone);
            left(stream);
        }
    }
}
