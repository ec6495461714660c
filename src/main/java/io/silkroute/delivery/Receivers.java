package io.silkroute.delivery;

import io.silkroute.connector.ConnectorName;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** How each address answers of late: nothing is known of one that always did. */
@Repository
public class Receivers {

    private static final Logger LOG = LoggerFactory.getLogger(Receivers.class);
    private static final int LONGEST = 1000;

    private final JdbcTemplate jdbc;
    private final DeliverySettings settings;

    Receivers(JdbcTemplate jdbc, DeliverySettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /**
     * @param failingSince since when every call has failed; null: the last one did not
     * @param disabledAt null: it is called
     * @param reason why it is not, or why the last call failed
     */
    public record Standing(
            int failures,
            @Nullable Instant failingSince,
            @Nullable Instant disabledAt,
            @Nullable String reason) {

        /** The sentence that says that it is not called; null: it is. */
        public @Nullable String disabled() {
            return disabledAt == null ? null : "The address is disabled since " + disabledAt + ". " + reason;
        }
    }

    /** Empty: it has always answered. */
    public Optional<Standing> of(ConnectorName connector, String url) {
        return of(DeliveryIds.receiver(connector, url));
    }

    Optional<Standing> of(String receiver) {
        return jdbc
                .query(
                        "select * from outgoing_receiver where receiver = ?",
                        (row, n) -> new Standing(
                                row.getInt("failures"),
                                instant(row.getObject("failing_since", OffsetDateTime.class)),
                                instant(row.getObject("disabled_at", OffsetDateTime.class)),
                                row.getString("reason")),
                        receiver)
                .stream()
                .findFirst();
    }

    /** It is called again, also where it was disabled. */
    void answered(String receiver) {
        jdbc.update(
                "update outgoing_receiver set failures = 0, failing_since = null, paused_until = null, disabled_at = null,"
                        + " reason = null where receiver = ? and (failures > 0 or disabled_at is not null)",
                receiver);
    }

    /** Makes its row where there is none; outside of any transaction, for another may make it at the same moment. */
    void ensure(OutgoingDelivery delivery) {
        if (of(delivery.receiver()).isEmpty()) {
            try {
                jdbc.update(
                        "insert into outgoing_receiver (receiver, connector, url, failures) values (?, ?, ?, 0)",
                        delivery.receiver(),
                        delivery.connector().text(),
                        delivery.url());
            } catch (DuplicateKeyException made) {
                LOG.debug("another call has failed at the same moment", made);
            }
        }
    }

    void failed(OutgoingDelivery delivery, ReceiverAnswer answer, Instant now) {
        String sentence = cut(answer.sentence());
        int failures = of(delivery.receiver()).map(Standing::failures).orElse(0) + 1;
        Duration asked = answer.retryAfter();
        Duration pause = asked != null ? asked : settings.pauseOfReceiver(failures);
        OffsetDateTime until = answer.overloaded() ? column(now.plus(pause)) : null;
        jdbc.update(
                "update outgoing_receiver set failures = failures + 1, reason = case when disabled_at is null then ? else"
                        + " reason end, paused_until = ?, failing_since = coalesce(failing_since, ?) where receiver = ?",
                sentence,
                until,
                column(now),
                delivery.receiver());
    }

    /** @return false if it was disabled already */
    boolean disable(String receiver, String reason, Instant now) {
        return jdbc.update(
                        "update outgoing_receiver set disabled_at = ?, reason = ? where receiver = ? and disabled_at is null",
                        column(now),
                        cut(reason),
                        receiver)
                > 0;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime column(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
