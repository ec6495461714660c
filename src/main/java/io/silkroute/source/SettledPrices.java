package io.silkroute.source;

import io.silkroute.source.table.Cells;
import io.silkroute.source.value.SaleTime;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What a row costs now: what is sold for less is the price, and what it costs otherwise stands beside it. */
final class SettledPrices {

    private final Instant now;

    SettledPrices(Instant now) {
        this.now = now;
    }

    void settle(RowFields fields) {
        fields.sales.values().removeIf(sale -> new BigDecimal(sale).signum() == 0);
        fields.compared.values().removeIf(amount -> new BigDecimal(amount).signum() == 0);
        if (!fields.sales.isEmpty() && !onSale(fields)) {
            fields.sales.clear();
        }
        alike(fields, fields.prices, fields.sales, "sale price");
        alike(fields, fields.prices, fields.compared, "price to compare with");
        fields.sales.forEach((currency, sale) -> reduce(fields, currency, sale));
        amounts(fields, "price", fields.prices);
        amounts(fields, "compareAtPrice", fields.compared);
        amounts(fields, "cost", fields.costs);
    }

    private static void reduce(RowFields fields, String currency, String sale) {
        String regular = fields.prices.get(currency);
        if (regular == null) {
            fields.prices.put(currency, sale);
            return;
        }
        int compared = new BigDecimal(sale).compareTo(new BigDecimal(regular));
        if (compared > 0) {
            warn(
                    fields,
                    null,
                    sale,
                    "The sale price %s is higher than the price %s; the price counts.".formatted(sale, regular));
        } else if (compared < 0) {
            fields.prices.put(currency, sale);
            fields.compared.putIfAbsent(currency, regular);
        }
    }

    // Two amounts of which one names its currency are both in it; of several it cannot be said which.
    private static void alike(RowFields fields, Map<String, String> prices, Map<String, String> others, String what) {
        String plain = prices.get("");
        String other = others.get("");
        if (plain != null && other == null && others.size() == 1) {
            prices.clear();
            prices.put(others.keySet().iterator().next(), plain);
        } else if (other != null && plain == null && prices.size() == 1) {
            others.clear();
            others.put(prices.keySet().iterator().next(), other);
        } else if (!prices.isEmpty() && !others.isEmpty() && (plain == null) != (other == null)) {
            fields.faults.add(new Fault(
                    fields.row,
                    null,
                    null,
                    null,
                    null,
                    "Of the price and the %s one stands without a currency and the other in several; name the currency in its header, such as Price (EUR)."
                            .formatted(what)));
        }
    }

    private boolean onSale(RowFields fields) {
        RowFields.Said from = fields.saleFrom;
        RowFields.Said to = fields.saleTo;
        Boolean begun = from == null ? Boolean.TRUE : told(fields, from, true);
        Boolean over = to == null ? Boolean.FALSE : told(fields, to, false);
        if (begun == null || over == null) {
            return false; // the row is refused
        }
        if (over && to != null) {
            warn(fields, to.header(), to.cell(), "The sale is over since “%s”; the price counts.".formatted(to.cell()));
        } else if (!begun && from != null) {
            warn(
                    fields,
                    from.header(),
                    from.cell(),
                    "The sale begins “%s” only; the price counts until the file comes again.".formatted(from.cell()));
        }
        return begun && !over;
    }

    private @Nullable Boolean told(RowFields fields, RowFields.Said said, boolean begins) {
        SaleTime time = SaleTime.read(said.cell(), ZoneId.systemDefault());
        Boolean told = time == null ? null : begins ? time.begun(now) : time.over(now);
        if (told == null) {
            fields.faults.add(new Fault(
                    fields.row,
                    said.header(),
                    said.cell(),
                    null,
                    null,
                    "Column “%s”: “%s” %s"
                            .formatted(
                                    said.header(),
                                    Cells.cut(said.cell(), RowReader.SHOWN),
                                    time == null
                                            ? "is no date. Write it as 2026-05-31."
                                            : "may be day and month or month and day. Write it as 2026-05-31.")));
        }
        return told;
    }

    private static void warn(RowFields fields, @Nullable String column, String cell, String sentence) {
        fields.warnings.add(new Fault(fields.row, column, cell, null, null, sentence));
    }

    private static void amounts(RowFields fields, String key, Map<String, String> amounts) {
        String plain = amounts.get("");
        if (plain != null) {
            fields.ofVariant.put(key, plain);
        } else if (!amounts.isEmpty()) {
            ObjectNode byCurrency = fields.ofVariant.putObject(key);
            amounts.forEach(byCurrency::put);
        }
    }
}
