package io.silkroute.promotion.job;

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

/** A job's progress as server-sent events: one whenever something changed, until it has ended. */
@Component
class CodeJobEvents {

    private final CodeJobs jobs;
    private final OpenStreams streams;
    private final TaskScheduler scheduler;
    private final Duration every;

    CodeJobEvents(
            CodeJobs jobs,
            OpenStreams streams,
            TaskScheduler scheduler,
            @Value("${silkroute.run.events-every:500ms}") Duration every) {
        this.jobs = jobs;
        this.streams = streams;
        this.scheduler = scheduler;
        this.every = every;
    }

    SseEmitter of(String id, HttpServletRequest request) {
        SseEmitter emitter = streams.open(request);
        AtomicReference<@Nullable CodeJob> sent = new AtomicReference<>();
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

    private void send(String id, SseEmitter emitter, AtomicReference<@Nullable CodeJob> sent) {
        try {
            CodeJob now = jobs.find(id).orElse(null);
            if (now == null) {
                emitter.complete();
                return;
            }
            if (!now.equals(sent.getAndSet(now))) {
                emitter.send(SseEmitter.event().name("job").data(now));
            }
            if (now.state().finished()) {
                emitter.complete();
            }
        } catch (IOException | IllegalStateException gone) {
            emitter.completeWithError(gone);
        }
    }
}
