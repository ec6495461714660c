package io.silkroute.run;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Messages that could not be worked off: kept, visible, and put back on their queue on request. */
@Component("deadLetters")
public class DeadLetters {

    private final JdbcTemplate jdbc;
    private final ActivityLog activity;
    private final ProducerTemplate camel;
    private final Clock clock;

    DeadLetters(JdbcTemplate jdbc, ActivityLog activity, ProducerTemplate camel, Clock clock) {
        this.jdbc = jdbc;
        this.activity = activity;
        this.camel = camel;
        this.clock = clock;
    }

    /** @param size characters of the message */
    public record DeadLetter(
            long id, Instant keptAt, String queue, @Nullable String connector, int size) {}

    @Transactional
    public void keep(
            @Body String body,
            @Header("_AMQ_ORIG_QUEUE") @Nullable String queue,
            @Header("connector") @Nullable String connector,
            @Header("arrival") @Nullable Long arrival) {
        String origin = queue == null ? "unknown" : queue;
        jdbc.update(
                "insert into dead_letter (kept_at, queue, connector, arrival, body) values (?, ?, ?, ?, ?)",
                clock.instant().atOffset(ZoneOffset.UTC),
                origin,
                connector,
                arrival,
                body);
        activity.append(Entry.ofOperator(
                connector,
                "silkroute",
                "A message of queue " + origin + " could not be worked off after several attempts. It is kept under"
                        + " dead letters; the log says why. Replay it there when the cause is gone."));
    }

    public List<DeadLetter> all() {
        return jdbc.query(
                "select id, kept_at, queue, connector, char_length(body) as size from dead_letter order by id desc"
                        + " fetch first 500 rows only",
                (row, n) -> new DeadLetter(
                        row.getLong("id"),
                        row.getObject("kept_at", OffsetDateTime.class).toInstant(),
                        row.getString("queue"),
                        row.getString("connector"),
                        row.getInt("size")));
    }

    /** Puts a message back on its queue. Twice does no harm: every consumer's work is idempotent. */
    public boolean replay(long id) {
        List<Map<String, Object>> rows = jdbc.queryForList("select * from dead_letter where id = ?", id);
        if (rows.isEmpty()) {
            return false;
        }
        Map<String, Object> letter = rows.get(0);
        camel.sendBodyAndHeaders(
                "jms:queue:" + letter.get("queue"),
                letter.get("body"),
                letter.get("connector") == null
                        ? Map.of()
                        : Map.of(
                                "connector",
                                letter.get("connector"),
                                "arrival",
                                letter.get("arrival") == null ? 0L : letter.get("arrival"),
                                "JMSXGroupID",
                                letter.get("connector")));
        jdbc.update("delete from dead_letter where id = ?", id);
        return true;
    }
}
