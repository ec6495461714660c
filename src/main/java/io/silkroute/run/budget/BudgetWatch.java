package io.silkroute.run.budget;

import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ShopBudgets;
import io.silkroute.run.lease.Leases;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;

/**
 * Looks at the buckets of the shops for which this node works, beside the work: a run waits for none of this. Every few
 * seconds the samples of a run are written as one row; a crash loses those since.
 */
@Component
class BudgetWatch implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(BudgetWatch.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration WRITE = Duration.ofSeconds(10);

    private final Leases leases;
    private final ShopBudgets shops;
    private final Budgets budgets;
    private final TaskScheduler scheduler;
    private final Clock clock;
    private final Map<String, Watched> watched = new HashMap<>();
    private @Nullable ScheduledFuture<?> looks;

    BudgetWatch(Leases leases, ShopBudgets shops, Budgets budgets, TaskScheduler scheduler, Clock clock) {
        this.leases = leases;
        this.shops = shops;
        this.budgets = budgets;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    private static final class Watched {

        private final ConnectorName connector;
        private final Samples samples;
        private final double spentBefore;
        private double maximum;
        private Instant written;
        private boolean more;

        Watched(ConnectorName connector, Samples samples, double spentBefore, Instant now) {
            this.connector = connector;
            this.samples = samples;
            this.spentBefore = spentBefore;
            this.written = now;
        }
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        looks = scheduler.scheduleWithFixedDelay(this::look, LOOK);
    }

    @Override
    public void destroy() {
        if (looks != null) {
            looks.cancel(false);
        }
    }

    // One task at a time, so that nothing here is shared by threads.
    private void look() {
        try {
            Map<ConnectorName, String> atWork = leases.held();
            atWork.forEach(this::sample);
            watched.entrySet().removeIf(one -> {
                boolean over = !atWork.containsValue(one.getKey());
                if (over) {
                    write(one.getKey(), one.getValue());
                }
                return over;
            });
        } catch (DataAccessException away) {
            LOG.debug("The samples of a run's budget are written later", away); // the database is away
        }
    }

    private void sample(ConnectorName connector, String run) {
        ShopBudgets.Level level = shops.of(connector).orElse(null);
        if (level == null) {
            return;
        }
        Instant now = clock.instant();
        Watched own = watched.computeIfAbsent(run, id -> begun(connector, id, level, now));
        if (own.samples.due(now)) {
            own.samples.add(new Budget.Point(now, level.available(), level.spent() - own.spentBefore));
            own.maximum = level.maximum();
            own.more = true;
        }
        if (own.more && !now.isBefore(own.written.plus(WRITE))) {
            write(run, own);
            own.written = now;
        }
    }

    private Watched begun(ConnectorName connector, String run, ShopBudgets.Level level, Instant now) {
        Budget before = budgets.of(run).orElse(new Budget(0, List.of()));
        int n = before.points().size();
        double spent = n == 0 ? 0 : before.points().get(n - 1).spent();
        return new Watched(connector, new Samples(LOOK, before.points()), level.spent() - spent, now);
    }

    private void write(String run, Watched own) {
        if (own.more) {
            budgets.keep(own.connector, run, new Budget(own.maximum, own.samples.points()));
            own.more = false;
        }
    }
}
