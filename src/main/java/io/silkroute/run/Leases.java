package io.silkroute.run;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Who works on a connector's run. The broker gives a run to whichever consumer is idle; the lease sees to it that two
 * runs of one connector are never at work at the same time, on whatever nodes.
 */
@Repository("leases")
public class Leases {

    private final String node = UUID.randomUUID().toString();
    private final Map<String, Held> held = new ConcurrentHashMap<>();
    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final Duration length;

    Leases(JdbcTemplate jdbc, Clock clock, @Value("${silkroute.run.lease:30s}") Duration length) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.length = length;
    }

    /** @param until as long as the clock shows less, no other node takes it */
    private record Held(String run, OffsetDateTime until) {}

    /** Makes this node the connector's owner for a run, unless it or another node, which lives, is at work for it. */
    boolean take(String connector, String run) {
        OffsetDateTime now = now();
        if (held.putIfAbsent(connector, new Held(run, now.plus(length))) != null) {
            return false;
        }
        int taken = jdbc.update(
                "update connector set run_owner = ?, run_lease_until = ? where name = ?"
                        + " and (run_owner is null or run_owner = ? or run_lease_until < ?)",
                node,
                now.plus(length),
                connector,
                node,
                now);
        if (taken == 0) {
            held.remove(connector);
        }
        return taken > 0;
    }

    /** Is this node at work on this very run? */
    boolean heldFor(String connector, String run) {
        Held lease = held.get(connector);
        return lease != null && lease.run().equals(run);
    }

    public void renew() {
        held.keySet().forEach(this::renew);
    }

    private boolean renew(String connector) {
        OffsetDateTime until = now().plus(length);
        boolean renewed = jdbc.update(
                        "update connector set run_lease_until = ? where name = ? and run_owner = ?",
                        until,
                        connector,
                        node)
                > 0;
        if (renewed) {
            held.computeIfPresent(connector, (name, lease) -> new Held(lease.run(), until));
        }
        return renewed;
    }

    /**
     * May this node go on with what it does for a connector? A node that stood still for longer than its lease may if
     * no other has taken it. Only then does this look into the database.
     */
    public boolean stand(String connector) {
        Held lease = held.get(connector);
        return lease == null || now().isBefore(lease.until()) || renew(connector);
    }

    /** @throws LeaseLost if this node may not go on with a connector's run, see {@link #stand} */
    public void require(String connector) {
        if (!stand(connector)) {
            throw new LeaseLost(connector);
        }
    }

    void release(String connector) {
        jdbc.update(
                "update connector set run_owner = null, run_lease_until = null where name = ? and run_owner = ?",
                connector,
                node);
        held.remove(connector);
    }

    boolean free(String connector) {
        return !held.containsKey(connector)
                && !jdbc.queryForList(
                                "select 1 from connector where name = ? and (run_owner is null or run_lease_until < ?)",
                                connector,
                                now())
                        .isEmpty();
    }

    /** A database that only one process can open has no other owners: leases found at start-up are a dead node's. */
    void forgetAll() {
        jdbc.update("update connector set run_owner = null, run_lease_until = null where run_owner is not null");
    }

    /** Holds the connector's row to the end of the transaction: whoever asks for or ends a run does so in turn. */
    void lockRow(String connector) {
        jdbc.update("update connector set name = name where name = ?", connector);
    }

    /** Read past every memory: after {@link #lockRow} it stays true to the end of the transaction. */
    boolean active(String connector) {
        return !jdbc.queryForList("select 1 from connector where name = ? and active = true", connector)
                .isEmpty();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
