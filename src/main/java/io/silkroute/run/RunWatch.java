package io.silkroute.run;

import io.silkroute.run.lease.Leases;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Looks for runs that should be under way and are not. */
@Component("runWatch")
public class RunWatch {

    private final RunRequests requests;
    private final Leases leases;
    private final Clock clock;
    private final Duration age;
    private final RetryPauses pauses;
    private final boolean alone;

    RunWatch(
            RunRequests requests,
            Leases leases,
            Clock clock,
            @Value("${silkroute.run.lost-after:10s}") Duration age,
            @Value("${silkroute.run.retry-after:1m,2m,5m,15m}") List<Duration> retryAfter,
            @Value("${spring.artemis.mode:}") String brokerMode) {
        this.requests = requests;
        this.leases = leases;
        this.clock = clock;
        this.age = age;
        this.pauses = new RetryPauses(retryAfter);
        this.alone = brokerMode.equals("embedded");
    }

    /** Runs to announce: those that were lost, and new ones for those that failed a while ago. */
    public List<Run> lost() {
        List<Run> lost = new ArrayList<>(requests.unannounced(age, clock.instant()));
        lost.addAll(requests.afterFailure(pauses, clock.instant()));
        return lost;
    }

    @EventListener(ApplicationStartedEvent.class)
    void started() {
        if (alone) {
            leases.forgetAll();
        }
    }
}
