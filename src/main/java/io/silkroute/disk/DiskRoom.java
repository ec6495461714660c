package io.silkroute.disk;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

/**
 * Whether the disks that database and queue write to have room left. An embedded database that meets a full disk loses
 * what it answered for, so nothing is begun that may fill one.
 */
public class DiskRoom {

    private static final Logger LOG = LoggerFactory.getLogger(DiskRoom.class);

    // What waits in the queue is written once more as rows, once more in the database's log, and moved when that is
    // folded into its files.
    private static final int NEEDED_FOR_A_WAITING_BYTE = 4;

    // The broker begins a further file of its journal of 10 MB at once, and the database makes its own larger.
    private static final long NEEDED_AT_ONCE = 24L << 20;

    // A disk that is just above the line is not opened and closed again with each chunk.
    private static final int REOPENED_WITH_PERCENT = 105;

    private final DataSize minimum;
    private final List<Path> folders;
    private final LongSupplier waiting;
    private volatile boolean closed;

    /**
     * @param folders those that are written to
     * @param waiting bytes that stand in the queue, accepted and not yet in the database
     */
    DiskRoom(DataSize minimum, List<Path> folders, LongSupplier waiting) {
        this.minimum = minimum;
        this.folders = List.copyOf(folders);
        this.waiting = waiting;
    }

    /** Called before something is taken in or begun. @throws NoRoom if there is none for it */
    public void require() {
        lack().ifPresent(sentence -> {
            throw new NoRoom(sentence);
        });
    }

    /** The sentence that says which disk lacks room; empty while there is enough. */
    public Optional<String> lack() {
        if (minimum.toBytes() <= 0) {
            return Optional.empty();
        }
        Optional<String> lack = look();
        if (lack.isPresent() != closed) {
            closed = lack.isPresent();
            if (closed) {
                LOG.warn("{} Nothing is accepted and nothing runs until there is.", lack.orElseThrow());
            } else {
                LOG.info("There is room on the disk again: it goes on.");
            }
        }
        return lack;
    }

    private Optional<String> look() {
        long needed = needed();
        long asked = closed ? needed / 100 * REOPENED_WITH_PERCENT : needed;
        for (Path folder : folders) {
            long free = free(folder);
            if (free < asked) {
                return Optional.of(String.format(
                        Locale.ROOT,
                        "The disk of %s has %,d MB left, and %,d MB have to stay free: make room.",
                        folder,
                        free >> 20,
                        Math.max(1, asked >> 20)));
            }
        }
        return Optional.empty();
    }

    long needed() {
        return Math.max(minimum.toBytes(), NEEDED_AT_ONCE + NEEDED_FOR_A_WAITING_BYTE * waiting.getAsLong());
    }

    /** Of a folder that is not there yet, its parent's. */
    private static long free(Path folder) {
        Path there = folder.toAbsolutePath();
        while (there.getParent() != null && !there.toFile().exists()) {
            there = there.getParent();
        }
        return there.toFile().getUsableSpace();
    }
}
