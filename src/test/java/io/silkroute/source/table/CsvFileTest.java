package io.silkroute.source.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFileTest {

    private static final String TABLE = "sku;name;price\r\n1;Müller;1,5\n2;\"a;b\r\nc \"\"d\"\"\";2\r\n";

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252"})
    void the_encoding_is_found(String charset) throws IOException {
        assertThat(rows(TABLE.getBytes(Charset.forName(charset))))
                .containsExactly("2 [1, Müller, 1,5]", "3 [2, a;b\r\nc \"d\", 2]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void a_byte_order_mark_is_no_part_of_the_header(String charset) {
        byte[] bytes = ("\uFEFF" + TABLE).getBytes(Charset.forName(charset));
        assertThat(file(bytes).columns()).containsExactly("sku", "name", "price");
    }

    @Test
    void what_was_read_as_windows_1252_is_told() {
        assertThat(file(TABLE.getBytes(Charset.forName("windows-1252"))).guesses())
                .hasSize(1);
        assertThat(file(TABLE.getBytes(StandardCharsets.UTF_8)).guesses()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "|", "\t"})
    void what_stands_between_cells_is_found(String delimiter) throws IOException {
        String text = String.join("\n", "sku,name,note", "1,Lamp,\"x,y;z|t\"", "2,Desk,")
                .replace(",", delimiter);
        assertThat(file(text.getBytes(StandardCharsets.UTF_8)).columns()).containsExactly("sku", "name", "note");
        assertThat(rows(text.getBytes(StandardCharsets.UTF_8))).hasSize(2);
    }

    @Test
    void a_row_that_is_too_wide_does_not_hide_what_stands_between_cells() throws IOException {
        byte[] bytes = "sku;name;price\n1;Lamp;1,5\n2;Desk;2,5;;x\n3;Chair;3,5\n".getBytes(StandardCharsets.UTF_8);
        assertThat(file(bytes).columns()).containsExactly("sku", "name", "price");
        assertThat(rows(bytes)).hasSize(3);
    }

    @Test
    void utf_8_with_a_broken_character_is_not_taken_for_windows_1252() {
        byte[] bytes = TABLE.replace("Müller", "Müller é ü ö").getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 3] = (byte) 0xFF;
        assertThatThrownBy(() -> file(bytes))
                .isInstanceOf(UnreadableTable.class)
                .hasMessageContaining("a character in line 4 is broken");
    }

    @Test
    void what_keeps_a_spreadsheet_from_counting_is_unwrapped() throws IOException {
        assertThat(rows("a,b,c\n=\"00123\",\"=\"\"007\"\"\",=A1\n".getBytes(StandardCharsets.UTF_8)))
                .containsExactly("2 [00123, 007, =A1]");
    }

    @Test
    @Timeout(20)
    void a_long_run_of_stars_or_blanks_takes_no_time() {
        String stars = "*".repeat(2_000_000);
        byte[] bytes = ("a,b" + stars + "\n1,2\n").getBytes(StandardCharsets.UTF_8);
        assertThat(file(bytes).columns()).containsExactly("a", "b");
    }

    @Test
    void a_ragged_row_is_named_and_blank_rows_count() throws IOException {
        List<String> faults = new ArrayList<>();
        String text = "a,b,c\n1,2,3\n\n,,\n1,2\n1,2,3,4\n1,2,3,,\n";
        try (Table table = file(text.getBytes(StandardCharsets.UTF_8)).rows()) {
            for (Row row = table.next(); row != null; row = table.next()) {
                faults.add(row.number() + ": " + row.fault());
            }
        }
        assertThat(faults).hasSize(4);
        assertThat(faults.get(0)).isEqualTo("2: null");
        assertThat(faults.get(1)).startsWith("5: The row has 2 cells, but the header has 3");
        assertThat(faults.get(2)).startsWith("6: The row has 4 cells");
        assertThat(faults.get(3)).isEqualTo("7: null");
    }

    @Test
    void cells_are_trimmed_of_every_blank_and_of_a_leading_apostrophe() throws IOException {
        assertThat(rows("a,b,c\n\u00a01 , '004,'\n".getBytes(StandardCharsets.UTF_8)))
                .containsExactly("2 [1, 004, null]");
    }

    @Test
    void a_quote_that_is_never_closed_is_named() {
        byte[] bytes = "a,b\n1,2\n\"3,4\n5,6\n".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> rows(bytes))
                .isInstanceOf(UnreadableTable.class)
                .hasMessageContaining("a quote is opened that is never closed");
    }

    @Test
    void binary_data_is_no_table() {
        assertThatThrownBy(() -> file(new byte[] {'P', 'K', 3, 4, 0, 0, 0, 7, 0, 9}))
                .isInstanceOf(UnreadableTable.class);
    }

    private static CsvFile file(byte[] bytes) {
        return CsvFile.of(() -> new ByteArrayInputStream(bytes), header -> header.size() > 1 ? 1 : 0);
    }

    private static List<String> rows(byte[] bytes) throws IOException {
        List<String> rows = new ArrayList<>();
        try (Table table = file(bytes).rows()) {
            for (Row row = table.next(); row != null; row = table.next()) {
                rows.add(row.number() + " " + row.cells());
            }
        }
        return rows;
    }
}
