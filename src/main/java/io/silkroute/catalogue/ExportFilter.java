package io.silkroute.catalogue;

import io.silkroute.activity.LikePattern;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.connector.config.ConnectorConfig.StatusFilter;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/**
 * Which items pass a connector's filters; within the catalogue a condition on {@code item i}. Tags and families speak of products. A
 * category passes them if it carries one of the tags itself or if a product that passes stands in it, so that a
 * filter for a first test brings along what it needs and no more.
 */
public record ExportFilter(boolean onlyVisible, List<String> tags, List<String> families) {

    /** By a connector's filters. */
    public static ExportFilter of(ConnectorConfig.Export export) {
        return new ExportFilter(export.status() == StatusFilter.ONLY_VISIBLE, export.tags(), export.families());
    }

    /** By a connector's filters, and visible whatever these say of that: what a force refresh sends. */
    public static ExportFilter visible(ConnectorConfig.Export export) {
        return new ExportFilter(true, export.tags(), export.families());
    }

    String condition() {
        String passing = "i.deleted = false" + status("i");
        if (tags.isEmpty() && families.isEmpty()) {
            return "(" + passing + ")";
        }
        String category = "exists (select 1 from item_category c join item p on p.id = c.product"
                + " and p.type = 'product' and p.connector = c.connector where c.category = i.id"
                + " and c.connector = i.connector and p.deleted = false" + status("p") + " and " + product("p") + ")";
        if (!tags.isEmpty()) {
            category = "(" + category + " or " + tags("i") + ")";
        }
        return "(" + passing + " and ((i.type = 'product' and " + product("i") + ") or (i.type = 'category' and "
                + category + ")" + campaigns() + "))";
    }

    // A family is a product's. A code belongs where its campaign does.
    private String campaigns() {
        if (tags.isEmpty()) {
            return " or i.type in ('campaign', 'code')";
        }
        return " or (i.type = 'campaign' and " + tags("i") + ") or (i.type = 'code' and exists (select 1 from item p"
                + " where p.id = i.parent and p.type = 'campaign' and p.connector = i.connector and p.deleted = false"
                + status("p") + " and " + tags("p") + "))";
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
        List<String> any = new ArrayList<>();
        for (int i = 0; i < tags.size(); i++) {
            any.add(table + ".tags like :tag" + i + " escape '!'");
        }
        return "(" + String.join(" or ", any) + ")";
    }

    MapSqlParameterSource parameters() {
        MapSqlParameterSource given = new MapSqlParameterSource();
        if (!families.isEmpty()) {
            given.addValue("families", families);
        }
        for (int i = 0; i < tags.size(); i++) {
            given.addValue("tag" + i, LikePattern.containing("\n" + tags.get(i) + "\n"));
        }
        return given;
    }

    /** How an item's tags stand in the table: one a line, with a line end before the first and after the last. */
    static String column(List<String> tags) {
        return tags.isEmpty() ? "" : "\n" + String.join("\n", tags) + "\n";
    }
}
