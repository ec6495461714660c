package io.silkroute.connection;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConfigReader;
import io.silkroute.connector.config.ConfigRefused;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.connector.config.FieldProblem;
import io.silkroute.connector.lifecycle.ConnectorSetup;
import io.silkroute.run.RunState;
import io.silkroute.run.Runs;
import io.silkroute.shopify.call.ConnectionProbe;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;
import tools.jackson.databind.JsonNode;

/** Tests the connection to a connector's shop. */
@Component
public class ConnectionCheck {

    private static final int RUNS = 20;

    private final ConnectorSetup setup;
    private final ConfigReader reader;
    private final ConnectionProbe probe;
    private final NeededScopes needed;
    private final ConnectionReports reports;
    private final Runs runs;
    private final ActivityLog activity;
    private final Clock clock;

    ConnectionCheck(
            ConnectorSetup setup,
            ConfigReader reader,
            ConnectionProbe probe,
            NeededScopes needed,
            ConnectionReports reports,
            Runs runs,
            ActivityLog activity,
            Clock clock) {
        this.setup = setup;
        this.reader = reader;
        this.probe = probe;
        this.needed = needed;
        this.reports = reports;
        this.runs = runs;
        this.activity = activity;
        this.clock = clock;
    }

    /** What the last test of the connector's own values found; empty if there was none since they were saved. */
    public Optional<ConnectionReport> last(String connector) {
        return reports.last(setup.find(connector).name());
    }

    /** The last test, if it failed and no run has reached the shop since. */
    public Optional<ConnectionReport> failing(String connector) {
        ConnectorName name = setup.find(connector).name();
        return reports.last(name).filter(report -> !report.passed() && !reachedAfter(name, report.at()));
    }

    /** Has the last test passed, or a run reached the shop since? */
    public boolean reached(String connector) {
        ConnectorName name = setup.find(connector).name();
        return reports.last(name)
                .map(report -> report.passed() || reachedAfter(name, report.at()))
                .orElseGet(() -> reachedAfter(name, Instant.EPOCH));
    }

    private boolean reachedAfter(ConnectorName name, Instant time) {
        return runs.of(name, null, RUNS).stream()
                .anyMatch(run -> run.counts().calls() > 0
                        && (run.state() == RunState.COMPLETED || run.state() == RunState.COMPLETED_WITH_FAILURES)
                        && run.finishedAt() != null
                        && run.finishedAt().isAfter(time));
    }

    /**
     * Asks the shop. What is found is kept, unless it is of values that are not saved.
     *
     * @param patch what is to be tested in place of the saved values, as the configuration's patch has it
     * @throws ConfigRefused if there is nothing to ask, or a stored secret would go to another shop
     */
    public ConnectionReport test(String connector, JsonNode patch, String actor) {
        ConfigReader.Read stored = setup.stored(connector);
        ConfigReader.Read tried = setup.tried(connector, patch);
        List<FieldProblem> missing = reader.missing(tried.config(), tried.secrets()).stream()
                .filter(problem -> problem.field().startsWith("shop."))
                .toList();
        if (!missing.isEmpty()) {
            throw new ConfigRefused(missing);
        }
        boolean saved = stored.config().shop().calledAs(tried.config().shop())
                && Objects.equals(stored.secrets(), tried.secrets())
                && stored.config().mapping().equals(tried.config().mapping());
        ConnectorName name = setup.find(connector).name();
        Instant begun = clock.instant();
        ConnectionProbe.Finding finding =
                probe.ask(name, tried.config().shop(), tried.secrets()).orElseThrow(ConnectionCheck::busy);
        ConnectionReport report = report(name, tried.config(), finding, saved, begun);
        if (saved && setup.stored(connector).equals(stored)) {
            reports.keep(name, report);
        }
        activity.append(Entry.ofOperator(
                name.text(),
                actor,
                "The connection to " + report.domain() + " was tested"
                        + (saved ? "" : ", with values that are not saved")
                        + (report.passed() ? ": it works." : ": " + report.sentence())));
        return report;
    }

    private ConnectionReport report(
            ConnectorName connector,
            ConnectorConfig config,
            ConnectionProbe.Finding finding,
            boolean saved,
            Instant begun) {
        String domain = String.valueOf(config.shop().domain());
        long millis = Duration.between(begun, clock.instant()).toMillis();
        if (finding instanceof ConnectionProbe.NotReached not) {
            return new ConnectionReport(
                    false,
                    saved,
                    begun,
                    millis,
                    domain,
                    not.reason().code(),
                    not.reason().sentence(),
                    null,
                    null,
                    version(config, null),
                    null);
        }
        ConnectionProbe.Reached shop = (ConnectionProbe.Reached) finding;
        List<ConnectionReport.Missing> missing = needed.missing(connector, config, shop.scopes());
        return new ConnectionReport(
                missing.isEmpty(),
                saved,
                begun,
                millis,
                domain,
                missing.isEmpty() ? null : "MISSING_SCOPES",
                sentence(config, shop, missing),
                new ConnectionReport.AskedShop(shop.name(), shop.domain(), shop.plan(), shop.currency()),
                new ConnectionReport.Scopes(shop.scopes(), missing),
                version(config, shop.version()),
                shop.locations());
    }

    private static ConnectionReport.ApiVersion version(ConnectorConfig config, @Nullable String answered) {
        return new ConnectionReport.ApiVersion(
                config.shop().apiVersion(), answered, ConnectorConfig.API_VERSION_SUPPORTED_UNTIL);
    }

    private static String sentence(
            ConnectorConfig config, ConnectionProbe.Reached shop, List<ConnectionReport.Missing> missing) {
        StringBuilder said = new StringBuilder();
        if (missing.isEmpty()) {
            said.append("The shop answers and lets the app do what this connector is set to do.");
        } else {
            said.append("The shop answers, but the app lacks ")
                    .append(missing.size() == 1 ? "an access scope: " : "access scopes: ")
                    .append(missing.stream()
                            .map(one -> one.scope() + " (" + one.need() + ")")
                            .collect(Collectors.joining(", ")))
                    .append(". Grant ")
                    .append(missing.size() == 1 ? "it" : "them")
                    .append(" to the app in the shop, then test again.");
        }
        if (shop.version() != null && !shop.version().equals(config.shop().apiVersion())) {
            said.append(" Shopify answered with API version ")
                    .append(shop.version())
                    .append(", because it no longer serves ")
                    .append(config.shop().apiVersion())
                    .append(": update Silkroute.");
        }
        return said.toString();
    }

    private static ErrorResponseException busy() {
        ErrorResponseException busy = new ErrorResponseException(
                HttpStatus.TOO_MANY_REQUESTS,
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "Other connections are being tested at the moment. Try again in some seconds."),
                null);
        busy.getHeaders().set(HttpHeaders.RETRY_AFTER, "10");
        return busy;
    }
}
