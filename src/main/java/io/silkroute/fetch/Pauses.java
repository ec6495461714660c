package io.silkroute.fetch;

import java.time.Duration;
import org.springframework.stereotype.Component;

/** Waits between calls; somebody who stops the process does not wait for them. */
@Component
class Pauses {

    void wait(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new FetchLost("that was stopped");
        }
    }
}
