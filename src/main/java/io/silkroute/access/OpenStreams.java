package io.silkroute.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The streams of events that are open. A user has so many and all users together so many; a stream ends with the session
 * that it was opened in, and after an hour in any case: a browser then opens it again by itself, and is asked again who
 * it is.
 */
@Component
public class OpenStreams implements HttpSessionListener {

    private static final Duration LONGEST = Duration.ofHours(1);

    private final Map<SseEmitter, Reader> open = new ConcurrentHashMap<>();
    private final int ofUser;
    private final int ofAll;

    OpenStreams(AccessSettings settings) {
        this.ofUser = settings.streamsOfUser();
        this.ofAll = settings.streams();
    }

    private record Reader(@Nullable String user, @Nullable HttpSession session) {}

    /** @throws ErrorResponseException 429, if there are as many as there may be */
    public synchronized SseEmitter open(HttpServletRequest request) {
        Reader reader = new Reader(request.getRemoteUser(), request.getSession(false));
        long own = open.values().stream()
                .filter(other -> String.valueOf(other.user()).equals(String.valueOf(reader.user())))
                .count();
        if (own >= ofUser || open.size() >= ofAll) {
            throw new ErrorResponseException(
                    HttpStatus.TOO_MANY_REQUESTS,
                    ProblemDetail.forStatusAndDetail(
                            HttpStatus.TOO_MANY_REQUESTS,
                            "Too many streams of events are open (%d of this user, %d in all). Close some, or ask for the run itself."
                                    .formatted(own, open.size())),
                    null);
        }
        SseEmitter stream = new SseEmitter(LONGEST.toMillis());
        open.put(stream, reader);
        return stream;
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
