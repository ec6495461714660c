package io.silkroute.fetch;

import io.silkroute.connector.ConnectorName;
import io.silkroute.fetch.SourceFetch.FetchCounts;
import io.silkroute.inbound.receipt.Receipt;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The store of fetches, of how far each source was read, and of which fetch has a source to itself. */
@Repository
class FetchBook {

    private static final int LONGEST = 2_000;
    private static final int LONGEST_NAME = 100;

    private final JdbcTemplate jdbc;

    FetchBook(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** How far a source was read. @param askedAs how it was asked then */
    record Stand(
            String askedAs,
            @Nullable Instant changedTo,
            @Nullable String running,
            @Nullable Instant fetchedAt,
            Instant deltaAsked,
            Instant fullAsked,
            @Nullable String problem) {}

    /** The row of a source, made where there is none; what was read from another place is forgotten. */
    Stand open(ConnectorName connector, String source, String askedAs, Instant now) {
        Optional<Stand> known = find(connector, source);
        if (known.isEmpty()) {
            try {
                jdbc.update(
                        "insert into source_state (connector, source, asked_as, delta_asked, full_asked)"
                                + " values (?, ?, ?, ?, ?)",
                        connector.text(),
                        source,
                        askedAs,
                        column(now),
                        column(now));
            } catch (DuplicateKeyException madeElsewhere) {
                // it is as good as ours
            }
        } else if (!known.get().askedAs().equals(askedAs)) {
            jdbc.update(
                    "update source_state set asked_as = ?, changed_to = null"
                            + " where connector = ? and source = ? and running is null",
                    askedAs,
                    connector.text(),
                    source);
        }
        return find(connector, source).orElseThrow();
    }

    Optional<Stand> find(ConnectorName connector, String source) {
        return jdbc
                .query(
                        "select * from source_state where connector = ? and source = ?",
                        (row, n) -> new Stand(
                                row.getString("asked_as"),
                                instant(row, "changed_to"),
                                row.getString("running"),
                                instant(row, "fetched_at"),
                                row.getObject("delta_asked", OffsetDateTime.class)
                                        .toInstant(),
                                row.getObject("full_asked", OffsetDateTime.class)
                                        .toInstant(),
                                row.getString("problem")),
                        connector.text(),
                        source)
                .stream()
                .findFirst();
    }

    /** How a source stands just now. @param word another one whenever that changes */
    record Now(ConnectorName connector, String source, boolean failing, String word) {}

    List<Now> now() {
        return jdbc.query(
                "select s.connector, s.source, s.problem, s.running, s.fetched_at, f.state, f.records from source_state s"
                        + " left join source_fetch f on f.id = s.running order by s.connector, s.source",
                (row, n) -> new Now(
                        new ConnectorName(row.getString("connector")),
                        row.getString("source"),
                        row.getString("problem") != null,
                        String.join(
                                " ",
                                row.getString("source"),
                                String.valueOf(row.getString("problem")),
                                String.valueOf(row.getString("running")),
                                String.valueOf(row.getString("state")),
                                String.valueOf(row.getString("records")),
                                String.valueOf(instant(row, "fetched_at")))));
    }

    /** Gives a source to a fetch. @return false if another one has it */
    boolean reserve(ConnectorName connector, String source, String fetch) {
        return jdbc.update(
                        "update source_state set running = ? where connector = ? and source = ? and running is null",
                        fetch,
                        connector.text(),
                        source)
                == 1;
    }

    void asked(ConnectorName connector, String source, FetchMode mode, Instant now) {
        jdbc.update(
                "update source_state set " + (mode == FetchMode.FULL ? "full_asked" : "delta_asked")
                        + " = ? where connector = ? and source = ?",
                column(now),
                connector.text(),
                source);
    }

    /** What a fetch that failed has got, so that another goes on with it. */
    record Kept(
            String fetch,
            String spool,
            int part,
            @Nullable String place,
            long bytes,
            long partRecords,
            @Nullable Instant since,
            @Nullable Instant asOf,
            long records,
            long pages) {}

    /** The latest fetch of a source, if it failed in that mode, asked as now and not long ago. */
    Optional<Kept> resumable(
            ConnectorName connector, String source, FetchMode mode, String askedAs, Instant notBefore) {
        List<Optional<Kept>> latest = jdbc.query(
                "select * from source_fetch where connector = ? and source = ? order by id desc fetch first 1 rows only",
                (row, n) -> row.getString("state").equals(FetchStatus.FAILED.word())
                                && row.getString("mode").equals(mode.word())
                                && row.getString("asked_as").equals(askedAs)
                                && row.getLong("pages") > 0
                                && !row.getObject("queued_at", OffsetDateTime.class)
                                        .toInstant()
                                        .isBefore(notBefore)
                        ? Optional.of(kept(row))
                        : Optional.empty(),
                connector.text(),
                source);
        return latest.isEmpty() ? Optional.empty() : latest.get(0);
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                row.getString("id"),
                row.getString("spool"),
                row.getInt("part"),
                row.getString("place"),
                row.getLong("spool_bytes"),
                row.getLong("part_records"),
                instant(row, "since"),
                instant(row, "as_of"),
                row.getLong("records"),
                row.getLong("pages"));
    }

    /** Writes a fetch down whose source is reserved; part of the same transaction. */
    void add(
            String fetch,
            ConnectorName connector,
            String source,
            FetchMode mode,
            String askedAs,
            @Nullable String actor,
            Instant now,
            @Nullable Instant since,
            @Nullable Kept before) {
        jdbc.update(
                "insert into source_fetch (id, connector, source, mode, started_by, asked_by, asked_as, state, queued_at,"
                        + " since, as_of, continues, spool, spool_bytes, part, part_records, place, pages, records, accepted,"
                        + " rejected, warned, receipts) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0,"
                        + " 0, '')",
                fetch,
                connector.text(),
                source,
                mode.word(),
                actor == null ? "schedule" : "manual",
                actor == null || actor.length() <= LONGEST_NAME ? actor : actor.substring(0, LONGEST_NAME),
                askedAs,
                FetchStatus.QUEUED.word(),
                column(now),
                before == null ? column(since) : column(before.since()),
                before == null ? null : column(before.asOf()),
                before == null ? null : before.fetch(),
                before == null ? fetch : before.spool(),
                before == null ? 0L : before.bytes(),
                before == null ? 0 : before.part(),
                before == null ? 0L : before.partRecords(),
                before == null ? null : before.place(),
                before == null ? 0L : before.pages(),
                before == null ? 0L : before.records());
    }

    /** Fetches that are not ended and that no node works on, for this one: by fetch its new holder. */
    Map<String, String> take(int most, Instant now, Duration lease) {
        Map<String, String> taken = new LinkedHashMap<>();
        for (String fetch : jdbc.queryForList(
                "select id from source_fetch where state in ('queued', 'running')"
                        + " and (lease_until is null or lease_until < ?) order by id",
                String.class,
                column(now))) {
            String holder = UUID.randomUUID().toString();
            if (taken.size() < most
                    && jdbc.update(
                                    "update source_fetch set state = 'running', holder = ?, lease_until = ?,"
                                            + " started_at = coalesce(started_at, ?) where id = ? and state in ('queued',"
                                            + " 'running') and (lease_until is null or lease_until < ?)",
                                    holder,
                                    column(now.plus(lease)),
                                    column(now),
                                    fetch,
                                    column(now))
                            == 1) {
                taken.put(fetch, holder);
            }
        }
        return taken;
    }

    /** A database that only one process can open has no other nodes: what is held at start-up was a dead one's. */
    void releaseAll() {
        jdbc.update("update source_fetch set lease_until = null where state = 'running'");
    }

    /** This node gives a fetch back, to be gone on with. */
    void release(String fetch, String holder) {
        jdbc.update(
                "update source_fetch set lease_until = null where id = ? and holder = ? and state = 'running'",
                fetch,
                holder);
    }

    /** Whose a fetch is and how far it has come. */
    record Work(ConnectorName connector, String source, FetchMode mode, String askedAs, Kept kept) {}

    Optional<Work> work(String fetch, String holder) {
        return jdbc
                .query(
                        "select * from source_fetch where id = ? and holder = ? and state = 'running'",
                        (row, n) -> new Work(
                                new ConnectorName(row.getString("connector")),
                                row.getString("source"),
                                FetchMode.of(row.getString("mode")).orElseThrow(),
                                row.getString("asked_as"),
                                kept(row)),
                        fetch,
                        holder)
                .stream()
                .findFirst();
    }

    /** Says that this node is still at it. @throws FetchLost if it is not any more */
    void hold(FetchPart part, Instant until) {
        if (jdbc.update(
                        "update source_fetch set lease_until = ? where id = ? and holder = ? and state = 'running'",
                        column(until),
                        part.fetch(),
                        part.holder())
                == 0) {
            throw FetchLost.of(part.fetch());
        }
    }

    /** A page is on the disk. @param asOf by the PIM's clock; that of the first page counts */
    void paged(FetchPart part, long added, Instant asOf) {
        jdbc.update(
                "update source_fetch set part = ?, place = ?, spool_bytes = ?, part_records = ?, pages = pages + 1,"
                        + " records = records + ?, as_of = coalesce(as_of, ?) where id = ? and holder = ?",
                part.part(),
                part.place(),
                part.bytes(),
                part.records(),
                added,
                column(asOf),
                part.fetch(),
                part.holder());
    }

    /** What was fetched of a part is lost or stale; it is asked for from its beginning. */
    void anew(FetchPart part) {
        jdbc.update(
                "update source_fetch set records = records - part_records, place = null, spool_bytes = 0, part_records = 0"
                        + " where id = ? and holder = ?",
                part.fetch(),
                part.holder());
    }

    /** The door has answered for a part's records. */
    void received(FetchPart part, Receipt receipt) {
        jdbc.update(
                "update source_fetch set accepted = accepted + ?, rejected = rejected + ?, warned = warned + ?,"
                        + " receipts = case when receipts = '' then ? else concat(concat(receipts, ' '), ?) end"
                        + " where id = ? and holder = ?",
                receipt.accepted(),
                receipt.rejected(),
                receipt.warned(),
                receipt.receipt(),
                receipt.receipt(),
                part.fetch(),
                part.holder());
    }

    void next(FetchPart part) {
        jdbc.update(
                "update source_fetch set part = ?, place = null, spool_bytes = 0, part_records = 0"
                        + " where id = ? and holder = ?",
                part.part() + 1,
                part.fetch(),
                part.holder());
    }

    /** Everything was taken in: the time since which is asked moves. Never back. */
    void completed(FetchPart part, Instant now, @Nullable String note) {
        jdbc.update(
                "update source_fetch set state = case when rejected > 0 then cast('completed-with-failures' as varchar(24)) else cast('completed' as varchar(24)) end,"
                        + " finished_at = ?, lease_until = null, problem = ? where id = ? and holder = ?",
                column(now),
                note,
                part.fetch(),
                part.holder());
        jdbc.update(
                "update source_state set running = null, fetched_at = ?, problem = null, changed_to = coalesce("
                        + "(select f.as_of from source_fetch f where f.id = ?), changed_to)"
                        + " where connector = ? and source = ? and running = ?",
                column(now),
                part.fetch(),
                part.connector().text(),
                part.source(),
                part.fetch());
    }

    /** @return what is known of it; empty if it had ended or is another node's */
    Optional<SourceFetch> failed(String fetch, String holder, Instant now, String problem) {
        String told = problem.length() <= LONGEST ? problem : problem.substring(0, LONGEST);
        int ended = jdbc.update(
                "update source_fetch set state = 'failed', finished_at = ?, lease_until = null, problem = ?"
                        + " where id = ? and holder = ? and state = 'running'",
                column(now),
                told,
                fetch,
                holder);
        if (ended == 0) {
            return Optional.empty();
        }
        jdbc.update("update source_state set running = null, problem = ? where running = ?", told, fetch);
        return find(fetch);
    }

    Optional<SourceFetch> find(String fetch) {
        return jdbc.query("select * from source_fetch where id = ?", (row, n) -> shown(row), fetch).stream()
                .findFirst();
    }

    /** Newest first. @param before only older ones than this */
    List<SourceFetch> of(ConnectorName connector, String source, @Nullable String before, int limit) {
        List<Object> values = new ArrayList<>(List.of(connector.text(), source));
        if (before != null) {
            values.add(before);
        }
        return jdbc.query(
                "select * from source_fetch where connector = ? and source = ?" + (before == null ? "" : " and id < ?")
                        + " order by id desc fetch first " + limit + " rows only",
                (row, n) -> shown(row),
                values.toArray());
    }

    private static SourceFetch shown(ResultSet row) throws SQLException {
        String receipts = row.getString("receipts");
        return new SourceFetch(
                row.getString("id"),
                new ConnectorName(row.getString("connector")),
                row.getString("source"),
                FetchMode.of(row.getString("mode")).orElseThrow(),
                row.getString("started_by"),
                FetchStatus.of(row.getString("state")),
                row.getString("asked_by"),
                row.getObject("queued_at", OffsetDateTime.class).toInstant(),
                instant(row, "started_at"),
                instant(row, "finished_at"),
                instant(row, "since"),
                row.getString("continues"),
                new FetchCounts(
                        row.getLong("pages"),
                        row.getLong("records"),
                        row.getLong("accepted"),
                        row.getLong("rejected"),
                        row.getLong("warned")),
                receipts.isEmpty() ? List.of() : List.of(receipts.split(" ", -1)),
                row.getString("problem"));
    }

    /** Forgets fetches that ended before then. */
    void forget(OffsetDateTime oldest) {
        jdbc.update("delete from source_fetch where finished_at < ?", oldest);
    }

    /** Whose records may be needed yet. */
    Set<String> spools(Instant notBefore) {
        return new HashSet<>(jdbc.queryForList(
                "select spool from source_fetch where state in ('queued', 'running') or (state = 'failed'"
                        + " and queued_at >= ?)",
                String.class,
                column(notBefore)));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable OffsetDateTime column(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
