package io.silkroute.notify;

import io.silkroute.connector.ConnectorData;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ConnectorTable;
import io.silkroute.connector.config.ToldEvents;
import io.silkroute.delivery.DueDeliveries;
import io.silkroute.outbox.OutboxEvent;
import io.silkroute.outbox.OutboxListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Keeps what the outbox tells and people should know, as far as no feature's own tables tell it. */
@Repository
class KeptNotices implements OutboxListener, ConnectorData {

    /** Longer than the ends that are told of long before. */
    private static final Duration KEPT = Duration.ofDays(120);

    private static final int FORGOTTEN = 1000;
    private static final String SUCCESS = "success";
    private static final String WARNING = "warning";
    private static final String ERROR = "error";

    /** A run that failed, an open conflict, a disk and an app are looked up where they are kept. */
    private static final Map<String, String> KINDS = Map.of(
            ToldEvents.RUN_RECOVERED, SUCCESS,
            ToldEvents.THRESHOLD_REACHED, SUCCESS,
            ToldEvents.CODES_GENERATED, SUCCESS,
            ToldEvents.IMPORT_DONE, SUCCESS,
            ToldEvents.SYNC_COMPLETED, SUCCESS,
            ToldEvents.SOURCE_FAILED, ERROR,
            ToldEvents.SOURCE_RECOVERED, SUCCESS,
            ToldEvents.SUBSCRIPTION_LOST, WARNING,
            ToldEvents.API_VERSION_ENDS, WARNING,
            DueDeliveries.RECEIVER_DISABLED, ERROR);

    private final JdbcTemplate jdbc;
    private final Clock clock;

    KeptNotices(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void happened(List<Told> events) {
        for (Told told : events) {
            kind(told.event()).filter(kind -> !isKept(told.id())).ifPresent(kind -> keep(told, kind));
        }
        jdbc.update(
                "delete from notice where place in (select place from notice where noted_at < ? order by noted_at"
                        + " fetch first " + FORGOTTEN + " rows only)",
                column(clock.instant().minus(KEPT)));
    }

    private static Optional<String> kind(OutboxEvent event) {
        if (event.type().equals(ToldEvents.SYNC_COMPLETED) && !isAskedFor(event)) {
            return Optional.empty();
        }
        boolean failures = event.data().get("failed") instanceof Number failed && failed.longValue() > 0
                || event.type().equals(ToldEvents.IMPORT_DONE)
                        && !"completed".equals(event.data().get("state"));
        return Optional.ofNullable(KINDS.get(event.type())).map(kind -> failures ? WARNING : kind);
    }

    /** By a person; a force refresh is told as such. */
    private static boolean isAskedFor(OutboxEvent event) {
        return event.data().get("askedBy") != null
                && !"force-refresh".equals(event.data().get("mode"));
    }

    private boolean isKept(String id) {
        return !jdbc.query("select id from notice where id = ?", (row, n) -> row.getString(1), id)
                .isEmpty();
    }

    private void keep(Told told, String kind) {
        OutboxEvent event = told.event();
        ConnectorName connector = event.connector();
        jdbc.update(
                "insert into notice (id, connector, kind, event, noted_at, sentence, address) values (?, ?, ?, ?, ?, ?, ?)",
                told.id(),
                connector == null ? null : connector.text(),
                kind,
                event.type(),
                column(event.at()),
                event.sentence(),
                event.address());
    }

    /** The latest since then, the newest first. */
    List<Notification> since(Instant from, int most) {
        return jdbc.query(
                "select * from notice where noted_at >= ? order by noted_at desc, place desc fetch first " + most
                        + " rows only",
                (row, n) -> new Notification(
                        "event:" + row.getString("id"),
                        row.getObject("noted_at", OffsetDateTime.class).toInstant(),
                        row.getString("kind"),
                        row.getString("event"),
                        row.getString("connector"),
                        row.getString("sentence"),
                        row.getString("address"),
                        false),
                column(from));
    }

    /** Was an event told with these words since then? */
    boolean isTold(String event, String sentence, Instant from) {
        return !jdbc.query(
                        "select id from notice where event = ? and noted_at >= ? and sentence = ? fetch first 1 rows only",
                        (row, n) -> row.getString(1),
                        event,
                        column(from),
                        sentence)
                .isEmpty();
    }

    private static OffsetDateTime column(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    @Override
    public void purge(ConnectorName connector) {
        new ConnectorTable(jdbc, "notice", "place").purge(connector);
    }
}
