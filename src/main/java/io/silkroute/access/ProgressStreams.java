package io.silkroute.access;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Something's progress as server-sent events: one at once and one whenever it has changed, until it has ended. */
@Component
public class ProgressStreams {

    private final OpenStreams streams;
    private final TaskScheduler scheduler;
    private final Duration every;

    ProgressStreams(
            OpenStreams streams,
            TaskScheduler scheduler,
            @Value("${silkroute.run.events-every:500ms}") Duration every) {
        this.streams = streams;
        this.scheduler = scheduler;
        this.every = every;
    }

    /**
     * What is looked at, again and again; empty once it is no more.
     *
     * @param event the events' name
     * @param same nothing to be told between the one before and this one
     */
    public record Progress<T>(
            String event, Supplier<Optional<T>> look, BiPredicate<T, T> same, Predicate<T> finished) {}

    /** @throws org.springframework.web.ErrorResponseException 429, if there are as many streams as there may be */
    public <T> SseEmitter open(HttpServletRequest request, Progress<T> progress) {
        SseEmitter stream = streams.open(request);
        AtomicReference<@Nullable T> told = new AtomicReference<>();
        ScheduledFuture<?> watch = scheduler.scheduleWithFixedDelay(() -> tell(stream, progress, told), every);
        Runnable ended = () -> {
            watch.cancel(false);
            streams.ended(stream);
        };
        stream.onCompletion(ended);
        stream.onTimeout(ended);
        stream.onError(error -> ended.run());
        return stream;
    }

    private static <T> void tell(SseEmitter stream, Progress<T> progress, AtomicReference<@Nullable T> told) {
        try {
            T now = progress.look().get().orElse(null);
            if (now == null) {
                stream.complete();
                return;
            }
            T before = told.getAndSet(now);
            if (before == null || !progress.same().test(before, now)) {
                stream.send(SseEmitter.event().name(progress.event()).data(now));
            }
            if (progress.finished().test(now)) {
                stream.complete();
            }
        } catch (IOException | IllegalStateException gone) {
            stream.completeWithError(gone);
        }
    }
}
