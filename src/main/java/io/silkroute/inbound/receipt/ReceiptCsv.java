package io.silkroute.inbound.receipt;

import io.silkroute.activity.CsvAnswer;
import java.io.IOException;

/** What a receipt says of single items, a row each. */
final class ReceiptCsv {

    private final CsvAnswer csv;

    ReceiptCsv(Appendable out) throws IOException {
        this.csv = new CsvAnswer(out, "kind", "row", "line", "type", "id", "reason");
    }

    void write(Remark.Kind kind, Remark remark) {
        csv.line(kind.word, remark.row(), remark.line(), remark.type(), remark.id(), remark.reason());
    }
}
