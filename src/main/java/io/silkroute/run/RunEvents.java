package io.silkroute.run;

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

    private static final long NO_TIMEOUT = 0;

    private final RunViews views;
    private final TaskScheduler scheduler;
    private final Duration every;

    RunEvents(RunViews views, TaskScheduler scheduler, @Value("${silkroute.run.events-every:500ms}") Duration every) {
        this.views = views;
        this.scheduler = scheduler;
        this.every = every;
    }

    SseEmitter of(String id) {
        SseEmitter emitter = new SseEmitter(NO_TIMEOUT);
        AtomicReference<@Nullable RunView> sent = new AtomicReference<>();
        ScheduledFuture<?> watch = scheduler.scheduleWithFixedDelay(() -> send(id, emitter, sent), every);
        emitter.onCompletion(() -> watch.cancel(false));
        emitter.onTimeout(() -> watch.cancel(false));
        emitter.onError(error -> watch.cancel(false));
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
