package io.silkroute.search;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.changed.ChangedItems;
import io.silkroute.connector.ConnectorName;
import io.silkroute.disk.DiskRoom;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Keeps this node's index equal to the tables: makes it once, then follows the log of changed items. It works beside
 * everything else and rests longer than it works. What it had not committed when the process died it does again.
 */
@Component
class IndexFollower implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(IndexFollower.class);

    // Another one whenever an entry looks otherwise: then the index is made anew.
    private static final String FORM = "2";

    private static final int ROWS = 20;
    private static final long REST_TIMES = 3;
    private static final long IDLE_MILLIS = 500;
    private static final long LONGEST_REST_MILLIS = 2_000;
    private static final long AFTER_FAILURE_MILLIS = 30_000;
    private static final long COMMIT_NANOS = Duration.ofSeconds(30).toNanos();
    private static final long CATCH_UP_NANOS = Duration.ofMillis(250).toNanos();
    private static final long FORGET_NANOS = Duration.ofHours(1).toNanos();

    private final IndexBuild build;
    private final IndexedItems indexed;
    private final ChangedItems log;
    private final DiskRoom room;
    private final Path folder;
    private final String database;

    private final Object rest = new Object();
    private volatile boolean running;
    private volatile @Nullable SearchIndex index;
    private volatile boolean built;
    private volatile boolean caughtUp;
    private volatile boolean failing;
    private boolean wanted;
    private boolean stoodStill;
    private long readTo = -1;
    private @Nullable Thread thread;
    private IndexBuild.@Nullable Place building;
    private LogPosition position;
    private boolean uncommitted;
    private long committedAt;
    private long forgotAt;

    IndexFollower(
            IndexBuild build,
            IndexedItems indexed,
            ChangedItems log,
            DiskRoom room,
            @Value("${silkroute.data}") Path data,
            @Value("${spring.datasource.url}") String database) {
        this.build = build;
        this.indexed = indexed;
        this.log = log;
        this.room = room;
        this.folder = data.resolve("search");
        this.database = Integer.toHexString(database.hashCode());
        this.position = new LogPosition(log, System::nanoTime, -1);
    }

    /** Null before it is open. */
    @Nullable
    SearchIndex index() {
        return index;
    }

    private boolean complete() {
        return built && caughtUp && !failing;
    }

    /**
     * Reads at once what was noted a moment ago, so that what somebody has just done is found.
     *
     * @return is everything in the index that was there when this was asked?
     */
    boolean catchUp() {
        if (!complete()) {
            return false;
        }
        long last = log.span().map(ChangedItems.Span::last).orElse(-1L);
        long until = System.nanoTime() + CATCH_UP_NANOS;
        synchronized (rest) {
            long left = CATCH_UP_NANOS / 1_000_000;
            while (running && complete() && readTo < last && left > 0) {
                wanted = true;
                rest.notifyAll();
                try {
                    rest.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
                left = (until - System.nanoTime()) / 1_000_000;
            }
            return complete() && readTo >= last;
        }
    }

    /** How many items are in the index. */
    int size() {
        SearchIndex open = index;
        return open == null ? 0 : open.size();
    }

    @Override
    public void start() {
        running = true;
        thread = new Thread(this::follow, "search-index");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public void stop() {
        running = false;
        synchronized (rest) {
            rest.notifyAll();
        }
        Thread following = thread;
        if (following != null) {
            try {
                following.join(10_000); // not interrupted: that would close the index's files under those who search
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void follow() {
        while (running) {
            long begun = System.nanoTime();
            try {
                boolean more = step();
                failing = false;
                long took = (System.nanoTime() - begun) / 1_000_000;
                pause(more ? Math.min(REST_TIMES * took, LONGEST_REST_MILLIS) : IDLE_MILLIS);
            } catch (IOException | RuntimeException e) {
                if (running && !failing) {
                    LOG.warn("The index of the search does not go on; it is tried again every half minute.", e);
                }
                failing = true;
                close();
                pause(AFTER_FAILURE_MILLIS);
            }
        }
        try {
            commit();
        } catch (IOException | RuntimeException e) {
            LOG.debug("What was not committed is done again at the next start.", e);
        }
        close();
    }

    private void pause(long millis) {
        long until = System.nanoTime() + millis * 1_000_000;
        synchronized (rest) {
            rest.notifyAll();
            long left = millis;
            while (running && !wanted && left > 0) {
                try {
                    rest.wait(left);
                } catch (InterruptedException e) {
                    running = false;
                }
                left = (until - System.nanoTime()) / 1_000_000;
            }
            wanted = false;
        }
    }

    /** @return is there more to do? */
    private boolean step() throws IOException {
        if (room.lack().isPresent()) {
            caughtUp = false;
            stoodStill = true;
            return false;
        }
        if (stoodStill
                && log.span().map(span -> span.first() > position.low() + 1).orElse(false)) {
            close(); // another node has forgotten what was to be read here
        }
        stoodStill = false;
        SearchIndex open = index;
        if (open == null) {
            open = SearchIndex.open(folder);
            resume(open);
            index = open;
        }
        boolean buildingYet = building != null;
        boolean more = building == null ? followLog(open) : buildOn(open, building);
        open.show();
        synchronized (rest) {
            readTo = position.high();
        }
        boolean madeNow = buildingYet && building == null;
        if (uncommitted && (madeNow || System.nanoTime() - committedAt > COMMIT_NANOS)) {
            commit();
        }
        return more;
    }

    private void resume(SearchIndex open) throws IOException {
        Map<String, String> committed = open.committed();
        ChangedItems.Span span = log.span().orElse(null);
        long low = Long.parseLong(committed.getOrDefault("low", "-1"));
        // A log that has forgotten what is next, or has another row where reading ended, is not the one that was
        // followed: the database was put back, or another one stands in its place.
        boolean follows = low < 0
                ? span == null
                : span != null
                        && span.first() <= low + 1
                        && log.notedAt(low).map(Instant::toString).equals(Optional.ofNullable(committed.get("at")));
        if (FORM.equals(committed.get("form")) && database.equals(committed.get("database")) && follows) {
            building =
                    IndexBuild.Place.of(committed.getOrDefault("building", "")).orElse(null);
        } else {
            open.clear();
            low = span == null ? -1 : span.last();
            building = IndexBuild.Place.FIRST;
        }
        position = new LogPosition(log, System::nanoTime, low);
        built = building == null;
        committedAt = System.nanoTime();
    }

    private boolean buildOn(SearchIndex open, IndexBuild.Place from) throws IOException {
        building = build.next(open, from);
        built = building == null;
        uncommitted = true;
        return true;
    }

    private boolean followLog(SearchIndex open) throws IOException {
        List<ChangedItems.Row> rows = position.next(ROWS);
        Map<String, Set<ItemKey>> changed = new LinkedHashMap<>();
        IndexBuild.Place again = null;
        for (ChangedItems.Row row : rows) {
            if (row.connector() == null) {
                bring(open, changed);
                changed.clear();
                open.forget(row.items());
            } else if (row.items().isEmpty()) {
                again = IndexBuild.Place.earlier(again, row.connector());
            } else {
                changed.computeIfAbsent(row.connector(), connector -> new LinkedHashSet<>())
                        .addAll(row.keys());
            }
        }
        bring(open, changed);
        position.read(rows);
        if (again != null) {
            building = again; // over the entries that are there
            built = false;
        }
        uncommitted |= !rows.isEmpty();
        boolean more = rows.size() >= ROWS;
        caughtUp = !more;
        if (!more && (forgotAt == 0 || System.nanoTime() - forgotAt > FORGET_NANOS)) {
            forgotAt = System.nanoTime();
            log.forgetOld();
        }
        return more;
    }

    private void bring(SearchIndex open, Map<String, Set<ItemKey>> changed) throws IOException {
        for (Map.Entry<String, Set<ItemKey>> one : changed.entrySet()) {
            indexed.bring(open, new ConnectorName(one.getKey()), one.getValue());
        }
    }

    private void commit() throws IOException {
        SearchIndex open = index;
        if (open != null && uncommitted) {
            open.commit(Map.of(
                    "form",
                    FORM,
                    "database",
                    database,
                    "low",
                    Long.toString(position.low()),
                    "at",
                    log.notedAt(position.low()).map(Instant::toString).orElse("gone"),
                    "building",
                    building == null ? "" : building.toString()));
            uncommitted = false;
            committedAt = System.nanoTime();
        }
    }

    private void close() {
        SearchIndex open = index;
        index = null;
        built = false;
        uncommitted = false;
        if (open != null) {
            try {
                open.close();
            } catch (IOException | RuntimeException e) {
                LOG.debug("An index that is closed anyway.", e);
            }
        }
    }
}
