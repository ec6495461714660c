package io.silkroute.inbound.receipt;

import io.silkroute.activity.Csv;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** What a receipt says of single items, a row each. */
final class ReceiptCsv {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader("kind", "row", "line", "type", "id", "reason")
            .get();

    private final CSVPrinter printer;

    ReceiptCsv(Appendable out) throws IOException {
        this.printer = new CSVPrinter(out, FORMAT);
    }

    void write(Remark.Kind kind, Remark remark) {
        try {
            printer.printRecord(
                    kind.word,
                    remark.row(),
                    remark.line(),
                    remark.type(),
                    Csv.safe(remark.id()),
                    Csv.safe(remark.reason()));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
