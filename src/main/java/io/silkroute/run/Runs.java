package io.silkroute.run;

import io.silkroute.catalogue.Ids;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.UnfinishedRuns;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.omission.Omission;
import io.silkroute.run.lease.LeaseLost;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/** The store of runs. A run and its configuration snapshot survive every restart. */
@Repository
public class Runs implements UnfinishedRuns {

    private static final String UNFINISHED = "state in ('queued', 'running', 'stopping', 'interrupted')";

    private static final int RECENT = 10;
    private static final int LONGEST = 2000;

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;
    private final ObjectMapper json;
    private final Clock clock;

    Runs(JdbcTemplate jdbc, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.named = new NamedParameterJdbcTemplate(jdbc);
        this.json = json;
        this.clock = clock;
    }

    public Optional<Run> find(String id) {
        return jdbc.query("select * from run where id = ?", this::read, id).stream()
                .findFirst();
    }

    /** A connector's runs, newest first. @param before a run's id to go on from */
    public List<Run> of(ConnectorName connector, @Nullable String before, int limit) {
        return jdbc.query(
                "select * from run where connector = ? and id < ? order by connector desc, id desc fetch first " + limit
                        + " rows only",
                this::read,
                connector.text(),
                before == null ? "~" : before);
    }

    /**
     * Of all connectors the runs that ended since a time with something that somebody should know, the latest first: they
     * failed, items failed in them, or they were a force refresh that a person has asked for.
     */
    public List<Run> latestEnded(Instant since, int limit) {
        return jdbc.query(
                "select * from run where finished_at >= ? and (state in ('failed', 'completed-with-failures')"
                        + " or state = 'completed' and mode = 'force-refresh' and asked_by is not null)"
                        + " order by finished_at desc fetch first " + limit + " rows only",
                this::read,
                since.atOffset(ZoneOffset.UTC));
    }

    /** Runs whose id begins so, in whatever case, newest first. @param connector null: any */
    public List<Run> beginning(String text, @Nullable ConnectorName connector, int limit) {
        return RunId.beginning(text)
                .map(id -> jdbc.query(
                        "select * from run where id >= ? and id < ?" + (connector == null ? "" : " and connector = ?")
                                + " order by id desc fetch first " + limit + " rows only",
                        this::read,
                        connector == null
                                ? new Object[] {id, id + "~"}
                                : new Object[] {id, id + "~", connector.text()}))
                .orElse(List.of());
    }

    /**
     * What a connector's latest runs tell of it.
     *
     * @param runs newest first, ten at most; no more than a few are unfinished at a time
     * @param ended the last that came to an end of its own; one that was cancelled or superseded says nothing of the shop
     * @param stalled one was given back and has done nothing since, because its shop does not answer
     */
    public record Recent(List<Run> runs, @Nullable Run ended, boolean stalled) {

        /** As {@link Runs#stand} tells it. */
        public String stand() {
            return runs.stream().map(run -> run.id() + run.state().word()).collect(Collectors.joining(" "));
        }
    }

    /** The connector's last run before this one that came to an end of its own. */
    public Optional<Run> endBefore(Run run) {
        return jdbc
                .query(
                        "select * from run where connector = ? and id < ? and state in ('completed',"
                                + " 'completed-with-failures', 'failed') order by connector desc, id desc"
                                + " fetch first 1 rows only",
                        this::read,
                        run.connector().text(),
                        run.id())
                .stream()
                .findFirst();
    }

    private record Seen(Run run, boolean givenBack) {}

    /** Of each of these connectors the latest runs, in a few statements, however many connectors they are. */
    public Map<ConnectorName, Recent> recent(Collection<ConnectorName> connectors) {
        Map<ConnectorName, List<Seen>> seen = new HashMap<>();
        Ids.slices(
                connectors.stream().map(ConnectorName::text).toList(),
                slice -> named.query(
                        "select r.* from " + Ids.TABLE + " join run r on r.connector = k.id and r.id >= coalesce("
                                + "(select x.id from run x where x.connector = k.id order by x.connector desc, x.id desc"
                                + " offset " + (RECENT - 1) + " rows fetch first 1 rows only), '')",
                        new MapSqlParameterSource("ids", slice),
                        row -> {
                            Run run = read(row, 0);
                            seen.computeIfAbsent(run.connector(), name -> new ArrayList<>())
                                    .add(new Seen(run, row.getInt("given_back") > 0));
                        }));
        seen.values()
                .forEach(runs -> runs.sort(
                        Comparator.comparing((Seen one) -> one.run().id()).reversed()));
        List<ConnectorName> behind = seen.entrySet().stream()
                .filter(one -> one.getValue().size() == RECENT && ended(one.getValue()) == null)
                .map(Map.Entry::getKey)
                .toList();
        Map<ConnectorName, Run> ended = behind.isEmpty() ? Map.of() : lastEnded(behind);
        Map<ConnectorName, Recent> recent = new HashMap<>();
        for (ConnectorName connector : connectors) {
            List<Seen> runs = seen.getOrDefault(connector, List.of());
            Run own = ended(runs);
            recent.put(
                    connector,
                    new Recent(
                            runs.stream().map(Seen::run).toList(),
                            own == null ? ended.get(connector) : own,
                            runs.stream()
                                    .anyMatch(one -> one.givenBack()
                                            && !one.run().state().finished())));
        }
        return recent;
    }

    private static @Nullable Run ended(List<Seen> runs) {
        return runs.stream()
                .map(Seen::run)
                .filter(run -> run.state().ofItsOwn())
                .findFirst()
                .orElse(null);
    }

    /** Further back than the latest ones: the ids first, since HSQLDB would look for them once a row of the table. */
    private Map<ConnectorName, Run> lastEnded(Collection<ConnectorName> connectors) {
        List<String> ids = new ArrayList<>();
        Ids.slices(
                connectors.stream().map(ConnectorName::text).toList(),
                slice -> named.query(
                        "select (select x.id from run x where x.connector = k.id and x.state in ('completed',"
                                + " 'completed-with-failures', 'failed') order by x.connector desc, x.id desc"
                                + " fetch first 1 rows only) as ended from " + Ids.TABLE,
                        new MapSqlParameterSource("ids", slice),
                        row -> {
                            ids.add(row.getString("ended"));
                        }));
        Map<ConnectorName, Run> ended = new HashMap<>();
        Ids.slices(
                ids.stream().filter(Objects::nonNull).toList(),
                slice -> named.query(
                        "select r.* from " + Ids.TABLE + " join run r on r.id = k.id",
                        new MapSqlParameterSource("ids", slice),
                        row -> {
                            Run run = read(row, 0);
                            ended.put(run.connector(), run);
                        }));
        return ended;
    }

    /** Another one whenever a run of the connector is asked for, begins, stops or ends, on whichever node. */
    public String stand(ConnectorName connector) {
        // No more than a few are unfinished at a time, and one that has ended changes no more.
        return String.join(
                " ",
                jdbc.queryForList(
                        "select id || state from run where connector = ? order by connector desc, id desc"
                                + " fetch first 10 rows only",
                        String.class,
                        connector.text()));
    }

    /** A connector's runs that have not ended, oldest first. */
    public List<Run> unfinished(ConnectorName connector) {
        return jdbc.query(
                "select * from run where connector = ? and " + UNFINISHED + " order by id",
                this::read,
                connector.text());
    }

    @Override
    public Optional<String> unfinishedOf(ConnectorName connector) {
        return unfinished(connector).stream().map(Run::id).findFirst();
    }

    public Run add(ConnectorName connector, RunMode mode, RunTrigger trigger, ConnectorConfig config) {
        return add(connector, mode, trigger, null, config);
    }

    /** @param askedBy the person who asked for it; null if none did */
    public Run add(
            ConnectorName connector,
            RunMode mode,
            RunTrigger trigger,
            @Nullable String askedBy,
            ConnectorConfig config) {
        Instant now = clock.instant();
        String id = RunId.at(now);
        jdbc.update(
                "insert into run (id, connector, mode, cause, asked_by, state, queued_at, config, filled, removals_confirmed,"
                        + " done, created, updated, archived, deleted, unchanged, filtered, rejected, parked,"
                        + " conflict, calls, points, throttled, bulk_operations)"
                        + " values (?, ?, ?, ?, ?, 'queued', ?, ?, false, false, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)",
                id,
                connector.text(),
                mode.word(),
                trigger.word(),
                askedBy == null || askedBy.length() <= 100 ? askedBy : askedBy.substring(0, 100),
                now.atOffset(ZoneOffset.UTC),
                write(config));
        return find(id).orElseThrow();
    }

    /**
     * Takes a run in hand, from whoever had it; false, and nothing done, if it has ended or waits for a person. The
     * configuration of the start is the configuration to the end.
     */
    public boolean start(String id, ConnectorConfig config) {
        jdbc.update(
                "update run set state = 'running', reason = null, started_at = ?, config = ? where id = ?"
                        + " and started_at is null",
                now(),
                write(config),
                id);
        return jdbc.update(
                        "update run set state = 'running', reason = null, taken = taken + 1 where id = ?"
                                + " and state in ('queued', 'running', 'stopping')",
                        id)
                > 0;
    }

    /** A person asked for it: it is to pull from the shop as well. */
    public void askPull(String id) {
        jdbc.update("update run set pull_state = 'asked' where id = ?", id);
    }

    /** Is the run still to pull from the shop? */
    public boolean pullAsked(String id) {
        return !jdbc.queryForList("select id from run where id = ? and pull_state = 'asked'", String.class, id)
                .isEmpty();
    }

    /** @param pulled null: there was nothing to be pulled */
    public void pulled(TakenRun run, @Nullable Pulled pulled) {
        jdbc.update(
                "update run set pull_state = ?, pulled_orders = ?, pulled_codes = ?, pulled_customers = ?, pull_problem = ?"
                        + " where id = ? and taken = ?",
                pulled == null ? null : pulled.state(),
                pulled == null ? null : pulled.orders(),
                pulled == null ? null : pulled.codes(),
                pulled == null ? null : pulled.customers(),
                pulled == null || pulled.problem() == null ? null : cut(pulled.problem()),
                run.id(),
                run.fencingToken());
    }

    public void filled(String id) {
        jdbc.update("update run set filled = true where id = ?", id);
    }

    void confirmRemovals(String id) {
        jdbc.update("update run set removals_confirmed = true where id = ?", id);
    }

    /** Moves a run on; false, and nothing done, if its present state does not allow it. */
    public boolean become(String id, RunState state, @Nullable String reason) {
        for (RunState from : RunState.values()) {
            if (from.canBecome(state)
                    && jdbc.update(
                                    "update run set state = ?, reason = ?, finished_at = ? where id = ? and state = ?",
                                    state.word(),
                                    reason,
                                    state.finished() ? now() : null,
                                    id,
                                    from.word())
                            > 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * The run lets others go first; it is queued again, and not begun before this pause is over.
     *
     * @return false if it is not at work
     */
    public boolean giveBack(String id, String reason, @Nullable Duration pause) {
        OffsetDateTime until = pause == null ? null : now().plus(pause);
        return jdbc.update(
                        "update run set state = 'queued', reason = ?, given_back = given_back + ?, waits_until = ?"
                                + " where id = ? and state = 'running'",
                        reason,
                        pause == null ? 0 : 1,
                        until,
                        id)
                > 0;
    }

    /** How often in a row it was given back. */
    public int givenBack(String id) {
        return jdbc.queryForList("select given_back from run where id = ?", Integer.class, id).stream()
                .findFirst()
                .orElse(0);
    }

    /** Is the pause after it was given back not over yet? */
    public boolean waits(String id) {
        return !jdbc.queryForList("select id from run where id = ? and waits_until > ?", String.class, id, now())
                .isEmpty();
    }

    /** Somebody wants it now. */
    void hurry(String id) {
        jdbc.update("update run set waits_until = null where id = ? and waits_until is not null", id);
    }

    /**
     * To the end of the transaction nobody else takes this run in hand.
     *
     * @throws LeaseLost if somebody has
     */
    public void hold(TakenRun run) {
        if (jdbc.update("update run set taken = taken where id = ? and taken = ?", run.id(), run.fencingToken()) == 0) {
            throw new LeaseLost(run.connector());
        }
    }

    /**
     * Adds what a batch came to, as the first statement of the transaction that records the batch: to its end nobody
     * else takes the run in hand.
     *
     * @throws LeaseLost if somebody has; then nothing of the batch is to be recorded
     */
    public void progress(TakenRun run, Counts counts) {
        int added = jdbc.update(
                "update run set done = done + ?, created = created + ?, updated = updated + ?,"
                        + " archived = archived + ?, deleted = deleted + ?, unchanged = unchanged + ?,"
                        + " filtered = filtered + ?, rejected = rejected + ?, parked = parked + ?,"
                        + " conflict = conflict + ?, calls = calls + ?, points = points + ?,"
                        + " throttled = throttled + ?, bulk_operations = bulk_operations + ?, incomplete = incomplete + ?,"
                        + " given_back = 0 where id = ? and taken = ?",
                counts.done(),
                counts.of(Outcome.CREATED),
                counts.of(Outcome.UPDATED),
                counts.of(Outcome.ARCHIVED),
                counts.of(Outcome.DELETED),
                counts.of(Outcome.UNCHANGED),
                counts.of(Outcome.FILTERED),
                counts.of(Outcome.REJECTED),
                counts.of(Outcome.PARKED),
                counts.of(Outcome.CONFLICT),
                counts.calls(),
                counts.points(),
                counts.throttled(),
                counts.bulkOperations(),
                counts.incomplete(),
                run.id(),
                run.fencingToken());
        if (added == 0) {
            throw new LeaseLost(run.connector());
        }
        if (counts.incomplete() > 0) {
            addCauses(run.id(), counts.incompleteBy());
        }
    }

    // The run's row is held by now, so that nobody else adds meanwhile.
    private void addCauses(String id, Map<Omission, Long> more) {
        Map<Omission, Long> causes =
                causes(jdbc.queryForObject("select incomplete_by from run where id = ?", String.class, id));
        more.forEach((cause, n) -> causes.merge(cause, n, Long::sum));
        String words = causes.entrySet().stream()
                .map(cause -> cause.getKey().word() + "=" + cause.getValue())
                .collect(Collectors.joining(" "));
        jdbc.update("update run set incomplete_by = ? where id = ?", words, id);
    }

    private static Map<Omission, Long> causes(@Nullable String words) {
        Map<Omission, Long> causes = new EnumMap<>(Omission.class);
        for (String word : words == null ? new String[0] : words.split(" ")) {
            int equals = word.indexOf('=');
            Omission.of(word.substring(0, equals))
                    .ifPresent(cause -> causes.put(cause, Long.parseLong(word.substring(equals + 1))));
        }
        return causes;
    }

    private Run read(ResultSet row, int n) throws SQLException {
        Counts counts = new Counts();
        for (Outcome outcome : Outcome.values()) {
            counts.add(outcome, row.getLong(outcome.word()));
        }
        counts.addApi(
                row.getLong("calls"),
                row.getDouble("points"),
                row.getLong("throttled"),
                row.getLong("bulk_operations"));
        counts.withIncomplete(row.getLong("incomplete"), causes(row.getString("incomplete_by")));
        return new Run(
                row.getString("id"),
                new ConnectorName(row.getString("connector")),
                RunMode.of(row.getString("mode")),
                RunTrigger.of(row.getString("cause")),
                row.getString("asked_by"),
                RunState.of(row.getString("state")),
                row.getObject("queued_at", OffsetDateTime.class).toInstant(),
                instant(row, "started_at"),
                instant(row, "finished_at"),
                config(row.getString("config")),
                row.getString("reason"),
                row.getBoolean("filled"),
                row.getBoolean("removals_confirmed"),
                row.getInt("taken"),
                counts,
                pulled(row));
    }

    private static @Nullable Pulled pulled(ResultSet row) throws SQLException {
        String state = row.getString("pull_state");
        long orders = row.getLong("pulled_orders");
        if (state == null || row.wasNull()) {
            return null;
        }
        return new Pulled(
                orders,
                row.getLong("pulled_codes"),
                row.getObject("pulled_customers", Long.class),
                row.getString("pull_problem"),
                state.equals("failed"));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private ConnectorConfig config(String text) {
        try {
            return json.readValue(text, ConnectorConfig.class);
        } catch (JacksonException e) {
            throw new IllegalStateException("a run's configuration snapshot cannot be read", e);
        }
    }

    private String write(ConnectorConfig config) {
        return json.writeValueAsString(config);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
