package io.silkroute.webhook;

import io.silkroute.connector.ConnectorName;
import io.silkroute.shopify.BoundedText;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** What shops have told that a person should know. */
@Repository
public class ShopNotices {

    private static final int LONGEST = 1000;
    private static final int MOST = 50;

    private final JdbcTemplate jdbc;
    private final Clock clock;

    ShopNotices(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param event such as {@code app-uninstalled} */
    public record ShopNotice(long id, String connector, String event, Instant at, String sentence) {}

    /** Within the caller's transaction, if there is one. */
    void note(ConnectorName connector, String event, String sentence) {
        jdbc.update(
                "insert into shop_notice (connector, event, noted_at, sentence) values (?, ?, ?, ?)",
                connector.text(),
                event,
                ShopDeliveries.column(clock.instant()),
                BoundedText.bounded(sentence, LONGEST));
    }

    /** The latest since then, the newest first. */
    public List<ShopNotice> since(Instant from) {
        return jdbc.query(
                "select id, connector, event, noted_at, sentence from shop_notice where noted_at >= ? order by id desc"
                        + " fetch first " + MOST + " rows only",
                (row, n) -> new ShopNotice(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getObject(4, OffsetDateTime.class).toInstant(),
                        row.getString(5)),
                ShopDeliveries.column(from));
    }
}
