package io.silkroute.promotion;

import io.silkroute.activity.CsvAnswer;
import java.io.IOException;

/** Writes codes as CSV. */
final class CodesCsv {

    private final CsvAnswer csv;

    CodesCsv(Appendable out) throws IOException {
        this.csv = new CsvAnswer(out, "code", "id", "kind", "state", "holder", "uses", "shopifyId", "lastSynced");
    }

    void write(ListedCode code) {
        csv.line(
                code.code(),
                code.id(),
                code.kind().word(),
                code.state().word(),
                code.holder(),
                code.uses(),
                code.shopifyId(),
                code.lastSynced());
    }
}
