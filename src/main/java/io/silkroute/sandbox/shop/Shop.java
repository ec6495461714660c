package io.silkroute.sandbox.shop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What every feature of the shop stands on: ids, the clock, one lock for writes, shelves. Features put up their shelves
 * when they are made; then the shop is opened, and holds what its journal says.
 */
public final class Shop implements AutoCloseable {
    /** The number of its first location; the others follow it. */
    public static final long LOCATION = 2001;

    private static final List<String> ONE_LOCATION = List.of("Main warehouse");

    private final String domain;
    private final Clock clock;
    private final Journal journal;
    private final Path files;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicLong ids = new AtomicLong(8_000_000_000_000L);
    private final List<Shelf<?>> shelves = new ArrayList<>();
    private final List<Notice.Ear> ears = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(run -> {
        Thread thread = new Thread(run, "sandbox-later");
        thread.setDaemon(true);
        return thread;
    });
    private boolean open;
    private volatile Plan plan;
    private volatile Currency currency;
    private volatile List<String> locations = ONE_LOCATION;
    private volatile boolean giftCards;

    public Shop(SandboxSettings settings, Clock clock) {
        this.domain = settings.domain();
        this.clock = clock;
        this.plan = settings.plan();
        this.currency = settings.currency();
        this.journal = Journal.in(settings.data());
        this.files = files(settings.data());
    }

    private static Path files(@Nullable Path data) {
        try {
            return data == null ? Files.createTempDirectory("silkroute-sandbox") : data.resolve("bulk");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param name of its objects in the journal: once on disk, never to be changed */
    public <T> Shelf<T> shelf(String name, Class<T> type, ToLongFunction<T> id, Shelf.Index<T> index) {
        if (open || shelves.stream().anyMatch(shelf -> shelf.name().equals(name))) {
            throw new IllegalStateException(
                    "The shelf " + name + (open ? " comes after the shop was opened" : " is there already"));
        }
        Shelf<T> shelf = new Shelf<>(name, type, id, index, journal, this);
        shelves.add(shelf);
        return shelf;
    }

    /** Fills the shelves from the journal; once, before the first call. */
    public void open() {
        open = true;
        journal.replay(shelves);
    }

    /** Runs one write alone. */
    public <T> T write(Supplier<T> change) {
        lock.lock();
        try {
            return change.get();
        } finally {
            lock.unlock();
        }
    }

    /** Does this a little later, when the call that wants it has been answered. */
    public void later(Runnable task) {
        threads.execute(task);
    }

    /** Lets somebody hear of what happens in the shop. */
    public void tellTo(Notice.Ear ear) {
        ears.add(ear);
    }

    public boolean isHeard() {
        return ears.stream().anyMatch(Notice.Ear::listens);
    }

    public void tell(Notice notice) {
        ears.forEach(ear -> ear.hear(notice));
    }

    public long nextId() {
        return ids.incrementAndGet();
    }

    /** An id that is taken: {@link #nextId} gives higher ones. */
    public void seen(long id) {
        if (ids.get() < id) {
            ids.set(id);
        }
    }

    /** In epoch milliseconds, as objects keep their times. */
    public long now() {
        return clock.millis();
    }

    public Clock clock() {
        return clock;
    }

    public String domain() {
        return domain;
    }

    public Plan plan() {
        return plan;
    }

    public void become(Plan newPlan) {
        plan = newPlan;
    }

    /** What its prices and costs are in, and how many digits they have. */
    public Currency currency() {
        return currency;
    }

    /** Converts nothing: what is held keeps its amounts, and from now on they are in this currency. */
    void become(Currency newCurrency) {
        currency = SandboxSettings.check(newCurrency);
    }

    /** Were gift cards activated, so that products may be some? */
    public boolean hasGiftCards() {
        return giftCards;
    }

    void giftCards(boolean activated) {
        giftCards = activated;
    }

    /** Where files lie that are uploaded or made. */
    public Path files() {
        return files;
    }

    /** The shop as an object of the API. */
    public Map<String, Object> object() {
        return ShopFeature.object(this);
    }

    /** The names of its locations, in the order of their numbers. */
    List<String> locations() {
        return locations;
    }

    public boolean isLocation(long number) {
        return number >= LOCATION && number < LOCATION + locations.size();
    }

    /** A location as an object of the API; null when there is none. */
    public @Nullable Map<String, Object> location(long number) {
        return isLocation(number) ? ShopFeature.location(this, number) : null;
    }

    /** @param names of all its locations from now on; none: the one that it begins with */
    void stocksAt(List<String> names) {
        locations = names.isEmpty() ? ONE_LOCATION : List.copyOf(names);
    }

    /** Empties every shelf, as in a new shop. */
    public void clear() {
        write(() -> {
            shelves.forEach(Shelf::clear);
            journal.cleared();
            return true;
        });
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        journal.close();
    }
}
