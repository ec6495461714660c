package io.silkroute.imports;

import io.silkroute.connector.ConnectorName;
import io.silkroute.imports.ShopImport.DateRange;
import io.silkroute.imports.ShopImport.Phase;
import io.silkroute.imports.ShopImport.Progress;
import io.silkroute.imports.ShopImport.Statistics;
import io.silkroute.order.Amount;
import io.silkroute.order.Booking;
import io.silkroute.order.ImportFigures;
import io.silkroute.shopify.BoundedText;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The store of imports, of how far each phase was read, and of who works on them. */
@Repository
class ImportBook {

    private static final String RUNNING_SLOT = "running";
    private static final String NAMELESS =
            "Shopify does not tell this app who the customers are, because it was not approved"
                    + " for protected customer data: names and e-mail addresses are missing.";
    private static final int LONGEST = 2_000;
    private static final int LONGEST_NAME = 100;

    private final JdbcTemplate jdbc;

    ImportBook(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Writes an import down with its phases; within the caller's transaction.
     *
     * @throws org.springframework.dao.DuplicateKeyException if another one of the connector is running
     */
    void add(
            String id,
            ConnectorName connector,
            String shop,
            ImportAsked asked,
            Imports.Preview preview,
            String actor,
            Instant now) {
        jdbc.update(
                "insert into shop_import (id, connector, slot, shop, stream, chosen, reconcile, update_metrics, truncated,"
                        + " state, asked_by, queued_at, expected, expected_seconds, at_least, currency, tries)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
                id,
                connector.text(),
                RUNNING_SLOT,
                shop,
                asked.stream().word(),
                asked.range().word(),
                asked.reconcile(),
                asked.updateMetrics(),
                preview.truncated(),
                ImportState.QUEUED.word(),
                BoundedText.bounded(actor, LONGEST_NAME),
                column(now),
                preview.estimate().count(),
                preview.estimate().seconds(),
                preview.estimate().atLeast() != null,
                preview.currency());
        Instant before = null;
        int place = 0;
        for (ImportRange range : asked.range().phases()) {
            Instant from = range.from(now);
            jdbc.update(
                    "insert into shop_import_phase (import_id, place, connector, chosen, state, from_time, before_time, done,"
                            + " all_read, orders, customers, cashback, discrepancies) values (?, ?, ?, ?, ?, ?, ?, 0, ?, 0, 0,"
                            + " 0, 0)",
                    id,
                    place++,
                    connector.text(),
                    range.word(),
                    ImportState.QUEUED.word(),
                    column(from),
                    before == null ? null : column(before),
                    false);
            before = from;
        }
    }

    /** The import of a connector that has not ended. */
    Optional<String> running(ConnectorName connector) {
        return jdbc
                .query(
                        "select id from shop_import where connector = ? and slot = ?",
                        (row, n) -> row.getString("id"),
                        connector.text(),
                        RUNNING_SLOT)
                .stream()
                .findFirst();
    }

    /**
     * Imports that have not ended and that no node works on, for this one: by import its new holder.
     *
     * @param atWork what this node works on already, whatever its lease says
     */
    Map<String, String> take(int most, Instant now, Duration lease, Set<String> atWork) {
        Map<String, String> taken = new LinkedHashMap<>();
        for (String id : jdbc.query(
                "select id from shop_import where state in ('queued', 'running') and (lease_until is null or lease_until < ?)"
                        + " order by id fetch first 100 rows only",
                (row, n) -> row.getString("id"),
                column(now))) {
            String holder = UUID.randomUUID().toString();
            if (taken.size() < most
                    && !atWork.contains(id)
                    && jdbc.update(
                                    "update shop_import set state = 'running', holder = ?, lease_until = ?,"
                                            + " started_at = coalesce(started_at, ?) where id = ? and state in ('queued',"
                                            + " 'running') and (lease_until is null or lease_until < ?)",
                                    holder,
                                    column(now.plus(lease)),
                                    column(now),
                                    id,
                                    column(now))
                            == 1) {
                taken.put(id, holder);
            }
        }
        return taken;
    }

    /** A database that only one process can open has no other nodes: what is held at start-up was a dead one's. */
    void releaseAll() {
        jdbc.update("update shop_import set lease_until = null where state = 'running'");
    }

    /** This node gives an import back, to be gone on with. */
    void release(String id, String holder) {
        jdbc.update("update shop_import set lease_until = null where id = ? and holder = ?", id, holder);
    }

    /** This node stops at it; nothing more is stored by what it has begun, and whoever takes it next goes on. */
    void leave(ImportTask task) {
        jdbc.update(
                "update shop_import set holder = null, lease_until = null where id = ? and holder = ? and state = 'running'",
                task.id(),
                task.holder());
    }

    boolean hasOpenPhases(String id) {
        return !jdbc.query(
                        "select place from shop_import_phase where import_id = ? and state in ('queued', 'running')"
                                + " fetch first 1 rows only",
                        (row, n) -> row.getInt("place"),
                        id)
                .isEmpty();
    }

    /** The shop does not answer: it is gone on with after a while, by whoever takes it then. */
    void postpone(ImportTask task, Instant until, String problem) {
        jdbc.update(
                "update shop_import set holder = null, lease_until = ?, tries = tries + 1, postponed = true,"
                        + " problem = ? where id = ? and holder = ? and state = 'running'",
                column(until),
                BoundedText.bounded(problem, LONGEST),
                task.id(),
                task.holder());
    }

    /** How often in a row the shop did not answer. */
    int tries(String id) {
        return jdbc.query("select tries from shop_import where id = ?", (row, n) -> row.getInt("tries"), id).stream()
                .findFirst()
                .orElse(0);
    }

    /** What of an import is to be done yet; last its end. */
    List<ImportTask> tasks(String id, String holder) {
        List<ImportTask> tasks = new ArrayList<>(jdbc.query(
                "select i.*, p.place, p.from_time, p.before_time, p.way, p.query_id, p.next_page, p.done, p.all_read"
                        + " from shop_import i join shop_import_phase p on p.import_id = i.id"
                        + " where i.id = ? and i.holder = ? and i.state = 'running' and p.state in ('queued', 'running')"
                        + " order by p.place",
                (row, n) -> task(
                        row,
                        row.getInt("place"),
                        row.getObject("from_time", OffsetDateTime.class).toInstant(),
                        instant(row, "before_time"),
                        step(row),
                        row.getString("query_id"),
                        row.getString("next_page"),
                        row.getLong("done")),
                id,
                holder));
        tasks.addAll(jdbc.query(
                "select i.* from shop_import i where i.id = ? and i.holder = ? and i.state = 'running'",
                (row, n) -> task(row, -1, Instant.EPOCH, null, ImportTask.END, null, null, 0),
                id,
                holder));
        return tasks;
    }

    private static String step(ResultSet row) throws SQLException {
        String way = row.getString("way");
        return row.getBoolean("all_read") ? ImportTask.NOTHING : way == null ? ImportTask.CHOOSE : way;
    }

    private static ImportTask task(
            ResultSet row,
            int place,
            Instant from,
            @Nullable Instant before,
            String step,
            @Nullable String query,
            @Nullable String after,
            long done)
            throws SQLException {
        String id = row.getString("id");
        return new ImportTask(
                id,
                row.getString("holder"),
                new ConnectorName(row.getString("connector")),
                row.getString("shop"),
                stream(row),
                new Booking(id, row.getBoolean("reconcile"), row.getBoolean("update_metrics")),
                place,
                from,
                before,
                step,
                query,
                after,
                done,
                row.getString("asked_by"),
                row.getBoolean("nameless"));
    }

    private static ImportStream stream(ResultSet row) throws SQLException {
        return ImportStream.of(row.getString("stream")).orElseThrow();
    }

    /**
     * Says that this node is still at it.
     *
     * @throws ImportStopped if a person has asked for its end, or it is not any more
     */
    void hold(ImportTask task, Instant until) {
        if (jdbc.update(
                        "update shop_import set lease_until = ? where id = ? and holder = ? and state = 'running'"
                                + " and cancelled_by is null",
                        column(until),
                        task.id(),
                        task.holder())
                == 1) {
            return;
        }
        boolean cancelled = !jdbc.query(
                        "select id from shop_import where id = ? and holder = ? and state = 'running'",
                        (row, n) -> row.getString("id"),
                        task.id(),
                        task.holder())
                .isEmpty();
        throw cancelled ? ImportStopped.cancelled(task.id()) : ImportStopped.lost(task.id());
    }

    /** Says that this node is still at it, whoever has asked for its end. @throws ImportStopped if it is not any more */
    void keep(ImportTask task, Instant until) {
        if (jdbc.update(
                        "update shop_import set lease_until = ? where id = ? and holder = ? and state = 'running'",
                        column(until),
                        task.id(),
                        task.holder())
                == 0) {
            throw ImportStopped.lost(task.id());
        }
    }

    /** @param way how the phase is read */
    void began(ImportTask task, String way) {
        phase(task, "state = 'running', way = ?", way);
    }

    /** @throws ImportStopped if the import is not this node's any more; then nothing is stored */
    private void phase(ImportTask task, String set, @Nullable Object... values) {
        List<@Nullable Object> all = new ArrayList<>();
        for (Object value : values) {
            all.add(value);
        }
        all.add(task.id());
        all.add(task.place());
        all.add(task.holder());
        if (jdbc.update(
                        "update shop_import_phase set " + set + " where import_id = ? and place = ? and exists"
                                + " (select 1 from shop_import i where i.id = import_id and i.holder = ?)",
                        all.toArray())
                == 0) {
            throw ImportStopped.lost(task.id());
        }
    }

    /** The shop keeps back who the customers are. */
    void nameless(ImportTask task) {
        jdbc.update("update shop_import set nameless = true where id = ? and holder = ?", task.id(), task.holder());
    }

    /** The shop has answered: how often in a row it had not does not count any more. */
    void answered(ImportTask task) {
        jdbc.update(
                "update shop_import set tries = 0, problem = null where id = ? and holder = ? and tries > 0",
                task.id(),
                task.holder());
    }

    /** The phase is read by this query from its beginning. @param query null: none, or no more */
    void beginAnew(ImportTask task, @Nullable String query) {
        phase(task, "query_id = ?, next_page = null, done = 0", query);
    }

    /** @param after where the next page begins; null: there is none, or it is no page */
    void advance(ImportTask task, long objects, @Nullable String after, boolean allRead, long discrepancies) {
        phase(
                task,
                "done = done + ?, next_page = ?, all_read = ?, discrepancies = discrepancies + ?",
                objects,
                after,
                allRead,
                discrepancies);
        answered(task);
    }

    /** What the pull of customers has come to. */
    void count(ImportTask task, long seen, long changed, boolean allRead) {
        phase(task, "done = ?, customers = ?, updated = ?, all_read = ?", seen, seen, changed, allRead);
    }

    /** What the import has brought so far. */
    void figures(ImportTask task, ImportFigures figures) {
        phase(
                task,
                "orders = ?, customers = ?, cashback = ?, currency = ?, first_at = ?, last_at = ?",
                figures.orders(),
                figures.customers(),
                figures.cashback(),
                figures.currency(),
                figures.first() == null ? null : column(figures.first()),
                figures.last() == null ? null : column(figures.last()));
    }

    void ended(ImportTask task, ImportState state) {
        phase(task, "state = ?, query_id = null, next_page = null", state.word());
    }

    /** The phase that tells the figures of the whole: the last that has begun. */
    Optional<ImportTask> lastBegun(ImportTask task) {
        return jdbc
                .query(
                        "select place from shop_import_phase where import_id = ? and state <> 'queued' order by place desc"
                                + " fetch first 1 rows only",
                        (row, n) -> new ImportTask(
                                task.id(),
                                task.holder(),
                                task.connector(),
                                task.shop(),
                                task.stream(),
                                task.booking(),
                                row.getInt("place"),
                                task.from(),
                                null,
                                ImportTask.NOTHING,
                                null,
                                null,
                                0,
                                task.askedBy(),
                                task.nameless()),
                        task.id())
                .stream()
                .findFirst();
    }

    boolean truncated(String id) {
        return jdbc.query("select truncated from shop_import where id = ?", (row, n) -> row.getBoolean("truncated"), id)
                .contains(true);
    }

    /** @param customers whose metrics the import has changed so far */
    void settled(ImportTask task, long customers) {
        phase(task, "updated = ?", customers);
    }

    /** An import has come to its end on this node, and another one may begin. @return false: it was not this node's */
    boolean end(ImportTask task, ImportState state, @Nullable String problem, Instant now) {
        boolean ended = jdbc.update(
                        "update shop_import set state = ?, slot = id, finished_at = ?, problem = ?, lease_until = null"
                                + " where id = ? and holder = ? and state = 'running'",
                        state.word(),
                        column(now),
                        problem == null ? null : BoundedText.bounded(problem, LONGEST),
                        task.id(),
                        task.holder())
                == 1;
        if (ended) {
            jdbc.update(
                    "update shop_import_phase set state = ? where import_id = ? and state = 'running'",
                    state.word(),
                    task.id());
            jdbc.update(
                    "update shop_import_phase set state = 'cancelled' where import_id = ? and state = 'queued'",
                    task.id());
        }
        return ended;
    }

    /** Asks for an import's end; one that nobody has begun has ended by it. @return false: it has ended already */
    boolean cancel(String id, String actor, Instant now) {
        String by = BoundedText.bounded(actor, LONGEST_NAME);
        if (jdbc.update(
                        "update shop_import set state = 'cancelled', slot = id, cancelled_by = ?, finished_at = ?"
                                + " where id = ? and state = 'queued'",
                        by,
                        column(now),
                        id)
                == 1) {
            jdbc.update("update shop_import_phase set state = 'cancelled' where import_id = ?", id);
            return true;
        }
        // One that waits for its shop is not waited for: whoever takes it next ends it.
        return jdbc.update(
                        "update shop_import set cancelled_by = coalesce(cancelled_by, ?),"
                                + " lease_until = case when holder is null then null else lease_until end"
                                + " where id = ? and state = 'running'",
                        by,
                        id)
                == 1;
    }

    /**
     * Seconds that the connector's last import took for an object.
     *
     * @param way in which all of it was read
     * @return empty: there was none of some size that did not have to wait
     */
    Optional<Double> secondsEach(ConnectorName connector, String way, int least) {
        List<double[]> ended = jdbc.query(
                "select i.started_at, i.finished_at, sum(p.done) as done from shop_import i join shop_import_phase p"
                        + " on p.import_id = i.id where i.connector = ? and i.postponed = false and p.done > 0"
                        + " and i.state in ('completed', 'incomplete') group by i.id, i.started_at, i.finished_at"
                        + " having min(p.way) = ? and max(p.way) = ? order by i.id desc fetch first 5 rows only",
                (row, n) -> new double[] {
                    row.getLong("done"),
                    Duration.between(
                                    row.getObject("started_at", OffsetDateTime.class),
                                    row.getObject("finished_at", OffsetDateTime.class))
                            .toMillis()
                },
                connector.text(),
                way,
                way);
        return ended.stream()
                .filter(one -> one[0] >= least)
                .map(one -> one[1] / 1000 / one[0])
                .findFirst();
    }

    Optional<ShopImport> find(String id) {
        return jdbc.query("select * from shop_import where id = ?", (row, n) -> head(row), id).stream()
                .findFirst()
                .map(this::withPhases);
    }

    /** Newest first. @param before only older ones than this */
    List<ShopImport> of(ConnectorName connector, @Nullable String before, int limit) {
        List<Object> values = new ArrayList<>(List.of(connector.text()));
        if (before != null) {
            values.add(before);
        }
        List<ShopImport> heads = jdbc.query(
                "select * from shop_import where connector = ?" + (before == null ? "" : " and id < ?")
                        + " order by id desc fetch first " + limit + " rows only",
                (row, n) -> head(row),
                values.toArray());
        return heads.stream().map(this::withPhases).toList();
    }

    private record PhaseRow(
            ImportRange range,
            ImportState state,
            long done,
            long orders,
            long customers,
            @Nullable Long updated,
            BigDecimal cashback,
            @Nullable String currency,
            @Nullable Instant first,
            @Nullable Instant last,
            long discrepancies) {

        static final PhaseRow NONE =
                new PhaseRow(ImportRange.ALL, ImportState.QUEUED, 0, 0, 0, null, BigDecimal.ZERO, null, null, null, 0);
    }

    /** An import as if it had no phases. They are read when its row is: a query inside of another takes two connections. */
    private static ShopImport head(ResultSet row) throws SQLException {
        String currency = row.getString("currency");
        Instant finished = instant(row, "finished_at");
        long expected = row.getLong("expected");
        return new ShopImport(
                row.getString("id"),
                new ConnectorName(row.getString("connector")),
                stream(row),
                ImportRange.of(row.getString("chosen")).orElseThrow(),
                row.getBoolean("reconcile"),
                row.getBoolean("update_metrics"),
                row.getBoolean("truncated"),
                ImportState.of(row.getString("state")),
                row.getString("asked_by"),
                row.getString("cancelled_by"),
                row.getObject("queued_at", OffsetDateTime.class).toInstant(),
                instant(row, "started_at"),
                finished,
                ShopImport.Estimate.of(
                        stream(row), expected, row.getLong("expected_seconds"), row.getBoolean("at_least")),
                new Progress(0, expected),
                statistics(PhaseRow.NONE, currency, finished, 0),
                List.of(),
                row.getString("problem"),
                row.getBoolean("nameless") ? NAMELESS : null);
    }

    private ShopImport withPhases(ShopImport head) {
        List<PhaseRow> phases = jdbc.query(
                "select * from shop_import_phase where import_id = ? order by place",
                (part, n) -> new PhaseRow(
                        ImportRange.of(part.getString("chosen")).orElseThrow(),
                        ImportState.of(part.getString("state")),
                        part.getLong("done"),
                        part.getLong("orders"),
                        part.getLong("customers"),
                        part.getObject("updated", Long.class),
                        part.getBigDecimal("cashback"),
                        part.getString("currency"),
                        instant(part, "first_at"),
                        instant(part, "last_at"),
                        part.getLong("discrepancies")),
                head.id());
        Amount nothing = head.statistics().cashbackIssued();
        String currency = nothing == null ? null : nothing.currency();
        Instant finished = head.finishedAt();
        long done = phases.stream().mapToLong(PhaseRow::done).sum();
        long expected = head.progress().total();
        PhaseRow latest = phases.stream()
                .filter(phase -> phase.state() != ImportState.QUEUED && phase.state() != ImportState.CANCELLED
                        || phase.done() > 0
                        || phase.orders() > 0)
                .reduce((one, next) -> next)
                .orElse(PhaseRow.NONE);
        List<Phase> shown = new ArrayList<>();
        long discrepancies = 0;
        for (int i = 0; i < phases.size(); i++) {
            PhaseRow phase = phases.get(i);
            discrepancies += phase.discrepancies();
            boolean last = i == phases.size() - 1;
            shown.add(new Phase(
                    phase.range(),
                    phase.state(),
                    new Progress(
                            phase.done(),
                            phase.state().ended()
                                    ? phase.done()
                                    : Math.max(phase.done(), phases.size() == 1 ? expected : 0)),
                    statistics(phase, currency, phase.state().ended() && last ? finished : null, discrepancies)));
        }
        boolean whole = head.state() == ImportState.COMPLETED || head.state() == ImportState.INCOMPLETE;
        return head.with(
                new Progress(done, whole ? done : Math.max(done, expected)),
                statistics(latest, currency, finished, discrepancies),
                shown);
    }

    private static Statistics statistics(
            PhaseRow phase, @Nullable String shopCurrency, @Nullable Instant finished, long discrepancies) {
        String currency = phase.currency() == null ? shopCurrency : phase.currency();
        return new Statistics(
                phase.orders(),
                phase.customers(),
                phase.updated(),
                currency == null ? null : Amount.of(phase.cashback(), currency),
                new DateRange(phase.first(), phase.last()),
                finished,
                discrepancies);
    }

    /** Some imports that ended before then. */
    List<String> endedBefore(OffsetDateTime oldest, int most) {
        return jdbc.query(
                "select id from shop_import where finished_at < ? fetch first " + most + " rows only",
                (row, n) -> row.getString("id"),
                oldest);
    }

    void forget(String id) {
        jdbc.update("delete from shop_import_phase where import_id = ?", id);
        jdbc.update("delete from shop_import where id = ?", id);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime column(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
