package io.silkroute.run;

import io.silkroute.access.OpenStreams;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** A run's progress as server-sent events: one whenever something changed, until the run has ended. */
@Component
class RunEvents {

    private final RunViews views;
    private final OpenStreams streams;
    private final TaskScheduler scheduler;
    private final Duration every;

    RunEvents(
            RunViews views,
            OpenStreams streams,
            TaskScheduler scheduler,
            @Value("${silkroute.run.events-every:500ms}") Duration every) {
        this.views = views;
        this.streams = streams;
        this.scheduler = scheduler;
        this.every = every;
    }

    SseEmitter of(String id, HttpServletRequest request) {
        SseEmitter emitter = streams.open(request);
        AtomicReference<@Nullable RunView> sent = new AtomicReference<>();
        ScheduledFuture<?> watch = scheduler.scheduleWithFixedDelay(() -> send(id, emitter, sent), every);
        Runnable ended = () -> {
            watch.cancel(false);
            streams.ended(emitter);
        };
        emitter.onCompletion(ended);
        emitter.onTimeout(ended);
        emitter.onError(error -> ended.run());
        return emitter;
    }

    private void send(String id, SseEmitter emitter, AtomicReference<@Nullable RunView> sent) {
        try {
            RunView now = views.find(id).orElse(null);
            if (now == null) {
                emitter.complete();
                return;
            }
            RunView before = sent.getAndSet(now);
            if (before == null
                    || !before.counts().equals(now.counts())
                    || !before.state().equals(now.state())) {
                emitter.send(SseEmitter.event().name("run").data(now));
            }
            if (RunState.of(now.state()).finished()) {
                emitter.complete();
            }
        } catch (IOException | IllegalStateException gone) {
            emitter.completeWithError(gone);
        }
    }
}
