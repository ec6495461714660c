package io.silkroute.loyalty.ledger;

import io.silkroute.catalogue.Ids;
import io.silkroute.connector.ConnectorName;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;

/** Adds up what customers' orders come to. */
@Repository
public class SpentSums {

    private final NamedParameterJdbcTemplate named;

    SpentSums(JdbcTemplate jdbc) {
        this.named = new NamedParameterJdbcTemplate(jdbc);
    }

    /** @param orders since then @param spent since then @param lastOrder when the latest was placed; null: there is none */
    public record Sum(
            long orders,
            BigDecimal spent,
            long lifetimeOrders,
            BigDecimal lifetimeSpent,
            @Nullable Instant lastOrder) {

        public static final Sum NONE = new Sum(0, BigDecimal.ZERO, 0, BigDecimal.ZERO, null);
    }

    /** Of orders that count; who has none is not in it. */
    public Map<String, Sum> since(ConnectorName connector, Collection<String> customers, Instant since) {
        Map<String, Sum> sums = new HashMap<>();
        Ids.slices(
                customers,
                slice -> named.query(
                        "select o.customer, count(*) as lifetime_orders, sum(o.spent) as lifetime_spent,"
                                + " sum(case when o.paid_at >= :since then 1 else 0 end) as orders,"
                                + " sum(case when o.paid_at >= :since then o.spent else 0 end) as spent,"
                                + " max(o.created_at) as last_order from " + Ids.TABLE
                                + " join loyalty_order o on o.customer = k.id and " + Ids.ofConnector("o")
                                + " where o.booked = true and o.counted = true group by o.customer",
                        new MapSqlParameterSource("connector", connector.text())
                                .addValue("since", since.atOffset(ZoneOffset.UTC))
                                .addValue("ids", slice),
                        row -> {
                            sums.put(
                                    row.getString("customer"),
                                    new Sum(
                                            row.getLong("orders"),
                                            row.getBigDecimal("spent"),
                                            row.getLong("lifetime_orders"),
                                            row.getBigDecimal("lifetime_spent"),
                                            row.getObject("last_order", OffsetDateTime.class)
                                                    .toInstant()));
                        }));
        return sums;
    }
}
