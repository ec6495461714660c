package io.silkroute.run.lease;

import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.LeaseRows;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Who works on a connector's run. The broker gives a run to whichever consumer is idle; the lease sees to it that two
 * runs of one connector are never at work at the same time, on whatever nodes.
 */
@Component("leases")
public class Leases {

    private final String node = UUID.randomUUID().toString();
    private final Map<ConnectorName, Held> held = new ConcurrentHashMap<>();
    private final LeaseRows rows;
    private final Clock clock;
    private final Duration length;

    public Leases(LeaseRows rows, Clock clock, @Value("${silkroute.run.lease:30s}") Duration length) {
        this.rows = rows;
        this.clock = clock;
        this.length = length;
    }

    /** @param until as long as the clock shows less, no other node takes it */
    private record Held(String run, OffsetDateTime until) {}

    /** Makes this node the connector's owner for a run, unless it or another node, which lives, is at work for it. */
    public boolean take(ConnectorName connector, String run) {
        OffsetDateTime now = now();
        if (held.putIfAbsent(connector, new Held(run, now.plus(length))) != null) {
            return false;
        }
        boolean taken = rows.take(connector, node, now.plus(length), now);
        if (!taken) {
            held.remove(connector);
        }
        return taken;
    }

    /** Is this node at work on this very run? */
    public boolean heldFor(ConnectorName connector, String run) {
        Held lease = held.get(connector);
        return lease != null && lease.run().equals(run);
    }

    /** Is this node at work on a run of the connector? */
    public boolean holds(ConnectorName connector) {
        return held.containsKey(connector);
    }

    /** The runs that this node is at work on, by connector. */
    public Map<ConnectorName, String> held() {
        Map<ConnectorName, String> runs = new HashMap<>();
        held.forEach((connector, lease) -> runs.put(connector, lease.run()));
        return runs;
    }

    public void renew() {
        held.keySet().forEach(this::renew);
    }

    private boolean renew(ConnectorName connector) {
        OffsetDateTime until = now().plus(length);
        boolean renewed = rows.renew(connector, node, until);
        if (renewed) {
            held.computeIfPresent(connector, (name, lease) -> new Held(lease.run(), until));
        }
        return renewed;
    }

    /**
     * May this node go on with what it does for a connector? A node that stood still for longer than its lease may if
     * no other has taken it. Only then does this look into the database.
     */
    public boolean stillHeld(ConnectorName connector) {
        Held lease = held.get(connector);
        return lease == null || now().isBefore(lease.until()) || renew(connector);
    }

    /** @throws LeaseLost if this node may not go on with a connector's run, see {@link #stillHeld} */
    public void require(ConnectorName connector) {
        if (!stillHeld(connector)) {
            throw new LeaseLost(connector);
        }
    }

    public void release(ConnectorName connector) {
        rows.release(connector, node);
        held.remove(connector);
    }

    public boolean free(ConnectorName connector) {
        return !held.containsKey(connector) && rows.free(connector, now());
    }

    /** A database that only one process can open has no other owners: leases found at start-up are a dead node's. */
    public void forgetAll() {
        rows.releaseAll();
    }

    /** Holds the connector's row to the end of the transaction: whoever asks for or ends a run does so in turn. */
    public void lockRow(ConnectorName connector) {
        rows.lock(connector);
    }

    /** Read past every memory: after {@link #lockRow} it stays true to the end of the transaction. */
    public boolean active(ConnectorName connector) {
        return rows.active(connector);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
