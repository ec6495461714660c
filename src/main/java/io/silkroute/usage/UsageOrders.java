package io.silkroute.usage;

import io.silkroute.catalogue.Digest;
import io.silkroute.catalogue.Ids;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ToldEvents;
import io.silkroute.order.Amount;
import io.silkroute.outbox.Outbox;
import io.silkroute.outbox.OutboxEvent;
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
    private final Outbox outbox;

    UsageOrders(JdbcTemplate jdbc, Outbox outbox) {
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.named = new NamedParameterJdbcTemplate(jdbc);
    }

    private record Known(Instant updatedAt, Digest content) {}

    /**
     * Puts these orders in the place of what was known of them; one that was known in a later state, or that is as it was,
     * does nothing. Within the caller's transaction.
     *
     * @param told of the uses of orders that were placed then or later it is told
     * @return the codes of which something has changed
     */
    Set<UseKey> replace(ConnectorName connector, Collection<UsedOrder> read, Instant told) {
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
        tell(
                connector,
                changed.stream().filter(order -> !order.at().isBefore(told)).toList());
        List<Object[]> ids = changed.stream()
                .map(order -> new Object[] {order.id(), connector.text()})
                .toList();
        jdbc.batchUpdate("delete from code_use where order_id = ? and connector = ?", ids);
        jdbc.batchUpdate("delete from usage_order where id = ? and connector = ?", ids);
        insert(connector, changed);
        changed.forEach(order -> order.uses().forEach(use -> keys.add(use.key())));
        return keys;
    }

    // Before they are replaced: what they told until now is compared. An order that is cancelled uses nothing any more.
    private void tell(ConnectorName connector, List<UsedOrder> orders) {
        Map<String, Map<String, String>> before =
                standing(connector, orders.stream().map(UsedOrder::id).toList());
        for (UsedOrder order : orders) {
            Map<String, String> was = before.getOrDefault(order.id(), Map.of());
            Map<String, String> is = new LinkedHashMap<>();
            order.uses().stream()
                    .filter(use -> !use.key().automatic() && !order.cancelled())
                    .forEach(use -> is.put(use.key().text(), use.code()));
            is.forEach((key, code) -> {
                if (!was.containsKey(key)) {
                    tell(ToldEvents.CODE_USED, connector, order, key, code);
                }
            });
            was.forEach((key, code) -> {
                if (!is.containsKey(key)) {
                    tell(ToldEvents.CODE_USE_REVOKED, connector, order, key, code);
                }
            });
        }
    }

    /** By order the codes that it has used and that still count as used, each as it was written. */
    private Map<String, Map<String, String>> standing(ConnectorName connector, Collection<String> ids) {
        Map<String, Map<String, String>> standing = new HashMap<>();
        Ids.slices(
                ids,
                slice -> named.query(
                        "select u.order_id, u.use_key, u.code from " + Ids.TABLE
                                + " join usage_order o on o.id = k.id and "
                                + Ids.ofConnector("o") + " join code_use u on u.order_id = o.id and "
                                + Ids.ofConnector("u") + " where o.cancelled = false",
                        new MapSqlParameterSource("connector", connector.text()).addValue("ids", slice),
                        row -> {
                            if (!new UseKey(row.getString("use_key")).automatic()) {
                                standing.computeIfAbsent(row.getString("order_id"), any -> new LinkedHashMap<>())
                                        .put(row.getString("use_key"), row.getString("code"));
                            }
                        }));
        return standing;
    }

    private void tell(String type, ConnectorName connector, UsedOrder order, String key, String code) {
        boolean used = type.equals(ToldEvents.CODE_USED);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("code", code);
        campaigns(connector, List.of(new UseKey(key))).forEach(campaign -> data.put("campaign", campaign));
        data.put("order", Map.of("id", order.id(), "name", order.name()));
        data.put("test", order.test());
        data.put("counts", order.counts());
        data.put("revenue", money(order.revenue(), order.currency()));
        order.uses().stream()
                .filter(use -> use.key().text().equals(key))
                .findFirst()
                .ifPresent(use -> data.put("discounted", money(use.discounted(), order.currency())));
        outbox.put(new OutboxEvent(
                type,
                connector,
                order.id() + " " + key,
                used ? order.at() : order.updatedAt(),
                used
                        ? "The code " + code + " was used in the order " + order.name() + "."
                        : "The code " + code + " is not used in the order " + order.name() + " any more"
                                + (order.cancelled() ? ", which was cancelled." : "."),
                "/connectors/" + connector + "/campaigns",
                data));
    }

    private static Map<String, Object> money(BigDecimal value, String currency) {
        Amount amount = Amount.of(value, currency);
        return Map.of("amount", amount.amount(), "currency", amount.currency());
    }

    /** The campaigns that these codes and titles are of. */
    Set<String> campaigns(ConnectorName connector, Collection<UseKey> keys) {
        Set<String> campaigns = new TreeSet<>();
        Ids.slices(
                keys.stream().map(UseKey::text).toList(),
                slice -> named.query(
                        "select distinct c.campaign from " + Ids.TABLE + " join known_code c on c.use_key = k.id and "
                                + Ids.ofConnector("c"),
                        new MapSqlParameterSource("connector", connector.text()).addValue("ids", slice),
                        row -> {
                            campaigns.add(row.getString("campaign"));
                        }));
        return campaigns;
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
