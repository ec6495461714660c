package io.silkroute.fetch;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Waits between calls; whoever stops the process does not wait for them. */
@Component
class Pauses {

    private final CountDownLatch stopped = new CountDownLatch(1);

    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopped.countDown();
    }

    /** @throws FetchLost if the process is stopped meanwhile; the fetch goes on with its next start */
    void wait(Duration pause) {
        try {
            if (stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                throw FetchLost.stopped();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw FetchLost.stopped();
        }
    }
}
