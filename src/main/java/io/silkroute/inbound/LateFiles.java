package io.silkroute.inbound;

import io.silkroute.inbound.file.FileStamp;
import io.silkroute.inbound.receipt.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Files that were taken from the inbox a short while ago. Whoever still has such a file open writes on in it, wherever
 * it was moved to: then it is brought back and taken in again, as a whole. Not promised of a writer who pauses for
 * longer than ten minutes, or during a restart.
 */
@Component("lateFiles")
class LateFiles {

    private static final Logger LOG = LoggerFactory.getLogger(LateFiles.class);

    private static final Duration WATCHED = Duration.ofMinutes(10);
    private static final int MOST = 10_000;

    private final InboxLooks looks;
    private final Told told;
    private final Clock clock;
    private final Map<Path, Taken> taken = new LinkedHashMap<>();

    /** @param report what was written beside it */
    private record Taken(
            Path origin, FileStamp stamp, @Nullable Path report, Instant until) {}

    LateFiles(InboxLooks looks, Told told, Clock clock) {
        this.looks = looks;
        this.told = told;
        this.clock = clock;
    }

    /** @param stamp the file as it was read */
    void watch(Path moved, Path origin, FileStamp stamp, @Nullable Path report) {
        synchronized (taken) {
            taken.put(moved, new Taken(origin, stamp, report, clock.instant().plus(WATCHED)));
            Iterator<Path> oldest = taken.keySet().iterator();
            while (taken.size() > MOST) {
                oldest.next();
                oldest.remove();
            }
        }
    }

    /** Looks at all of them. */
    public void bringBack() {
        looks.forget();
        Map<Path, Taken> now;
        synchronized (taken) {
            now = new LinkedHashMap<>(taken);
        }
        List<Path> done = new ArrayList<>();
        now.forEach((moved, one) -> {
            if (look(moved, one)) {
                done.add(moved);
            }
        });
        synchronized (taken) {
            done.forEach(moved -> taken.remove(moved, now.get(moved)));
        }
    }

    /** Returns whether there is nothing more to look for. */
    private boolean look(Path moved, Taken one) {
        FileStamp stamp = FileStamp.of(moved);
        if (stamp == null || !stamp.sameFile(one.stamp())) {
            return true;
        }
        if (stamp.equals(one.stamp())) {
            return clock.instant().isAfter(one.until());
        }
        try {
            if (Files.exists(one.origin())) {
                tell(one, "but another file of its name lies in the inbox by now. Put it there again yourself.");
            } else {
                Files.move(moved, one.origin());
                if (one.report() != null) {
                    Files.deleteIfExists(one.report());
                }
                tell(one, "so it is taken in again, as a whole.");
            }
        } catch (IOException stays) {
            LOG.warn("{} cannot be moved back: {}", moved, stays.toString());
            tell(one, "but cannot be moved back into the inbox. Put it there again yourself.");
        }
        return true;
    }

    private void tell(Taken one, String what) {
        told.note(
                looks.connector(one.origin()),
                "%s was written on after it had been taken from the inbox, %s"
                        .formatted(looks.shown(one.origin()), what),
                null);
    }
}
