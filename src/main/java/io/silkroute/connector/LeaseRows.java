package io.silkroute.connector;

import java.time.OffsetDateTime;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Which node works for each connector and until when; it stands on the connector's row, which is also a lock. */
@Repository
public class LeaseRows {

    private final JdbcTemplate jdbc;

    public LeaseRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes this node the owner, unless another one is until later than now. */
    public boolean take(ConnectorName connector, String node, OffsetDateTime until, OffsetDateTime now) {
        return jdbc.update(
                        "update connector set run_owner = ?, run_lease_until = ? where name = ?"
                                + " and (run_owner is null or run_owner = ? or run_lease_until < ?)",
                        node,
                        until,
                        connector.text(),
                        node,
                        now)
                > 0;
    }

    /** False if the node is not the owner any more. */
    public boolean renew(ConnectorName connector, String node, OffsetDateTime until) {
        return jdbc.update(
                        "update connector set run_lease_until = ? where name = ? and run_owner = ?",
                        until,
                        connector.text(),
                        node)
                > 0;
    }

    public void release(ConnectorName connector, String node) {
        jdbc.update(
                "update connector set run_owner = null, run_lease_until = null where name = ? and run_owner = ?",
                connector.text(),
                node);
    }

    public void releaseAll() {
        jdbc.update("update connector set run_owner = null, run_lease_until = null where run_owner is not null");
    }

    /** False also if there is no such connector. */
    public boolean free(ConnectorName connector, OffsetDateTime now) {
        return !jdbc.queryForList(
                        "select 1 from connector where name = ? and (run_owner is null or run_lease_until < ?)",
                        connector.text(),
                        now)
                .isEmpty();
    }

    /** Holds the connector's row to the end of the transaction. */
    public void lock(ConnectorName connector) {
        jdbc.update("update connector set name = name where name = ?", connector.text());
    }

    /** Is the connector active? Read past every memory. */
    public boolean active(ConnectorName connector) {
        return !jdbc.queryForList("select 1 from connector where name = ? and active = true", connector.text())
                .isEmpty();
    }
}
