package io.silkroute.usage;

import io.silkroute.activity.Csv;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Writes usage as CSV. Texts that a spreadsheet would take for a formula are led by an apostrophe. */
final class UsageCsv {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader(
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
                    "shopCount")
            .get();

    private final CSVPrinter printer;

    UsageCsv(Appendable out) throws IOException {
        this.printer = new CSVPrinter(out, FORMAT);
    }

    void write(CodeUsage one) {
        try {
            printer.printRecord(
                    Csv.safe(one.code()),
                    Csv.safe(one.title()),
                    Csv.safe(one.campaign()),
                    one.uses(),
                    one.orders(),
                    one.revenue().amount(),
                    one.discounted().amount(),
                    one.revenue().currency(),
                    one.lastUsed(),
                    one.otherCurrencyOrders(),
                    one.difference() == null ? null : one.difference().shop());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
