package io.silkroute.usage;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.run.Counts;
import io.silkroute.run.EligibilityLook;
import io.silkroute.run.Pulled;
import io.silkroute.run.Runs;
import io.silkroute.run.lease.LeaseLost;
import io.silkroute.run.stream.ActiveRun;
import io.silkroute.shopify.Usage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The usage of the last days as a part of a run that a person asked for. Whatever becomes of it, the run goes on. */
@Component("usageOfRun")
public class UsageOfRun {

    private static final Logger LOG = LoggerFactory.getLogger(UsageOfRun.class);
    private static final Duration WEEK = Duration.ofDays(7);

    private final Runs runs;
    private final Connectors connectors;
    private final KnownCodes codes;
    private final UsagePull pull;
    private final EligibilityLook eligibility;
    private final ActivityLog activity;
    private final TransactionTemplate transaction;

    UsageOfRun(
            Runs runs,
            Connectors connectors,
            KnownCodes codes,
            UsagePull pull,
            EligibilityLook eligibility,
            ActivityLog activity,
            TransactionTemplate transaction) {
        this.runs = runs;
        this.connectors = connectors;
        this.codes = codes;
        this.pull = pull;
        this.eligibility = eligibility;
        this.activity = activity;
        this.transaction = transaction;
    }

    /** @throws LeaseLost if another node has taken up the run meanwhile */
    public void pull(ActiveRun run) {
        if (run.stops() || !runs.pullAsked(run.id())) {
            return;
        }
        Connector connector = connectors.find(run.connector()).orElse(null);
        if (connector == null || !codes.any(connector.name())) {
            tell(run, null, Usage.NONE); // there is nothing whose usage could be asked for
            return;
        }
        try {
            PullResult result = pull.pull(connector, WEEK);
            PullBroken broken = result.broken();
            if (broken == null || !broken.left()) {
                tell(run, looked(eligibility, connector.name(), pulled(result)), result.usage());
            }
        } catch (LeaseLost lost) {
            throw lost;
        } catch (RuntimeException ours) {
            LOG.error("Reading the orders of {} failed", run.connector(), ours);
            pull.broke(run.connector(), ours);
            tell(run, Pulled.failed(0, 0, "Reading the orders failed inside Silkroute: " + ours), Usage.NONE);
        }
    }

    /** A fault of ours in it is told as what it is, and not as one of the orders, which were read. */
    static Pulled looked(EligibilityLook eligibility, ConnectorName connector, Pulled pulled) {
        try {
            return pulled.with(eligibility.look(connector));
        } catch (LeaseLost lost) {
            throw lost;
        } catch (RuntimeException ours) {
            LOG.error("Looking up customers of {} failed", connector, ours);
            return pulled.failing("Looking up customers failed inside Silkroute: " + ours);
        }
    }

    private static Pulled pulled(PullResult result) {
        PullBroken broken = result.broken();
        if (broken == null) {
            return Pulled.whole(result.orders(), result.codes());
        }
        String sentence = String.valueOf(broken.getMessage());
        return broken.notPermitted()
                ? Pulled.notPermitted(sentence)
                : Pulled.failed(result.orders(), result.codes(), sentence);
    }

    private void tell(ActiveRun run, @Nullable Pulled pulled, Usage usage) {
        transaction.executeWithoutResult(status -> {
            runs.progress(run, new Counts().addApi(usage.calls(), usage.points(), usage.throttled(), 0));
            runs.pulled(run, pulled);
            if (pulled != null) {
                activity.append(Entry.ofRun(run.connector().text(), run.id(), pulled.sentence()));
            }
        });
    }
}
