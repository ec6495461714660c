package io.silkroute.usage;

import io.silkroute.catalogue.Ids;
import io.silkroute.conflict.compared.UsageConflicts;
import io.silkroute.connector.ConnectorName;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.ExactSearch;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Usage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The shop's own count of each code beside what its orders tell. It lags, so it is looked at when the orders of a code have
 * been quiet for a while; a difference is kept and shown, and goes when a later look finds none. Nothing is ever written to
 * the shop for it.
 */
@Repository
class ShopCounts {

    private static final Logger LOG = LoggerFactory.getLogger(ShopCounts.class);
    private static final Operation USES = Operation.named("usesOfCode");
    private static final int AT_A_TIME = 100;

    private final Gateway gateway;
    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;
    private final UsageSettings settings;
    private final UsageConflicts conflicts;
    private final Clock clock;

    ShopCounts(Gateway gateway, JdbcTemplate jdbc, UsageSettings settings, UsageConflicts conflicts, Clock clock) {
        this.conflicts = conflicts;
        this.gateway = gateway;
        this.jdbc = jdbc;
        this.named = new NamedParameterJdbcTemplate(jdbc);
        this.settings = settings;
        this.clock = clock;
    }

    /** The orders of these codes are others than before. Within the caller's transaction. */
    void changed(ConnectorName connector, Collection<UseKey> keys, Instant now) {
        List<Object[]> codes = keys.stream()
                .filter(key -> !key.automatic())
                .map(key -> new Object[] {key.text(), connector.text()})
                .toList();
        jdbc.batchUpdate("delete from counted_code where use_key = ? and connector = ?", codes);
        jdbc.batchUpdate(
                "insert into counted_code (use_key, connector, changed_at) values (?, ?, ?)",
                codes.stream()
                        .map(code -> new Object[] {code[0], code[1], now.atOffset(ZoneOffset.UTC)})
                        .toList());
    }

    private record Quiet(String key, String code, String campaign) {}

    /**
     * Looks at the codes whose time has come, as many as are asked for at a time.
     *
     * @param coveredFrom a discount that is older was used before anybody read its orders: it is not compared
     */
    Usage compare(ConnectorName connector, Instant coveredFrom) {
        Usage usage = Usage.NONE;
        for (Quiet code : quiet(connector)) {
            ObjectNode variables = JsonNodeFactory.instance.objectNode();
            variables.put("code", code.code()).put("query", ExactSearch.of("code", code.code()));
            CallResult answer = gateway.call(connector, USES, variables);
            usage = usage.plus(answer.usage());
            if (!(answer instanceof CallResult.Accepted accepted)) {
                return usage; // the next look asks again
            }
            note(connector, code, shopCount(accepted.data().path("codeDiscountNodeByCode"), code.code(), coveredFrom));
            conflicts.differ(connector, code.campaign(), differing(connector, code.campaign()));
        }
        return usage;
    }

    /** Of the connector's own codes those whose orders have been quiet; differences are looked at again and again. */
    private List<Quiet> quiet(ConnectorName connector) {
        OffsetDateTime quiet = time(settings.grace());
        return jdbc.query(
                "select c.use_key, k.code, k.campaign from counted_code c join known_code k on k.use_key = c.use_key"
                        + " and k.connector = c.connector left join usage_difference d on d.use_key = c.use_key"
                        + " and d.connector = c.connector where c.connector = ? and c.changed_at <= ?"
                        + " and (c.compared_at is null or d.compared_at <= ?)"
                        + " order by case when c.compared_at is null then 0 else 1 end, c.compared_at, c.use_key fetch first "
                        + AT_A_TIME + " rows only",
                (row, n) -> new Quiet(row.getString(1), row.getString(2), row.getString(3)),
                connector.text(),
                quiet,
                quiet);
    }

    private OffsetDateTime time(Duration ago) {
        return clock.instant().minus(ago).atOffset(ZoneOffset.UTC);
    }

    /** Empty where the shop has no such code, or where it says nothing that could be compared. */
    private static OptionalLong shopCount(JsonNode node, String code, Instant coveredFrom) {
        JsonNode discount = node.path("codeDiscount");
        if (!discount.path("createdAt").isString()
                || UsageOfOrder.instant(discount, "createdAt").isBefore(coveredFrom)) {
            return OptionalLong.empty();
        }
        if (discount.at("/codesCount/count").asInt(0) == 1) {
            return OptionalLong.of(discount.path("asyncUsageCount").asLong(0));
        }
        for (JsonNode one : discount.at("/codes/nodes")) {
            if (UseKey.ofCode(one.path("code").asString("")).equals(UseKey.ofCode(code))) {
                return OptionalLong.of(one.path("asyncUsageCount").asLong(0));
            }
        }
        return OptionalLong.empty();
    }

    private void note(ConnectorName connector, Quiet code, OptionalLong shop) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        compared(connector, code, shop, now);
        // Last: what a crash cuts off before is looked at again.
        jdbc.update(
                "update counted_code set compared_at = ? where use_key = ? and connector = ?",
                now,
                code.key(),
                connector.text());
    }

    private void compared(ConnectorName connector, Quiet code, OptionalLong shop, OffsetDateTime now) {
        Long orders = jdbc.queryForObject(
                "select count(*) from code_use where connector = ? and use_key = ?",
                Long.class,
                connector.text(),
                code.key());
        if (shop.isEmpty() || orders == null || orders == shop.getAsLong()) {
            jdbc.update(
                    "delete from usage_difference where use_key = ? and connector = ?", code.key(), connector.text());
            return;
        }
        int known = jdbc.update(
                "update usage_difference set orders = ?, shop = ?, compared_at = ? where use_key = ? and connector = ?",
                orders,
                shop.getAsLong(),
                now,
                code.key(),
                connector.text());
        if (known > 0) {
            return;
        }
        try {
            jdbc.update(
                    "insert into usage_difference (use_key, connector, orders, shop, detected_at, compared_at)"
                            + " values (?, ?, ?, ?, ?, ?)",
                    code.key(),
                    connector.text(),
                    orders,
                    shop.getAsLong(),
                    now,
                    now);
        } catch (DuplicateKeyException noted) {
            LOG.debug("another look has noted the difference of {} meanwhile", code.key());
        }
    }

    private List<UsageConflicts.Count> differing(ConnectorName connector, String campaign) {
        return jdbc.query(
                "select k.code, d.orders, d.shop from usage_difference d join known_code k on k.use_key = d.use_key"
                        + " and k.connector = d.connector where d.connector = ? and k.campaign = ? order by k.code"
                        + " fetch first " + UsageConflicts.MOST + " rows only",
                (row, n) -> new UsageConflicts.Count(row.getString(1), row.getLong(2), row.getLong(3)),
                connector.text(),
                campaign);
    }

    /**
     * The shop counts another number of uses than its orders tell.
     *
     * @param orders how many orders have used the code
     * @param shop what the shop counts
     */
    record Difference(long orders, long shop, Instant detectedAt, Instant comparedAt) {}

    Map<String, Difference> differences(ConnectorName connector, Collection<String> keys) {
        Map<String, Difference> differences = new HashMap<>();
        Ids.slices(
                keys,
                slice -> named.query(
                        "select d.* from " + Ids.TABLE + " join usage_difference d on d.use_key = k.id and "
                                + Ids.ofConnector("d"),
                        new MapSqlParameterSource("connector", connector.text()).addValue("ids", slice),
                        row -> {
                            differences.put(
                                    row.getString("use_key"),
                                    new Difference(
                                            row.getLong("orders"),
                                            row.getLong("shop"),
                                            row.getObject("detected_at", OffsetDateTime.class)
                                                    .toInstant(),
                                            row.getObject("compared_at", OffsetDateTime.class)
                                                    .toInstant()));
                        }));
        return differences;
    }
}
