package io.silkroute.pull;

import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConnectorConfig.Pull.Stream;
import io.silkroute.mirror.Stored;
import io.silkroute.pull.ShopPull.PullCounts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The store of pulls, of how far each stream was read, and of which pull has a stream to itself. */
@Repository
class PullBook {

    private static final int LONGEST = 2_000;
    private static final int LONGEST_NAME = 100;

    private final JdbcTemplate jdbc;

    PullBook(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The row of a stream, made where there is none; the checkpoints of another shop are forgotten. */
    StreamStand open(ConnectorName connector, Stream stream, String shop) {
        List<String> known = jdbc.query(
                "select shop from pull_stream where stream = ? and connector = ?",
                (row, n) -> row.getString("shop"),
                stream.word(),
                connector.text());
        if (known.isEmpty()) {
            try {
                jdbc.update(
                        "insert into pull_stream (stream, connector, shop) values (?, ?, ?)",
                        stream.word(),
                        connector.text(),
                        shop);
            } catch (DuplicateKeyException madeElsewhere) {
                // it is as good as ours
            }
        } else if (!known.get(0).equals(shop)) {
            jdbc.update(
                    "update pull_stream set shop = ?, checkpoint = null, deleted_to = null, pulled_at = null, ended_at = null,"
                            + " problem = null where stream = ? and connector = ? and running is null",
                    shop,
                    stream.word(),
                    connector.text());
        }
        return find(connector, stream).orElseThrow();
    }

    Optional<StreamStand> find(ConnectorName connector, Stream stream) {
        return jdbc
                .query(
                        "select * from pull_stream where stream = ? and connector = ?",
                        (row, n) -> new StreamStand(
                                stream,
                                instant(row, "checkpoint"),
                                instant(row, "deleted_to"),
                                row.getString("running"),
                                instant(row, "pulled_at"),
                                instant(row, "ended_at"),
                                instant(row, "heard_at"),
                                row.getString("problem")),
                        stream.word(),
                        connector.text())
                .stream()
                .findFirst();
    }

    /** Gives a stream to a pull. @return false if another one has it */
    boolean reserve(ConnectorName connector, Stream stream, String pull) {
        return jdbc.update(
                        "update pull_stream set running = ? where stream = ? and connector = ? and running is null",
                        pull,
                        stream.word(),
                        connector.text())
                == 1;
    }

    /** Writes a pull down whose streams are reserved; part of the same transaction. */
    void add(
            String pull,
            ConnectorName connector,
            PullMode mode,
            PullTrigger trigger,
            @Nullable String actor,
            Instant now,
            Collection<StreamStand> streams) {
        jdbc.update(
                "insert into pull (id, connector, mode, started_by, state, asked_by, queued_at) values (?, ?, ?, ?, ?, ?, ?)",
                pull,
                connector.text(),
                mode.word(),
                trigger.word(),
                PullStatus.QUEUED.word(),
                actor == null || actor.length() <= LONGEST_NAME ? actor : actor.substring(0, LONGEST_NAME),
                column(now));
        int place = 0;
        for (StreamStand stream : streams) {
            jdbc.update(
                    "insert into pull_part (pull, stream, connector, place, state, everything, first_time, seen, changed,"
                            + " removed, checkpoint) values (?, ?, ?, ?, ?, ?, ?, 0, 0, 0, ?)",
                    pull,
                    stream.stream().word(),
                    connector.text(),
                    place++,
                    PullStatus.QUEUED.word(),
                    mode != PullMode.NEW || stream.checkpoint() == null,
                    stream.checkpoint() == null,
                    stream.checkpoint() == null ? null : column(stream.checkpoint()));
        }
    }

    /** Pulls that are not ended and that no node works on, for this one: by pull its new holder. */
    Map<String, String> take(int most, Instant now, Duration lease) {
        Map<String, String> taken = new LinkedHashMap<>();
        for (String pull : jdbc.queryForList(
                "select id from pull where state in ('queued', 'running') and (lease_until is null or lease_until < ?)"
                        + " order by id",
                String.class,
                column(now))) {
            String holder = UUID.randomUUID().toString();
            if (taken.size() < most
                    && jdbc.update(
                                    "update pull set state = 'running', holder = ?, lease_until = ?,"
                                            + " started_at = coalesce(started_at, ?) where id = ? and state in ('queued',"
                                            + " 'running') and (lease_until is null or lease_until < ?)",
                                    holder,
                                    column(now.plus(lease)),
                                    column(now),
                                    pull,
                                    column(now))
                            == 1) {
                taken.put(pull, holder);
            }
        }
        return taken;
    }

    /** A database that only one process can open has no other nodes: what is held at start-up was a dead one's. */
    void releaseAll() {
        jdbc.update("update pull set lease_until = null where state = 'running'");
    }

    /** This node gives a pull back, to be gone on with. */
    void release(String pull, String holder) {
        jdbc.update("update pull set lease_until = null where id = ? and holder = ?", pull, holder);
    }

    /** What of a pull is to be done yet. */
    List<PullTask> tasks(String pull, String holder) {
        return jdbc.query(
                "select p.id, p.holder, p.connector, t.stream, p.mode, t.everything, t.first_time, p.started_at, t.bulk"
                        + " from pull p join pull_part t on t.pull = p.id where p.id = ? and p.holder = ? and p.state = 'running'"
                        + " and t.state in ('queued', 'running') order by t.place",
                (row, n) -> new PullTask(
                        row.getString(1),
                        row.getString(2),
                        new ConnectorName(row.getString(3)),
                        Stream.of(row.getString(4)),
                        PullMode.of(row.getString(5)).orElseThrow(),
                        row.getBoolean(6),
                        row.getBoolean(7),
                        row.getObject(8, OffsetDateTime.class).toInstant(),
                        row.getString(9),
                        null),
                pull,
                holder);
    }

    /** Says that this node is still at it. @throws PullLost if it is not any more */
    void hold(PullTask task, Instant until) {
        if (jdbc.update(
                        "update pull set lease_until = ? where id = ? and holder = ? and state = 'running'",
                        column(until),
                        task.pull(),
                        task.holder())
                == 0) {
            throw new PullLost(task.pull());
        }
    }

    void began(PullTask task) {
        part(task, "state = 'running'");
    }

    private void part(PullTask task, String set, @Nullable Object... values) {
        List<@Nullable Object> all = new ArrayList<>(List.of());
        for (Object value : values) {
            all.add(value);
        }
        all.add(task.pull());
        all.add(task.stream().word());
        jdbc.update("update pull_part set " + set + " where pull = ? and stream = ?", all.toArray());
    }

    void bulk(PullTask task, @Nullable String id) {
        part(task, "bulk = ?", id);
    }

    /** Everything is read from its beginning. @param anew what was found changed and removed is found again */
    void countFromZero(PullTask task, boolean anew) {
        part(task, anew ? "seen = 0, changed = 0, removed = 0" : "seen = 0");
    }

    void count(PullTask task, Stored stored) {
        part(
                task,
                "seen = seen + ?, changed = changed + ?, removed = removed + ?",
                stored.seen(),
                stored.changed(),
                stored.removed());
    }

    /** Everything that the shop changed until then is stored. Never moves back; null: nothing was changed. */
    void reached(PullTask task, @Nullable Instant checkpoint) {
        if (checkpoint != null) {
            jdbc.update(
                    "update pull_stream set checkpoint = ? where stream = ? and connector = ?"
                            + " and (checkpoint is null or checkpoint < ?)",
                    column(checkpoint),
                    task.stream().word(),
                    task.connector().text(),
                    column(checkpoint));
            part(
                    task,
                    "checkpoint = (select s.checkpoint from pull_stream s where s.stream = ? and s.connector = ?)",
                    task.stream().word(),
                    task.connector().text());
        }
    }

    void reachedDeleted(PullTask task, Instant deletedTo) {
        jdbc.update(
                "update pull_stream set deleted_to = ? where stream = ? and connector = ?"
                        + " and (deleted_to is null or deleted_to < ?)",
                column(deletedTo),
                task.stream().word(),
                task.connector().text(),
                column(deletedTo));
    }

    /** Everything was read; what is left is what happened meanwhile. */
    void readEverything(PullTask task) {
        part(task, "everything = ?, bulk = null", false);
    }

    /** A stream has come to its end, and is anybody's again. @param problem null: at its own end */
    void ended(PullTask task, Instant now, @Nullable String problem) {
        String told = problem == null || problem.length() <= LONGEST ? problem : problem.substring(0, LONGEST);
        part(
                task,
                "state = ?, problem = ?, bulk = null",
                (problem == null ? PullStatus.COMPLETED : PullStatus.FAILED).word(),
                told);
        jdbc.update(
                "update pull_stream set running = null, ended_at = ?, problem = ? where stream = ? and connector = ?"
                        + " and running = ?",
                column(now),
                told,
                task.stream().word(),
                task.connector().text(),
                task.pull());
        if (problem == null) {
            jdbc.update(
                    "update pull_stream set pulled_at = ? where stream = ? and connector = ?",
                    column(now),
                    task.stream().word(),
                    task.connector().text());
        }
    }

    /** A pull has ended when all of its streams have. @return how; empty: not yet */
    Optional<PullStatus> end(String pull, Instant now) {
        List<String> states =
                jdbc.query("select state from pull_part where pull = ?", (row, n) -> row.getString("state"), pull);
        if (states.stream().anyMatch(state -> !PullStatus.of(state).ended())) {
            return Optional.empty();
        }
        PullStatus status = states.contains(PullStatus.FAILED.word()) ? PullStatus.FAILED : PullStatus.COMPLETED;
        int ended = jdbc.update(
                "update pull set state = ?, finished_at = ?, lease_until = null where id = ? and state = 'running'",
                status.word(),
                column(now),
                pull);
        return ended == 1 ? Optional.of(status) : Optional.empty();
    }

    Optional<ShopPull> find(String pull) {
        return jdbc.query("select * from pull where id = ?", (row, n) -> head(row), pull).stream()
                .findFirst()
                .map(this::withParts);
    }

    /** Newest first. @param before only older ones than this */
    List<ShopPull> of(ConnectorName connector, @Nullable String before, int limit) {
        List<Object> values = new ArrayList<>(List.of(connector.text()));
        if (before != null) {
            values.add(before);
        }
        List<ShopPull> heads = jdbc.query(
                "select * from pull where connector = ?" + (before == null ? "" : " and id < ?")
                        + " order by connector desc, id desc fetch first " + limit + " rows only",
                (row, n) -> head(row),
                values.toArray());
        return heads.stream().map(this::withParts).toList();
    }

    /** A pull as if it had no streams. They are read when its row is: a query inside of another takes two connections. */
    private static ShopPull head(ResultSet row) throws SQLException {
        return new ShopPull(
                row.getString("id"),
                new ConnectorName(row.getString("connector")),
                PullMode.of(row.getString("mode")).orElseThrow(),
                PullTrigger.of(row.getString("started_by")),
                PullStatus.of(row.getString("state")),
                row.getString("asked_by"),
                row.getObject("queued_at", OffsetDateTime.class).toInstant(),
                instant(row, "started_at"),
                instant(row, "finished_at"),
                List.of(),
                Map.of(),
                Map.of(),
                Map.of());
    }

    private ShopPull withParts(ShopPull head) {
        List<String> streams = new ArrayList<>();
        Map<String, PullCounts> counts = new LinkedHashMap<>();
        Map<String, @Nullable Instant> checkpoints = new LinkedHashMap<>();
        Map<String, String> problems = new LinkedHashMap<>();
        jdbc.query(
                "select * from pull_part where pull = ? order by place",
                part -> {
                    String stream = part.getString("stream");
                    streams.add(stream);
                    counts.put(
                            stream,
                            new PullCounts(part.getLong("seen"), part.getLong("changed"), part.getLong("removed")));
                    checkpoints.put(stream, instant(part, "checkpoint"));
                    if (part.getString("problem") != null) {
                        problems.put(stream, part.getString("problem"));
                    }
                },
                head.id());
        return head.with(streams, counts, checkpoints, problems);
    }

    /** A webhook told of a stream. */
    void heard(ConnectorName connector, Stream stream, Instant now) {
        jdbc.update(
                "update pull_stream set heard_at = ? where stream = ? and connector = ? and (heard_at is null or heard_at < ?)",
                column(now),
                stream.word(),
                connector.text(),
                column(now.minusSeconds(1)));
    }

    /** Somebody is there. @return false: somebody was, less than this ago */
    boolean visited(ConnectorName connector, Instant now, Duration atMostEvery) {
        if (jdbc.update(
                        "update pull_visit set visited_at = ? where connector = ? and visited_at <= ?",
                        column(now),
                        connector.text(),
                        column(now.minus(atMostEvery)))
                == 1) {
            return true;
        }
        try {
            return jdbc.update(
                            "insert into pull_visit (connector, visited_at) values (?, ?)",
                            connector.text(),
                            column(now))
                    == 1;
        } catch (DuplicateKeyException lately) {
            return false;
        }
    }

    /** Forgets pulls that ended before then. */
    void forget(OffsetDateTime oldest) {
        for (String pull : jdbc.queryForList("select id from pull where finished_at < ?", String.class, oldest)) {
            jdbc.update("delete from pull_part where pull = ?", pull);
            jdbc.update("delete from pull where id = ?", pull);
        }
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime column(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
