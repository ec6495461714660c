package io.silkroute.activity;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Writes entries as CSV. Texts that a spreadsheet would take for a formula are led by an apostrophe. */
final class ActivityCsv {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader(
                    "id",
                    "at",
                    "connector",
                    "run",
                    "kind",
                    "outcome",
                    "type",
                    "item",
                    "sentence",
                    "actor",
                    "detail",
                    "incomplete")
            .get();

    private final CSVPrinter printer;

    ActivityCsv(Appendable out) throws IOException {
        this.printer = new CSVPrinter(out, FORMAT);
    }

    void write(LoggedEntry entry) {
        try {
            printer.printRecord(
                    entry.id(),
                    entry.at(),
                    Csv.safe(entry.connector()),
                    Csv.safe(entry.run()),
                    entry.kind(),
                    entry.outcome(),
                    entry.type(),
                    Csv.safe(entry.item()),
                    Csv.safe(entry.sentence()),
                    Csv.safe(entry.actor()),
                    Csv.safe(entry.detail()),
                    String.join(" ", entry.incomplete()));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
