package io.silkroute.promotion;

import io.silkroute.activity.LikePattern;
import io.silkroute.catalogue.Ids;
import io.silkroute.catalogue.Item;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.Items;
import io.silkroute.catalogue.StagedItemsListener;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorData;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ConnectorTable;
import io.silkroute.connector.Connectors;
import io.silkroute.search.SearchText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The campaigns and codes that the PIM has sent and not deleted, as lists read them. Written in the transaction that
 * stages an item, so that it is never behind.
 */
@Repository
public class CampaignIndex implements StagedItemsListener, ConnectorData {

    private static final Logger LOG = LoggerFactory.getLogger(CampaignIndex.class);
    private static final int SLICE = 500;
    private static final int ATTEMPTS = 3;

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;
    private final Items items;
    private final Connectors connectors;
    private final TransactionTemplate transaction;
    private final List<ConnectorTable> tables;

    CampaignIndex(JdbcTemplate jdbc, Items items, Connectors connectors, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.named = new NamedParameterJdbcTemplate(jdbc);
        this.items = items;
        this.connectors = connectors;
        this.transaction = transaction;
        this.tables = List.of(
                new ConnectorTable(jdbc, "campaign_index", "id", "connector"),
                new ConnectorTable(jdbc, "code_index", "id", "connector"));
    }

    @Override
    public void staged(ConnectorName connector, Map<ItemKey, Long> arrivals, Set<ItemKey> changed) {
        indexCampaigns(connector, ids(ItemType.CAMPAIGN, changed));
        Map<String, Long> codes = new HashMap<>();
        Map<String, Long> again = new HashMap<>();
        arrivals.forEach((key, arrival) -> {
            if (key.type() == ItemType.CODE) {
                (changed.contains(key) ? codes : again).put(key.id(), arrival);
            }
        });
        indexCodes(connector, codes);
        jdbc.batchUpdate(
                "update code_index set arrival = ? where id = ? and connector = ? and arrival < ?",
                again.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry ->
                                new Object[] {entry.getValue(), entry.getKey(), connector.text(), entry.getValue()})
                        .toList());
    }

    private static List<String> ids(ItemType type, Collection<ItemKey> keys) {
        return keys.stream()
                .filter(key -> key.type() == type)
                .map(ItemKey::id)
                .sorted()
                .toList();
    }

    private void indexCampaigns(ConnectorName connector, Collection<String> ids) {
        if (ids.isEmpty()) {
            return;
        }
        delete("campaign_index", connector, ids);
        List<Object[]> rows = new ArrayList<>();
        items.find(connector, ItemType.CAMPAIGN, ids).values().forEach(stored -> {
            if (!stored.deleted()) {
                rows.add(row(connector, stored.item()));
            }
        });
        jdbc.batchUpdate(
                "insert into campaign_index (id, connector, name, code, code_key, automatic, active, starts_at, ends_at,"
                        + " words) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows);
    }

    private static @Nullable Object[] row(ConnectorName connector, Item item) {
        IndexedCampaign campaign = IndexedCampaign.of(item);
        return new @Nullable Object[] {
            campaign.id(),
            connector.text(),
            campaign.name(),
            campaign.code(),
            ImageTexts.codeKey(campaign.code()),
            campaign.automatic(),
            campaign.active(),
            column(campaign.starts()),
            column(campaign.ends()),
            ImageTexts.words(
                    campaign.id(),
                    campaign.code(),
                    campaign.name(),
                    ImageTexts.names(item.image().path("name")))
        };
    }

    private void indexCodes(ConnectorName connector, Map<String, Long> arrivals) {
        if (arrivals.isEmpty()) {
            return;
        }
        delete("code_index", connector, arrivals.keySet().stream().sorted().toList());
        List<Object[]> rows = new ArrayList<>();
        items.find(connector, ItemType.CODE, arrivals.keySet()).forEach((id, stored) -> {
            if (!stored.deleted()) {
                rows.add(row(connector, IndexedCode.of(stored.item(), arrivals.getOrDefault(id, 0L))));
            }
        });
        jdbc.batchUpdate(
                "insert into code_index (id, connector, campaign, code, code_key, holder, own, off, starts_at, ends_at,"
                        + " arrival, words) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows);
    }

    private static @Nullable Object[] row(ConnectorName connector, IndexedCode code) {
        return new @Nullable Object[] {
            code.id(),
            connector.text(),
            code.campaign(),
            code.code(),
            ImageTexts.codeKey(code.code()),
            code.holder(),
            code.own(),
            code.off(),
            column(code.starts()),
            column(code.ends()),
            code.arrival(),
            ImageTexts.words(code.id(), code.code(), code.holder())
        };
    }

    private void delete(String table, ConnectorName connector, Collection<String> ids) {
        jdbc.batchUpdate(
                "delete from " + table + " where id = ? and connector = ?",
                ids.stream().map(id -> new Object[] {id, connector.text()}).toList());
    }

    /** Items that an earlier version took in before there was an index. */
    @EventListener(ApplicationReadyEvent.class)
    void fill() {
        connectors.all().stream().map(Connector::name).forEach(connector -> {
            if (isBehind("campaign_index", connector, ItemType.CAMPAIGN)) {
                each("campaign_index", connector, ItemType.CAMPAIGN, ids -> indexCampaigns(connector, ids));
            }
            if (isBehind("code_index", connector, ItemType.CODE)) {
                each("code_index", connector, ItemType.CODE, ids -> {
                    Map<String, Long> arrivals = new HashMap<>();
                    ids.forEach(id -> arrivals.put(id, 0L));
                    indexCodes(connector, arrivals);
                });
            }
        });
    }

    private interface Slice {
        void index(List<String> ids);
    }

    private void each(String table, ConnectorName connector, ItemType type, Slice slice) {
        List<String> ids = List.of();
        do {
            ids = items.ids(connector, type, ids.isEmpty() ? "" : ids.get(ids.size() - 1), SLICE);
            List<String> next = ids;
            int attempt = 1;
            while (!filled(table, connector, next, slice)) {
                if (++attempt > ATTEMPTS) {
                    LOG.warn(
                            "{} of {} from {} on are not in the lists yet; the next start tries again",
                            type,
                            connector,
                            next.get(0));
                    break;
                }
            }
        } while (ids.size() == SLICE);
    }

    /** @return false if another node, or a push, has indexed one of them at the same moment */
    private boolean filled(String table, ConnectorName connector, List<String> ids, Slice slice) {
        try {
            transaction.executeWithoutResult(status -> {
                // What was indexed as it came in stays as it is, with the number that it came with.
                Set<String> indexed = indexed(table, connector, ids);
                slice.index(ids.stream().filter(id -> !indexed.contains(id)).toList());
            });
            return true;
        } catch (ConcurrencyFailureException | DataIntegrityViolationException meanwhile) {
            LOG.debug("{} of {} are indexed by somebody else as well", table, connector, meanwhile);
            return false;
        }
    }

    private Set<String> indexed(String table, ConnectorName connector, List<String> ids) {
        Set<String> indexed = new HashSet<>();
        Ids.slices(
                ids,
                slice -> indexed.addAll(named.queryForList(
                        "select t.id from " + Ids.TABLE + " join " + table + " t on t.id = k.id and "
                                + Ids.ofConnector("t"),
                        new MapSqlParameterSource("connector", connector.text()).addValue("ids", slice),
                        String.class)));
        return indexed;
    }

    private boolean isBehind(String table, ConnectorName connector, ItemType type) {
        Long indexed = jdbc.queryForObject(
                "select count(*) from " + table + " where connector = ?", Long.class, connector.text());
        return indexed == null || indexed < items.count(connector, type);
    }

    public Optional<IndexedCampaign> campaign(ConnectorName connector, String id) {
        return jdbc
                .query(
                        "select * from campaign_index where id = ? and connector = ?",
                        (row, n) -> campaign(row),
                        id,
                        connector.text())
                .stream()
                .findFirst();
    }

    /**
     * By id.
     *
     * @param q a part of the id, a name or the code; empty: any
     * @param after only ids behind this one; empty: from the first
     */
    List<IndexedCampaign> campaigns(ConnectorName connector, String q, String after, int limit) {
        return named.query(
                "select * from campaign_index where connector = :connector and id > :after" + condition(q)
                        + " order by connector, id fetch first " + limit + " rows only",
                asked(connector, q, after),
                (row, n) -> campaign(row));
    }

    public Optional<IndexedCode> code(ConnectorName connector, String id) {
        return jdbc
                .query(
                        "select * from code_index where id = ? and connector = ?",
                        (row, n) -> code(row),
                        id,
                        connector.text())
                .stream()
                .findFirst();
    }

    /** A campaign's code items by id. @param q a part of the id, the code or its holder's name; empty: any */
    List<IndexedCode> codes(ConnectorName connector, String campaign, String q, String after, int limit) {
        return named.query(
                "select * from code_index where connector = :connector and campaign = :campaign and id > :after"
                        + condition(q) + " order by connector, campaign, id fetch first " + limit + " rows only",
                asked(connector, q, after).addValue("campaign", campaign),
                (row, n) -> code(row));
    }

    private static String condition(String q) {
        return q.isBlank() ? "" : " and words like :q escape '!'";
    }

    private static MapSqlParameterSource asked(ConnectorName connector, String q, String after) {
        MapSqlParameterSource given = new MapSqlParameterSource("connector", connector.text()).addValue("after", after);
        return q.isBlank() ? given : given.addValue("q", LikePattern.containing(SearchText.folded(q.strip())));
    }

    /** How many code items each of these campaigns has; absent where none. */
    Map<String, Long> codeCounts(ConnectorName connector, Collection<String> campaigns) {
        Map<String, Long> counts = new HashMap<>();
        Ids.slices(
                campaigns,
                slice -> named.query(
                        "select k.id, (select count(*) from code_index c where c.connector = :connector"
                                + " and c.campaign = k.id) as n from " + Ids.TABLE,
                        new MapSqlParameterSource("connector", connector.text()).addValue("ids", slice),
                        row -> {
                            counts.put(row.getString("id"), row.getLong("n"));
                        }));
        return counts;
    }

    /** Of these codes, in the form of {@link #codeKey}, those that an item has, with the item. */
    public Map<String, ItemKey> holders(ConnectorName connector, Collection<String> codeKeys) {
        Map<String, ItemKey> holders = new HashMap<>();
        Map.of("code_index", ItemType.CODE, "campaign_index", ItemType.CAMPAIGN)
                .forEach((table, type) -> Ids.slices(
                        codeKeys,
                        slice -> named.query(
                                "select t.id, t.code_key from " + Ids.TABLE + " join " + table
                                        + " t on t.code_key = k.id and " + Ids.ofConnector("t"),
                                new MapSqlParameterSource("connector", connector.text()).addValue("ids", slice),
                                row -> {
                                    holders.put(row.getString("code_key"), new ItemKey(type, row.getString("id")));
                                })));
        return holders;
    }

    /** Of these code items those that were staged and are not deleted. */
    public Map<String, IndexedCode> codes(ConnectorName connector, Collection<String> ids) {
        Map<String, IndexedCode> codes = new HashMap<>();
        Ids.slices(
                ids,
                slice -> named.query(
                        "select c.* from " + Ids.TABLE + " join code_index c on c.id = k.id and "
                                + Ids.ofConnector("c"),
                        new MapSqlParameterSource("connector", connector.text()).addValue("ids", slice),
                        row -> {
                            codes.put(row.getString("id"), code(row));
                        }));
        return codes;
    }

    /** The form in which codes are compared: Shopify takes those that differ in case only for the same. */
    public static String codeKey(String code) {
        return Objects.requireNonNull(ImageTexts.codeKey(code));
    }

    private static IndexedCampaign campaign(ResultSet row) throws SQLException {
        return new IndexedCampaign(
                row.getString("id"),
                row.getString("name"),
                row.getString("code"),
                row.getBoolean("automatic"),
                row.getBoolean("active"),
                instant(row, "starts_at"),
                instant(row, "ends_at"));
    }

    private static IndexedCode code(ResultSet row) throws SQLException {
        return new IndexedCode(
                row.getString("id"),
                row.getString("campaign"),
                row.getString("code"),
                row.getString("holder"),
                row.getBoolean("own"),
                row.getBoolean("off"),
                instant(row, "starts_at"),
                instant(row, "ends_at"),
                row.getLong("arrival"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable OffsetDateTime column(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
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
