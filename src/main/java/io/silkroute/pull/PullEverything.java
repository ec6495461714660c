package io.silkroute.pull;

import io.silkroute.connector.Connectors;
import io.silkroute.connector.config.ConnectorConfig.Pull.Stream;
import io.silkroute.mirror.Copy;
import io.silkroute.mirror.MirrorComparison;
import io.silkroute.mirror.MirrorCopies;
import io.silkroute.mirror.MirrorObjects;
import io.silkroute.mirror.MirrorReading;
import io.silkroute.mirror.MirroredObject;
import io.silkroute.mirror.MirroredPart;
import io.silkroute.mirror.NotTold;
import io.silkroute.mirror.ObjectReader;
import io.silkroute.mirror.Stored;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Reason;
import io.silkroute.shopify.ShopifyId;
import io.silkroute.shopify.bulk.BulkQueries;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * Reads all of a stream by one bulk query, whose file streams into the tables. Into the copy that is searched, from which
 * at the end is taken what was not seen; or into one beside it, which at the end takes its place.
 */
@Component("pullEverything")
class PullEverything {

    private static final int LINES_AT_ONCE = 500;
    private static final int READINGS = 3;
    private static final int QUERIES = 2;

    // Orders that are older are not to be had without the scope read_all_orders; a day, so that no zone matters.
    private static final Duration VISIBLE = Duration.ofDays(59);

    private final BulkQueries queries;
    private final Connectors connectors;
    private final MirrorCopies copies;
    private final MirrorObjects objects;
    private final MirrorComparison comparison;
    private final PullBook book;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PullEverything(
            BulkQueries queries,
            Connectors connectors,
            MirrorCopies copies,
            MirrorObjects objects,
            MirrorComparison comparison,
            PullBook book,
            TransactionTemplate transaction,
            Clock clock) {
        this.queries = queries;
        this.connectors = connectors;
        this.copies = copies;
        this.objects = objects;
        this.comparison = comparison;
        this.book = book;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Begins the query, or goes on with that which was begun before a crash. */
    public PullTask ask(PullTask task) throws InterruptedException {
        return task.bulk() == null ? begin(task) : task;
    }

    private PullTask begin(PullTask task) throws InterruptedException {
        if (task.beside()) {
            copies.building(current(task), false);
        }
        try {
            ShopifyId id = queries.begin(
                    task.connector(), Operation.named(task.stream().word() + "InBulk"), () -> alive(task));
            book.bulk(task, id.gid());
            return task.withBulk(id.gid());
        } catch (BulkQueries.NotAnswered silent) {
            throw new NotTold(silent.reason());
        }
    }

    /** Waits until the query is done, and stores what it found. */
    public PullTask read(PullTask asked) throws InterruptedException {
        PullTask task = asked;
        for (int n = 1; ; n++) {
            try {
                return readOnce(task);
            } catch (Broken broken) {
                book.bulk(task, null);
                if (n == QUERIES) {
                    throw new NotTold(broken.reason);
                }
                task = begin(task); // such as one that the shop has forgotten since a crash
            }
        }
    }

    /** The shop did not bring its query to an end. */
    private static final class Broken extends Exception {
        private static final long serialVersionUID = 1;
        private final transient Reason reason;

        Broken(Reason reason) {
            super(reason.sentence());
            this.reason = reason;
        }
    }

    private PullTask readOnce(PullTask task) throws InterruptedException, Broken {
        ShopifyId query = new ShopifyId(Objects.requireNonNull(task.bulk(), "it is begun"));
        Copy copy = task.beside() ? copies.building(current(task), true) : current(task);
        // What is built beside is compared as a whole, so that storing it finds nothing changed.
        MirrorReading reading = task.beside() ? task.silent(clock.instant()) : task.reading(clock.instant());
        for (int n = 1; ; n++) {
            BulkQueries.Stand.Done done = done(task, query);
            book.countFromZero(task, task.beside());
            Batches batches = new Batches(task, copy, reading);
            try {
                queries.read(task.connector(), done, batches);
                batches.flush();
                return task.withAsOf(done.begunAt());
            } catch (IOException cut) {
                if (n == READINGS) {
                    book.bulk(task, null);
                    throw new NotTold("What the bulk query found could not be read. " + cut.getMessage());
                }
            }
        }
    }

    private BulkQueries.Stand.Done done(PullTask task, ShopifyId query) throws InterruptedException, Broken {
        try {
            while (true) {
                alive(task);
                BulkQueries.Stand stand = queries.look(task.connector(), query);
                if (stand instanceof BulkQueries.Stand.Done done) {
                    return done;
                }
                if (stand instanceof BulkQueries.Stand.Broken broken) {
                    throw new Broken(broken.reason());
                }
            }
        } catch (BulkQueries.NotAnswered silent) {
            throw new NotTold(silent.reason());
        }
    }

    /** Lines as they come, stored some at a time; parts after the objects that they belong to. */
    private final class Batches implements Consumer<JsonNode> {

        private final PullTask task;
        private final Copy copy;
        private final MirrorReading reading;
        private final List<MirroredObject> found = new ArrayList<>();
        private final List<MirroredPart> parts = new ArrayList<>();

        Batches(PullTask task, Copy copy, MirrorReading reading) {
            this.task = task;
            this.copy = copy;
            this.reading = reading;
        }

        @Override
        public void accept(JsonNode line) {
            JsonNode parent = line.path("__parentId");
            if (parent.isString()) {
                parts.add(ObjectReader.part(task.stream(), new ShopifyId(parent.stringValue("")), line));
            } else {
                found.add(ObjectReader.object(task.stream(), line));
            }
            if (found.size() + parts.size() >= LINES_AT_ONCE) {
                flush();
            }
        }

        void flush() {
            transaction.executeWithoutResult(status -> {
                book.hold(task, clock.instant().plus(PullWork.LEASE));
                Stored stored = objects.store(copy, found, reading).plus(objects.storeParts(copy, parts, reading));
                book.count(task, task.beside() ? new Stored(stored.seen(), 0, 0) : stored);
            });
            found.clear();
            parts.clear();
        }
    }

    /** What is not there any more goes, or the new copy takes its place; and the checkpoint stands at the query's beginning. */
    public void settle(PullTask task) {
        Instant asOf = Objects.requireNonNull(task.asOf(), "it is read");
        Instant visibleSince = visibleSince(task.stream(), asOf);
        Copy current = current(task);
        if (task.beside()) {
            Copy built = copies.building(current, true);
            Stored differences =
                    comparison.compare(current, built, task.reading(clock.instant()), visibleSince, () -> alive(task));
            transaction.executeWithoutResult(status -> {
                book.hold(task, clock.instant().plus(PullWork.LEASE));
                copies.swap(built);
                book.count(task, differences);
                reached(task, asOf);
            });
        } else {
            Stored removed = comparison.removeUnseen(
                    current, task.reading(clock.instant()), task.began(), visibleSince, () -> alive(task));
            transaction.executeWithoutResult(status -> {
                book.hold(task, clock.instant().plus(PullWork.LEASE));
                book.count(task, removed);
                reached(task, asOf);
            });
        }
    }

    private static @Nullable Instant visibleSince(Stream stream, Instant asOf) {
        return stream == Stream.ORDERS ? asOf.minus(VISIBLE) : null;
    }

    private void reached(PullTask task, Instant asOf) {
        book.reached(task, asOf);
        book.reachedDeleted(task, asOf);
        book.readEverything(task);
    }

    private Copy current(PullTask task) {
        String address = connectors
                .find(task.connector())
                .map(found -> found.config().shop().address().toString())
                .orElseThrow(() -> new PullLost(task.pull()));
        return copies.current(task.connector(), task.stream(), address);
    }

    private void alive(PullTask task) {
        book.hold(task, clock.instant().plus(PullWork.LEASE));
    }
}
