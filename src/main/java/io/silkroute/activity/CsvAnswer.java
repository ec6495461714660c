package io.silkroute.activity;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** A list that is answered as CSV, written as it is read; no text in it is taken for a formula. */
public final class CsvAnswer {

    private final CSVPrinter printer;

    public CsvAnswer(Appendable out, String... columns) throws IOException {
        this.printer = new CSVPrinter(
                out, CSVFormat.RFC4180.builder().setHeader(columns).get());
    }

    /** @param name of the file, without an ending */
    public static PrintWriter begin(HttpServletResponse response, String name) throws IOException {
        response.setContentType("text/csv");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + ".csv\"");
        return response.getWriter();
    }

    /** @param values numbers stay as they are; a text that a spreadsheet would take for a formula is led by an apostrophe */
    public void line(@Nullable Object... values) {
        try {
            printer.printRecord(Arrays.stream(values)
                    .map(value -> value instanceof String text ? Csv.safe(text) : value)
                    .toArray());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
