package io.silkroute.catalogue;

import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConnectorConfig;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Who would enter and who would leave the exported set by some filters; counted and marked set-based, whatever the
 * number of items. For that the items are joined with what the shop holds: of the table {@code export}, which is not
 * the catalogue's, the key is read and whether the state is {@code exported}, and nothing more.
 */
@Repository
public class ExportedSet {

    /** Does the shop hold the item {@code i} as an exported one? */
    static final String IN_SHOP = "exists (select 1 from export e where e.id = i.id and e.type = i.type"
            + " and e.connector = i.connector and e.state = 'exported')";

    private static final String HIDDEN_VARIANT = "exists (select 1 from item v where v.parent = i.id"
            + " and v.type = 'variant' and v.connector = i.connector and v.deleted = false"
            + " and v.status <> 'visible')";
    private static final String PENDING = "exists (select 1 from pending_change q where q.id = i.id"
            + " and q.type = i.type and q.connector = i.connector)";

    private final NamedParameterJdbcTemplate named;
    private final PendingChanges pending;

    ExportedSet(JdbcTemplate jdbc, PendingChanges pending) {
        this.named = new NamedParameterJdbcTemplate(jdbc);
        this.pending = pending;
    }

    /** @param enter items that are not in the shop and would be @param leave items that are and would not */
    public record Effect(long enter, long leave) {}

    /** How many products and categories would enter the set, and how many would leave it, by other filters. */
    public Effect effect(ConnectorName connector, ConnectorConfig config) {
        ExportFilter passing = ExportFilter.of(config);
        return new Effect(count(connector, passing, enters(passing)), count(connector, passing, leaves(passing)));
    }

    /** Makes what enters and what leaves pending; the next run brings it about. */
    public int mark(ConnectorName connector, ConnectorConfig config) {
        ExportFilter passing = ExportFilter.of(config);
        return pending.markWhere(connector, enters(passing), passing.parameters(), "the filters let it through now")
                + pending.markWhere(
                        connector, leaves(passing), passing.parameters(), "the filters do not let it through any more")
                + pending.markWhere(
                        connector,
                        IN_SHOP + " and " + HIDDEN_VARIANT,
                        passing.parameters(),
                        "the filters speak of its variants")
                + pending.markWhere(
                        connector,
                        IN_SHOP + " and i.type in ('campaign', 'code')",
                        passing.parameters(),
                        "the rules speak of what it applies to");
    }

    /** How many pending items of a type would leave the shop. */
    public long countRemovals(ConnectorName connector, ConnectorConfig config, ItemType type) {
        ExportFilter passing = ExportFilter.of(config);
        return count(connector, passing, leaves(passing) + " and " + PENDING + " and i.type = '" + type.word() + "'");
    }

    /** The same of every type. */
    public long countRemovals(ConnectorName connector, ConnectorConfig config) {
        ExportFilter passing = ExportFilter.of(config);
        return count(connector, passing, leaves(passing) + " and " + PENDING);
    }

    /** How many items of a type are in the shop and would not pass, pending or not. */
    public long countLeaving(ConnectorName connector, ConnectorConfig config, ItemType type) {
        ExportFilter passing = ExportFilter.of(config);
        return count(connector, passing, leaves(passing) + " and i.type = '" + type.word() + "'");
    }

    /** The first of them, of every type. */
    public List<ItemKey> leaving(ConnectorName connector, ConnectorConfig config, int limit) {
        return first(connector, config, "", limit);
    }

    /** How many items a force refresh sends: those that pass, and are visible whatever the filter says of that. */
    public long countVisible(ConnectorName connector, ConnectorConfig config) {
        ExportFilter visible = ExportFilter.visible(config);
        return count(connector, visible, visible.condition());
    }

    /** The same of one type. */
    public long countVisible(ConnectorName connector, ConnectorConfig config, ItemType type) {
        ExportFilter visible = ExportFilter.visible(config);
        return count(connector, visible, visible.condition() + " and i.type = '" + type.word() + "'");
    }

    /** Their ids, in their order. @param after behind this one; empty: from the first */
    public List<String> visible(
            ConnectorName connector, ConnectorConfig config, ItemType type, String after, int limit) {
        ExportFilter visible = ExportFilter.visible(config);
        return named.query(
                "select i.id from item i where i.connector = :connector and i.type = :type and i.id > :after and "
                        + visible.condition() + " order by i.connector, i.type, i.id fetch first " + limit
                        + " rows only",
                given(connector, visible).addValue("type", type.word()).addValue("after", after),
                (row, n) -> row.getString("id"));
    }

    /** The first pending items that would leave the shop. */
    public List<ItemKey> removals(ConnectorName connector, ConnectorConfig config, int limit) {
        return first(connector, config, " and " + PENDING, limit);
    }

    private List<ItemKey> first(ConnectorName connector, ConnectorConfig config, String condition, int limit) {
        ExportFilter passing = ExportFilter.of(config);
        return named.query(
                "select i.id, i.type from item i where i.connector = :connector and " + leaves(passing) + condition
                        + " order by i.type, i.id fetch first " + limit + " rows only",
                given(connector, passing),
                (row, n) -> new ItemKey(ItemType.of(row.getString("type")).orElseThrow(), row.getString("id")));
    }

    private long count(ConnectorName connector, ExportFilter passing, String condition) {
        Long count = named.queryForObject(
                "select count(*) from item i where i.connector = :connector and i.type in " + PendingChanges.EXPORTED
                        + " and " + condition,
                given(connector, passing),
                Long.class);
        return count == null ? 0 : count;
    }

    private static MapSqlParameterSource given(ConnectorName connector, ExportFilter passing) {
        return passing.parameters().addValue("connector", connector.text());
    }

    private static String enters(ExportFilter passing) {
        return passing.condition() + " and not " + IN_SHOP;
    }

    private static String leaves(ExportFilter passing) {
        return "not " + passing.condition() + " and " + IN_SHOP;
    }
}
