package io.silkroute.source.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonFileTest {

    private static TableFile file(String json, String... records) throws IOException {
        return Tables.of(
                () -> new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
                List.of(records),
                header -> 1,
                Files::createTempFile);
    }

    private static List<Row> rows(TableFile file) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (Table table = file.rows()) {
            for (Row row = table.next(); row != null; row = table.next()) {
                rows.add(row);
            }
        }
        return rows;
    }

    @Test
    void records_stand_at_a_path_and_their_fields_are_columns_with_their_paths() throws IOException {
        TableFile file = file("""
                {"total":2,"meta":{"items":[{"no":1}]},"_embedded":{"items":[
                  {"id":"A","price":{"EUR":12.10},"tags":["x","y"],"gone":null,"_links":{"self":"/A"}},
                  {"id":"B","on":true},
                  "odd"]}}""", "_embedded.items");
        assertThat(file.columns()).containsExactly("id", "price.EUR", "tags", "tags", "on");
        List<Row> rows = rows(file);
        assertThat(rows.get(0).cells()).containsExactly("A", "12.10", "x", "y", null);
        assertThat(rows.get(0).isNumber(1)).isTrue();
        assertThat(rows.get(1).cells()).containsExactly("B", null, null, null, "true");
        assertThat(rows.get(2).fault()).isEqualTo("It is no object with fields.");
        assertThat(rows.get(2).number()).isEqualTo(3);
    }

    @Test
    void a_list_may_be_the_whole_file() throws IOException {
        assertThat(rows(file("[{\"id\":\"A\"}]"))).hasSize(1);
    }

    @Test
    void what_is_no_list_of_records_or_no_json_is_told() {
        assertThatThrownBy(() -> file("{\"items\":{}}", "items", "data"))
                .hasMessageContaining("holds no list at any of data, items");
        assertThatThrownBy(() -> file("[{\"id\":\"A\"},{\"id\":")).hasMessageContaining("not well-formed at line 1");
        assertThatThrownBy(() -> file("{\"id\":\"A\"}")).hasMessageContaining("records: data");
    }
}
