package io.silkroute.run.stream;

import io.silkroute.catalogue.PendingChanges;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.connector.config.ConnectorConfig.Rules.Priority;
import io.silkroute.run.Run;
import io.silkroute.run.RunMode;
import io.silkroute.run.TakenRun;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A run in this process's hands: what every step needs to know of it, and whether it has to stop. */
public final class ActiveRun implements TakenRun {

    // So many batches go by the rules, then one does not: what stands last comes on, however much arrives before it.
    private static final int FAIR_EVERY = 8;

    private final Run run;
    private int reads; // by the one thread that reads batches
    private final AtomicReference<@Nullable StopReason> stop = new AtomicReference<>();
    private volatile @Nullable String postponement;
    private volatile @Nullable String currency;
    private volatile @Nullable Map<String, String> locations;
    private volatile boolean removalsConfirmed;
    private volatile WritePath path = WritePath.UNDECIDED;
    private int bulkOperations; // in the books
    private final List<Batch> inFlight = new CopyOnWriteArrayList<>();
    private final Set<Object> unrecorded = ConcurrentHashMap.newKeySet(); // of the batches in hand
    private final RemovalBudget removals = new RemovalBudget();
    private volatile RunTrace trace = RunTrace.NONE;

    public ActiveRun(Run run) {
        this.run = run;
        this.removalsConfirmed = run.removalsConfirmed();
        this.bulkOperations = (int) run.counts().bulkOperations();
    }

    Run run() {
        return run;
    }

    @Override
    public String id() {
        return run.id();
    }

    @Override
    public ConnectorName connector() {
        return run.connector();
    }

    public ConnectorConfig config() {
        return run.config();
    }

    @Override
    public int fencingToken() {
        return run.fencingToken();
    }

    public boolean forceRefresh() {
        return run.mode() == RunMode.FORCE_REFRESH;
    }

    /** Has a person asked for items to be sent again, who may have put something right in the shop for it? */
    public boolean sendsAgain() {
        return run.mode() != RunMode.INCREMENTAL;
    }

    public boolean removalsConfirmed() {
        return removalsConfirmed;
    }

    public void passRemovals() {
        removalsConfirmed = true;
    }

    /** The shop's currency; null if it is not known. */
    public @Nullable String currency() {
        return currency;
    }

    public void sellsIn(@Nullable String shopCurrency) {
        currency = shopCurrency;
    }

    /** The shop's active locations, Shopify's id by name; null if they are not known. */
    public @Nullable Map<String, String> locations() {
        return locations;
    }

    public void stocksAt(@Nullable Map<String, String> shopLocations) {
        locations = shopLocations;
    }

    /** Which way the run's products go. */
    public WritePath path() {
        return path;
    }

    public void take(WritePath decided) {
        path = decided;
    }

    /** In which order the next batch is read: by the rules, and so that nothing waits for ever behind what goes before it. */
    PendingChanges.Order order() {
        Priority rule = config().rules().priority();
        if (++reads % FAIR_EVERY != 0) {
            return rule == Priority.CAMPAIGNS_FIRST
                    ? PendingChanges.Order.CAMPAIGNS_FIRST
                    : PendingChanges.Order.CATALOGUE_FIRST;
        }
        // Behind campaigns that come first both the catalogue waits and, among themselves, those of a low priority.
        boolean catalogue = rule == Priority.CAMPAIGNS_FIRST && reads / FAIR_EVERY % 2 == 0;
        return catalogue ? PendingChanges.Order.CATALOGUE_FIRST : PendingChanges.Order.LONGEST_WAITING;
    }

    public RemovalBudget removals() {
        return removals;
    }

    /** How many of all the bulk operations it has begun are not in the books; now they are. */
    public int takeNewBulkOperations(int all) {
        int before = bulkOperations;
        bulkOperations = all;
        return all - before;
    }

    void traced(RunTrace begun) {
        trace = begun;
    }

    RunTrace trace() {
        return trace;
    }

    /** This thread works on that batch from now on; those who are told of it are told of what it does. */
    public void worksOn(Batch batch) {
        trace.enter(batch);
    }

    /** As it is now. */
    InFlight inFlight() {
        return new InFlight(List.copyOf(inFlight));
    }

    void begin(Batch batch) {
        unrecorded.addAll(batch.entries());
        inFlight.add(batch);
        trace.begin(batch);
    }

    /** These entries of batches are in the books. */
    public void recorded(Collection<?> entries) {
        entries.forEach(unrecorded::remove);
    }

    /**
     * A batch's way has ended. What came neither into the books nor to a stop would be given out again at once, and
     * that for ever: so the run fails.
     */
    void end(Batch batch) {
        long left = batch.entries().stream().filter(unrecorded::remove).count();
        if (left > 0 && !stops()) {
            fail(("%d of %d entries of a batch came to no end: the route of a batch does not record them. They wait."
                            + " Put the route files right, then start the run again.")
                    .formatted(left, batch.entries().size()));
        }
        inFlight.remove(batch);
        trace.end(batch);
    }

    /** A batch never came into the books; its changes are still pending. */
    void abort(Throwable cause) {
        stopFor(new StopReason.Aborted(cause));
    }

    /** Stops the run after the batches in hand, for one reason that concerns the whole shop. */
    public void fail(String reason) {
        stopFor(new StopReason.Failed(reason));
    }

    /** Stops the run after the batches in hand; it can go on later. */
    public void interrupt(String reason) {
        stopFor(new StopReason.Interrupted(reason, false));
    }

    /** The run goes on with what the shop has already; what is new waits for another one. */
    public void postponeNew(String reason) {
        postponement = reason;
    }

    /** Why nothing new is sent any more; null if it is. */
    public @Nullable String postponement() {
        return postponement;
    }

    /** Stops the run, whose shop does not answer; it comes again by itself after a pause. */
    public void giveBack(String reason) {
        stopFor(new StopReason.GivenBack(reason, true));
    }

    /** Stops the run because this process stops; it comes again by itself. */
    public void leave(String reason) {
        stopFor(new StopReason.GivenBack(reason, false));
    }

    /** Stops the run because its connector was deactivated. */
    public void deactivated() {
        stopFor(new StopReason.Interrupted(
                "The connector was deactivated. Activate it to go on where the run stopped.", true));
    }

    private void stopFor(StopReason reason) {
        stop.accumulateAndGet(reason, StopReason::gravest);
    }

    @Nullable
    StopReason stopReason() {
        return stop.get();
    }

    /** Is there a reason to begin nothing more? */
    public boolean stops() {
        return stop.get() != null;
    }
}
