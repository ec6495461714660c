package io.silkroute.catalogue;

import io.silkroute.campaign.Timing;
import io.silkroute.connector.ConnectorName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * The pending queue: one row per item. A later change of the same item raises the row's arrival number and leaves
 * its place, so nothing starves; a run removes the row only if the number is still the one it worked on.
 */
@Repository
public class PendingChanges {

    // A place is a rank in the high digits and an arrival below. Variants are taken up with their product and have
    // no place of their own in the stream: they stand behind everything that has. So does what waits for its parent.
    private static final long RANK = 1L << 60;
    private static final long CAMPAIGNS = 2 * RANK;
    private static final long VARIANTS = 4 * RANK;
    // Within the rank of campaigns and codes, by priority; of one priority campaigns stand before codes.
    private static final int ORDER_BITS = 55;
    private static final long ORDER = 1L << ORDER_BITS;
    // The place of an item i that is marked by a query.
    private static final String PLACE = "case i.type when 'category' then i.arrival when 'product' then " + RANK
            + " + i.arrival else " + CAMPAIGNS + " + (2 * i.priority + case when i.type = 'code' then 1 else 0 end) * "
            + ORDER + " + i.arrival end";
    /** The types of what has a place of its own, for a query. */
    static final String EXPORTED = "('category', 'product', 'campaign', 'code')";

    /** The cause of what a person wants to see sent again even if nothing of it has changed; no other takes its place. */
    public static final String REPLAY = "replay";

    // Runs and staging lock rows in this order, so that they never wait for each other in a circle.
    private static final Comparator<ItemKey> LOCKING =
            Comparator.comparing(ItemKey::type).thenComparing(ItemKey::id);

    /** The cause of a change of a campaign that was not known before. */
    static final String CREATED = "pushed by the PIM for the first time";
    /** The cause of a change of a category that has got a product to be exported. */
    public static final String NEEDED = "a product needs it";
    /** The cause of a change of an item that the shop may hold no more. */
    public static final String DOUBTED = "the shop did not take an item with it";

    private static final String ADD = "insert into pending_change"
            + " (id, type, connector, owner, place, arrival, cause, attempts, deferred, since, urgent)";
    // Conditions on item i, of the pending queue or the unsettled items.
    private static final String STANDS_IN =
            "exists (select 1 from %s p where p.id = i.id and p.type = i.type and p.connector = i.connector)";
    private static final String NOT_PENDING = "not " + STANDS_IN.formatted("pending_change");
    // PostgreSQL knows nothing of a table that has just been filled, or believes it to be empty, and would read it once
    // for every row that it adds. This form is read once, whatever the statistics say.
    private static final String NOT_AMONG =
            "(i.id, i.type) not in (select p.id, p.type from %s p where p.connector = :connector)";
    // Read once as well: whatever is not simply "in", PostgreSQL does not turn into a join.
    private static final String AMONG = "(id in (%s)) is true";
    // The products that stand in :connector's categories of Ids.TABLE.
    private static final String PRODUCTS = "select distinct c.product from " + Ids.TABLE
            + " join item_category c on c.category = k.id and c.connector = :connector";

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;
    private final Clock clock;
    private final CachedCount counts = new CachedCount(this::countNow);
    private final String notAmongPending;
    private final String notAmongUnsettled;

    PendingChanges(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        String product = jdbc.execute((ConnectionCallback<String>)
                connection -> connection.getMetaData().getDatabaseProductName());
        String notAmong = "PostgreSQL".equals(product) ? NOT_AMONG : "not " + STANDS_IN;
        this.notAmongPending = notAmong.formatted("pending_change");
        this.notAmongUnsettled = notAmong.formatted("unsettled");
        this.named = new NamedParameterJdbcTemplate(jdbc);
        this.clock = clock;
    }

    /**
     * A change that is to be pending.
     *
     * @param owner a variant's product
     * @param waits for an owner that is not known yet
     * @param priority of a campaign or a code; null: it stands among the products
     * @param urgent it starts a run, whatever the connector's trigger says
     */
    public record Mark(
            ItemKey key,
            @Nullable String owner,
            long arrival,
            String cause,
            boolean waits,
            Timing.@Nullable Priority priority,
            boolean urgent) {

        public Mark(ItemKey key, @Nullable String owner, long arrival, String cause) {
            this(key, owner, arrival, cause, false);
        }

        Mark(ItemKey key, @Nullable String owner, long arrival, String cause, boolean waits) {
            this(key, owner, arrival, cause, waits, Timing.Priority.NORMAL, false);
        }

        /** Of a campaign or a code that follows something else: behind whatever of the catalogue is pending now. */
        public static Mark following(ItemKey key, long arrival, String cause) {
            return new Mark(key, null, arrival, cause, false, null, false);
        }

        private boolean isPlacedAnew() {
            return key.type() == ItemType.CAMPAIGN || key.type() == ItemType.CODE;
        }

        private long place() {
            if (priority == null) {
                return RANK + arrival;
            }
            return switch (key.type()) {
                case CATEGORY -> arrival;
                case PRODUCT -> RANK + arrival;
                case CAMPAIGN -> waits ? VARIANTS + arrival : CAMPAIGNS + 2L * rank(priority) * ORDER + arrival;
                case CODE -> waits ? VARIANTS + arrival : CAMPAIGNS + (2L * rank(priority) + 1) * ORDER + arrival;
                case VARIANT -> VARIANTS + arrival;
            };
        }
    }

    /** As it stands in the table of items. */
    static int rank(Timing.Priority priority) {
        return switch (priority) {
            case HIGH -> 0;
            case NORMAL -> 1;
            case LOW -> 2;
        };
    }

    /** Which changes a run takes first. */
    public enum Order {
        CAMPAIGNS_FIRST,
        CATALOGUE_FIRST,
        /** Of campaigns and codes those that have waited longest, whatever their priority; then the catalogue. */
        LONGEST_WAITING
    }

    /** Makes every mark pending, in the caller's transaction; of several marks of one item the last counts. */
    public void mark(ConnectorName connector, Collection<Mark> marks) {
        Map<ItemKey, Mark> byKey = new LinkedHashMap<>();
        marks.forEach(mark -> byKey.put(mark.key(), mark));
        while (!byKey.isEmpty()) {
            Set<ItemKey> pending = Ids.present(named, "pending_change", connector, byKey.keySet());
            List<Mark> known = new ArrayList<>();
            List<Mark> added = new ArrayList<>();
            byKey.values().forEach(mark -> (pending.contains(mark.key()) ? known : added).add(mark));
            byKey.clear();
            known.sort(Comparator.comparing(Mark::key, LOCKING));
            // A run may have taken a row from the queue since it was seen there; its item is to be pending again.
            raise(connector, known).forEach(mark -> byKey.put(mark.key(), mark));
            add(connector, added);
        }
    }

    /** Returns those that are not pending any more. */
    private List<Mark> raise(ConnectorName connector, List<Mark> marks) {
        int[] raised = jdbc.batchUpdate(
                "update pending_change set arrival = ?, cause = case when cause = '" + REPLAY
                        + "' then cause else ? end, owner = ?, attempts = 0, deferred = ?,"
                        + " place = coalesce(cast(? as bigint), place), urgent = (urgent or ?)"
                        + " where id = ? and type = ? and connector = ?",
                marks.stream()
                        .map(mark -> new @Nullable Object[] {
                            mark.arrival(),
                            mark.cause(),
                            mark.owner(),
                            mark.waits(),
                            mark.isPlacedAnew() ? mark.place() : null,
                            mark.urgent(),
                            mark.key().id(),
                            mark.key().type().word(),
                            connector.text()
                        })
                        .toList());
        return Updates.withoutRow(marks, raised);
    }

    private void add(ConnectorName connector, List<Mark> marks) {
        OffsetDateTime now = now();
        jdbc.batchUpdate(
                ADD + " values (?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?)",
                marks.stream()
                        .map(mark -> new Object[] {
                            mark.key().id(),
                            mark.key().type().word(),
                            connector.text(),
                            mark.owner(),
                            mark.place(),
                            mark.arrival(),
                            mark.cause(),
                            mark.waits(),
                            now,
                            mark.urgent()
                        })
                        .toList());
    }

    /** Marks every product that stands in one of these categories; set-based, whatever their number. */
    public void markProductsOf(ConnectorName connector, Collection<String> categories, long arrival) {
        String cause =
                categories.size() == 1 ? cause("category", categories.iterator().next()) : "its categories changed";
        Ids.slices(categories, slice -> {
            MapSqlParameterSource given = new MapSqlParameterSource("connector", connector.text())
                    .addValue("ids", slice)
                    .addValue("arrival", arrival)
                    .addValue("rank", RANK)
                    .addValue("cause", cause)
                    .addValue("now", now());
            named.update(
                    "update pending_change set arrival = :arrival, deferred = false where connector = :connector"
                            + " and type = 'product' and " + AMONG.formatted(PRODUCTS),
                    given);
            named.update(
                    ADD + " select i.id, i.type, i.connector, cast(null as varchar(255)), :rank + i.arrival,"
                            + " :arrival, :cause, 0, false, :now, false from (" + PRODUCTS + ") s join item i"
                            + " on i.id = s.product and i.type = 'product' and " + Ids.ofConnector("i")
                            + " where i.deleted = false and " + notAmongPending,
                    given);
        });
    }

    /**
     * Marks every code of these campaigns, of which each takes what it does not say itself; set-based, whatever their
     * number. Those that waited for their campaign wait no longer.
     */
    public void markCodesOf(ConnectorName connector, Collection<String> campaigns, long arrival, boolean urgent) {
        String codes = "select i.id from " + Ids.TABLE + " join item i on i.parent = k.id and i.type = 'code' and "
                + Ids.ofConnector("i");
        Ids.slices(campaigns, slice -> {
            MapSqlParameterSource given = new MapSqlParameterSource("connector", connector.text())
                    .addValue("ids", slice)
                    .addValue("arrival", arrival)
                    .addValue("urgent", urgent)
                    .addValue("place", CAMPAIGNS + (2L * rank(Timing.Priority.NORMAL) + 1) * ORDER + arrival)
                    .addValue("now", now());
            named.update(
                    "update pending_change set arrival = :arrival, deferred = false, urgent = (urgent or :urgent),"
                            + " place = case when place < " + VARIANTS + " then place else :place end"
                            + " where connector = :connector and type = 'code' and " + AMONG.formatted(codes),
                    given);
            named.update(
                    ADD + " select i.id, i.type, i.connector, cast(null as varchar(255)), " + PLACE
                            + ", :arrival, 'its campaign changed', 0, false, :now, :urgent from " + Ids.TABLE
                            + " join item i on i.parent = k.id and i.type = 'code' and " + Ids.ofConnector("i")
                            + " where i.deleted = false and " + notAmongPending,
                    given);
        });
    }

    /** Leaves changes out of the sight of all runs, until their items are marked again. */
    public void wait(ConnectorName connector, Collection<Change> changes) {
        jdbc.batchUpdate(
                "update pending_change set deferred = true, place = " + VARIANTS + " + arrival"
                        + " where id = ? and type = ? and connector = ? and arrival = ?",
                rows(connector, changes));
    }

    /**
     * These categories have just become collections: products that went out before without them are to follow. Those
     * that are pending anyway will find the collection by themselves.
     */
    public void markSettledProductsOf(ConnectorName connector, Collection<String> categories) {
        Ids.slices(
                categories,
                slice -> named.update(
                        ADD + " select i.id, i.type, i.connector, cast(null as varchar(255)), :rank + i.arrival,"
                                + " i.arrival, 'its collection is new', 0, false, :now, false from (" + PRODUCTS + ") s"
                                + " join item i on i.id = s.product and i.type = 'product'"
                                + " and " + Ids.ofConnector("i") + " where i.deleted = false and (" + notAmongUnsettled
                                + " or " + ExportedSet.IN_SHOP + ")"
                                + " and " + notAmongPending,
                        new MapSqlParameterSource("connector", connector.text())
                                .addValue("ids", slice)
                                .addValue("rank", RANK)
                                .addValue("now", now())));
    }

    /**
     * Lets no run take these categories from the queue before the caller's transaction is over: whether a filter lets a
     * category through depends on products that the caller is about to stage. To be called before anything is marked.
     */
    void holdCategories(ConnectorName connector, Collection<String> categories) {
        jdbc.batchUpdate(
                "update pending_change set cause = cause where id = ? and type = 'category' and connector = ?",
                categories.stream()
                        .sorted()
                        .map(id -> new Object[] {id, connector.text()})
                        .toList());
    }

    /** Marks those of these categories that the shop does not hold yet; filters may let them through now. */
    void markUnexported(ConnectorName connector, Collection<String> categories) {
        // Hardly ever one, so that asking is all there is to do.
        Set<ItemKey> left = Ids.present(
                named,
                "unsettled",
                connector,
                categories.stream().map(ItemKey::category).toList());
        Ids.slices(
                left.stream().map(ItemKey::id).toList(),
                slice -> named.update(
                        ADD + " select i.id, i.type, i.connector, cast(null as varchar(255)), i.arrival, i.arrival,"
                                + " '" + NEEDED + "', 0, false, :now, false from " + Ids.TABLE
                                + " join item i on i.id = k.id"
                                + " and i.type = 'category' and " + Ids.ofConnector("i")
                                + " where i.deleted = false and " + STANDS_IN.formatted("unsettled") + " and "
                                + NOT_PENDING,
                        new MapSqlParameterSource("connector", connector.text())
                                .addValue("ids", slice)
                                .addValue("now", now())));
    }

    /** Marks the items of a condition on {@code item i}; {@code given} holds its parameters. */
    int markWhere(ConnectorName connector, String condition, MapSqlParameterSource given, String cause) {
        given.addValue("connector", connector.text()).addValue("cause", cause).addValue("now", now());
        return named.update(
                ADD + " select i.id, i.type, i.connector, cast(null as varchar(255)), " + PLACE + ", i.arrival,"
                        + " :cause, 0, false, :now, false from item i where i.connector = :connector"
                        + " and i.type in " + EXPORTED + " and " + condition + " and " + notAmongPending,
                given);
    }

    /** The next changes in the queue's order, at most {@code limit}, all of one type. */
    public List<Change> next(ConnectorName connector, int limit) {
        return next(connector, limit, Order.CATALOGUE_FIRST);
    }

    /** The same in another order; campaigns and codes are all of one priority, too. */
    public List<Change> next(ConnectorName connector, int limit, Order order) {
        String campaigns = " and place >= " + CAMPAIGNS + " and place < " + VARIANTS;
        List<Change> next = switch (order) {
            case CATALOGUE_FIRST -> next(connector, limit, " and place < " + VARIANTS, "place");
            case CAMPAIGNS_FIRST -> next(connector, limit, campaigns, "place");
            case LONGEST_WAITING -> next(connector, limit, campaigns, "since, place");
        };
        if (next.isEmpty()) {
            return order == Order.CATALOGUE_FIRST ? next : next(connector, limit, Order.CATALOGUE_FIRST);
        }
        Change first = next.get(0);
        return next.stream()
                .filter(change -> change.key().type() == first.key().type())
                .filter(change ->
                        order == Order.LONGEST_WAITING || change.place() >> ORDER_BITS == first.place() >> ORDER_BITS)
                .toList();
    }

    private List<Change> next(ConnectorName connector, int limit, String among, String order) {
        return jdbc.query(
                "select id, type, place, arrival, cause, attempts from pending_change where connector = ?" + among
                        + " and deferred = false order by connector, " + order + " fetch first " + limit
                        + " rows only",
                (row, n) -> change(row),
                connector.text());
    }

    /** Those of some products that are pending and not deferred. */
    public List<Change> ofProducts(ConnectorName connector, Collection<String> products) {
        List<Change> changes = new ArrayList<>();
        Ids.slices(
                products,
                slice -> named.query(
                        "select p.id, p.type, p.place, p.arrival, p.cause, p.attempts from " + Ids.TABLE
                                + " join pending_change p on p.id = k.id and p.type = 'product'"
                                + " and " + Ids.ofConnector("p") + " where p.deferred = false",
                        new MapSqlParameterSource("ids", slice).addValue("connector", connector.text()),
                        row -> {
                            changes.add(change(row));
                        }));
        return changes;
    }

    /** How many changes {@link #next} has to give, counted no further than {@code limit}. */
    public int countUpTo(ConnectorName connector, int limit) {
        return (int) number(
                "select count(*) from (select id from pending_change where connector = ? and place < " + VARIANTS
                        + " and deferred = false order by connector, place fetch first " + limit + " rows only) n",
                connector);
    }

    private static Change change(ResultSet row) throws SQLException {
        return new Change(
                new ItemKey(ItemType.of(row.getString("type")).orElseThrow(), row.getString("id")),
                row.getLong("place"),
                row.getLong("arrival"),
                row.getString("cause"),
                row.getInt("attempts"));
    }

    /** Those of some items that are in the queue, deferred or not, as they stand there. */
    public Map<ItemKey, Change> of(ConnectorName connector, Collection<ItemKey> keys) {
        Map<ItemKey, Change> changes = new HashMap<>();
        Ids.slices(
                keys.stream().map(ItemKey::id).toList(),
                slice -> named.query(
                        "select p.id, p.type, p.place, p.arrival, p.cause, p.attempts from " + Ids.TABLE
                                + " join pending_change p on p.id = k.id and " + Ids.ofConnector("p"),
                        new MapSqlParameterSource("ids", slice).addValue("connector", connector.text()),
                        row -> {
                            Change change = change(row);
                            changes.put(change.key(), change);
                        }));
        changes.keySet().retainAll(Set.copyOf(keys));
        return changes;
    }

    /** The first changes of a type that the next run looks at, in their order; none of variants, which go with products. */
    public List<Change> first(ConnectorName connector, ItemType type, int limit) {
        long from = switch (type) {
            case CATEGORY -> 0;
            case PRODUCT -> RANK;
            case CAMPAIGN, CODE -> CAMPAIGNS;
            case VARIANT -> VARIANTS;
        };
        return jdbc.query(
                "select id, type, place, arrival, cause, attempts from pending_change where connector = ? and place >= ?"
                        + " and place < ? and type = ? order by connector, place fetch first " + limit + " rows only",
                (row, n) -> change(row),
                connector.text(),
                from,
                VARIANTS,
                type.word());
    }

    /**
     * How many items the next run looks at.
     *
     * @param byType those of types that have none are absent; variants go with their products
     * @param recognised items that came again as they are in the shop
     */
    public record Waiting(Map<ItemType, Long> byType, long recognised) {}

    public Waiting waiting(ConnectorName connector) {
        Map<ItemType, Long> byType = new EnumMap<>(ItemType.class);
        jdbc.query(
                "select type, count(*) as n from pending_change where connector = ? and place < ? group by type",
                row -> {
                    byType.put(ItemType.of(row.getString("type")).orElseThrow(), row.getLong("n"));
                },
                connector.text(),
                VARIANTS);
        return new Waiting(byType, number("select coalesce(sum(n), 0) from recognised where connector = ?", connector));
    }

    /** The pending variants of some products, to be taken up with them. */
    public List<Owned> ownedBy(ConnectorName connector, Collection<String> products) {
        List<Owned> owned = new ArrayList<>();
        Ids.slices(
                products,
                slice -> named.query(
                        "select p.id, p.type, p.owner, p.place, p.arrival, p.cause, p.attempts from " + Ids.TABLE
                                + " join pending_change p on p.owner = k.id and " + Ids.ofConnector("p"),
                        new MapSqlParameterSource("ids", slice).addValue("connector", connector.text()),
                        row -> {
                            owned.add(new Owned(row.getString("owner"), change(row)));
                        }));
        return owned;
    }

    public record Owned(String product, Change change) {}

    /** Takes finished changes from the queue, save those that a newer event has touched meanwhile. */
    public void done(ConnectorName connector, Collection<Change> changes) {
        jdbc.batchUpdate(
                "delete from pending_change where id = ? and type = ? and connector = ? and arrival = ?",
                rows(connector, changes));
    }

    /** Leaves changes in the queue, out of this run's sight, until {@link #recall}. */
    public void defer(ConnectorName connector, Collection<Change> changes) {
        jdbc.batchUpdate(
                "update pending_change set deferred = true where id = ? and type = ? and connector = ? and arrival = ?",
                rows(connector, changes));
    }

    /** Counts an attempt that came to nothing; a newer event begins to count anew. */
    public void attempted(ConnectorName connector, Collection<Change> changes) {
        jdbc.batchUpdate(
                "update pending_change set attempts = attempts + 1"
                        + " where id = ? and type = ? and connector = ? and arrival = ?",
                rows(connector, changes));
    }

    private static List<Object[]> rows(ConnectorName connector, Collection<Change> changes) {
        return changes.stream()
                .sorted(Comparator.comparing(Change::key, LOCKING))
                .map(change ->
                        new Object[] {change.key().id(), change.key().type().word(), connector.text(), change.arrival()
                        })
                .toList();
    }

    public void recall(ConnectorName connector) {
        jdbc.update(
                "update pending_change set deferred = false where connector = ? and deferred = true and place < ?",
                connector.text(),
                VARIANTS);
    }

    /** Replaces the queue by all items that pass; returns how many were dropped from it. */
    public int replaceBy(ConnectorName connector, ExportFilter passing) {
        int dropped = (int) (long) countNow(List.of(connector)).getOrDefault(connector, 0L);
        // What is dropped has not reached the shop, and is to be looked at when it comes again.
        jdbc.update(
                "insert into unsettled (id, type, connector) select i.id, i.type, i.connector from pending_change i"
                        + " where i.connector = ? and not " + STANDS_IN.formatted("unsettled"),
                connector.text());
        // Save what was staged since: that is nowhere noted, and stays.
        jdbc.update(
                "delete from pending_change i where i.connector = ? and " + STANDS_IN.formatted("unsettled"),
                connector.text());
        jdbc.update("delete from recognised where connector = ?", connector.text());
        MapSqlParameterSource given =
                passing.parameters().addValue("connector", connector.text()).addValue("now", now());
        named.update(
                ADD + " select i.id, i.type, i.connector, cast(null as varchar(255)),"
                        + " " + PLACE
                        + ", i.arrival, 'force refresh', 0, false, :now, false from item i where i.connector = :connector"
                        + " and i.type in " + EXPORTED + " and " + passing.condition() + " and " + notAmongPending,
                given);
        return dropped;
    }

    /** The first sets of items that came again as they are in the shop. */
    public List<UnchangedSet> recognised(ConnectorName connector, int limit) {
        return jdbc.query(
                "select place, items, n from recognised where connector = ? order by connector, place fetch first "
                        + limit + " rows only",
                (row, n) -> new UnchangedSet(row.getLong("place"), row.getString("items"), row.getInt("n")),
                connector.text());
    }

    /** Takes reported sets from the queue. */
    public void reported(ConnectorName connector, Collection<UnchangedSet> sets) {
        jdbc.batchUpdate(
                "delete from recognised where place = ? and connector = ?",
                sets.stream()
                        .map(set -> new Object[] {set.place(), connector.text()})
                        .toList());
    }

    /**
     * How many items a run would look at; variants that wait for their product do not count. Of a long queue the
     * number may be some seconds old.
     *
     * @param runs how the connector's runs stand; a number from before one of them ended is told no more
     */
    public long count(ConnectorName connector, String runs) {
        return counts.of(connector, runs);
    }

    /** The same for many connectors. @param runs of each, how its runs stand */
    public Map<ConnectorName, Long> counts(Map<ConnectorName, String> runs) {
        return counts.of(runs);
    }

    private Map<ConnectorName, Long> countNow(Collection<ConnectorName> connectors) {
        return Ids.numbers(
                named,
                connectors,
                "(select count(*) from pending_change p where p.connector = k.id and (p.deferred = false or p.place < "
                        + VARIANTS + ")) + (select coalesce(sum(r.n), 0) from recognised r where r.connector = k.id)",
                Map.of());
    }

    /** Is there anything that a run could begin with? */
    public boolean any(ConnectorName connector) {
        return !jdbc.queryForList(
                                "select 1 from pending_change where connector = ? and place < ? and deferred = false"
                                        + " fetch first 1 rows only",
                                connector.text(),
                                VARIANTS)
                        .isEmpty()
                || !jdbc.queryForList(
                                "select 1 from recognised where connector = ? fetch first 1 rows only",
                                connector.text())
                        .isEmpty();
    }

    /** Is there anything that does not wait for the connector's trigger? */
    public boolean anyUrgent(ConnectorName connector) {
        return !jdbc.queryForList(
                        "select 1 from pending_change where connector = ? and place >= " + CAMPAIGNS + " and place < "
                                + VARIANTS + " and deferred = false and urgent = true fetch first 1 rows only",
                        connector.text())
                .isEmpty();
    }

    /** Is there a campaign that was not known before, and that no run has looked at? */
    public boolean anyNewCampaign(ConnectorName connector) {
        return !jdbc.queryForList(
                        "select 1 from pending_change where connector = ? and place >= " + CAMPAIGNS + " and place < "
                                + VARIANTS + " and deferred = false and type = 'campaign' and cause = '" + CREATED
                                + "' fetch first 1 rows only",
                        connector.text())
                .isEmpty();
    }

    /** Is this item in the queue? */
    public boolean contains(ConnectorName connector, ItemKey key) {
        return !Ids.present(named, "pending_change", connector, List.of(key)).isEmpty();
    }

    /** Which of these items are in the queue. */
    public Set<ItemKey> among(ConnectorName connector, Collection<ItemKey> keys) {
        return Ids.present(named, "pending_change", connector, keys);
    }

    static String cause(String type, String id) {
        String cause = type + " " + id + " changed";
        return cause.length() <= 400 ? cause : cause.substring(0, 399) + "…";
    }

    private long number(String sql, ConnectorName connector) {
        Long number = jdbc.queryForObject(sql, Long.class, connector.text());
        return number == null ? 0 : number;
    }

    private OffsetDateTime now() {
        return Instant.now(clock).atOffset(ZoneOffset.UTC);
    }
}
