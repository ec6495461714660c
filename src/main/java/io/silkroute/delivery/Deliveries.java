package io.silkroute.delivery;

import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConnectorConfig.Notifications.Format;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/** The store of deliveries and of the attempts to make them. */
@Repository("deliveries")
public class Deliveries {

    private static final int LONGEST_REASON = 1000;
    private static final int LONGEST_PROBLEM = 500;
    private static final int SHOWN_ATTEMPTS = 50;
    private static final int SLICE = 500;

    /** Unless another node has sent it meanwhile, or nobody is to. */
    private static final String AS_IT_WAS = " where id = ? and attempts = ? and state = 'pending'";

    private final JdbcTemplate jdbc;
    private final DeliverySettings settings;
    private final Clock clock;

    Deliveries(JdbcTemplate jdbc, DeliverySettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /** Adds those that are not there yet; within the caller's transaction. */
    void add(List<OutgoingDelivery> deliveries) {
        Set<String> there = present(deliveries);
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (OutgoingDelivery one : deliveries) {
            if (there.add(one.id())) {
                rows.add(new @Nullable Object[] {
                    one.id(),
                    one.connector().text(),
                    one.event(),
                    one.type(),
                    one.receiver(),
                    one.url(),
                    word(one.format()),
                    one.body(),
                    one.state().word(),
                    one.asked(),
                    column(one.created()),
                    nullable(one.due()),
                    one.reason(),
                    nullable(one.ended())
                });
            }
        }
        jdbc.batchUpdate(
                "insert into outgoing_delivery (webhook_id, connector, event, type, receiver, url, format, body, state, asked,"
                        + " created_at, due_at, attempts, reason, ended_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)",
                rows);
    }

    private Set<String> present(List<OutgoingDelivery> deliveries) {
        Set<String> present = new HashSet<>();
        for (int from = 0; from < deliveries.size(); from += SLICE) {
            List<OutgoingDelivery> slice = deliveries.subList(from, Math.min(deliveries.size(), from + SLICE));
            jdbc.query(
                    "select d.webhook_id from unnest(cast(? as varchar(40) array[1000])) as k(id)"
                            + " join outgoing_delivery d on d.webhook_id = k.id",
                    row -> {
                        present.add(row.getString("webhook_id"));
                    },
                    new SqlArrayValue(
                            "varchar", slice.stream().map(OutgoingDelivery::id).toArray()));
        }
        return present;
    }

    Optional<OutgoingDelivery> find(String id) {
        return jdbc.query("select * from outgoing_delivery where webhook_id = ?", Deliveries::read, id).stream()
                .findFirst();
    }

    /**
     * Takes deliveries whose time has come for this node; no other takes them until the lease is over.
     *
     * @param busy receivers of which none is taken
     */
    List<OutgoingDelivery> take(int most, Duration lease, Collection<String> busy) {
        OffsetDateTime now = column(clock.instant());
        List<Object> given = new ArrayList<>(List.of(now, now, now));
        given.addAll(busy);
        return jdbc
                .query(
                        "select d.* from outgoing_delivery d where d.due_at <= ? and (d.lease_until is null or"
                                + " d.lease_until < ?) and not exists (select 1 from outgoing_receiver r where"
                                + " r.receiver = d.receiver and r.paused_until > ?)"
                                + " and d.receiver <> ?".repeat(busy.size())
                                + " order by d.due_at, d.id fetch first " + most + " rows only",
                        Deliveries::read,
                        given.toArray())
                .stream()
                .filter(one -> claim(one, lease))
                .toList();
    }

    /** Takes one for this node. @return false if it was sent, or taken, meanwhile */
    private boolean claim(OutgoingDelivery delivery, Duration lease) {
        OffsetDateTime now = column(clock.instant());
        return jdbc.update(
                        "update outgoing_delivery set lease_until = ? where id = ? and attempts = ? and due_at <= ?"
                                + " and (lease_until is null or lease_until < ?)",
                        column(clock.instant().plus(lease)),
                        delivery.place(),
                        delivery.attempts(),
                        now,
                        now)
                > 0;
    }

    /** Keeps one that was taken then. @return false if it was sent or skipped meanwhile, or another node has taken it */
    boolean keep(OutgoingDelivery delivery, Instant taken, Duration lease) {
        return jdbc.update(
                        "update outgoing_delivery set lease_until = ?" + AS_IT_WAS + " and lease_until <= ?",
                        column(clock.instant().plus(lease)),
                        delivery.place(),
                        delivery.attempts(),
                        column(taken.plus(lease).plusMillis(1)))
                > 0;
    }

    /** These were taken and are not sent now. */
    void giveBack(List<OutgoingDelivery> deliveries) {
        jdbc.batchUpdate(
                "update outgoing_delivery set lease_until = null where id = ? and attempts = ?",
                deliveries.stream()
                        .map(one -> new Object[] {one.place(), one.attempts()})
                        .toList());
    }

    /** These were taken and could not be sent; they come again then. */
    void giveBack(List<OutgoingDelivery> deliveries, Instant due) {
        jdbc.batchUpdate(
                "update outgoing_delivery set lease_until = null, due_at = ?" + AS_IT_WAS,
                deliveries.stream()
                        .map(one -> new Object[] {column(due), one.place(), one.attempts()})
                        .toList());
    }

    void attempted(OutgoingDelivery delivery, ReceiverAnswer answer, Instant at) {
        jdbc.update(
                "insert into outgoing_attempt (delivery, connector, attempted_at, millis, status, problem, answer)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                delivery.place(),
                delivery.connector().text(),
                column(at),
                answer.took().toMillis(),
                answer.status(),
                cut(answer.problem(), LONGEST_PROBLEM),
                cut(answer.answer(), LONGEST_PROBLEM));
    }

    /** It is not sent any more. @return false, and nothing done, if it was sent or skipped meanwhile */
    boolean end(OutgoingDelivery delivery, DeliveryState state, String reason) {
        return jdbc.update(
                        "update outgoing_delivery set state = ?, reason = ?, ended_at = ?, due_at = null, lease_until = null,"
                                + " attempts = attempts + 1" + AS_IT_WAS,
                        state.word(),
                        cut(reason, LONGEST_REASON),
                        column(clock.instant()),
                        delivery.place(),
                        delivery.attempts())
                > 0;
    }

    /** Whatever was done with it meanwhile, by another node too: it has arrived, and is not sent again. */
    void delivered(OutgoingDelivery delivery) {
        jdbc.update(
                "update outgoing_delivery set state = 'delivered', reason = null, ended_at = ?, due_at = null,"
                        + " lease_until = null, attempts = attempts + 1 where id = ? and state <> 'delivered'",
                column(clock.instant()),
                delivery.place());
    }

    /** Nothing is done if it was sent or skipped meanwhile. */
    void postpone(OutgoingDelivery delivery, Instant due, String reason) {
        jdbc.update(
                "update outgoing_delivery set attempts = attempts + 1, due_at = ?, lease_until = null, reason = ?"
                        + AS_IT_WAS,
                column(due),
                cut(reason, LONGEST_REASON),
                delivery.place(),
                delivery.attempts());
    }

    /** All that waits for an address is not sent. @return how much */
    int skip(String receiver, String reason) {
        return jdbc.update(
                "update outgoing_delivery set state = 'skipped', reason = ?, ended_at = ?, due_at = null, lease_until = null"
                        + " where receiver = ? and state = 'pending'",
                cut(reason, LONGEST_REASON),
                column(clock.instant()),
                receiver);
    }

    /** Sends it anew, under the same id, for another day. @return false if there is none */
    boolean replay(String id) {
        return jdbc.update(
                        "update outgoing_delivery set state = 'pending', attempts = 0, due_at = ?, reason = null,"
                                + " ended_at = null, lease_until = null, asked = true where webhook_id = ?",
                        column(clock.instant()),
                        id)
                > 0;
    }

    /** Which ones a list is asked for; null: any. */
    public record Asked(
            @Nullable DeliveryState state, @Nullable String event) {}

    /** The newest first. @param before the place of the last one that was read; null: from the newest on */
    public List<OutgoingDelivery> page(ConnectorName connector, Asked asked, @Nullable Long before, int limit) {
        StringBuilder sql = new StringBuilder("select * from outgoing_delivery where connector = ? and id < ?");
        List<Object> given = new ArrayList<>(List.of(connector.text(), before == null ? Long.MAX_VALUE : before));
        if (asked.state() != null) {
            sql.append(" and state = ?");
            given.add(asked.state().word());
        }
        if (asked.event() != null) {
            sql.append(" and event = ?");
            given.add(asked.event());
        }
        sql.append(" order by id desc fetch first ").append(limit).append(" rows only");
        return jdbc.query(sql.toString(), Deliveries::read, given.toArray());
    }

    /** @param status null: there was no answer */
    public record Attempt(
            Instant at,
            long millis,
            @Nullable Integer status,
            @Nullable String problem,
            @Nullable String answer) {}

    /** The latest ones of each of these deliveries, of a page at most, by its place; the newest first. */
    public Map<Long, List<Attempt>> attempts(Collection<OutgoingDelivery> page) {
        Map<Long, List<Attempt>> attempts = new HashMap<>();
        page.forEach(one -> attempts.put(one.place(), new ArrayList<>()));
        jdbc.query(
                "select a.* from unnest(cast(? as bigint array[1000])) as k(id), lateral (select * from outgoing_attempt t"
                        + " where t.delivery = k.id order by t.id desc fetch first " + SHOWN_ATTEMPTS + " rows only) a"
                        + " order by a.id desc",
                row -> {
                    Objects.requireNonNull(attempts.get(row.getLong("delivery")))
                            .add(new Attempt(
                                    row.getObject("attempted_at", OffsetDateTime.class)
                                            .toInstant(),
                                    row.getLong("millis"),
                                    row.getObject("status", Integer.class),
                                    row.getString("problem"),
                                    row.getString("answer")));
                },
                new SqlArrayValue("bigint", attempts.keySet().toArray()));
        return attempts;
    }

    /** The same of one. */
    List<Attempt> attempts(OutgoingDelivery delivery) {
        return Objects.requireNonNull(attempts(List.of(delivery)).get(delivery.place()));
    }

    /** A database that only one process can open has no other nodes: what is taken at start-up was a dead one's. */
    void releaseAll() {
        jdbc.update("update outgoing_delivery set lease_until = null where lease_until is not null");
    }

    /** Deliveries from then on are kept; the route deletes older ones. */
    public OffsetDateTime oldest() {
        return column(clock.instant().minus(settings.keep()));
    }

    private static OutgoingDelivery read(ResultSet row, int n) throws SQLException {
        return new OutgoingDelivery(
                row.getLong("id"),
                row.getString("webhook_id"),
                new ConnectorName(row.getString("connector")),
                row.getString("event"),
                row.getString("type"),
                row.getString("receiver"),
                row.getString("url"),
                Format.valueOf(row.getString("format").toUpperCase(Locale.ROOT)),
                row.getString("body"),
                DeliveryState.of(row.getString("state")).orElseThrow(),
                row.getBoolean("asked"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("due_at", OffsetDateTime.class)),
                row.getInt("attempts"),
                row.getString("reason"),
                instant(row.getObject("ended_at", OffsetDateTime.class)));
    }

    private static String word(Format format) {
        return format.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String cut(@Nullable String text, int most) {
        return text == null || text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static @Nullable OffsetDateTime nullable(@Nullable Instant time) {
        return time == null ? null : column(time);
    }

    private static OffsetDateTime column(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
