package io.silkroute.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.catalogue.Item;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.connector.ConnectorName;
import io.silkroute.shopify.ShopifyId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What is typed, and what of an index is found by it. */
class SearchIndexTest {

    private static final ConnectorName C = new ConnectorName("demo");

    private Path folder;
    private SearchIndex index;

    @BeforeEach
    void open(@TempDir Path empty) throws IOException {
        folder = empty;
        index = SearchIndex.open(folder);
    }

    @AfterEach
    void close() throws IOException {
        index.close();
    }

    private void has(ConnectorName connector, String image, @Nullable String gid, ItemState... states) {
        Item item = Item.read(image.getBytes(StandardCharsets.UTF_8));
        try {
            index.put(
                    SearchEntry.term(connector, item.key()),
                    SearchEntry.document(
                            connector,
                            item,
                            new ItemStandings.ItemStanding(
                                    Set.of(states), gid == null ? null : new ShopifyId(gid), null, null, Map.of())));
            index.show();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void has(String id, String title) {
        has(
                C,
                JsonMapper.shared()
                        .createObjectNode()
                        .put("type", "product")
                        .put("id", id)
                        .put("name", title)
                        .toString(),
                null);
    }

    private List<String> found(String q) {
        return index.search(SearchQuery.of(q, null, null, null), null, 50).stream()
                .map(hit -> hit.key().id())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "lamp",
        "LAMP-1",
        "lamp1",
        "lam",
        "Lämp-1",
        "'LAMP 1'",
        "creme",
        "CRÈME brul",
        "'brulee creme'",
        "tafellamp",
        "lamp-1-sku",
        "40123",
        "4012345000019",
        "crème-brulee",
        "1234567",
        "gid://shopify/Product/1234567",
        "ｌａｍｐ",
        "1"
    })
    void it_is_found_by_any_of_its_names(String q) {
        has(C, """
                {"type":"product","id":"LAMP-1","sku":"LAMP-1-SKU","name":{"en_US":"Crème brûlée","nl_NL":"Tafellamp"},
                "attributes":{"ean":"4012345000019","handle":"creme-brulee"}}""", "gid://shopify/Product/1234567");
        has("OTHER", "Something else");

        assertThat(found(q)).containsExactly("LAMP-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"amp", "lamp-2", "creme chair", "%", "_", "L_MP", "'", "\"", "*", "\\", ""})
    void what_is_no_beginning_of_a_name_is_not_found(String q) {
        has("LAMP-1", "Crème brûlée");

        assertThat(found(q)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"100% _x_ 'y' \"z\"", "..", "a/b", "it's", "été 日本 🎈", "{id}", "שלום", "()"})
    void an_odd_id_is_found_as_it_is_written(String id) {
        has(id, "Odd");
        has("other", "Even");

        assertThat(found(id)).containsExactly(id);
    }

    @Test
    void hostile_questions_are_bounded() {
        has("LAMP-1", "Crème brûlée");

        assertThat(found("x".repeat(10_000))).isEmpty();
        assertThat(found("lamp ".repeat(2_000))).containsExactly("LAMP-1");
        assertThat(found("\u0000\u202E lamp\u0000")).containsExactly("LAMP-1");
        assertThat(found("\uD83D")).isEmpty();
    }

    @Test
    void the_very_code_stands_first_then_its_beginnings_then_words() {
        has("B-lamp", "Chair");
        has("LAMP-2", "Chair");
        has("A", "A lamp");
        has("LAMP", "Chair");

        assertThat(found("lamp")).containsExactly("LAMP", "LAMP-2", "A", "B-lamp");
        assertThat(index.search(SearchQuery.of("lamp", null, null, null), null, 50).stream()
                        .filter(hit -> hit.score() >= SearchQuery.EXACT))
                .hasSize(1);
    }

    @Test
    void a_part_of_a_japanese_title_is_found() {
        has("T1", "東京タワーの模型");

        assertThat(found("タワー")).containsExactly("T1");
        assertThat(found("京都")).isEmpty();
    }

    @Test
    void it_is_read_page_by_page_whatever_is_written_meanwhile() {
        for (int i = 100; i < 130; i++) {
            has("P" + i, "Lamp");
        }
        var query = SearchQuery.of("lamp", null, null, null);
        List<SearchIndex.Hit> first = index.search(query, null, 10);
        has("P000", "Lamp");
        has("P105", "Lamp and more");
        List<SearchIndex.Hit> second = index.search(query, first.get(9), 100);

        assertThat(first).extracting(hit -> hit.key().id()).startsWith("P100").endsWith("P109");
        assertThat(second)
                .extracting(hit -> hit.key().id())
                .hasSize(20)
                .startsWith("P110")
                .endsWith("P129");
    }

    @Test
    void a_connector_a_type_and_a_state_narrow_it() throws IOException {
        ConnectorName other = new ConnectorName("other");
        has(C, "{\"type\":\"product\",\"id\":\"L1\"}", null, ItemState.IN_SHOP, ItemState.FAILED);
        has(C, "{\"type\":\"variant\",\"id\":\"L2\",\"parent\":\"L1\"}", null, ItemState.WAITING);
        has(other, "{\"type\":\"product\",\"id\":\"L3\"}", null, ItemState.FAILED);

        assertThat(index.search(SearchQuery.of("l", C, null, null), null, 9)).hasSize(2);
        assertThat(index.search(SearchQuery.of("l", C, ItemType.VARIANT, null), null, 9))
                .hasSize(1);
        assertThat(index.search(SearchQuery.of(null, null, null, ItemState.FAILED), null, 9))
                .hasSize(2);
        index.forget("other");
        index.remove(List.of(SearchEntry.term(C, ItemKey.variant("L2"))));
        index.show();
        assertThat(found("l")).containsExactly("L1");
    }

    @Test
    void what_was_committed_is_there_after_a_crash_with_what_was_said_of_it() throws IOException {
        has("LAMP-1", "Lamp");
        index.commit(Map.of("low", "7"));
        has("LAMP-2", "Lamp");
        index.close();

        index = SearchIndex.open(folder);

        assertThat(index.committed()).containsEntry("low", "7");
        assertThat(found("lamp")).containsExactly("LAMP-1");
    }

    @Test
    void an_index_that_cannot_be_read_is_made_anew() throws IOException {
        has("LAMP-1", "Lamp");
        index.commit(Map.of("low", "7"));
        index.close();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.writeString(file, "not an index");
            }
        }

        index = SearchIndex.open(folder);

        assertThat(index.committed()).isEmpty();
        assertThat(found("lamp")).isEmpty();
    }

    @Test
    void an_item_has_no_more_than_so_many_words() {
        StringBuilder title = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            title.append("w").append(i).append(' ');
        }
        has("MANY", title.toString());

        assertThat(found("w1")).containsExactly("MANY");
        assertThat(found("w4999")).isEmpty();
    }
}
