package io.silkroute.source.table;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.zip.ZipException;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * CSV and its like. How the text is encoded and what stands between the cells is found out; the header is the row, among
 * the first ones, that is known best. A row with fewer or more cells than the header is named, its cells are not shifted.
 */
final class CsvFile implements TableFile {

    private static final char[] DELIMITERS = {',', ';', '\t', '|'};
    private static final int LOOKED_AT = 30;
    private static final long LOOKED_AT_CHARACTERS = 16L << 20;
    private static final int HEADER_WITHIN = 10;
    private static final int MOST_COLUMNS = 5_000;

    private final Opener file;
    private final TextEncoding encoding;
    private final char delimiter;
    private final long headerAt; // records before it
    private final List<String> columns;

    private CsvFile(Opener file, TextEncoding encoding, char delimiter, long headerAt, List<String> columns) {
        this.file = file;
        this.encoding = encoding;
        this.delimiter = delimiter;
        this.headerAt = headerAt;
        this.columns = columns;
    }

    /**
     * @param known how well a row would do as the header; 0: not at all
     * @throws UnreadableTable if it is no such file
     */
    static CsvFile of(Opener file, ToIntFunction<List<String>> known) {
        try {
            TextEncoding encoding = TextEncoding.of(file);
            char delimiter = delimiter(file, encoding);
            List<List<String>> first = first(file, encoding, delimiter, HEADER_WITHIN);
            int best = -1;
            int bestScore = 0;
            for (int i = 0; i < first.size(); i++) {
                int score = known.applyAsInt(first.get(i));
                if (score > bestScore) {
                    best = i;
                    bestScore = score;
                }
            }
            for (int i = 0; best < 0 && i < first.size(); i++) {
                if (first.get(i).stream().anyMatch(cell -> !cell.isEmpty())) {
                    best = i;
                }
            }
            if (best < 0) {
                throw new UnreadableTable("The file has no header: every row at its beginning is blank.");
            }
            return new CsvFile(file, encoding, delimiter, best, first.get(best));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public List<String> guesses() {
        return encoding.guessed()
                ? List.of("The file is not in UTF-8; it was read as Windows-1252. Export it in UTF-8 if letters with"
                        + " accents look wrong.")
                : List.of();
    }

    @Override
    public void close() {
        // each reading is closed by itself
    }

    @Override
    public Table rows() {
        try {
            return new Rows();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    // The one with which most of the first rows have as many cells as the header has, and the header the most.
    private static char delimiter(Opener file, TextEncoding encoding) throws IOException {
        char best = ',';
        long bestScore = -1;
        for (char candidate : DELIMITERS) {
            long score = score(file, encoding, candidate);
            if (score > bestScore) {
                best = candidate;
                bestScore = score;
            }
        }
        return best;
    }

    private static long score(Opener file, TextEncoding encoding, char candidate) throws IOException {
        List<List<String>> first;
        try {
            first = first(file, encoding, candidate, LOOKED_AT);
        } catch (UnreadableTable | UncheckedIOException | IOException not) {
            return 0;
        }
        Map<Integer, Integer> times = new TreeMap<>();
        first.stream()
                .filter(row -> row.stream().anyMatch(cell -> !cell.isEmpty()))
                .forEach(row -> times.merge(row.size(), 1, Integer::sum));
        int alike = times.values().stream().max(Integer::compare).orElse(0);
        int usual = times.entrySet().stream()
                .filter(width -> width.getValue() == alike)
                .mapToInt(Map.Entry::getKey)
                .max()
                .orElse(0);
        int header = first.stream()
                .filter(row -> row.stream().anyMatch(cell -> !cell.isEmpty()))
                .mapToInt(List::size)
                .findFirst()
                .orElse(0);
        if (usual < 2) {
            return 0;
        }
        return (header == usual ? 1_000_000L : 0) + alike * 10_000L / Math.max(1, first.size()) + usual;
    }

    private static List<List<String>> first(Opener file, TextEncoding encoding, char delimiter, int most)
            throws IOException {
        List<List<String>> rows = new ArrayList<>();
        long held = 0;
        try (RecordBound text = text(file, encoding);
                CSVParser parser = parser(text, delimiter)) {
            for (CSVRecord row : parser) {
                if (row.size() > MOST_COLUMNS) {
                    throw new UnreadableTable("A row has more than %d cells.".formatted(MOST_COLUMNS));
                }
                rows.add(row.stream().map(Cells::header).toList());
                text.begin();
                held += row.stream().mapToLong(String::length).sum();
                if (rows.size() == most || held > LOOKED_AT_CHARACTERS) {
                    break;
                }
            }
        } catch (UncheckedIOException broken) {
            if (!(broken.getCause() instanceof CSVException)) {
                throw broken;
            }
            // Whoever reads all rows comes to it, and tells where it is.
        }
        return rows;
    }

    private static RecordBound text(Opener file, TextEncoding encoding) throws IOException {
        InputStream in = file.open();
        in.readNBytes(encoding.skip());
        return new RecordBound(new BufferedReader(new InputStreamReader(in, encoding.decoder()), 1 << 16));
    }

    private static CSVParser parser(RecordBound text, char delimiter) throws IOException {
        return CSVParser.builder()
                .setReader(text)
                .setFormat(CSVFormat.RFC4180
                        .builder()
                        .setDelimiter(delimiter)
                        .setIgnoreEmptyLines(false)
                        .setTrailingData(true)
                        .get())
                .get();
    }

    private final class Rows implements Table {

        private final RecordBound text;
        private final CSVParser parser;
        private final Iterator<CSVRecord> records;

        Rows() throws IOException {
            text = text(file, encoding);
            parser = parser(text, delimiter);
            records = parser.iterator();
            for (long i = 0; i <= headerAt; i++) {
                text.begin();
                records.next();
            }
        }

        @Override
        public @Nullable Row next() {
            try {
                while (records.hasNext()) {
                    CSVRecord record = records.next();
                    text.begin();
                    Row row = row(record);
                    if (row != null) {
                        return row;
                    }
                }
                return null;
            } catch (UncheckedIOException | UnreadableTable broken) {
                if (broken.getCause() instanceof ZipException || broken.getCause() instanceof EOFException) {
                    throw broken;
                }
                throw new UnreadableTable(
                        "After line %d the file cannot be read on: %s. Correct it and put it there again."
                                .formatted(parser.getCurrentLineNumber(), why(broken)));
            }
        }

        private static String why(RuntimeException broken) {
            Throwable cause = broken instanceof UncheckedIOException ? broken.getCause() : broken;
            if (cause instanceof CharacterCodingException) {
                return "a character is broken";
            }
            String message = String.valueOf(cause == null ? null : cause.getMessage());
            return message.contains("EOF reached before encapsulated token finished")
                    ? "a quote is opened that is never closed"
                    : message.lines().findFirst().orElse("");
        }

        /** Null if it is blank. */
        private @Nullable Row row(CSVRecord record) {
            List<@Nullable String> cells = new ArrayList<>(record.size());
            boolean blank = true;
            for (String cell : record) {
                String value = Cells.value(cell);
                blank &= value == null;
                cells.add(value);
            }
            if (blank) {
                return null;
            }
            int wanted = columns.size();
            while (cells.size() > wanted && cells.get(cells.size() - 1) == null) {
                cells.remove(cells.size() - 1); // as some exports end every row
            }
            String fault = cells.size() == wanted
                    ? null
                    : "The row has %d cells, but the header has %d. A quote or a separator is missing or too many."
                            .formatted(cells.size(), wanted);
            return new Row(record.getRecordNumber(), Collections.unmodifiableList(cells), fault);
        }

        @Override
        public void close() throws IOException {
            parser.close();
        }
    }
}
