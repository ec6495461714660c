package io.silkroute.promotion;

import io.silkroute.activity.Csv;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Writes codes as CSV. Texts that a spreadsheet would take for a formula are led by an apostrophe. */
final class CodesCsv {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader("code", "id", "kind", "state", "holder", "uses", "shopifyId", "lastSynced")
            .get();

    private final CSVPrinter printer;

    CodesCsv(Appendable out) throws IOException {
        this.printer = new CSVPrinter(out, FORMAT);
    }

    void write(ListedCode code) {
        try {
            printer.printRecord(
                    Csv.safe(code.code()),
                    Csv.safe(code.id()),
                    code.kind().word(),
                    code.state().word(),
                    Csv.safe(code.holder()),
                    code.uses(),
                    code.shopifyId(),
                    code.lastSynced());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
