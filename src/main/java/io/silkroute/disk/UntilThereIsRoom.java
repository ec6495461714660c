package io.silkroute.disk;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;

/** The policy of routes whose work fills the disk: their consumers pause while it has no room, and go on after. */
@Component("untilThereIsRoom")
class UntilThereIsRoom extends RoutePolicySupport implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(UntilThereIsRoom.class);

    private static final Duration LOOKED_EVERY = Duration.ofSeconds(1);

    private final Map<String, Route> routes = new ConcurrentHashMap<>();
    private final DiskRoom room;
    private final ScheduledFuture<?> looks;
    private boolean paused;

    UntilThereIsRoom(DiskRoom room, TaskScheduler scheduler) {
        this.room = room;
        this.looks = scheduler.scheduleWithFixedDelay(this::look, LOOKED_EVERY);
    }

    @Override
    public void destroy() {
        looks.cancel(false);
    }

    @Override
    public void onStart(Route route) {
        routes.put(route.getId(), route);
        look(true);
    }

    @Override
    public void onStop(Route route) {
        routes.remove(route.getId());
    }

    private void look() {
        look(false);
    }

    private synchronized void look(boolean again) {
        boolean lack = room.lack().isPresent();
        if (lack == paused && !(again && lack)) {
            return;
        }
        paused = lack;
        routes.values().forEach(this::pauseOrGoOn);
    }

    private void pauseOrGoOn(Route route) {
        try {
            if (paused) {
                suspendOrStopConsumer(route.getConsumer());
            } else {
                resumeOrStartConsumer(route.getConsumer());
            }
        } catch (Exception e) {
            LOG.warn("Route {} could not be {}", route.getId(), paused ? "paused" : "resumed", e);
        }
    }
}
