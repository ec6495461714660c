package io.silkroute.usage;

import io.silkroute.catalogue.Ids;
import io.silkroute.connector.ConnectorName;
import io.silkroute.order.Amount;
import io.silkroute.promotion.UsageFigures;
import io.silkroute.shopify.ShopFacts;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;

/** What lists and pages of campaigns show of usage. An order with several codes of a campaign is one order of it. */
@Repository
class CampaignFigures implements UsageFigures {

    // A key's rows of an order become one row of the campaign, and these are added up.
    private static final String FIGURES = "select x.id, sum(x.uses) as uses, sum(case when x.counted and"
            + " x.currency = :currency then x.revenue else 0 end) as revenue from (select %s as id, u.order_id, u.counted,"
            + " u.currency, u.revenue, count(*) as uses from " + Ids.TABLE + " join %s"
            + " group by %s, u.order_id, u.counted, u.currency, u.revenue) x group by x.id";

    private static final String OF_CAMPAIGNS = FIGURES.formatted(
            "c.campaign",
            "known_code c on c.campaign = k.id and c.connector || '' = :connector join code_use u"
                    + " on u.connector = c.connector and u.use_key = c.use_key",
            "c.campaign");

    private static final String OF_CODES =
            FIGURES.formatted("u.use_key", "code_use u on u.connector = :connector and u.use_key = k.id", "u.use_key");

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;
    private final UsagePulls pulls;
    private final ShopFacts facts;
    private final Clock clock;

    CampaignFigures(JdbcTemplate jdbc, UsagePulls pulls, ShopFacts facts, Clock clock) {
        this.jdbc = jdbc;
        this.named = new NamedParameterJdbcTemplate(jdbc);
        this.pulls = pulls;
        this.facts = facts;
        this.clock = clock;
    }

    /** Null while no orders were read to their end, or where it is not known in which currency. */
    private @Nullable String currency(ConnectorName connector) {
        return pulls.find(connector)
                .filter(book -> book.pulledAt() != null || book.checkpoint() != null)
                .map(book -> book.currency() == null ? facts.currency(connector).orElse(null) : book.currency())
                .orElse(null);
    }

    @Override
    public Map<String, Figure> ofCampaigns(ConnectorName connector, Collection<String> campaigns) {
        return figures(OF_CAMPAIGNS, connector, campaigns);
    }

    @Override
    public Map<String, Figure> ofCodes(ConnectorName connector, Collection<String> codes) {
        Map<String, String> keys = new HashMap<>();
        codes.forEach(code -> keys.put(code, UseKey.ofCode(code).text()));
        Map<String, Figure> byKey = figures(OF_CODES, connector, keys.values());
        Map<String, Figure> figures = new HashMap<>();
        keys.forEach((code, key) -> {
            Figure figure = byKey.get(key);
            if (figure != null) {
                figures.put(code, figure);
            }
        });
        return figures;
    }

    private Map<String, Figure> figures(String query, ConnectorName connector, Collection<String> ids) {
        String currency = currency(connector);
        if (currency == null) {
            return Map.of();
        }
        Map<String, Figure> figures = new HashMap<>();
        ids.forEach(id -> figures.put(id, new Figure(0, revenue(BigDecimal.ZERO, currency))));
        Ids.slices(
                ids,
                slice -> named.query(
                        query,
                        new MapSqlParameterSource("connector", connector.text())
                                .addValue("currency", currency)
                                .addValue("ids", slice),
                        row -> {
                            figures.put(
                                    row.getString("id"),
                                    new Figure(row.getLong("uses"), revenue(row.getBigDecimal("revenue"), currency)));
                        }));
        return figures;
    }

    private static Revenue revenue(BigDecimal value, String currency) {
        Amount amount = Amount.of(value, currency);
        return new Revenue(amount.amount(), amount.currency());
    }

    @Override
    public List<Day> byDay(ConnectorName connector, String campaign, int days) {
        if (currency(connector) == null) {
            return List.of();
        }
        LocalDate today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
        LocalDate first = today.minusDays(days - 1L);
        Map<LocalDate, Long> uses = new TreeMap<>();
        first.datesUntil(today.plusDays(1)).forEach(day -> uses.put(day, 0L));
        jdbc.query(
                "select u.used_at from known_code c join code_use u on u.connector = c.connector and u.use_key = c.use_key"
                        + " where c.campaign = ? and c.connector = ? and u.used_at >= ?",
                row -> {
                    uses.computeIfPresent(
                            row.getObject(1, OffsetDateTime.class)
                                    .withOffsetSameInstant(ZoneOffset.UTC)
                                    .toLocalDate(),
                            (day, n) -> n + 1);
                },
                campaign,
                connector.text(),
                first.atStartOfDay().atOffset(ZoneOffset.UTC));
        List<Day> each = new ArrayList<>();
        uses.forEach((day, n) -> each.add(new Day(day, n)));
        return each;
    }

    @Override
    public List<Difference> differences(ConnectorName connector, String campaign, int limit) {
        return jdbc.query(
                "select c.code, d.orders, d.shop, d.detected_at from known_code c join usage_difference d"
                        + " on d.use_key = c.use_key and d.connector = c.connector where c.campaign = ? and c.connector = ?"
                        + " order by c.use_key fetch first " + limit + " rows only",
                (row, n) -> new Difference(
                        row.getString(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getObject(4, OffsetDateTime.class).toInstant()),
                campaign,
                connector.text());
    }

    @Override
    public Optional<Reading> reading(ConnectorName connector) {
        return pulls.find(connector).map(book -> new Reading(book.pulledAt(), book.problem()));
    }
}
