package io.silkroute.shopify.log;

import io.silkroute.catalogue.Ids;
import io.silkroute.connector.ConnectorName;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Usage;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The last calls of each item. Written in batches beside the calls: entries that were not yet written are lost
 * when the process dies, and dropped when the database does not keep up.
 */
@Component("shopRequestLog")
public class RequestLog {

    static final int LONGEST = 16 << 10;
    static final int PER_ITEM = 5;
    private static final int WAITING = 2_000;
    private static final int BATCH = 200;

    private final BlockingQueue<Noted> waiting = new ArrayBlockingQueue<>(WAITING);
    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;
    private final TransactionTemplate transaction;
    private final Clock clock;

    public RequestLog(JdbcTemplate jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.named = new NamedParameterJdbcTemplate(jdbc);
        this.transaction = transaction;
        this.clock = clock;
    }

    private record Noted(
            ConnectorName connector,
            String item,
            Instant at,
            String operation,
            String result,
            Usage usage,
            byte[] request,
            byte @Nullable [] answer) {}

    /** The item's last calls, newest first. */
    public List<LoggedRequest> of(ConnectorName connector, String item) {
        write();
        return jdbc.query(
                "select called_at, operation, result, request_id, attempts, points, request, answer from request_log"
                        + " where item = ? and connector = ? order by id desc",
                (row, n) -> new LoggedRequest(
                        row.getTimestamp(1).toInstant(),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getInt(5),
                        row.getDouble(6),
                        row.getString(7),
                        row.getString(8)),
                item,
                connector.text());
    }

    /**
     * What a call was for one of its items.
     *
     * @param request the body as it was sent
     * @param answerBody null: there was none
     */
    public void note(
            ConnectorName connector,
            String item,
            Operation operation,
            byte[] request,
            CallResult answer,
            byte @Nullable [] answerBody) {
        waiting.offer(new Noted(
                connector,
                item,
                clock.instant(),
                operation.name(),
                answer.word(),
                answer.usage(),
                cut(request),
                answerBody == null ? null : cut(answerBody)));
    }

    /** The route's step: writes what was noted. @return how many calls */
    synchronized int write() {
        List<Noted> batch = new ArrayList<>();
        int written = 0;
        while (waiting.drainTo(batch, BATCH) > 0) {
            transaction.executeWithoutResult(status -> {
                insert(batch);
                cutOff(batch);
            });
            written += batch.size();
            batch.clear();
        }
        return written;
    }

    private void insert(List<Noted> batch) {
        jdbc.batchUpdate(
                "insert into request_log (connector, item, called_at, operation, result, request_id, attempts,"
                        + " points, request, answer) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                batch,
                BATCH,
                (row, noted) -> {
                    row.setString(1, noted.connector().text());
                    row.setString(2, noted.item());
                    row.setTimestamp(3, Timestamp.from(noted.at()));
                    row.setString(4, noted.operation());
                    row.setString(5, noted.result());
                    row.setString(6, noted.usage().requestId());
                    row.setInt(7, noted.usage().attempts());
                    row.setDouble(8, noted.usage().points());
                    row.setString(9, text(noted.request()));
                    row.setString(10, noted.answer() == null ? null : text(noted.answer()));
                });
    }

    private void cutOff(List<Noted> batch) {
        Map<ConnectorName, TreeSet<String>> items = new TreeMap<>();
        batch.forEach(noted -> items.computeIfAbsent(noted.connector(), name -> new TreeSet<>())
                .add(noted.item()));
        List<Object[]> old = new ArrayList<>();
        items.forEach((connector, names) -> {
            Map<String, Integer> seen = new TreeMap<>();
            Ids.slices(
                    names,
                    slice -> named.query(
                            "select r.id, r.item from " + Ids.TABLE + " join request_log r on r.item = k.id"
                                    + " and r.connector = :connector order by r.id desc",
                            new MapSqlParameterSource("connector", connector.text()).addValue("ids", slice),
                            row -> {
                                if (seen.merge(row.getString(2), 1, Integer::sum) > PER_ITEM) {
                                    old.add(new Object[] {row.getLong(1)});
                                }
                            }));
        });
        jdbc.batchUpdate("delete from request_log where id = ?", old);
    }

    private static byte[] cut(byte[] body) {
        return body.length <= LONGEST ? body : java.util.Arrays.copyOf(body, LONGEST);
    }

    // PostgreSQL takes no NUL in a text.
    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8).replace("\0", "");
    }
}
