package io.silkroute.run;

import io.silkroute.connector.ConnectorName;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** What runs came to, by the time at which they ended. */
@Repository
public class EndedRuns {

    private static final int FETCHED = 1_000;

    private final JdbcTemplate jdbc;

    public EndedRuns(JdbcTemplate jdbc) {
        this.jdbc = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource()));
        this.jdbc.setFetchSize(FETCHED);
    }

    /**
     * One run.
     *
     * @param took from its first start to its end; null: it never began
     * @param broke it failed itself
     * @param items that it looked at
     * @param failed of them: rejected, parked or in conflict
     * @param conflicts of those
     */
    public record Ended(
            ConnectorName connector,
            Instant at,
            @Nullable Duration took,
            boolean broke,
            long items,
            long failed,
            long conflicts,
            long incomplete,
            long points) {}

    /**
     * All that ended within a time, in the order of their ends.
     *
     * @param until exclusive
     * @param connector null: of all connectors
     */
    public void each(Instant from, Instant until, @Nullable ConnectorName connector, Consumer<Ended> one) {
        List<Object> values = new ArrayList<>(List.of(from.atOffset(ZoneOffset.UTC), until.atOffset(ZoneOffset.UTC)));
        if (connector != null) {
            values.add(connector.text());
        }
        jdbc.query(
                "select connector, started_at, finished_at, state, done, rejected, parked, conflict, incomplete, points"
                        + " from run where finished_at >= ? and finished_at < ?"
                        + (connector == null ? "" : " and connector = ?") + " order by finished_at",
                row -> {
                    OffsetDateTime started = row.getObject("started_at", OffsetDateTime.class);
                    Instant finished =
                            row.getObject("finished_at", OffsetDateTime.class).toInstant();
                    long conflicts = row.getLong("conflict");
                    one.accept(new Ended(
                            new ConnectorName(row.getString("connector")),
                            finished,
                            started == null ? null : Duration.between(started.toInstant(), finished),
                            RunState.of(row.getString("state")) == RunState.FAILED,
                            row.getLong("done"),
                            row.getLong("rejected") + row.getLong("parked") + conflicts,
                            conflicts,
                            row.getLong("incomplete"),
                            Math.round(row.getDouble("points"))));
                },
                values.toArray());
    }
}
