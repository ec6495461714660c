package io.silkroute.inbound.receipt;

import io.silkroute.activity.CsvAnswer;
import io.silkroute.catalogue.Ids;
import io.silkroute.connector.ConnectorName;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** The receipts of all deliveries. */
@Repository
public class Receipts {

    private static final int LONGEST_REASON = 2_000;
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_CELL = 500;
    private static final int AT_ONCE = 1_000;
    private static final int SLICE = 2_000;

    private static final String KEPT =
            "select r.ordinal, r.id, r.connector, r.noted_at, r.origin, r.name, r.accepted, r.rejected, r.warned,"
                    + " r.reason, case when r.rejected = 0 then 0 else (select count(*) from receipt_line l"
                    + " where l.receipt = r.id and l.kind = 'refused' and l.standing = 'open') end as still_open"
                    + " from receipt r where ";

    private static final String LINES = "select id, place, line, type, item, header, cell, reason from receipt_line"
            + " where receipt = ? and kind = ?";

    private static final String HAS_OPEN = " and r.rejected > 0 and exists (select 1 from receipt_line o"
            + " where o.receipt = r.id and o.kind = 'refused' and o.standing = 'open')";

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final RefusedItems refused;
    private final WrittenTogether<Row> together = new WrittenTogether<>(this::insert);

    Receipts(JdbcTemplate jdbc, TransactionTemplate transaction, Clock clock, RefusedItems refused) {
        this.jdbc = jdbc;
        this.named = new NamedParameterJdbcTemplate(jdbc);
        this.transaction = transaction;
        this.clock = clock;
        this.refused = refused;
    }

    private record Row(
            ReceiptDraft draft, Receipt receipt, @Nullable String reason) {}

    /** A receipt to be filled while a delivery is taken in; then it is kept, or discarded. */
    public ReceiptDraft open(String connector, Origin origin, @Nullable String name) {
        return new ReceiptDraft(connector, origin, name, this::append);
    }

    /** Keeps the receipt: once this returns, it is durable. */
    public Receipt keep(ReceiptDraft draft) {
        return keep(draft, draft.receipt(), null);
    }

    /**
     * Keeps the receipt of a delivery of which nothing was taken in; what was said of its items is moot.
     *
     * @param reason a sentence that says why
     */
    public Receipt keepRefused(ReceiptDraft draft, String reason) {
        discard(draft);
        return keep(draft, new Receipt(draft.id(), 0, 0, List.of(), 0, List.of()), reason);
    }

    private Receipt keep(ReceiptDraft draft, Receipt receipt, @Nullable String reason) {
        together.write(new Row(draft, receipt, reason));
        draft.keep();
        if (receipt.rejected() > 0) {
            refused.open(draft.connector(), draft.id());
        }
        return receipt;
    }

    /** Forgets what was written down of a delivery that came to nothing; a receipt that is kept stays as it is. */
    public void discard(ReceiptDraft draft) {
        if (draft.written() && !draft.kept()) {
            int slice;
            do {
                slice = jdbc.update(
                        "delete from receipt_line where id in (select id from receipt_line where receipt = ?"
                                + " fetch first " + SLICE + " rows only)",
                        draft.id());
            } while (slice == SLICE);
        }
    }

    private void insert(List<Row> rows) {
        OffsetDateTime now = now();
        inTransaction(() -> jdbc.batchUpdate(
                "insert into receipt (id, connector, noted_at, origin, name, accepted, rejected, warned, reason)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows.stream()
                        .map(row -> new @Nullable Object[] {
                            row.draft().id(),
                            row.draft().connector(),
                            now,
                            row.draft().origin().word(),
                            cut(row.draft().name(), LONGEST_NAME),
                            row.receipt().accepted(),
                            row.receipt().rejected(),
                            row.receipt().warned(),
                            cut(row.reason(), LONGEST_REASON)
                        })
                        .toList()));
    }

    private void append(ReceiptDraft draft, List<ReceiptDraft.Line> lines) {
        OffsetDateTime now = now();
        inTransaction(() -> jdbc.batchUpdate(
                "insert into receipt_line (receipt, connector, noted_at, kind, standing, place, line, arrival, type,"
                        + " item, header, cell, reason) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                lines.stream()
                        .map(line -> new @Nullable Object[] {
                            draft.id(),
                            draft.connector(),
                            now,
                            (line.refused() ? Remark.Kind.REFUSED : Remark.Kind.WARNING).word,
                            line.refused() ? "draft" : "closed",
                            line.remark().row(),
                            line.remark().line(),
                            line.arrival(),
                            line.remark().type(),
                            line.remark().id(),
                            cut(line.remark().column(), LONGEST_NAME),
                            cut(line.remark().value(), LONGEST_CELL),
                            cut(line.remark().reason(), LONGEST_REASON)
                        })
                        .toList()));
    }

    // So that a database that is away can be told from a broker that is.
    private void inTransaction(Runnable statements) {
        try {
            transaction.executeWithoutResult(status -> statements.run());
        } catch (TransactionException away) {
            throw new DataAccessResourceFailureException("the database is away", away);
        }
    }

    public Optional<KeptReceipt> find(ConnectorName connector, String receipt) {
        return jdbc
                .query(KEPT + "r.connector = ? and r.id = ?", (row, n) -> kept(row), connector.text(), receipt)
                .stream()
                .findFirst();
    }

    /**
     * A connector's receipts, newest first.
     *
     * @param open only those of which refused items are still to be mended
     * @param before only those with a smaller ordinal; null: from the newest
     */
    public List<KeptReceipt> page(ConnectorName connector, boolean open, @Nullable Long before, int limit) {
        return jdbc.query(
                KEPT + "r.connector = ? and r.ordinal < ?" + (open ? HAS_OPEN : "")
                        + " order by r.connector desc, r.ordinal desc fetch first "
                        + limit + " rows only",
                (row, n) -> kept(row),
                connector.text(),
                before == null ? Long.MAX_VALUE : before);
    }

    /** When each of these connectors got a delivery last; absent where none is kept. */
    public Map<ConnectorName, Instant> latest(Collection<ConnectorName> connectors) {
        Map<ConnectorName, Instant> latest = new HashMap<>();
        Ids.slices(
                connectors.stream().map(ConnectorName::text).toList(),
                slice -> named.query(
                        "select k.id, (select r.noted_at from receipt r where r.connector = k.id order by"
                                + " r.connector desc, r.ordinal desc fetch first 1 rows only) as latest from "
                                + Ids.TABLE,
                        new MapSqlParameterSource("ids", slice),
                        row -> {
                            OffsetDateTime at = row.getObject("latest", OffsetDateTime.class);
                            if (at != null) {
                                latest.put(new ConnectorName(row.getString("id")), at.toInstant());
                            }
                        }));
        return latest;
    }

    /**
     * Where a remark stands in its receipt; of one row there may be several.
     *
     * @param id among those of the row
     */
    public record Place(long row, long id) {

        /** Before all. */
        public static final Place START = new Place(0, 0);
    }

    public record Placed(Place place, Remark remark) {}

    /**
     * What a receipt says of refused items, by rows.
     *
     * @param open only of those that are still to be mended
     * @param after only what stands behind this place
     */
    public List<Placed> rejections(String receipt, boolean open, Place after, int limit) {
        return lines(receipt, Remark.Kind.REFUSED, open ? " and standing = 'open'" : "", after, limit);
    }

    /** The first of a receipt's warnings, by rows. */
    public List<Remark> warnings(String receipt, int limit) {
        return lines(receipt, Remark.Kind.WARNING, "", Place.START, limit).stream()
                .map(Placed::remark)
                .toList();
    }

    /** All of a kind, however many: a page at a time is in memory. */
    void each(String receipt, Remark.Kind kind, Consumer<Remark> consumer) {
        Place after = Place.START;
        List<Placed> page;
        do {
            page = lines(receipt, kind, "", after, AT_ONCE);
            page.forEach(one -> consumer.accept(one.remark()));
            if (!page.isEmpty()) {
                after = page.get(page.size() - 1).place();
            }
        } while (page.size() == AT_ONCE);
    }

    /** All that was refused, however much, as CSV for a table program: row, column, value, reason. */
    public void report(String receipt, Appendable out) throws IOException {
        CsvAnswer csv = new CsvAnswer(out, "row", "column", "value", "type", "id", "reason");
        each(
                receipt,
                Remark.Kind.REFUSED,
                remark -> csv.line(
                        remark.row(), remark.column(), remark.value(), remark.type(), remark.id(), remark.reason()));
    }

    private List<Placed> lines(String receipt, Remark.Kind kind, String condition, Place after, int limit) {
        return jdbc.query(
                LINES + " and (place > ? or place = ? and id > ?)" + condition
                        + " order by receipt, kind, place, id fetch first " + limit + " rows only",
                (row, n) -> new Placed(new Place(row.getLong("place"), row.getLong("id")), remark(row)),
                receipt,
                kind.word,
                after.row(),
                after.row(),
                after.id());
    }

    private static Remark remark(ResultSet row) throws SQLException {
        return new Remark(
                row.getLong("place") - 1,
                row.getLong("place"),
                row.getLong("line"),
                row.getString("type"),
                row.getString("item"),
                row.getString("header"),
                row.getString("cell"),
                row.getString("reason"));
    }

    private static KeptReceipt kept(ResultSet row) throws SQLException {
        return new KeptReceipt(
                row.getLong("ordinal"),
                row.getString("id"),
                row.getString("connector"),
                row.getObject("noted_at", OffsetDateTime.class).toInstant(),
                Origin.of(row.getString("origin")),
                row.getString("name"),
                row.getLong("accepted"),
                row.getLong("rejected"),
                row.getLong("still_open"),
                row.getLong("warned"),
                row.getString("reason"));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static @Nullable String cut(@Nullable String text, int longest) {
        return text == null || text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}
