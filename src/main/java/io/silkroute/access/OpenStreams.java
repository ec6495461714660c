package io.silkroute.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The streams of events that are open. A user has so many: with one too many the oldest ends, so that the page just
 * opened is always told. All users together have so many, and then one more is refused. A stream ends with the session
 * that it was opened in, and after an hour in any case: a browser then opens it again by itself, and is asked again who
 * it is.
 */
@Component
public class OpenStreams implements HttpSessionListener {

    private static final Logger LOG = LoggerFactory.getLogger(OpenStreams.class);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Map<SseEmitter, Reader> open = new ConcurrentHashMap<>();
    private final int ofUser;
    private final int ofAll;
    private long opened;

    OpenStreams(AccessSettings settings) {
        this.ofUser = settings.streamsOfUser();
        this.ofAll = settings.streams();
    }

    private record Reader(@Nullable String user, @Nullable HttpSession session, long number) {}

    /** @throws ErrorResponseException 429, if all users together have as many as there may be */
    public SseEmitter open(HttpServletRequest request) {
        SseEmitter stream = new SseEmitter(LONGEST.toMillis());
        counted(stream, request.getRemoteUser(), request.getSession(false)).ifPresent(this::aside);
        return stream;
    }

    /** @return the stream that has to end for this one */
    private synchronized Optional<SseEmitter> counted(
            SseEmitter stream, @Nullable String user, @Nullable HttpSession session) {
        List<Map.Entry<SseEmitter, Reader>> own = open.entrySet().stream()
                .filter(other -> Objects.equals(other.getValue().user(), user))
                .toList();
        Optional<SseEmitter> oldest = own.size() < ofUser
                ? Optional.empty()
                : own.stream()
                        .min(Comparator.comparingLong(other -> other.getValue().number()))
                        .map(Map.Entry::getKey);
        if (oldest.isEmpty() && open.size() >= ofAll) {
            throw new ErrorResponseException(
                    HttpStatus.TOO_MANY_REQUESTS,
                    ProblemDetail.forStatusAndDetail(
                            HttpStatus.TOO_MANY_REQUESTS,
                            "Too many streams of events are open (%d). Close some, or ask for the run itself."
                                    .formatted(open.size())),
                    null);
        }
        oldest.ifPresent(open::remove);
        open.put(stream, new Reader(user, session, opened++));
        return oldest;
    }

    /** Says so before it ends, or a browser would open it again at once. */
    private void aside(SseEmitter stream) {
        try {
            stream.send(SseEmitter.event().name("aside").data("A newer page of this user is told instead."));
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("The reader of the oldest stream has left", gone);
        }
        complete(stream);
    }

    /** To be called when the stream has ended. */
    public void ended(SseEmitter stream) {
        open.remove(stream);
    }

    /** Ends what a user reads, whoever that was until now. */
    public void end(String user) {
        open.forEach((stream, reader) -> {
            if (user.equals(reader.user())) {
                complete(stream);
            }
        });
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent ended) {
        open.forEach((stream, reader) -> {
            if (reader.session() != null
                    && reader.session().getId().equals(ended.getSession().getId())) {
                complete(stream);
            }
        });
    }

    private void complete(SseEmitter stream) {
        open.remove(stream);
        try {
            stream.complete();
        } catch (IllegalStateException gone) {
            // its reader left at the same time
        }
    }
}
