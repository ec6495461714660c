package io.silkroute.fetch;

import io.silkroute.activity.Retention;
import io.silkroute.connector.Connector;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.config.SourceConfig;
import io.silkroute.disk.NoRoom;
import io.silkroute.inbound.OwnPush;
import io.silkroute.inbound.receipt.Receipt;
import io.silkroute.source.Extent;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The steps around a fetch: it is taken, its parts are read and taken in one after the other, it has ended. */
@Component("fetchWork")
class FetchWork {

    /** Longer than a call with all its attempts and pauses takes; renewed with every page. */
    static final Duration LEASE = Duration.ofHours(2);

    private static final Logger LOG = LoggerFactory.getLogger(FetchWork.class);

    private final FetchBook book;
    private final FetchPages pages;
    private final SpoolFiles spools;
    private final Connectors connectors;
    private final FetchSettings settings;
    private final SourceTrouble trouble;
    private final Retention retention;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final boolean alone;
    private final int atOnce;
    private final Map<String, String> atWork = new ConcurrentHashMap<>(); // by fetch its holder

    FetchWork(
            FetchBook book,
            FetchPages pages,
            SpoolFiles spools,
            Connectors connectors,
            FetchSettings settings,
            SourceTrouble trouble,
            Retention retention,
            TransactionTemplate transaction,
            Clock clock,
            @Value("${spring.artemis.mode:}") String brokerMode,
            @Value("${silkroute.fetch.at-once:4}") int atOnce) {
        this.book = book;
        this.pages = pages;
        this.spools = spools;
        this.connectors = connectors;
        this.settings = settings;
        this.trouble = trouble;
        this.retention = retention;
        this.transaction = transaction;
        this.clock = clock;
        this.alone = brokerMode.equals("embedded");
        this.atOnce = atOnce;
    }

    @EventListener(ApplicationStartedEvent.class)
    void started() {
        if (alone) {
            book.releaseAll();
        }
    }

    /** Fetches for this node, not more than it reads at a time. */
    public List<String> take() {
        Map<String, String> taken = book.take(atOnce - atWork.size(), clock.instant(), LEASE);
        atWork.putAll(taken);
        return List.copyOf(taken.keySet());
    }

    /** Makes the parts that are to be read the body. */
    public void begin(String fetch, Exchange exchange) {
        exchange.setProperty("fetch", fetch);
        String holder = String.valueOf(atWork.get(fetch));
        FetchBook.Work work = book.work(fetch, holder).orElseThrow(() -> FetchLost.of(fetch));
        Connector connector = connectors.find(work.connector()).orElseThrow(() -> FetchLost.of(fetch));
        SourceConfig source = pages.source(connector, work.source(), work.askedAs());
        List<SourcePages.Part> parts = pages.of(source.kind()).parts(source);
        List<FetchPart> left = new ArrayList<>();
        for (int i = work.kept().part(); i < parts.size(); i++) {
            FetchPart part = part(fetch, holder, work, i, parts);
            if (!spools.holds(part)) {
                book.anew(part);
                part = part(fetch, holder, work, i, parts, null, 0, 0, true);
            }
            left.add(part);
        }
        exchange.getMessage().setBody(left);
    }

    private static FetchPart part(
            String fetch, String holder, FetchBook.Work work, int i, List<SourcePages.Part> parts) {
        FetchBook.Kept kept = work.kept();
        boolean begun = i == kept.part() && kept.bytes() > 0;
        return begun
                ? part(
                        fetch,
                        holder,
                        work,
                        i,
                        parts,
                        kept.place(),
                        kept.bytes(),
                        kept.partRecords(),
                        kept.place() != null)
                : part(fetch, holder, work, i, parts, null, 0, 0, true);
    }

    private static FetchPart part(
            String fetch,
            String holder,
            FetchBook.Work work,
            int i,
            List<SourcePages.Part> parts,
            @Nullable String place,
            long bytes,
            long records,
            boolean more) {
        return new FetchPart(
                fetch,
                holder,
                work.connector(),
                work.source(),
                work.askedAs(),
                work.mode(),
                work.kept().spool(),
                i,
                i == parts.size() - 1,
                parts.get(i).profile(),
                work.kept().since(),
                place,
                more,
                bytes,
                records,
                new SeenPages());
    }

    /** What of a part is on the disk, as the door takes it. Nothing is gone unless all of a full fetch is there. */
    public OwnPush.Rows rows(FetchPart part) {
        Connector connector = connectors.find(part.connector()).orElseThrow(() -> FetchLost.of(part.fetch()));
        SourceConfig source = pages.source(connector, part.source(), part.askedAs());
        return new OwnPush.Rows(
                part.connector(),
                () -> spools.open(part),
                part.profile(),
                part.mode() == FetchMode.FULL && source.removals() ? Extent.FULL : Extent.PARTIAL,
                part.source());
    }

    /** The door has answered. */
    public void received(FetchPart part, Receipt receipt) {
        book.hold(part, clock.instant().plus(LEASE));
        book.received(part, receipt);
    }

    /** A part is done; with the last one the fetch is. */
    public void taken(FetchPart part) {
        transaction.executeWithoutResult(status -> {
            book.hold(part, clock.instant().plus(LEASE));
            if (!part.last()) {
                book.next(part);
                return;
            }
            boolean failedBefore = book.find(part.connector(), part.source())
                    .map(FetchBook.Stand::problem)
                    .isPresent();
            book.completed(part, clock.instant(), note(part));
            if (failedBefore) {
                trouble.recovered(part);
            }
        });
        spools.delete(part);
    }

    private static @Nullable String note(FetchPart part) {
        return part.mode() == FetchMode.FULL && !part.any()
                ? "The PIM has no record, though everything was asked for; nothing was taken for gone."
                : null;
    }

    /** A fetch cannot go on; the next of its mode does. */
    public void broke(String fetch, Exception failure) {
        String holder = atWork.get(fetch);
        Throwable cause = cause(failure);
        if (holder == null || cause instanceof FetchLost) {
            LOG.info("A fetch is not gone on with as it was: {}", cause.getMessage());
            return;
        }
        String problem = cause instanceof FetchFailed || cause instanceof NoRoom
                ? String.valueOf(cause.getMessage())
                : OwnPush.sentence(failure).orElse(null);
        if (problem == null) {
            LOG.error("The fetch {} failed", fetch, failure);
            problem = "Fetching failed inside Silkroute: " + cause;
        }
        String told = problem;
        transaction.executeWithoutResult(status -> {
            String before = book.find(fetch)
                    .flatMap(known -> book.find(known.connector(), known.source()))
                    .map(FetchBook.Stand::problem)
                    .orElse(null);
            book.failed(fetch, holder, clock.instant(), told).ifPresent(failed -> trouble.failed(failed, told, before));
        });
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while (!(cause instanceof FetchFailed || cause instanceof FetchLost || cause instanceof NoRoom)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** Whatever came of a fetch, this node is not at it any more; what has not ended is gone on with. */
    public void end(String fetch) {
        String holder = atWork.remove(fetch);
        if (holder != null) {
            book.release(fetch, holder);
        }
    }

    /** Forgets fetches that have ended longer ago than the activity log goes back, and records that nobody needs. */
    public void forget() {
        book.forget(retention.oldest());
        spools.keepOnly(book.spools(clock.instant().minus(settings.resumeWithin())));
    }
}
