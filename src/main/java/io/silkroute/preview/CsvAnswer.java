package io.silkroute.preview;

import io.silkroute.activity.Csv;
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
final class CsvAnswer {

    private CsvAnswer() {}

    static PrintWriter begin(HttpServletResponse response, String name) throws IOException {
        response.setContentType("text/csv");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + ".csv\"");
        return response.getWriter();
    }

    static CSVPrinter printer(Appendable out, String... columns) throws IOException {
        return new CSVPrinter(
                out, CSVFormat.RFC4180.builder().setHeader(columns).get());
    }

    static void line(CSVPrinter csv, @Nullable Object... values) {
        try {
            csv.printRecord(Arrays.stream(values)
                    .map(value -> value instanceof String text ? Csv.safe(text) : value)
                    .toArray());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
