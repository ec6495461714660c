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
    private final Map<String, String> held = new ConcurrentHashMap<>();
    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final Duration length;

    Leases(JdbcTemplate jdbc, Clock clock, @Value("${silkroute.run.lease:30s}") Duration length) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.length = length;
    }

    /** Makes this node the connector's owner for a run, unless it or another node, which lives, is at work for it. */
    boolean take(String connector, String run) {
        if (held.putIfAbsent(connector, run) != null) {
            return false;
        }
        OffsetDateTime now = now();
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
        return run.equals(held.get(connector));
    }

    public void renew() {
        for (String connector : held.keySet()) {
            jdbc.update(
                    "update connector set run_lease_until = ? where name = ? and run_owner = ?",
                    now().plus(length),
                    connector,
                    node);
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
