package io.silkroute.webhook;

import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.ShopCustomer;
import io.silkroute.shopify.BoundedText;
import io.silkroute.shopify.ShopifyId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/**
 * The store of deliveries, and of the objects that they tell of until somebody was told. A delivery and its news are
 * written in one transaction; the message that brought it is acknowledged after that.
 */
@Repository("shopDeliveries")
public class ShopDeliveries {

    private static final int LONGEST = 1000;

    private final JdbcTemplate jdbc;
    private final Connectors connectors;
    private final WebhookSettings settings;
    private final TransactionTemplate transaction;
    private final ObjectMapper json;
    private final Clock clock;

    ShopDeliveries(
            JdbcTemplate jdbc,
            Connectors connectors,
            WebhookSettings settings,
            TransactionTemplate transaction,
            ObjectMapper json,
            Clock clock) {
        this.jdbc = jdbc;
        this.connectors = connectors;
        this.settings = settings;
        this.transaction = transaction;
        this.json = json;
        this.clock = clock;
    }

    /** What became of a delivery. */
    enum State {
        PENDING,
        DONE,
        OLDER,
        IGNORED,
        FAILED;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** A message of the queue. @throws UnreadableDelivery for one that does not say what it is about */
    public ShopDelivery read(String message) {
        ShopDelivery delivery;
        try {
            delivery = json.readValue(message, ShopDelivery.class);
        } catch (JacksonException e) {
            throw new UnreadableDelivery("A message of the queue is no webhook: " + e.getOriginalMessage());
        }
        if (delivery.unreadable() != null) {
            throw new UnreadableDelivery("A webhook cannot be read. "
                    + BoundedText.bounded(delivery.unreadable(), 200).replaceAll("\\p{Cntrl}", " "));
        }
        return delivery;
    }

    boolean contains(String connector, String webhookId) {
        return !jdbc.queryForList(
                        "select id from shop_delivery where webhook_id = ? and connector = ?",
                        Long.class,
                        webhookId,
                        connector)
                .isEmpty();
    }

    private record Known(boolean deleted, @Nullable Instant changedAt, Instant firstAt, int waiting, int attempts) {

        /** Are these news older than what was told already? An object that is deleted never comes back under its id. */
        boolean newerThan(ShopDelivery delivery, boolean deletes) {
            return !deletes && deleted
                    || changedAt != null
                            && delivery.changedAt() != null
                            && delivery.changedAt().isBefore(changedAt);
        }
    }

    /** Keeps a delivery that was not kept before, and what it tells of its object. */
    public void keep(ShopDelivery delivery) {
        Optional<Connector> connector =
                ConnectorName.asked(delivery.connector()).flatMap(connectors::find);
        if (connector.isEmpty()) {
            return; // it was deleted meanwhile, with all that is kept of it
        }
        transaction.executeWithoutResult(status -> {
            Topic topic = Topic.of(delivery.topic()).orElse(null);
            String ignored = topic == null
                    ? "Nothing here has to do with this topic."
                    : ofAnotherShop(delivery, connector.get());
            if (topic == null || ignored != null || delivery.object() == null) {
                insert(delivery, topic, State.IGNORED, ignored);
            } else {
                gather(delivery, topic);
            }
        });
    }

    private static @Nullable String ofAnotherShop(ShopDelivery delivery, Connector connector) {
        String own = connector.config().shop().domain();
        return delivery.shop() != null && delivery.shop().equalsIgnoreCase(own)
                ? null
                : "It comes from " + (delivery.shop() == null ? "no shop that it names" : delivery.shop())
                        + " and not from " + own + ".";
    }

    private void gather(ShopDelivery delivery, Topic topic) {
        Object[] key = {topic.gathered(), Objects.requireNonNull(delivery.object()), delivery.connector()};
        Instant now = clock.instant();
        // Locks the object's row, so that its deliveries are numbered in the order in which they are kept.
        boolean known = jdbc.update(
                        "update shop_object set newest = newest where subject = ? and id = ? and connector = ?", key)
                > 0;
        if (!known) {
            jdbc.update(
                    "insert into shop_object (subject, id, connector, deleted, first_at, latest_at, waiting, newest, attempts)"
                            + " values (?, ?, ?, false, ?, ?, 0, 0, 0)",
                    key[0],
                    key[1],
                    key[2],
                    column(now),
                    column(now));
        }
        Known before = jdbc.query(
                        "select deleted, changed_at, first_at, waiting, attempts from shop_object"
                                + " where subject = ? and id = ? and connector = ?",
                        (row, n) -> new Known(
                                row.getBoolean("deleted"),
                                instant(row, "changed_at"),
                                Objects.requireNonNull(instant(row, "first_at")),
                                row.getInt("waiting"),
                                row.getInt("attempts")),
                        key)
                .get(0);
        if (topic.about() != null && before.newerThan(delivery, topic.deletes())) {
            insert(delivery, topic, State.OLDER, "What was told of it before is newer.");
            return;
        }
        long id = insert(delivery, topic, State.PENDING, null);
        int waiting = before.waiting() + 1;
        Instant first = before.waiting() == 0 ? now : before.firstAt();
        Instant latest = first.plus(settings.longest());
        Instant quiet = now.plus(settings.quiet());
        Instant due =
                topic.about() == null || waiting >= settings.most() ? now : quiet.isBefore(latest) ? quiet : latest;
        Instant changedAt = delivery.changedAt() == null ? before.changedAt() : delivery.changedAt();
        jdbc.update(
                "update shop_object set deleted = ?, changed_at = ?, first_at = ?, latest_at = ?, waiting = ?, newest = ?,"
                        + " detail = ? where subject = ? and id = ? and connector = ?",
                before.deleted() || topic.deletes(),
                changedAt == null ? null : column(changedAt),
                column(first),
                column(now),
                waiting,
                id,
                delivery.customer() == null ? null : json.writeValueAsString(delivery.customer()),
                key[0],
                key[1],
                key[2]);
        // What has failed keeps its pause: more news do not make the shop answer.
        jdbc.update(
                "update shop_object set due_at = ? where subject = ? and id = ? and connector = ?"
                        + " and (attempts = 0 or due_at is null)",
                column(due),
                key[0],
                key[1],
                key[2]);
    }

    private long insert(ShopDelivery delivery, @Nullable Topic topic, State state, @Nullable String reason) {
        OffsetDateTime now = column(clock.instant());
        PreparedStatementCreator insert = connection -> {
            var statement = connection.prepareStatement(
                    "insert into shop_delivery (connector, webhook_id, topic, event_id, api_version, subject, object,"
                            + " changed_at, triggered_at, received_at, state, reason, ended_at)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    new String[] {"id"});
            Object[] values = {
                delivery.connector(),
                delivery.webhookId(),
                delivery.topic(),
                delivery.eventId(),
                delivery.apiVersion(),
                topic == null ? null : topic.gathered(),
                delivery.object(),
                delivery.changedAt() == null ? null : column(delivery.changedAt()),
                delivery.triggeredAt() == null ? null : column(delivery.triggeredAt()),
                column(delivery.receivedAt()),
                state.word(),
                reason,
                state == State.PENDING ? null : now
            };
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement;
        };
        KeyHolder id = new GeneratedKeyHolder();
        jdbc.update(insert, id);
        return Objects.requireNonNull(id.getKey()).longValue();
    }

    /**
     * Takes objects whose time has come for this node; no other takes them until the lease is over.
     *
     * @param most of all connectors together
     * @param busy connectors of which none is taken
     */
    List<WaitingObject> take(int most, Duration lease, Collection<ConnectorName> busy) {
        OffsetDateTime now = column(clock.instant());
        OffsetDateTime until = column(clock.instant().plus(lease));
        List<Object> given = new ArrayList<>(List.of(now, now));
        busy.forEach(connector -> given.add(connector.text()));
        return jdbc
                .query(
                        "select * from shop_object where due_at <= ? and (lease_until is null or lease_until < ?)"
                                + " and connector <> ?".repeat(busy.size()) + " order by due_at fetch first " + most
                                + " rows only",
                        (row, n) -> waiting(row),
                        given.toArray())
                .stream()
                .filter(object -> jdbc.update(
                                "update shop_object set lease_until = ? where subject = ? and id = ? and connector = ?"
                                        + " and newest = ? and due_at <= ? and (lease_until is null or lease_until < ?)",
                                until,
                                object.subject(),
                                object.id().gid(),
                                object.connector().text(),
                                object.newest(),
                                now,
                                now)
                        > 0)
                .toList();
    }

    private WaitingObject waiting(ResultSet row) throws SQLException {
        String detail = row.getString("detail");
        return new WaitingObject(
                new ConnectorName(row.getString("connector")),
                row.getString("subject"),
                new ShopifyId(row.getString("id")),
                row.getBoolean("deleted"),
                instant(row, "changed_at"),
                row.getLong("newest"),
                row.getInt("waiting"),
                row.getInt("attempts"),
                detail == null ? null : json.readValue(detail, ShopCustomer.class));
    }

    /** Nothing more is to be told of what these objects' deliveries said, but for those that came meanwhile. */
    void end(List<WaitingObject> objects, State state, @Nullable String reason) {
        OffsetDateTime now = column(clock.instant());
        transaction.executeWithoutResult(status -> objects.forEach(object -> {
            Object[] key = {
                object.subject(), object.id().gid(), object.connector().text()
            };
            int still = jdbc.update(
                    "update shop_object set due_at = null, waiting = 0, attempts = 0, problem = null, lease_until = null,"
                            + " detail = null where subject = ? and id = ? and connector = ? and newest = ?",
                    key[0],
                    key[1],
                    key[2],
                    object.newest());
            if (still == 0) {
                jdbc.update(
                        "update shop_object set waiting = waiting - ?, first_at = latest_at, attempts = 0, problem = null,"
                                + " lease_until = null where subject = ? and id = ? and connector = ?",
                        object.waiting(),
                        key[0],
                        key[1],
                        key[2]);
            }
            jdbc.update(
                    "update shop_delivery set state = ?, reason = ?, ended_at = ? where object = ? and connector = ?"
                            + " and state = 'pending' and subject = ? and id <= ?",
                    state.word(),
                    reason == null ? null : BoundedText.bounded(reason, LONGEST),
                    now,
                    key[1],
                    key[2],
                    key[0],
                    object.newest());
        }));
    }

    /** Telling of an object has failed: it is told again when the pause is over. */
    void postpone(WaitingObject object, String problem) {
        int failures = object.attempts() + 1;
        jdbc.update(
                "update shop_object set attempts = ?, problem = ?, due_at = ?, lease_until = null"
                        + " where subject = ? and id = ? and connector = ?",
                failures,
                BoundedText.bounded(problem, LONGEST),
                column(clock.instant().plus(settings.pause(failures))),
                object.subject(),
                object.id().gid(),
                object.connector().text());
    }

    /** A database that only one process can open has no other nodes: what is taken at start-up was a dead one's. */
    void releaseAll() {
        jdbc.update("update shop_object set lease_until = null where lease_until is not null");
    }

    /** Deliveries from then on are known when they come again; the route deletes older ones. */
    public OffsetDateTime oldest() {
        return column(clock.instant().minus(settings.keep()));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static OffsetDateTime column(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
