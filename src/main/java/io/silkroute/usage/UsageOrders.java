package io.silkroute.usage;

import io.silkroute.catalogue.Digest;
import io.silkroute.catalogue.Ids;
import io.silkroute.connector.ConnectorName;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;

/** The store of orders and of what each code took off them. */
@Repository
class UsageOrders {

    private static final int DIGITS = 6; // more than any currency has

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;

    UsageOrders(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.named = new NamedParameterJdbcTemplate(jdbc);
    }

    private record Known(Instant updatedAt, Digest content) {}

    /**
     * Puts these orders in the place of what was known of them; one that was known in a later state, or that is as it was,
     * does nothing. Within the caller's transaction.
     *
     * @return the codes of which something has changed
     */
    Set<UseKey> replace(ConnectorName connector, Collection<UsedOrder> read) {
        Map<String, UsedOrder> orders = new LinkedHashMap<>();
        for (UsedOrder order : read) {
            orders.merge(order.id(), order, (one, other) -> other.updatedAt().isBefore(one.updatedAt()) ? one : other);
        }
        Map<String, Known> known = known(connector, orders.keySet());
        List<UsedOrder> changed = new ArrayList<>();
        for (UsedOrder order : orders.values()) {
            Known before = known.get(order.id());
            boolean tells = before == null
                    ? !order.uses().isEmpty()
                    : !order.updatedAt().isBefore(before.updatedAt())
                            && !content(order).equals(before.content());
            if (tells) {
                changed.add(order);
            }
        }
        Set<UseKey> keys = new TreeSet<>(Comparator.comparing(UseKey::text));
        keys.addAll(keysOf(connector, changed.stream().map(UsedOrder::id).toList()));
        List<Object[]> ids = changed.stream()
                .map(order -> new Object[] {order.id(), connector.text()})
                .toList();
        jdbc.batchUpdate("delete from code_use where order_id = ? and connector = ?", ids);
        jdbc.batchUpdate("delete from usage_order where id = ? and connector = ?", ids);
        insert(connector, changed);
        changed.forEach(order -> order.uses().forEach(use -> keys.add(use.key())));
        return keys;
    }

    private Map<String, Known> known(ConnectorName connector, Collection<String> ids) {
        Map<String, Known> known = new HashMap<>();
        Ids.slices(
                ids,
                slice -> named.query(
                        "select o.id, o.updated_at, o.content from " + Ids.TABLE
                                + " join usage_order o on o.id = k.id and " + Ids.ofConnector("o"),
                        new MapSqlParameterSource("connector", connector.text()).addValue("ids", slice),
                        row -> {
                            known.put(
                                    row.getString("id"),
                                    new Known(
                                            row.getObject("updated_at", OffsetDateTime.class)
                                                    .toInstant(),
                                            new Digest(row.getBytes("content"))));
                        }));
        return known;
    }

    private Set<UseKey> keysOf(ConnectorName connector, Collection<String> ids) {
        Set<UseKey> keys = new HashSet<>();
        Ids.slices(
                ids,
                slice -> named.query(
                        "select u.use_key from " + Ids.TABLE + " join code_use u on u.order_id = k.id and "
                                + Ids.ofConnector("u"),
                        new MapSqlParameterSource("connector", connector.text()).addValue("ids", slice),
                        row -> {
                            keys.add(new UseKey(row.getString("use_key")));
                        }));
        return keys;
    }

    private void insert(ConnectorName connector, Collection<UsedOrder> orders) {
        List<Object[]> rows = new ArrayList<>();
        List<Object[]> uses = new ArrayList<>();
        for (UsedOrder order : orders) {
            OffsetDateTime at = order.at().atOffset(ZoneOffset.UTC);
            BigDecimal revenue = exact(order.revenue());
            rows.add(new Object[] {
                order.id(),
                connector.text(),
                order.name(),
                order.updatedAt().atOffset(ZoneOffset.UTC),
                at,
                order.status(),
                order.test(),
                order.cancelled(),
                order.counts(),
                order.shared(),
                order.currency(),
                revenue,
                content(order).bytes()
            });
            for (CodeUse use : order.uses()) {
                uses.add(new Object[] {
                    order.id(),
                    connector.text(),
                    use.key().text(),
                    use.code(),
                    at,
                    order.counts(),
                    order.currency(),
                    revenue,
                    exact(use.discounted())
                });
            }
        }
        jdbc.batchUpdate(
                "insert into usage_order (id, connector, name, updated_at, used_at, status, test, cancelled, counted, shared,"
                        + " currency, revenue, content) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows);
        jdbc.batchUpdate(
                "insert into code_use (order_id, connector, use_key, code, used_at, counted, currency, revenue, discounted)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                uses);
    }

    private static BigDecimal exact(BigDecimal amount) {
        return amount.setScale(DIGITS, RoundingMode.HALF_UP);
    }

    private static Digest content(UsedOrder order) {
        return Digest.of(order.toString().getBytes(StandardCharsets.UTF_8));
    }
}
