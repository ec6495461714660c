package io.silkroute.activity;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** Writes entries as CSV. Texts that a spreadsheet would take for a formula are led by an apostrophe. */
final class ActivityCsv {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader("id", "at", "connector", "run", "kind", "outcome", "type", "item", "sentence", "actor", "detail")
            .get();

    private static final String FORMULAS = "=+-@\uFF1D\uFF0B\uFF0D\uFF20\u2212\uFE63\uFE62\uFE66\uFE6B";
    private static final String CONTROLS = "\t\r\n";

    private final CSVPrinter printer;

    ActivityCsv(Appendable out) throws IOException {
        this.printer = new CSVPrinter(out, FORMAT);
    }

    void write(LoggedEntry entry) {
        try {
            printer.printRecord(
                    entry.id(),
                    entry.at(),
                    safe(entry.connector()),
                    safe(entry.run()),
                    entry.kind(),
                    entry.outcome(),
                    entry.type(),
                    safe(entry.item()),
                    safe(entry.sentence()),
                    safe(entry.actor()),
                    safe(entry.detail()));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** Spreadsheets pass over blanks before a formula, and take full-width signs for the usual ones. */
    static @Nullable String safe(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return text;
        }
        int first = 0;
        while (first < text.length() && passedOver(text.charAt(first))) {
            first++;
        }
        boolean formula = first < text.length() && FORMULAS.indexOf(text.charAt(first)) >= 0;
        return formula || CONTROLS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static boolean passedOver(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT;
    }
}
