package io.silkroute.threshold;

import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorData;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ConnectorTable;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.Sha256;
import io.silkroute.connector.config.ConnectorConfig.Notifications.Threshold;
import io.silkroute.connector.config.ToldEvents;
import io.silkroute.outbox.Outbox;
import io.silkroute.outbox.OutboxEvent;
import io.silkroute.promotion.UsageFigures;
import io.silkroute.promotion.UsageFigures.Figure;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.util.UriUtils;

/** Looks whether thresholds are reached, when usage has changed. */
@Repository
public class Thresholds implements ConnectorData {

    private final JdbcTemplate jdbc;
    private final Connectors connectors;
    private final UsageFigures figures;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final Clock clock;

    public Thresholds(
            JdbcTemplate jdbc,
            Connectors connectors,
            UsageFigures figures,
            Outbox outbox,
            TransactionTemplate transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.connectors = connectors;
        this.figures = figures;
        this.outbox = outbox;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * The usage of these is another. Within the caller's transaction.
     *
     * @param codes in upper case
     * @param telling false: what is reached by now tells nobody, nor later
     */
    public void look(ConnectorName connector, Set<String> codes, Set<String> campaigns, boolean telling) {
        look(
                connector,
                one -> one.campaign() != null
                        ? campaigns.contains(one.campaign())
                        : one.code() != null && codes.contains(upper(one.code())),
                telling);
    }

    /** All of a connector's, of which some may be new. @param telling as above */
    public void look(ConnectorName connector, boolean telling) {
        transaction.executeWithoutResult(status -> look(connector, any -> true, telling));
    }

    private void look(ConnectorName name, Predicate<Threshold> concerned, boolean telling) {
        List<Threshold> all = connectors
                .find(name)
                .map(Connector::config)
                .map(config -> config.notifications().thresholds())
                .orElse(List.of());
        if (all.stream().noneMatch(concerned)) {
            return;
        }
        Set<String> known = reached(name);
        List<Threshold> open = all.stream()
                .filter(concerned)
                .filter(one -> !known.contains(key(one)))
                .toList();
        Map<String, Figure> byCode = figures.ofCodes(
                name,
                open.stream().map(Threshold::code).filter(Objects::nonNull).toList());
        Map<String, Figure> byCampaign = figures.ofCampaigns(
                name,
                open.stream().map(Threshold::campaign).filter(Objects::nonNull).toList());
        Set<String> noted = new HashSet<>();
        for (Threshold one : open) {
            @Nullable Figure figure = one.campaign() == null ? byCode.get(one.code()) : byCampaign.get(one.campaign());
            if (figure != null && isReached(one, figure) && noted.add(key(one))) {
                note(name, one, figure, telling);
            }
        }
    }

    private static boolean isReached(Threshold threshold, Figure figure) {
        Integer uses = threshold.uses();
        BigDecimal revenue = threshold.revenue();
        return uses != null && figure.uses() >= uses
                || revenue != null && new BigDecimal(figure.revenue().amount()).compareTo(revenue) >= 0;
    }

    private Set<String> reached(ConnectorName connector) {
        return new HashSet<>(jdbc.query(
                "select threshold from threshold_reached where connector = ?",
                (row, n) -> row.getString(1),
                connector.text()));
    }

    private void note(ConnectorName connector, Threshold threshold, Figure figure, boolean telling) {
        Instant now = clock.instant();
        String key = key(threshold);
        jdbc.update(
                "insert into threshold_reached (connector, threshold, reached_at, told) values (?, ?, ?, ?)",
                connector.text(),
                key,
                now.atOffset(ZoneOffset.UTC),
                telling);
        if (!telling) {
            return;
        }
        Map<String, Object> data = new LinkedHashMap<>();
        if (threshold.code() != null) {
            data.put("code", threshold.code());
        }
        if (threshold.campaign() != null) {
            data.put("campaign", threshold.campaign());
        }
        Map<String, Object> limit = new LinkedHashMap<>();
        if (threshold.uses() != null) {
            limit.put("uses", threshold.uses());
        }
        Map<String, Object> revenue = Map.of(
                "amount", figure.revenue().amount(),
                "currency", figure.revenue().currency());
        if (threshold.revenue() != null) {
            limit.put(
                    "revenue",
                    Map.of(
                            "amount", threshold.revenue().toPlainString(),
                            "currency", figure.revenue().currency()));
        }
        data.put("threshold", limit);
        data.put("uses", figure.uses());
        data.put("revenue", revenue);
        outbox.put(new OutboxEvent(
                ToldEvents.THRESHOLD_REACHED,
                connector,
                key,
                now,
                sentence(threshold, figure),
                threshold.campaign() == null
                        ? "/connectors/" + connector + "/campaigns"
                        : "/connectors/" + connector + "/campaign?id="
                                + UriUtils.encode(threshold.campaign(), StandardCharsets.UTF_8),
                data));
    }

    private static String sentence(Threshold threshold, Figure figure) {
        String who =
                threshold.campaign() == null ? "The code " + threshold.code() : "The campaign " + threshold.campaign();
        return who
                + (threshold.uses() != null
                        ? String.format(Locale.ROOT, " has reached %,d uses: %,d.", threshold.uses(), figure.uses())
                        : " has reached a revenue of "
                                + Objects.requireNonNull(threshold.revenue()).toPlainString() + ": "
                                + figure.revenue().amount() + " "
                                + figure.revenue().currency() + ".");
    }

    private static String key(Threshold threshold) {
        String text = threshold.code() != null ? "code " + upper(threshold.code()) : "campaign " + threshold.campaign();
        BigDecimal revenue = threshold.revenue();
        String limit = revenue == null
                ? "uses " + threshold.uses()
                : "revenue " + revenue.stripTrailingZeros().toPlainString();
        return Sha256.hex(text + "\n" + limit);
    }

    private static String upper(String code) {
        return code.toUpperCase(Locale.ROOT);
    }

    @Override
    public void purge(ConnectorName connector) {
        new ConnectorTable(jdbc, "threshold_reached", "connector", "threshold").purge(connector);
    }
}
