package io.silkroute.loyalty.ledger;

import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.LoyaltyChanged;
import io.silkroute.connector.config.LoyaltyConfig;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.ObjectMapper;

/**
 * The store of each connector's loyalty configurations: what has counted when. What was saved while nothing was booked has
 * counted for nobody, and is forgotten when it is changed.
 */
@Repository
public class TermsHistory {

    private final JdbcTemplate jdbc;
    private final Connectors connectors;
    private final ObjectMapper json;
    private final Clock clock;

    TermsHistory(JdbcTemplate jdbc, Connectors connectors, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.connectors = connectors;
        this.json = json;
        this.clock = clock;
    }

    LoyaltyTerms of(ConnectorName connector) {
        return new LoyaltyTerms(jdbc.query(
                "select * from loyalty_terms where connector = ? order by id",
                (row, n) -> new LoyaltyTerms.Version(
                        row.getLong("id"),
                        row.getObject("valid_from", OffsetDateTime.class).toInstant(),
                        instant(row.getObject("applied_from", OffsetDateTime.class)),
                        json.readValue(row.getString("terms"), LoyaltyConfig.class)),
                connector.text()));
    }

    /** By which tiers are reached now; null: nothing was ever configured. */
    public @Nullable LoyaltyConfig applied(ConnectorName connector) {
        return of(connector).thresholdsAt(now());
    }

    @EventListener
    void changed(LoyaltyChanged event) {
        note(event.name());
    }

    /** Notes the configuration of now, where it is another one than was noted. Within the caller's transaction. */
    public void note(ConnectorName connector) {
        connectors.find(connector).map(one -> one.config().loyalty()).ifPresent(config -> note(connector, config));
    }

    private void note(ConnectorName connector, LoyaltyConfig config) {
        List<LoyaltyTerms.Version> versions = of(connector).versions();
        LoyaltyConfig last =
                versions.isEmpty() ? null : versions.get(versions.size() - 1).config();
        if (config.equals(last) || last == null && !config.enabled()) {
            return;
        }
        boolean first = versions.isEmpty() || !booked(connector);
        if (first) {
            jdbc.update("delete from loyalty_terms where connector = ?", connector.text());
        }
        if (!first || config.enabled()) {
            OffsetDateTime now = now().atOffset(ZoneOffset.UTC);
            jdbc.update(
                    "insert into loyalty_terms (connector, valid_from, applied_from, terms) values (?, ?, ?, ?)",
                    connector.text(),
                    now,
                    first ? now : null,
                    json.writeValueAsString(config));
        }
    }

    private boolean booked(ConnectorName connector) {
        return !jdbc.queryForList(
                        "select 1 from loyalty_order where connector = ? fetch first 1 rows only", connector.text())
                .isEmpty();
    }

    /** From now on tiers are reached by the configuration of now. */
    public void apply(ConnectorName connector) {
        note(connector);
        List<LoyaltyTerms.Version> versions = of(connector).versions();
        if (!versions.isEmpty()) {
            LoyaltyTerms.Version last = versions.get(versions.size() - 1);
            if (last.appliedFrom() == null && last.config().enabled()) {
                jdbc.update(
                        "update loyalty_terms set applied_from = ? where id = ?",
                        now().atOffset(ZoneOffset.UTC),
                        last.id());
            }
        }
    }

    /** Is there a configuration whose thresholds a recalculation has not applied yet? */
    public boolean waits(ConnectorName connector) {
        List<LoyaltyTerms.Version> versions = of(connector).versions();
        return !versions.isEmpty()
                && versions.get(versions.size() - 1).config().enabled()
                && versions.get(versions.size() - 1).appliedFrom() == null;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
