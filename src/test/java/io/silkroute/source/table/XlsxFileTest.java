package io.silkroute.source.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XlsxFileTest {

    private static final Scratch SCRATCH = (name, ending) -> Files.createTempFile("silkroute-" + name, ending);

    private static final String NS = " xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    @Test
    void numbers_keep_their_digits_and_the_sheet_is_the_one_that_is_known() throws IOException {
        byte[] workbook = workbook(
                "<row r=\"1\">" + text("A1", "Notes") + "</row>",
                "<row r=\"2\">" + text("A2", "SKU") + text("B2", "EAN") + text("C2", "Price") + "</row>"
                        + "<row r=\"3\">" + number("A3", "1001") + number("B3", "4.012345000019E12")
                        + number("C3", "12.5") + "</row>"
                        + "<row r=\"5\">" + text("A5", "\u00a0X ") + "</row>"
                        + "<row r=\"6\">" + number("A6", "12345678901234560000") + "</row>");

        List<String> rows = new ArrayList<>();
        try (TableFile file = Tables.of(
                () -> new ByteArrayInputStream(workbook),
                List.of(),
                header -> header.contains("SKU") ? 1 : 0,
                SCRATCH)) {
            assertThat(file.columns()).containsExactly("SKU", "EAN", "Price");
            try (Table table = file.rows()) {
                for (Row row = table.next(); row != null; row = table.next()) {
                    rows.add(row.number() + " " + row.cells() + (row.fault() == null ? "" : " !"));
                    assertThat(row.fault() == null || row.fault().contains("the last digits are lost"))
                            .isTrue();
                }
            }
        }
        assertThat(rows)
                .containsExactly(
                        "3 [1001, 4012345000019, 12.5]", "5 [X, null, null]", "6 [12345678901234560000, null, null] !");
    }

    @Test
    void numbers_lose_their_noise_and_formulas_days_and_errors_are_what_they_show() throws IOException {
        byte[] workbook =
                workbook("<row r=\"1\">" + text("A1", "SKU") + text("B1", "Price") + text("C1", "Day") + "</row>"
                        + "<row r=\"2\">" + text("A2", "1") + number("B2", "19.989999999999998")
                        + "<c r=\"C2\" s=\"1\"><v>46143</v></c></row>"
                        + "<row r=\"3\">" + text("A3", "2")
                        + "<c r=\"B3\"><f>A1*2</f><v>0.30000000000000004</v></c></row>"
                        + "<row r=\"4\">" + text("A4", "3") + "<c r=\"B4\" t=\"e\"><v>#N/A</v></c></row>"
                        + "<row r=\"5\">" + text("A5", "4") + "<c r=\"B5\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c></row>"
                        + "<row r=\"6\">" + text("A6", "5") + number("B6", "1E999999999") + "</row>"
                        + "<row r=\"7\">" + text("A7", "6") + "<c r=\"B7\" t=\"str\"><f>A1</f><v>cheap</v></c></row>");

        assertThat(read(workbook))
                .containsExactly(
                        "2 [1, 19.99, 2026-05-01] [1] {}",
                        "3 [2, 0.3, null] [1] {}",
                        "4 [3, null, null] [] {1=holds the error #N/A.}",
                        "5 [4, null, null] [] {1=holds the error #DIV/0!.}",
                        "6 [5, null, null] [] {1=holds a number that is too large or too small.}",
                        "7 [6, cheap, null] [] {}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"worksheets", "elsewhere"})
    void a_cell_that_names_a_column_far_out_takes_no_memory_and_leaves_no_file(String folder) throws IOException {
        byte[] workbook = workbookIn(folder, "<row r=\"1\">" + text("A1", "SKU") + text("ZZZZZZ1", "Price") + "</row>");
        long before = workbooks();

        assertThatThrownBy(() -> read(workbook))
                .isInstanceOf(UnreadableTable.class)
                .hasMessageContaining("more than 16384 columns");

        assertThat(workbooks()).isEqualTo(before);
    }

    private static long workbooks() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("silkroute-workbook"))
                    .count();
        }
    }

    private static List<String> read(byte[] workbook) throws IOException {
        List<String> rows = new ArrayList<>();
        try (TableFile file = Tables.of(
                        () -> new ByteArrayInputStream(workbook),
                        List.of(),
                        header -> header.contains("SKU") ? 1 : 0,
                        SCRATCH);
                Table table = file.rows()) {
            for (Row row = table.next(); row != null; row = table.next()) {
                rows.add(row.number() + " " + row.cells() + " " + row.numbers() + " " + row.faults());
            }
        }
        return rows;
    }

    @Test
    void what_is_no_workbook_is_said_to_be_none() {
        byte[] broken = "PK\u0003\u0004 and nothing more".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Tables.of(() -> new ByteArrayInputStream(broken), List.of(), header -> 1, SCRATCH))
                .isInstanceOf(UnreadableTable.class)
                .hasMessageContaining("The workbook cannot be read");
        assertThatThrownBy(() -> {
                    byte[] other = zip("readme.txt", "hello");
                    Tables.of(() -> new ByteArrayInputStream(other), List.of(), header -> 1, SCRATCH);
                })
                .isInstanceOf(UnreadableTable.class);
    }

    private static String text(String cell, String text) {
        return "<c r=\"" + cell + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
    }

    private static String number(String cell, String number) {
        return "<c r=\"" + cell + "\"><v>" + number + "</v></c>";
    }

    private static byte[] workbook(String... sheets) throws IOException {
        return workbookIn("worksheets", sheets);
    }

    private static byte[] workbookIn(String folder, String... sheets) throws IOException {
        StringBuilder list = new StringBuilder();
        StringBuilder relations = new StringBuilder();
        List<String> entries = new ArrayList<>();
        for (int i = 1; i <= sheets.length; i++) {
            list.append("<sheet name=\"S%d\" sheetId=\"%d\" r:id=\"rId%d\"/>".formatted(i, i, i));
            relations.append("<Relationship Id=\"rId%d\" Type=\"%s/worksheet\" Target=\"%s/sheet%d.xml\"/>"
                    .formatted(i, RELATIONS, folder, i));
            entries.add("xl/" + folder + "/sheet" + i + ".xml");
            entries.add("<worksheet" + NS + "><sheetData>" + sheets[i - 1] + "</sheetData></worksheet>");
        }
        entries.add("xl/workbook.xml");
        entries.add("<workbook" + NS + " xmlns:r=\"" + RELATIONS + "\"><sheets>" + list + "</sheets></workbook>");
        entries.add("xl/_rels/workbook.xml.rels");
        entries.add("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" + relations
                + "</Relationships>");
        boolean styled = String.join("", sheets).contains(" s=");
        entries.add("xl/styles.xml");
        entries.add("<styleSheet" + NS
                + "><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>");
        entries.add("[Content_Types].xml");
        entries.add("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument"
                + ".spreadsheetml.sheet.main+xml\"/>"
                + (styled
                        ? "<Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument"
                                + ".spreadsheetml.styles+xml\"/>"
                        : "")
                + "</Types>");
        return zip(entries.toArray(String[]::new));
    }

    private static byte[] zip(String... namesAndTexts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
                zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }
}
