package io.silkroute.webhook;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.shopevent.ShopEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells of the objects whose time has come, some of one connector at a time. What cannot be told is told again, each object
 * on its own then, with growing pauses, and given up after about a day.
 */
@Component("dueEvents")
public class DueEvents {

    private static final Logger LOG = LoggerFactory.getLogger(DueEvents.class);

    /** Told twice after it, which does no harm: who is told does the same again. */
    private static final Duration LEASE = Duration.ofMinutes(15);

    private static final int TAKEN = 100;
    private static final int TOGETHER = 20;
    private static final int ATTEMPTS = 28;

    /** So that a shop that does not answer keeps few threads. */
    private static final int BATCHES = 2;

    private final ShopDeliveries deliveries;
    private final ShopEvents events;
    private final List<ShopTask> tasks;
    private final Connectors connectors;
    private final ActivityLog activity;
    private final Map<ConnectorName, Integer> underWay = new ConcurrentHashMap<>();
    private final boolean alone;

    DueEvents(
            ShopDeliveries deliveries,
            ShopEvents events,
            List<ShopTask> tasks,
            Connectors connectors,
            ActivityLog activity,
            @Value("${spring.artemis.mode:}") String brokerMode) {
        this.deliveries = deliveries;
        this.events = events;
        this.tasks = tasks;
        this.connectors = connectors;
        this.activity = activity;
        this.alone = brokerMode.equals("embedded");
    }

    /** Objects of one connector that are told of together. */
    record Batch(ConnectorName connector, List<WaitingObject> objects) {}

    /** The batches that this node is to tell, and no other meanwhile. */
    public List<Batch> find() {
        List<ConnectorName> busy = new ArrayList<>();
        underWay.forEach((connector, batches) -> {
            if (batches >= BATCHES) {
                busy.add(connector);
            }
        });
        Map<ConnectorName, List<WaitingObject>> together = new LinkedHashMap<>();
        Map<ConnectorName, List<WaitingObject>> singly = new LinkedHashMap<>();
        for (WaitingObject object : deliveries.take(TAKEN, LEASE, busy)) {
            (isAlone(object) ? singly : together)
                    .computeIfAbsent(object.connector(), name -> new ArrayList<>())
                    .add(object);
        }
        List<Batch> batches = new ArrayList<>();
        for (Map<ConnectorName, List<WaitingObject>> some : List.of(together, singly)) {
            some.forEach((connector, objects) -> {
                for (int from = 0; from < objects.size(); from += TOGETHER) {
                    int to = Math.min(from + TOGETHER, objects.size());
                    batches.add(new Batch(connector, List.copyOf(objects.subList(from, to))));
                }
            });
        }
        batches.forEach(batch -> underWay.merge(batch.connector(), 1, Integer::sum));
        return batches;
    }

    /** Is it told by itself? Then its failure is nobody else's. */
    private static boolean isAlone(WaitingObject object) {
        return object.attempts() > 0 || object.task() != null;
    }

    public void tell(Batch batch) {
        try {
            if (isAlone(batch.objects().get(0))) {
                batch.objects().forEach(object -> tellAlone(new Batch(batch.connector(), List.of(object))));
            } else {
                told(batch);
            }
        } finally {
            underWay.computeIfPresent(batch.connector(), (connector, n) -> n == 1 ? null : n - 1);
        }
    }

    private void tellAlone(Batch one) {
        try {
            told(one);
        } catch (RuntimeException failure) {
            failed(one, failure);
        }
    }

    private void told(Batch batch) {
        Connector connector = connectors.find(batch.connector()).orElse(null);
        if (connector == null) {
            return; // it was deleted meanwhile, with all that is kept of it
        }
        Topic task = batch.objects().get(0).task();
        if (task != null) {
            WaitingObject asked = batch.objects().get(0);
            for (ShopTask one : tasks) {
                if (one.topics().contains(task)) {
                    one.perform(connector, asked);
                }
            }
            deliveries.end(batch.objects(), ShopDeliveries.State.DONE, null);
            return;
        }
        if (!connector.active()) {
            deliveries.end(
                    batch.objects(),
                    ShopDeliveries.State.IGNORED,
                    "The connector was inactive. What has changed is found by the next pull.");
            return;
        }
        events.tell(batch.objects().stream().map(WaitingObject::event).toList());
        deliveries.end(batch.objects(), ShopDeliveries.State.DONE, null);
    }

    /** Somebody could not do what he had to; the others were told. */
    public void failed(Batch batch, Exception failure) {
        LOG.warn("News of {} could not be worked off", batch.connector(), failure);
        String problem = Objects.requireNonNullElse(failure.getMessage(), failure.toString());
        for (WaitingObject object : batch.objects()) {
            int failures = object.attempts() + 1;
            // What the law asks for is never given up.
            boolean goesOn = object.task() != null && object.task().erases();
            if (failures < ATTEMPTS || goesOn) {
                deliveries.postpone(object, problem);
            } else {
                deliveries.end(List.of(object), ShopDeliveries.State.FAILED, problem);
            }
            if (failures == ATTEMPTS) {
                tell(object, goesOn, problem);
            }
        }
    }

    private void tell(WaitingObject object, boolean goesOn, String problem) {
        String end = goesOn
                ? "; it is tried on, and somebody has to see to it. "
                : object.task() == null
                        ? " and was given up; the next pull looks at it. "
                        : " and was given up; somebody has to see to it. ";
        activity.append(Entry.note(
                object.connector().text(),
                "What a webhook told of " + object.id() + " could not be worked off in " + ATTEMPTS + " attempts" + end
                        + problem));
    }

    @EventListener(ApplicationStartedEvent.class)
    void started() {
        if (alone) {
            deliveries.releaseAll();
        }
    }
}
