package io.silkroute.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.catalogue.Item;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.mapping.value.MetafieldType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What docs/metafields.md says of each type is so. */
class MetafieldTableTest {

    private static final Map<ItemKey, String> IN_SHOP = Map.of(
            ItemKey.product("LAMP"), "gid://shopify/Product/1",
            ItemKey.variant("LAMP-RED"), "gid://shopify/ProductVariant/2",
            ItemKey.category("lamps"), "gid://shopify/Collection/3");

    record Row(String type, String says, String sends, String gets) {

        static Row of(String line) {
            String[] cells = line.substring(1).split(" \\| | \\|$");
            return new Row(plain(cells[0]), plain(cells[1]), plain(cells[2]), plain(cells[3]));
        }

        private static String plain(String cell) {
            return cell.strip().replaceAll("^`|`$", "");
        }

        @Override
        public String toString() {
            return type + " of " + sends;
        }
    }

    static List<Row> rows() throws IOException {
        return Files.readAllLines(Path.of("docs/metafields.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.replace("| |", "| `` |"))
                .map(Row::of)
                .toList();
    }

    private static Rendered.Payload rendered(Row row) {
        Mapping mapping =
                MappingText.mapping("""
                target: product
                locale: en_US
                fields: {title: id}
                metafields:
                  - {namespace: pim, key: value, type: %s, from: attributes.value%s}
                """.formatted(row.type(), row.says().isEmpty() ? "" : ", " + row.says()));
        Item item = MappingText.item(
                "{\"type\": \"product\", \"id\": \"P\", \"attributes\": {\"value\": %s}}".formatted(row.sends()));
        return (Rendered.Payload) mapping.render(new Source(item, List.of(), List.of(), "EUR", null, IN_SHOP));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void what_the_pim_sends_becomes_what_the_shop_gets(Row row) {
        Rendered.Payload payload = rendered(row);
        JsonNode metafield = payload.input().at("/metafields/0");

        if (row.gets().equals("left out")) {
            assertThat(metafield.isMissingNode()).as(payload.input().toString()).isTrue();
            assertThat(payload.leftOut()).isNotEmpty();
        } else {
            assertThat(metafield.path("value").asString("")).isEqualTo(row.gets());
            assertThat(metafield.path("type").asString("")).isEqualTo(row.type());
        }
    }

    @Test
    void the_table_has_every_type() throws IOException {
        Set<String> types = rows().stream().map(Row::type).collect(Collectors.toSet());
        assertThat(types).containsExactlyInAnyOrderElementsOf(MetafieldType.WORDS);
    }
}
