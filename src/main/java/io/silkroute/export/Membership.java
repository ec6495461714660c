package io.silkroute.export;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.Passing;
import io.silkroute.catalogue.PendingChanges;
import io.silkroute.connector.ConnectorConfig;
import io.silkroute.connector.ConnectorConfig.StatusFilter;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;

/** Who belongs to the exported set, who would enter it and who would leave it; counted and marked set-based. */
@Repository
public class Membership {

    private static final String IN_SHOP = "exists (select 1 from export e where e.id = i.id and e.type = i.type"
            + " and e.connector = i.connector and e.state = 'exported')";
    private static final String HIDDEN_VARIANT = "exists (select 1 from item v where v.parent = i.id"
            + " and v.type = 'variant' and v.connector = i.connector and v.deleted = false"
            + " and v.status <> 'visible')";
    private static final String PENDING = "exists (select 1 from pending_change q where q.id = i.id"
            + " and q.type = i.type and q.connector = i.connector)";

    private final NamedParameterJdbcTemplate named;
    private final PendingChanges pending;

    Membership(JdbcTemplate jdbc, PendingChanges pending) {
        this.named = new NamedParameterJdbcTemplate(jdbc);
        this.pending = pending;
    }

    /** @param enter items that are not in the shop and would be @param leave items that are and would not */
    public record Effect(long enter, long leave) {}

    /** What other filters would do. */
    public Effect effect(String connector, ConnectorConfig.Export export) {
        return new Effect(count(connector, export, entering(export)), count(connector, export, leaving(export)));
    }

    /** Makes what enters and what leaves pending; the next run brings it about. */
    public int mark(String connector, ConnectorConfig.Export export) {
        Passing passing = passing(export);
        return pending.markWhere(connector, entering(export), passing.parameters(), "the filters let it through now")
                + pending.markWhere(
                        connector, leaving(export), passing.parameters(), "the filters do not let it through any more")
                + pending.markWhere(
                        connector,
                        IN_SHOP + " and " + HIDDEN_VARIANT,
                        passing.parameters(),
                        "the filters speak of its variants");
    }

    /** How many pending products, or categories, would leave the shop. */
    long departures(String connector, ConnectorConfig.Export export, ItemType type) {
        return count(connector, export, leaving(export) + " and " + PENDING + " and i.type = '" + type.word() + "'");
    }

    public List<ItemKey> departing(String connector, ConnectorConfig.Export export, int limit) {
        return named.query(
                "select i.id, i.type from item i where i.connector = :connector and " + leaving(export) + " and "
                        + PENDING + " order by i.type, i.id fetch first " + limit + " rows only",
                given(connector, export),
                (row, n) -> new ItemKey(ItemType.of(row.getString("type")).orElseThrow(), row.getString("id")));
    }

    private long count(String connector, ConnectorConfig.Export export, String condition) {
        Long count = named.queryForObject(
                "select count(*) from item i where i.connector = :connector and i.type in ('category', 'product') and "
                        + condition,
                given(connector, export),
                Long.class);
        return count == null ? 0 : count;
    }

    private static MapSqlParameterSource given(String connector, ConnectorConfig.Export export) {
        return passing(export).parameters().addValue("connector", connector);
    }

    private static String entering(ConnectorConfig.Export export) {
        return passing(export).condition() + " and not " + IN_SHOP;
    }

    private static String leaving(ConnectorConfig.Export export) {
        return "not " + passing(export).condition() + " and " + IN_SHOP;
    }

    private static Passing passing(ConnectorConfig.Export export) {
        return new Passing(export.status() == StatusFilter.ONLY_VISIBLE, export.tags(), export.families());
    }
}
