package io.silkroute.webhook;

import io.silkroute.connector.ConnectorName;
import io.silkroute.shopify.BoundedText;
import io.silkroute.shopify.ShopifyId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The store of subscriptions and of the looks at them. */
@Repository
class SubscriptionRows {

    private static final int LONGEST = 1000;

    private final JdbcTemplate jdbc;
    private final Clock clock;

    SubscriptionRows(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param lookedAt null: not yet to its end */
    record Look(
            String wanted,
            @Nullable Instant lookedAt,
            @Nullable String problem) {}

    Optional<Look> look(ConnectorName connector) {
        return jdbc
                .query(
                        "select wanted, looked_at, problem from subscription_look where connector = ?",
                        (row, n) -> {
                            OffsetDateTime at = row.getObject("looked_at", OffsetDateTime.class);
                            return new Look(
                                    row.getString("wanted"),
                                    at == null ? null : at.toInstant(),
                                    row.getString("problem"));
                        },
                        connector.text())
                .stream()
                .findFirst();
    }

    /**
     * Takes a connector's next look for this node; false if its time has not come or another node is at it.
     *
     * @param wanted what it is to be subscribed to; another than before is looked at at once
     * @param anyway its time has come in any case
     */
    boolean take(ConnectorName connector, String wanted, boolean anyway, Duration lease) {
        OffsetDateTime now = ShopDeliveries.column(clock.instant());
        if (look(connector).isEmpty()) {
            try {
                jdbc.update(
                        "insert into subscription_look (connector, wanted, due_at) values (?, '', ?)",
                        connector.text(),
                        now);
            } catch (DuplicateKeyException madeElsewhere) {
                return false;
            }
        }
        return jdbc.update(
                        "update subscription_look set lease_until = ? where connector = ?"
                                + " and (lease_until is null or lease_until < ?) and (due_at <= ? or wanted <> ?"
                                + (anyway ? " or 1 = 1)" : ")"),
                        ShopDeliveries.column(clock.instant().plus(lease)),
                        connector.text(),
                        now,
                        now,
                        wanted)
                > 0;
    }

    /** A look has ended. @param problem null: at its own end */
    void ended(ConnectorName connector, String wanted, @Nullable String problem, Duration next) {
        Instant now = clock.instant();
        jdbc.update(
                "update subscription_look set wanted = ?, lease_until = null, due_at = ?, problem = ? where connector = ?",
                wanted,
                ShopDeliveries.column(now.plus(next)),
                problem == null ? null : BoundedText.bounded(problem, LONGEST),
                connector.text());
        if (problem == null) {
            jdbc.update(
                    "update subscription_look set looked_at = ? where connector = ?",
                    ShopDeliveries.column(now),
                    connector.text());
        }
    }

    /** A database that only one process can open has no other nodes. */
    void releaseAll() {
        jdbc.update("update subscription_look set lease_until = null where lease_until is not null");
    }

    /** In the order of the topics; those of topics that are no more are left out. */
    Map<Topic, ShopSubscription> of(ConnectorName connector) {
        Map<Topic, ShopSubscription> rows = new EnumMap<>(Topic.class);
        jdbc.query(
                "select topic, shopify_id, uri, state, problem from shop_subscription where connector = ?",
                row -> {
                    Topic topic = Topic.of(row.getString("topic")).orElse(null);
                    if (topic != null) {
                        String id = row.getString("shopify_id");
                        rows.put(
                                topic,
                                new ShopSubscription(
                                        topic,
                                        id == null ? null : new ShopifyId(id),
                                        row.getString("uri"),
                                        ShopSubscription.State.valueOf(
                                                row.getString("state").toUpperCase(Locale.ROOT)),
                                        row.getString("problem")));
                    }
                },
                connector.text());
        return rows;
    }

    void put(ConnectorName connector, ShopSubscription subscription) {
        forget(connector, subscription.topic());
        jdbc.update(
                "insert into shop_subscription (connector, topic, shopify_id, uri, state, problem, seen_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                connector.text(),
                subscription.topic().text(),
                subscription.id() == null ? null : subscription.id().gid(),
                subscription.uri(),
                subscription.state().word(),
                subscription.problem() == null ? null : BoundedText.bounded(subscription.problem(), LONGEST),
                ShopDeliveries.column(clock.instant()));
    }

    /** Those of another shop are none of this one's. */
    void forgetAll(ConnectorName connector) {
        jdbc.update("delete from shop_subscription where connector = ?", connector.text());
    }

    void forget(ConnectorName connector, Topic topic) {
        jdbc.update("delete from shop_subscription where connector = ? and topic = ?", connector.text(), topic.text());
    }
}
