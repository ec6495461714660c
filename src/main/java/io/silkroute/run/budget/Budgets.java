package io.silkroute.run.budget;

import io.silkroute.connector.ConnectorData;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ConnectorTable;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.ObjectMapper;

/** The samples of each connector's latest {@value #KEPT} runs. */
@Repository
public class Budgets implements ConnectorData {

    static final int KEPT = 200;

    private final JdbcTemplate jdbc;
    private final ObjectMapper json;

    Budgets(JdbcTemplate jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    public Optional<Budget> of(String run) {
        return jdbc
                .query(
                        "select maximum, samples from run_budget where run = ?",
                        (row, n) -> new Budget(
                                row.getDouble("maximum"),
                                Arrays.stream(json.readValue(row.getString("samples"), double[][].class))
                                        .map(one ->
                                                new Budget.Point(Instant.ofEpochMilli((long) one[0]), one[1], one[2]))
                                        .toList()),
                        run)
                .stream()
                .findFirst();
    }

    void keep(ConnectorName connector, String run, Budget budget) {
        String samples = json.writeValueAsString(budget.points().stream()
                .map(point ->
                        new double[] {point.at().toEpochMilli(), Math.round(point.level()), Math.round(point.spent())})
                .toArray(double[][]::new));
        if (jdbc.update("update run_budget set maximum = ?, samples = ? where run = ?", budget.maximum(), samples, run)
                == 0) {
            jdbc.update(
                    "insert into run_budget (run, connector, maximum, samples) values (?, ?, ?, ?)",
                    run,
                    connector.text(),
                    budget.maximum(),
                    samples);
            new ConnectorTable(jdbc, "run_budget", "run").keepLatest(connector, KEPT);
        }
    }

    @Override
    public void purge(ConnectorName connector) {
        new ConnectorTable(jdbc, "run_budget", "run").purge(connector);
    }
}
