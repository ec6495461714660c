package io.silkroute.deadletter;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Messages that could not be worked off: kept, visible, and put back on their queue on request. */
@Component("deadLetters")
public class DeadLetters {

    static final int SHOWN = 16_000;

    private static final String CHANGES = "pim.changes"; // the queue whose messages are bytes
    private static final Set<String> QUEUES = Set.of(CHANGES, "sync.runs", "shop.events");

    private final JdbcTemplate jdbc;
    private final ActivityLog activity;
    private final ProducerTemplate camel;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DeadLetters(
            JdbcTemplate jdbc,
            ActivityLog activity,
            ProducerTemplate camel,
            TransactionTemplate transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.activity = activity;
        this.camel = camel;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @param size characters of the message */
    public record DeadLetter(
            long id, Instant keptAt, String queue, @Nullable String connector, int size) {}

    /** @param body the message's beginning, at most {@value #SHOWN} characters */
    public record Opened(DeadLetter letter, String body) {}

    @Transactional
    public void keep(
            @Body Object body,
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
                body instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : body.toString());
        activity.append(Entry.ofOperator(
                connector,
                "silkroute",
                "A message of queue " + origin + " could not be worked off after several attempts. It is kept under"
                        + " dead letters; the log says why. Replay it there when the cause is gone."));
    }

    /**
     * Newest first.
     *
     * @param connector whose messages; null: of all
     * @param before the id of the last one that was read; null: from the newest on
     */
    public List<DeadLetter> page(@Nullable String connector, @Nullable Long before, int limit) {
        List<Object> given = new ArrayList<>(List.of(before == null ? Long.MAX_VALUE : before));
        if (connector != null) {
            given.add(connector);
        }
        return jdbc.query(
                "select id, kept_at, queue, connector, char_length(body) as size from dead_letter where id < ?"
                        + (connector == null ? "" : " and connector = ?") + " order by id desc fetch first " + limit
                        + " rows only",
                (row, n) -> letter(row),
                given.toArray());
    }

    public long count() {
        Long count = jdbc.queryForObject("select count(*) from dead_letter", Long.class);
        return count == null ? 0 : count;
    }

    /** How many were for this connector. */
    public long count(String connector) {
        Long count = jdbc.queryForObject("select count(*) from dead_letter where connector = ?", Long.class, connector);
        return count == null ? 0 : count;
    }

    public Optional<Opened> find(long id) {
        return jdbc
                .query(
                        "select id, kept_at, queue, connector, char_length(body) as size,"
                                + " substring(body from 1 for " + SHOWN + ") as shown from dead_letter where id = ?",
                        (row, n) -> new Opened(letter(row), row.getString("shown")),
                        id)
                .stream()
                .findFirst();
    }

    /**
     * Puts a message back on its queue; false if there is none with this id. Twice does no harm: every consumer's
     * work is idempotent.
     */
    public boolean replay(long id, String actor) {
        var rows = jdbc.queryForList("select * from dead_letter where id = ?", id);
        if (rows.isEmpty()) {
            return false;
        }
        var letter = rows.get(0);
        String queue = String.valueOf(letter.get("queue"));
        if (!QUEUES.contains(queue)) {
            throw DeadLetterRefused.foreign(queue);
        }
        String connector = (String) letter.get("connector");
        String body = String.valueOf(letter.get("body"));
        camel.sendBodyAndHeaders(
                "jms:queue:" + queue,
                queue.equals(CHANGES) ? body.getBytes(StandardCharsets.UTF_8) : body,
                headers(connector, letter.get("arrival")));
        end(id, connector, actor, "A message was put back on its queue " + queue + ".");
        return true;
    }

    /** Deletes a message for good; false if there is none with this id. */
    public boolean discard(long id, String actor) {
        Optional<DeadLetter> letter = find(id).map(Opened::letter);
        letter.ifPresent(known -> end(
                id,
                known.connector(),
                actor,
                "A message of queue " + known.queue() + " was discarded; it will not be worked off."));
        return letter.isPresent();
    }

    private void end(long id, @Nullable String connector, String actor, String sentence) {
        transaction.executeWithoutResult(status -> {
            if (jdbc.update("delete from dead_letter where id = ?", id) == 1) {
                activity.append(Entry.ofOperator(connector, actor, sentence));
            }
        });
    }

    private static Map<String, Object> headers(@Nullable String connector, @Nullable Object arrival) {
        return connector == null
                ? Map.of()
                : Map.of("connector", connector, "arrival", arrival == null ? 0L : arrival, "JMSXGroupID", connector);
    }

    private static DeadLetter letter(ResultSet row) throws SQLException {
        return new DeadLetter(
                row.getLong("id"),
                row.getObject("kept_at", OffsetDateTime.class).toInstant(),
                row.getString("queue"),
                row.getString("connector"),
                row.getInt("size"));
    }
}
