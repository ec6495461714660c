package io.silkroute.catalogue;

import io.silkroute.activity.LikePattern;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.connector.config.ConnectorConfig.Rules.Chosen;
import io.silkroute.connector.config.ConnectorConfig.StatusFilter;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/**
 * Which items pass a connector's filters; within the catalogue a condition on {@code item i}. Tags and families speak of products. A
 * category passes them if it carries one of the tags itself or if a product that passes stands in it, so that a
 * filter for a first test brings along what it needs and no more.
 */
public record ExportFilter(boolean onlyVisible, List<String> tags, List<String> families, Chosen campaigns) {

    public ExportFilter(boolean onlyVisible, List<String> tags, List<String> families) {
        this(onlyVisible, tags, families, new Chosen(List.of(), List.of()));
    }

    /** By a connector's filters. */
    public static ExportFilter of(ConnectorConfig config) {
        ConnectorConfig.Export export = config.export();
        return new ExportFilter(
                export.status() == StatusFilter.ONLY_VISIBLE,
                export.tags(),
                export.families(),
                config.rules().campaigns());
    }

    /** By a connector's filters, and visible whatever these say of that: what a force refresh sends. */
    public static ExportFilter visible(ConnectorConfig config) {
        return new ExportFilter(
                true,
                config.export().tags(),
                config.export().families(),
                config.rules().campaigns());
    }

    String condition() {
        String passing = "i.deleted = false" + status("i");
        if (tags.isEmpty() && families.isEmpty()) {
            return campaigns.only().isEmpty() && campaigns.except().isEmpty()
                    ? "(" + passing + ")"
                    : "(" + passing + " and (i.type in ('product', 'category')" + ofCampaigns() + "))";
        }
        String category = "exists (select 1 from item_category c join item p on p.id = c.product"
                + " and p.type = 'product' and p.connector = c.connector where c.category = i.id"
                + " and c.connector = i.connector and p.deleted = false" + status("p") + " and " + product("p") + ")";
        if (!tags.isEmpty()) {
            category = "(" + category + " or " + tags("i") + ")";
        }
        return "(" + passing + " and ((i.type = 'product' and " + product("i") + ") or (i.type = 'category' and "
                + category + ")" + ofCampaigns() + "))";
    }

    // A family is a product's. A code belongs where its campaign does.
    private String ofCampaigns() {
        if (tags.isEmpty() && campaigns.only().isEmpty() && campaigns.except().isEmpty()) {
            return " or i.type in ('campaign', 'code')";
        }
        return " or (i.type = 'campaign' and " + chosen("i") + ") or (i.type = 'code' and exists (select 1 from item p"
                + " where p.id = i.parent and p.type = 'campaign' and p.connector = i.connector and p.deleted = false"
                + status("p") + " and " + chosen("p") + "))";
    }

    private String chosen(String table) {
        List<String> conditions = new ArrayList<>();
        if (!tags.isEmpty()) {
            conditions.add(tags(table));
        }
        if (!campaigns.only().isEmpty()) {
            conditions.add("(" + table + ".id in (:only) or "
                    + tagged(table, "only", campaigns.only().size()) + ")");
        }
        if (!campaigns.except().isEmpty()) {
            conditions.add("not (" + table + ".id in (:except) or "
                    + tagged(table, "except", campaigns.except().size()) + ")");
        }
        return String.join(" and ", conditions);
    }

    private String status(String table) {
        return onlyVisible ? " and " + table + ".status = 'visible'" : "";
    }

    private String product(String table) {
        List<String> conditions = new ArrayList<>();
        if (!families.isEmpty()) {
            // An item without a family must fail, not be unknown: the condition is also used negated.
            conditions.add("coalesce(" + table + ".family, '') in (:families)");
        }
        if (!tags.isEmpty()) {
            conditions.add(tags(table));
        }
        return String.join(" and ", conditions);
    }

    private String tags(String table) {
        return tagged(table, "tag", tags.size());
    }

    // An item without tags must fail, not be unknown: the condition is also used negated.
    private static String tagged(String table, String parameter, int n) {
        List<String> any = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            any.add("coalesce(" + table + ".tags, '') like :" + parameter + i + " escape '!'");
        }
        return "(" + String.join(" or ", any) + ")";
    }

    MapSqlParameterSource parameters() {
        MapSqlParameterSource given = new MapSqlParameterSource();
        if (!families.isEmpty()) {
            given.addValue("families", families);
        }
        patterns(given, "tag", tags);
        if (!campaigns.only().isEmpty()) {
            given.addValue("only", campaigns.only());
        }
        if (!campaigns.except().isEmpty()) {
            given.addValue("except", campaigns.except());
        }
        patterns(given, "only", campaigns.only());
        patterns(given, "except", campaigns.except());
        return given;
    }

    private static void patterns(MapSqlParameterSource given, String parameter, List<String> tags) {
        for (int i = 0; i < tags.size(); i++) {
            given.addValue(parameter + i, LikePattern.containing("\n" + tags.get(i) + "\n"));
        }
    }

    /** How an item's tags stand in the table: one a line, with a line end before the first and after the last. */
    static String column(List<String> tags) {
        return tags.isEmpty() ? "" : "\n" + String.join("\n", tags) + "\n";
    }
}
