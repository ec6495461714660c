package io.silkroute.usage;

import io.silkroute.connector.ConnectorName;
import io.silkroute.order.Amount;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;

/** Adds up what is stored of orders, code by code, and lists the orders behind it. */
@Repository
class UsageReader {

    private static final int ROWS_AT_ONCE = 500;
    private static final Pattern PLACE = Pattern.compile("(\\d{1,18}):(.{1,30})");

    private final NamedParameterJdbcTemplate named;
    private final UsagePulls pulls;
    private final ShopCounts counts;

    UsageReader(JdbcTemplate jdbc, UsagePulls pulls, ShopCounts counts) {
        this.named = new NamedParameterJdbcTemplate(jdbc);
        this.pulls = pulls;
        this.counts = counts;
    }

    /** How far the orders were read; null while they never were. */
    @Nullable
    PullState state(ConnectorName connector) {
        return pulls.find(connector).map(UsagePulls.Book::state).orElse(null);
    }

    /** Does any campaign or order name it? */
    boolean known(ConnectorName connector, UseKey key) {
        return !named.queryForList(
                        "select use_key from known_code where use_key = :key and connector = :connector union"
                                + " select use_key from code_use where connector = :connector and use_key = :key",
                        new MapSqlParameterSource("connector", connector.text()).addValue("key", key.text()),
                        String.class)
                .isEmpty();
    }

    /** A page in the order of the codes, automatic discounts first. */
    List<CodeUsage> page(UsageQuery query) {
        String currency =
                pulls.find(query.connector()).map(UsagePulls.Book::currency).orElse(null);
        String shops = currency == null ? "" : currency;
        StringBuilder sql = new StringBuilder("select u.use_key, min(k.code) as pim_code, min(u.code) as code,"
                + " min(k.campaign) as campaign, count(*) as uses, max(u.used_at) as last_used,"
                + " sum(case when u.counted then 1 else 0 end) as orders,"
                + " sum(case when u.counted and u.currency = :currency then u.revenue else 0 end) as revenue,"
                + " sum(case when u.counted and u.currency = :currency then u.discounted else 0 end) as discounted,"
                + " sum(case when u.counted and u.currency <> :currency then 1 else 0 end) as other"
                + " from code_use u left join known_code k on k.use_key = u.use_key and k.connector = u.connector"
                + " where u.connector = :connector");
        MapSqlParameterSource values = conditions(query, sql).addValue("currency", shops);
        if (query.campaign() != null) {
            sql.append(" and k.campaign = :campaign");
            values.addValue("campaign", query.campaign());
        }
        if (query.after() != null) {
            sql.append(" and u.use_key > :after");
            values.addValue("after", query.after());
        }
        sql.append(" group by u.use_key order by u.use_key fetch first ")
                .append(query.limit())
                .append(" rows only");
        List<CodeUsage> page = named.query(sql.toString(), values, (row, n) -> usage(row, shops));
        Map<String, ShopCounts.Difference> differences = counts.differences(
                query.connector(), page.stream().map(one -> one.key().text()).toList());
        return page.stream()
                .map(one -> with(one, differences.get(one.key().text())))
                .toList();
    }

    /** All that matches, page by page, so that memory does not grow with it. */
    void each(UsageQuery query, Consumer<CodeUsage> consumer) {
        String after = query.after();
        while (true) {
            List<CodeUsage> page = page(query.after(after, ROWS_AT_ONCE));
            page.forEach(consumer);
            if (page.size() < ROWS_AT_ONCE) {
                return;
            }
            after = page.get(page.size() - 1).key().text();
        }
    }

    private static CodeUsage usage(ResultSet row, String currency) throws SQLException {
        UseKey key = new UseKey(row.getString("use_key"));
        String pim = row.getString("pim_code");
        String name = pim == null ? row.getString("code") : pim;
        return new CodeUsage(
                key,
                key.automatic() ? null : name,
                key.automatic() ? name : null,
                row.getString("campaign"),
                row.getLong("uses"),
                row.getLong("orders"),
                Amount.of(row.getBigDecimal("revenue"), currency),
                Amount.of(row.getBigDecimal("discounted"), currency),
                row.getObject("last_used", OffsetDateTime.class).toInstant(),
                row.getLong("other"),
                null);
    }

    private static CodeUsage with(CodeUsage one, ShopCounts.@Nullable Difference difference) {
        return difference == null
                ? one
                : new CodeUsage(
                        one.key(),
                        one.code(),
                        one.title(),
                        one.campaign(),
                        one.uses(),
                        one.orders(),
                        one.revenue(),
                        one.discounted(),
                        one.lastUsed(),
                        one.otherCurrencyOrders(),
                        difference);
    }

    /** The orders of one code or title, latest first. @param query with a key */
    List<OrderOfCode> orders(UsageQuery query) {
        StringBuilder sql = new StringBuilder("select o.*, u.discounted from code_use u join usage_order o"
                + " on o.id = u.order_id and o.connector = u.connector where u.connector = :connector");
        MapSqlParameterSource values = conditions(query, sql);
        if (query.after() != null) {
            Matcher place = PLACE.matcher(query.after());
            if (!place.matches()) {
                throw new IllegalArgumentException("not a cursor");
            }
            sql.append(" and (u.used_at < :at or u.used_at = :at and u.order_id < :order)");
            values.addValue(
                            "at",
                            Instant.EPOCH
                                    .plus(Long.parseLong(place.group(1)), ChronoUnit.MICROS)
                                    .atOffset(ZoneOffset.UTC))
                    .addValue("order", place.group(2));
        }
        sql.append(" order by u.used_at desc, u.order_id desc fetch first ")
                .append(query.limit())
                .append(" rows only");
        return named.query(sql.toString(), values, (row, n) -> order(row));
    }

    /** The place of an order in {@link #orders}, for a cursor. */
    static String place(OrderOfCode order) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, order.at()) + ":" + order.order();
    }

    static boolean isPlace(String cursor) {
        return PLACE.matcher(cursor).matches();
    }

    private static OrderOfCode order(ResultSet row) throws SQLException {
        String status = row.getString("status");
        String currency = row.getString("currency");
        boolean test = row.getBoolean("test");
        boolean cancelled = row.getBoolean("cancelled");
        return new OrderOfCode(
                row.getString("id"),
                row.getString("name"),
                row.getObject("used_at", OffsetDateTime.class).toInstant(),
                status.isEmpty() ? null : status,
                test,
                cancelled,
                row.getBoolean("counted"),
                OrderOfCode.reason(status, test, cancelled),
                Amount.of(row.getBigDecimal("revenue"), currency),
                Amount.of(row.getBigDecimal("discounted"), currency),
                row.getBoolean("shared"),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    private static MapSqlParameterSource conditions(UsageQuery query, StringBuilder sql) {
        MapSqlParameterSource values =
                new MapSqlParameterSource("connector", query.connector().text());
        if (query.key() != null) {
            sql.append(" and u.use_key = :key");
            values.addValue("key", query.key().text());
        }
        if (query.since() != null) {
            sql.append(" and u.used_at >= :since");
            values.addValue("since", query.since().atOffset(ZoneOffset.UTC));
        }
        if (query.until() != null) {
            sql.append(" and u.used_at < :until");
            values.addValue("until", query.until().atOffset(ZoneOffset.UTC));
        }
        return values;
    }
}
