package io.silkroute.pull;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.activity.Retention;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConnectorConfig.Pull.Stream;
import io.silkroute.mirror.CopyGone;
import io.silkroute.mirror.MirrorCopies;
import io.silkroute.mirror.NotTold;
import java.time.Clock;
import java.time.Duration;
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

/** The steps around a pull: it is taken, its streams are read one after the other, it has ended. */
@Component("pullWork")
class PullWork {

    /** Longer than a call with all its attempts takes; renewed with every page. */
    static final Duration LEASE = Duration.ofMinutes(15);

    private static final Logger LOG = LoggerFactory.getLogger(PullWork.class);

    private final PullBook book;
    private final MirrorCopies copies;
    private final ActivityLog activity;
    private final Retention retention;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final boolean alone;
    private final int atOnce;
    private final Map<String, String> atWork = new ConcurrentHashMap<>(); // by pull its holder

    PullWork(
            PullBook book,
            MirrorCopies copies,
            ActivityLog activity,
            Retention retention,
            TransactionTemplate transaction,
            Clock clock,
            @Value("${spring.artemis.mode:}") String brokerMode,
            @Value("${silkroute.pull.at-once:4}") int atOnce) {
        this.book = book;
        this.copies = copies;
        this.activity = activity;
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

    /** Pulls for this node, not more than it reads at a time. */
    public List<String> take() {
        Map<String, String> taken = book.take(atOnce - atWork.size(), clock.instant(), LEASE);
        atWork.putAll(taken);
        return List.copyOf(taken.keySet());
    }

    /** Makes the streams that are to be read the body. */
    public void begin(String pull, Exchange exchange) {
        exchange.setProperty("pull", pull);
        exchange.getMessage().setBody(book.tasks(pull, String.valueOf(atWork.get(pull))));
    }

    public void beginStream(PullTask task) {
        book.hold(task, clock.instant().plus(LEASE));
        book.began(task);
    }

    /** A stream was read to its end. */
    public void endStream(PullTask task) {
        ended(task, null);
    }

    /** A stream could not be read; the pull's others are. */
    public void broke(PullTask task, Exception failure) {
        Throwable cause = cause(failure);
        if (cause instanceof PullLost || cause instanceof CopyGone) {
            LOG.info("A pull of {} is not gone on with as it was: {}", task.connector(), cause.getMessage());
        } else if (cause instanceof NotTold told && told.left()) {
            LOG.debug("A pull of {} goes on later: {}", task.connector(), told.getMessage());
        } else if (cause instanceof NotTold told) {
            ended(task, String.valueOf(told.getMessage()));
        } else {
            LOG.error("Reading the {} of {} failed", task.stream().word(), task.connector(), failure);
            ended(task, "Reading failed inside Silkroute: " + failure);
        }
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while (!(cause instanceof NotTold || cause instanceof PullLost || cause instanceof CopyGone)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private void ended(PullTask task, @Nullable String problem) {
        transaction.executeWithoutResult(status -> {
            book.hold(task, clock.instant().plus(LEASE));
            String before = book.find(task.connector(), task.stream())
                    .map(StreamStand::problem)
                    .orElse(null);
            book.ended(task, clock.instant(), problem);
            if (problem != null && !problem.equals(before)) {
                note(task.connector(), "The %s could not be pulled from Shopify. %s", task.stream(), problem);
            } else if (problem == null && before != null) {
                note(task.connector(), "The %s are pulled from Shopify again.%s", task.stream(), "");
            }
        });
    }

    private void note(ConnectorName connector, String sentence, Stream stream, String problem) {
        activity.append(Entry.note(connector.text(), sentence.formatted(stream.word(), problem)));
    }

    /** All streams of a pull were tried; it is gone on with if not all of them have ended. */
    public void end(String pull) {
        String holder = atWork.remove(pull);
        if (book.end(pull, clock.instant()).isEmpty() && holder != null) {
            book.release(pull, holder);
        }
    }

    /** Forgets pulls that have ended longer ago than the activity log goes back. */
    public void forget() {
        copies.sweep();
        book.forget(retention.oldest());
    }
}
