package io.silkroute.usage;

import io.silkroute.activity.CsvAnswer;
import java.io.IOException;
import java.math.BigDecimal;

/** Writes usage as CSV. */
final class UsageCsv {

    private final CsvAnswer csv;

    UsageCsv(Appendable out) throws IOException {
        this.csv = new CsvAnswer(
                out,
                "code",
                "title",
                "campaign",
                "uses",
                "orders",
                "revenue",
                "discounted",
                "currency",
                "lastUsed",
                "otherCurrencyOrders",
                "shopCount");
    }

    void write(CodeUsage one) {
        csv.line(
                one.code(),
                one.title(),
                one.campaign(),
                one.uses(),
                one.orders(),
                new BigDecimal(one.revenue().amount()),
                new BigDecimal(one.discounted().amount()),
                one.revenue().currency(),
                one.lastUsed(),
                one.otherCurrencyOrders(),
                one.difference() == null ? null : one.difference().shop());
    }
}
