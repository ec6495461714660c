package io.silkroute.source.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class XlsxFileTest {

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
        try (TableFile file =
                Tables.of(() -> new ByteArrayInputStream(workbook), header -> header.contains("SKU") ? 1 : 0)) {
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
    void what_is_no_workbook_is_said_to_be_none() {
        byte[] broken = "PK\u0003\u0004 and nothing more".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Tables.of(() -> new ByteArrayInputStream(broken), header -> 1))
                .isInstanceOf(UnreadableTable.class)
                .hasMessageContaining("The workbook cannot be read");
        assertThatThrownBy(() -> {
                    byte[] other = zip("readme.txt", "hello");
                    Tables.of(() -> new ByteArrayInputStream(other), header -> 1);
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
        StringBuilder list = new StringBuilder();
        StringBuilder relations = new StringBuilder();
        List<String> entries = new ArrayList<>();
        for (int i = 1; i <= sheets.length; i++) {
            list.append("<sheet name=\"S%d\" sheetId=\"%d\" r:id=\"rId%d\"/>".formatted(i, i, i));
            relations.append("<Relationship Id=\"rId%d\" Type=\"%s/worksheet\" Target=\"worksheets/sheet%d.xml\"/>"
                    .formatted(i, RELATIONS, i));
            entries.add("xl/worksheets/sheet" + i + ".xml");
            entries.add("<worksheet" + NS + "><sheetData>" + sheets[i - 1] + "</sheetData></worksheet>");
        }
        entries.add("xl/workbook.xml");
        entries.add("<workbook" + NS + " xmlns:r=\"" + RELATIONS + "\"><sheets>" + list + "</sheets></workbook>");
        entries.add("xl/_rels/workbook.xml.rels");
        entries.add("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" + relations
                + "</Relationships>");
        entries.add("[Content_Types].xml");
        entries.add("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument"
                + ".spreadsheetml.sheet.main+xml\"/></Types>");
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
