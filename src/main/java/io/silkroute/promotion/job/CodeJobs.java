package io.silkroute.promotion.job;

import io.silkroute.catalogue.Ids;
import io.silkroute.connector.ConnectorData;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ConnectorTable;
import io.silkroute.promotion.CampaignIndex;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** The jobs and their codes. A code changes its state only from the one that it was seen in, whoever works on it. */
@Repository
public class CodeJobs implements ConnectorData {

    private static final int SLICE = 2_000;
    private static final int LONGEST_REASON = 2_000;
    private static final int TOLD = 500;
    private static final Duration BUSY = Duration.ofSeconds(10);
    private static final Duration ABANDONED = Duration.ofHours(1);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final List<ConnectorTable> tables;

    CodeJobs(JdbcTemplate jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.named = new NamedParameterJdbcTemplate(jdbc);
        this.transaction = transaction;
        this.clock = clock;
        this.tables = List.of(
                new ConnectorTable(jdbc, "code_job_code", "job", "place"), new ConnectorTable(jdbc, "code_job", "id"));
    }

    /** A code of a job. @param arrival its item came with this number or a higher one, once it is pushed */
    record JobCode(int place, String item, String code, long arrival) {}

    /** A code that is to be in a job. @param reason why it failed already; null if it is to be pushed */
    record Wanted(String item, String code, @Nullable String reason) {}

    /** What became of a code. @param reason why it failed; null if it is done */
    record Settled(int place, @Nullable String reason) {}

    /** Writes a job down with all of its codes. When this returns it is durable; a crash before leaves none. */
    String add(ConnectorName connector, String campaign, String askedBy, List<Wanted> codes) {
        Instant now = clock.instant();
        String id = TIME.format(now) + "-" + CodeLetters.drawn(6).toLowerCase(Locale.ROOT);
        int failed = (int) codes.stream().filter(code -> code.reason() != null).count();
        jdbc.update(
                "insert into code_job (id, connector, campaign, state, asked_by, created_at, total, done, failed, looked)"
                        + " values (?, ?, ?, 'deciding', ?, ?, ?, 0, ?, 0)",
                id,
                connector.text(),
                campaign,
                askedBy.length() <= 100 ? askedBy : askedBy.substring(0, 100),
                now.atOffset(ZoneOffset.UTC),
                codes.size(),
                failed);
        for (int from = 0; from < codes.size(); from += SLICE) {
            int first = from;
            List<Wanted> slice = codes.subList(from, Math.min(codes.size(), from + SLICE));
            transaction.executeWithoutResult(status -> insert(id, connector, first, slice));
        }
        jdbc.update("update code_job set state = 'queued' where id = ?", id);
        return id;
    }

    private void insert(String job, ConnectorName connector, int first, List<Wanted> codes) {
        AtomicInteger place = new AtomicInteger(first);
        jdbc.batchUpdate(
                "insert into code_job_code (job, place, connector, item, code, code_key, state, reason)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                codes.stream()
                        .map(code -> new @Nullable Object[] {
                            job,
                            place.getAndIncrement(),
                            connector.text(),
                            code.item(),
                            code.code(),
                            CampaignIndex.codeKey(code.code()),
                            code.reason() == null ? "decided" : "failed",
                            cut(code.reason())
                        })
                        .toList());
    }

    public Optional<CodeJob> find(String id) {
        return jdbc
                .query(
                        "select * from code_job where id = ? and state <> 'deciding'",
                        (row, n) -> job(row, failures(id)),
                        id)
                .stream()
                .findFirst();
    }

    /** Without what failed of it: of a large job that is much to read for somebody who works on it. */
    Optional<CodeJob> head(String id) {
        return jdbc
                .query(
                        "select * from code_job where id = ? and state <> 'deciding'",
                        (row, n) -> job(row, List.of()),
                        id)
                .stream()
                .findFirst();
    }

    private List<CodeJob.Failure> failures(String id) {
        return jdbc.query(
                "select code, reason from code_job_code where job = ? and state = 'failed'"
                        + " order by job, state, place fetch first " + TOLD + " rows only",
                (row, n) -> new CodeJob.Failure(row.getString("code"), row.getString("reason")),
                id);
    }

    /** A campaign's jobs, newest first. */
    public List<CodeJob> of(ConnectorName connector, String campaign, int limit) {
        return jdbc.query(
                "select * from code_job where connector = ? and campaign = ? and state <> 'deciding'"
                        + " order by connector desc, campaign desc, id desc fetch first " + limit + " rows only",
                (row, n) -> job(row, List.of()),
                connector.text(),
                campaign);
    }

    /** Jobs that are not finished and that no other node works on; they are the caller's for a while. */
    List<String> take() {
        OffsetDateTime now = now();
        return jdbc
                .queryForList(
                        "select id from code_job where state in ('queued', 'running')"
                                + " and (busy_until is null or busy_until < ?) order by id",
                        String.class,
                        now)
                .stream()
                .filter(id -> jdbc.update(
                                "update code_job set busy_until = ?, state = 'running' where id = ?"
                                        + " and state in ('queued', 'running')"
                                        + " and (busy_until is null or busy_until < ?)",
                                now.plus(BUSY),
                                id,
                                now)
                        == 1)
                .toList();
    }

    /** The next codes to be pushed, which are marked as such: after a crash they are the next again. */
    List<JobCode> next(String job, int limit) {
        List<JobCode> pushing = codes(job, "pushing", -1, limit);
        if (!pushing.isEmpty()) {
            return pushing;
        }
        List<JobCode> decided = codes(job, "decided", -1, limit);
        int[] marked = transaction.execute(status -> jdbc.batchUpdate(
                "update code_job_code set state = 'pushing' where job = ? and place = ? and state = 'decided'",
                decided.stream().map(code -> new Object[] {job, code.place()}).toList()));
        return marked == null || marked.length == 0 ? List.of() : codes(job, "pushing", -1, limit);
    }

    /** Those that were pushed and of which it is not known what became of them, behind a place. */
    List<JobCode> pushed(String job, int behind, int limit) {
        return codes(job, "pushed", behind, limit);
    }

    private List<JobCode> codes(String job, String state, int behind, int limit) {
        return jdbc.query(
                "select place, item, code, arrival from code_job_code where job = ? and state = ? and place > ?"
                        + " order by job, state, place fetch first " + limit + " rows only",
                (row, n) -> new JobCode(
                        row.getInt("place"), row.getString("item"), row.getString("code"), row.getLong("arrival")),
                job,
                state,
                behind);
    }

    /** @param arrival the items came with this number or a higher one */
    void notePushed(String job, List<JobCode> codes, long arrival) {
        transaction.executeWithoutResult(status -> jdbc.batchUpdate(
                "update code_job_code set state = 'pushed', arrival = ? where job = ? and place = ? and state = 'pushing'",
                codes.stream()
                        .map(code -> new Object[] {arrival, job, code.place()})
                        .toList()));
    }

    /** Counts what became of codes that were pushed. */
    void settle(String job, Collection<Settled> settled) {
        if (settled.isEmpty()) {
            return;
        }
        transaction.executeWithoutResult(status -> {
            int done = mark(
                    "update code_job_code set state = 'done', reason = ? where job = ? and place = ? and state = 'pushed'",
                    job,
                    settled.stream().filter(one -> one.reason() == null).toList());
            int failed = mark(
                    "update code_job_code set state = 'failed', reason = ? where job = ? and place = ? and state = 'pushed'",
                    job,
                    settled.stream().filter(one -> one.reason() != null).toList());
            jdbc.update("update code_job set done = done + ?, failed = failed + ? where id = ?", done, failed, job);
        });
    }

    private int mark(String sql, String job, List<Settled> settled) {
        int marked = 0;
        for (int n : jdbc.batchUpdate(
                sql,
                settled.stream()
                        .map(one -> new @Nullable Object[] {cut(one.reason()), job, one.place()})
                        .toList())) {
            marked += n;
        }
        return marked;
    }

    /** All of a job's codes were pushed; the last of them. Empty while some are still to be. */
    Optional<JobCode> last(String job) {
        boolean all = codes(job, "decided", -1, 1).isEmpty()
                && codes(job, "pushing", -1, 1).isEmpty();
        return all
                ? jdbc
                        .query(
                                "select place, item, code, arrival from code_job_code where job = ? and state in ('pushed', 'done')"
                                        + " order by place desc fetch first 1 rows only",
                                (row, n) -> new JobCode(
                                        row.getInt("place"),
                                        row.getString("item"),
                                        row.getString("code"),
                                        row.getLong("arrival")),
                                job)
                        .stream()
                        .findFirst()
                : Optional.empty();
    }

    boolean isRunAsked(String job) {
        return jdbc.queryForList("select run_asked from code_job where id = ?", Boolean.class, job).stream()
                .allMatch(Boolean::booleanValue);
    }

    /** @return false if it was asked for before */
    boolean askRun(String job) {
        return jdbc.update("update code_job set run_asked = true where id = ? and run_asked = false", job) > 0;
    }

    /** Up to which place of the pushed ones it was looked what became of them. */
    int looked(String job) {
        return jdbc.queryForList("select looked from code_job where id = ?", Integer.class, job).stream()
                .findFirst()
                .orElse(0);
    }

    /** Gives a job back; it has ended when nothing is left of it. @return how, if it has ended just now */
    Optional<CodeJobState> giveBack(String job, int looked) {
        jdbc.update("update code_job set busy_until = null, looked = ? where id = ?", looked, job);
        boolean left = !jdbc.queryForList(
                        "select 1 from code_job_code where job = ? and state in ('decided', 'pushing', 'pushed')"
                                + " fetch first 1 rows only",
                        job)
                .isEmpty();
        if (left) {
            return Optional.empty();
        }
        for (CodeJobState end : List.of(CodeJobState.COMPLETED, CodeJobState.COMPLETED_WITH_FAILURES)) {
            int ended = jdbc.update(
                    "update code_job set state = ?, finished_at = ? where id = ? and state = 'running' and failed "
                            + (end == CodeJobState.COMPLETED ? "= 0" : "> 0"),
                    end.word(),
                    now(),
                    job);
            if (ended == 1) {
                return Optional.of(end);
            }
        }
        return Optional.empty();
    }

    /** Ends it; what is not on its way is dropped. @return whether it was under way */
    boolean cancel(String job) {
        int cancelled = jdbc.update(
                "update code_job set state = 'cancelled', finished_at = ? where id = ? and state in ('queued', 'running')",
                now(),
                job);
        if (cancelled == 0) {
            return false;
        }
        int slice;
        do {
            List<JobCode> decided = codes(job, "decided", -1, SLICE);
            jdbc.batchUpdate(
                    "update code_job_code set state = 'dropped' where job = ? and place = ? and state = 'decided'",
                    decided.stream()
                            .map(code -> new Object[] {job, code.place()})
                            .toList());
            slice = decided.size();
        } while (slice == SLICE);
        return true;
    }

    /** Those that failed, behind a place. */
    List<JobCode> failed(String job, int behind, int limit) {
        return codes(job, "failed", behind, limit);
    }

    /** These are to be pushed again, and the job goes on. @return false if it was cancelled meanwhile: it stays so */
    boolean again(String job, List<JobCode> codes) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            if (jdbc.update(
                            "update code_job set state = 'queued', finished_at = null, busy_until = null where id = ?"
                                    + " and state <> 'cancelled'",
                            job)
                    == 0) {
                return false;
            }
            int again = 0;
            for (int n : jdbc.batchUpdate(
                    "update code_job_code set state = 'decided', reason = null where job = ? and place = ?"
                            + " and state = 'failed'",
                    codes.stream().map(code -> new Object[] {job, code.place()}).toList())) {
                again += n;
            }
            jdbc.update("update code_job set failed = failed - ? where id = ?", again, job);
            return true;
        }));
    }

    /** Which of these codes, by their keys, are in jobs that are under way. */
    Set<String> underWay(ConnectorName connector, Collection<String> codeKeys) {
        Set<String> underWay = new HashSet<>();
        Ids.slices(
                codeKeys,
                slice -> underWay.addAll(named.queryForList(
                        "select c.code_key from " + Ids.TABLE + " join code_job_code c on c.code_key = k.id and "
                                + Ids.ofConnector("c") + " where c.state in ('decided', 'pushing', 'pushed')",
                        new MapSqlParameterSource("connector", connector.text()).addValue("ids", slice),
                        String.class)));
        return underWay;
    }

    /** Forgets jobs that ended before then, and those that never came to be. */
    public void forget(OffsetDateTime oldest) {
        jdbc.queryForList(
                        "select id from code_job where finished_at < ? or state = 'deciding' and created_at < ?",
                        String.class,
                        oldest,
                        now().minus(ABANDONED))
                .forEach(job -> {
                    int slice;
                    do {
                        slice = jdbc.update(
                                "delete from code_job_code where job = ? and place in (select c.place from code_job_code c"
                                        + " where c.job = ? fetch first " + SLICE + " rows only)",
                                job,
                                job);
                    } while (slice == SLICE);
                    jdbc.update("delete from code_job where id = ?", job);
                });
    }

    private static CodeJob job(ResultSet row, List<CodeJob.Failure> failures) throws SQLException {
        OffsetDateTime finished = row.getObject("finished_at", OffsetDateTime.class);
        return new CodeJob(
                row.getString("id"),
                new ConnectorName(row.getString("connector")),
                row.getString("campaign"),
                CodeJobState.of(row.getString("state")),
                row.getInt("total"),
                row.getInt("done"),
                row.getInt("failed"),
                row.getString("asked_by"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                finished == null ? null : finished.toInstant(),
                failures);
    }

    private static @Nullable String cut(@Nullable String text) {
        return text == null || text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON - 1) + "…";
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    @Override
    public void sweep(ConnectorName connector) {
        tables.forEach(table -> table.sweep(connector));
    }

    @Override
    public void purge(ConnectorName connector) {
        tables.forEach(table -> table.purge(connector));
    }
}
