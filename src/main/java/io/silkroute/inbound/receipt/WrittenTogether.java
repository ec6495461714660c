package io.silkroute.inbound.receipt;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Group commit: what several threads want to have written at the same time is written in one transaction. A commit
 * waits for the disk, and one wait serves all who came meanwhile; nobody waits for others to come.
 */
final class WrittenTogether<T> {

    private static final int MOST = 500;

    private final Consumer<List<T>> writer;
    private final ConcurrentLinkedQueue<Wish<T>> wishes = new ConcurrentLinkedQueue<>();
    private final ReentrantLock writing = new ReentrantLock();

    /** @param writer writes all or none of them; what it throws is thrown to all whose wish it was */
    WrittenTogether(Consumer<List<T>> writer) {
        this.writer = writer;
    }

    private static final class Wish<T> {

        private final T value;
        private boolean done;
        private @Nullable Throwable failure;

        Wish(T value) {
            this.value = value;
        }
    }

    /** Returns once it is written. */
    void write(T value) {
        Wish<T> own = new Wish<>(value);
        wishes.add(own);
        writing.lock();
        try {
            while (!own.done) {
                writeNext();
            }
        } finally {
            writing.unlock();
        }
        if (own.failure instanceof Error error) {
            throw error;
        }
        if (own.failure instanceof RuntimeException failure) {
            throw failure;
        }
    }

    /** How many wait to be written. */
    int waiting() {
        return wishes.size();
    }

    private void writeNext() {
        List<Wish<T>> group = new ArrayList<>();
        Wish<T> next;
        while (group.size() < MOST && (next = wishes.poll()) != null) {
            group.add(next);
        }
        Throwable failure = null;
        try {
            writer.accept(group.stream().map(wish -> wish.value).toList());
        } catch (RuntimeException | Error failed) { // whatever it was, nobody waits for these again
            failure = failed;
        }
        for (Wish<T> wish : group) {
            wish.done = true;
            wish.failure = failure;
        }
    }
}
