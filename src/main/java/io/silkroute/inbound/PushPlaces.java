package io.silkroute.inbound;

import io.silkroute.disk.DiskRoom;
import io.silkroute.disk.NoRoom;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Places for those who send: so many at a time, and none while the disk lacks room. */
@Component
class PushPlaces {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final InboundSettings settings;
    private final DiskRoom room;
    private final Semaphore places;

    PushPlaces(InboundSettings settings, DiskRoom room) {
        this.settings = settings;
        this.room = room;
        this.places = new Semaphore(settings.pushes());
    }

    /** Until {@link #leave}. @throws Refusal if the disk lacks room, or too many send at once */
    void take() {
        try {
            room.require();
        } catch (NoRoom none) {
            throw Refusal.noRoom(none.sentence());
        }
        if (!place()) {
            throw Refusal.busy(settings.pushes());
        }
    }

    private boolean place() {
        try {
            return places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void leave() {
        places.release();
    }
}
