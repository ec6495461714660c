package io.silkroute.imports;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.ObjectMapper;

/** What the activity log says of imports. */
@Component
class ImportLines {

    private final ObjectMapper json;

    ImportLines(ObjectMapper json) {
        this.json = json;
    }

    /** By which a line is known to be about an import. */
    String detail(String id) {
        return json.writeValueAsString(Map.of("import", id));
    }

    static String asked(ImportAsked asked, Imports.Preview preview) {
        return asked.stream() == ImportStream.CUSTOMERS
                ? "Asked for an import of all customers, %s %s."
                        .formatted(
                                preview.estimate().about(),
                                number(preview.estimate().count()))
                : "Asked for an import of orders (%s): %s %s%s%s%s."
                        .formatted(
                                asked.range().words(),
                                preview.estimate().about(),
                                number(preview.estimate().count()),
                                asked.reconcile() ? "" : "; orders that are in the ledger are left alone",
                                asked.updateMetrics() ? "" : "; customers' metrics stay as they are",
                                preview.truncated()
                                        ? "; Shopify tells of the last 60 days only, which was accepted"
                                        : "");
    }

    static String ended(ShopImport ended) {
        String what = ended.stream() == ImportStream.CUSTOMERS
                ? "The import of customers"
                : "The import of orders (" + ended.range().words() + ")";
        ShopImport.Statistics found = ended.statistics();
        String brought = ended.stream() == ImportStream.CUSTOMERS
                ? "%s customers read, %s of them new or changed"
                        .formatted(
                                number(found.customersSynced()),
                                number(found.customersUpdated() == null ? 0 : found.customersUpdated()))
                : "%s orders of %s customers in the ledger, %s discrepancies"
                        .formatted(
                                number(found.ordersSynced()),
                                number(found.customersSynced()),
                                number(found.discrepancies()));
        String notice = ended.notice() == null ? "" : " " + ended.notice();
        return switch (ended.state()) {
            case FAILED ->
                what + " has failed: " + whole(ended.problem()) + " What was read stays: " + brought + "." + notice;
            case CANCELLED ->
                what + " was cancelled by " + ended.cancelledBy() + ". What was read stays: " + brought + "." + notice;
            case INCOMPLETE ->
                what + " has ended, incomplete: Shopify tells this app of the last 60 days only. It brought " + brought
                        + "." + notice;
            default -> what + " has ended: " + brought + "." + notice;
        };
    }

    private static String whole(@Nullable String sentence) {
        String text = String.valueOf(sentence);
        return text.endsWith(".") ? text : text + ".";
    }

    private static String number(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }
}
