package io.silkroute.source.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;

/**
 * A workbook of Excel: of its sheets the one whose header is known best. Numbers are read as they are kept, so that an
 * EAN has all its digits and no exponent. Its rows stream; its texts, which stand in a list of their own, do not, so a
 * workbook is bounded more tightly than a file of text.
 */
final class XlsxFile implements TableFile {

    private static final long LARGEST = 64L << 20;
    private static final int HEADER_WITHIN = 10;
    private static final String BROKEN = "The workbook cannot be read. Open it, and save it anew as .xlsx or CSV.";

    private final Path copy;
    private final ReadingOptions options;
    private final int sheet;
    private final int headerAt;
    private final List<String> columns;

    private XlsxFile(Path copy, ReadingOptions options, int sheet, int headerAt, List<String> columns) {
        this.copy = copy;
        this.options = options;
        this.sheet = sheet;
        this.headerAt = headerAt;
        this.columns = columns;
    }

    /** @param known how well a row would do as the header; 0: not at all */
    static XlsxFile of(Opener file, ToIntFunction<List<String>> known, Scratch scratch) throws IOException {
        Path copy = scratch.make("workbook", ".xlsx");
        XlsxFile found = null;
        try (InputStream in = file.open()) {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            requireBounded(copy);
            found = found(copy, options(copy), known);
            return found;
        } catch (ZipException broken) {
            throw new UnreadableTable(BROKEN);
        } finally {
            if (found == null) {
                Files.deleteIfExists(copy);
            }
        }
    }

    // What does not stream is counted as it unpacks: what the file says of its own sizes may be a lie.
    private static void requireBounded(Path copy) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long held = 0;
        SheetBound sheets = new SheetBound();
        try (ZipFile zip = new ZipFile(copy.toFile())) {
            for (ZipEntry entry : (Iterable<ZipEntry>)
                    () -> zip.stream().map(ZipEntry.class::cast).iterator()) {
                if (entry.getName().startsWith("xl/media/")) {
                    continue;
                }
                boolean sheet = entry.getName().startsWith("xl/worksheets/")
                        && !entry.getName().contains("_rels/");
                try (InputStream in = zip.getInputStream(entry)) {
                    sheets.require(in, sheet);
                }
                if (sheet) {
                    continue;
                }
                try (InputStream in = zip.getInputStream(entry)) {
                    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                        held += read;
                        if (held > LARGEST) {
                            throw new UnreadableTable("The texts of the workbook are larger than %d MB. Save it as CSV."
                                    .formatted(LARGEST >> 20));
                        }
                    }
                }
            }
        }
    }

    // Formats tell days from numbers. A workbook without any cannot be asked for them.
    private static ReadingOptions options(Path copy) throws IOException {
        try (ZipFile zip = new ZipFile(copy.toFile())) {
            ZipEntry types = zip.getEntry("[Content_Types].xml");
            if (types == null) {
                throw new UnreadableTable(BROKEN);
            }
            try (InputStream in = zip.getInputStream(types)) {
                String text = new String(in.readNBytes(1 << 20), StandardCharsets.UTF_8);
                return new ReadingOptions(text.contains("spreadsheetml.styles+xml"), true);
            }
        }
    }

    private static XlsxFile found(Path copy, ReadingOptions options, ToIntFunction<List<String>> known)
            throws IOException {
        XlsxFile best = null;
        int bestScore = -1;
        try (ReadableWorkbook workbook = new ReadableWorkbook(copy.toFile(), options)) {
            for (Sheet sheet : workbook.getSheets()
                    .filter(sheet -> sheet.getVisibility() == SheetVisibility.VISIBLE)
                    .toList()) {
                try (Stream<org.dhatim.fastexcel.reader.Row> rows = sheet.openStream()) {
                    for (org.dhatim.fastexcel.reader.Row row :
                            rows.limit(HEADER_WITHIN).toList()) {
                        List<String> header =
                                texts(row).stream().map(Cells::header).toList();
                        int score = header.stream().allMatch(String::isEmpty) ? -1 : known.applyAsInt(header);
                        if (score > bestScore) {
                            best = new XlsxFile(copy, options, sheet.getIndex(), row.getRowNum(), header);
                            bestScore = score;
                        }
                    }
                }
            }
        } catch (UnreadableTable no) {
            throw no;
        } catch (RuntimeException broken) {
            throw new UnreadableTable(BROKEN); // its reader fails in many ways on what is no workbook of Excel's
        }
        if (best == null) {
            throw new UnreadableTable("The workbook has no sheet with a header among its first rows.");
        }
        return best;
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public List<String> guesses() {
        return List.of();
    }

    @Override
    public Table rows() {
        try {
            return new Rows();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(copy);
    }

    private static List<@Nullable String> texts(org.dhatim.fastexcel.reader.Row row) {
        List<@Nullable String> texts = new ArrayList<>();
        for (int i = 0; i < row.getCellCount(); i++) {
            texts.add(row.getOptionalCell(i).map(XlsxCell::text).orElse(null));
        }
        return texts;
    }

    private final class Rows implements Table {

        private final ReadableWorkbook workbook;
        private final Stream<org.dhatim.fastexcel.reader.Row> stream;
        private final Iterator<org.dhatim.fastexcel.reader.Row> rows;

        Rows() throws IOException {
            workbook = new ReadableWorkbook(copy.toFile(), options);
            stream = workbook.getSheet(sheet).orElseThrow().openStream();
            rows = stream.iterator();
        }

        @Override
        public @Nullable Row next() {
            try {
                while (rows.hasNext()) {
                    org.dhatim.fastexcel.reader.Row row = rows.next();
                    List<@Nullable String> cells = new ArrayList<>();
                    texts(row).forEach(text -> cells.add(Cells.value(text)));
                    if (row.getRowNum() > headerAt && cells.stream().anyMatch(cell -> cell != null)) {
                        return row(row, cells);
                    }
                }
                return null;
            } catch (RuntimeException broken) {
                throw new UnreadableTable(BROKEN);
            }
        }

        private Row row(org.dhatim.fastexcel.reader.Row row, List<@Nullable String> cells) {
            while (cells.size() > columns.size() && cells.get(cells.size() - 1) == null) {
                cells.remove(cells.size() - 1);
            }
            String fault = cells.size() > columns.size()
                    ? "The row has %d cells, but the header has %d.".formatted(cells.size(), columns.size())
                    : lost(row);
            while (cells.size() < columns.size()) {
                cells.add(null); // a workbook keeps no empty ones behind the last
            }
            Set<Integer> numbers = new HashSet<>();
            Map<Integer, String> faults = new TreeMap<>();
            for (int i = 0; i < Math.min(row.getCellCount(), columns.size()); i++) {
                Cell cell = row.getOptionalCell(i).orElse(null);
                if (cell != null && XlsxCell.isNumber(cell)) {
                    numbers.add(i);
                }
                String wrong = cell == null ? null : XlsxCell.fault(cell);
                if (wrong != null) {
                    faults.put(i, wrong);
                }
            }
            return new Row(row.getRowNum(), cells, fault, numbers, faults);
        }

        // Such a number was longer: its last digits are zeros that Excel put there.
        private @Nullable String lost(org.dhatim.fastexcel.reader.Row row) {
            for (int i = 0; i < Math.min(row.getCellCount(), columns.size()); i++) {
                BigDecimal number = row.getOptionalCell(i).map(XlsxCell::number).orElse(null);
                if (number != null && XlsxCell.isLost(number)) {
                    return "Column “%s”: of %s the last digits are lost, as Excel keeps %d of a number. Make the column a text and enter it again."
                            .formatted(columns.get(i), number.toPlainString(), XlsxCell.DIGITS_KEPT);
                }
            }
            return null;
        }

        @Override
        public void close() throws IOException {
            stream.close();
            workbook.close();
        }
    }
}
