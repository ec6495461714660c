package io.silkroute.product.stock;

import static io.silkroute.export.AnItem.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What the shop holds of a payload whose stock did not arrive. */
class StockNumbersTest {

    private static final String NUMBER = "{'locationId':'%s','name':'available','quantity':%d}";
    private static final ObjectNode PAYLOAD = json("{'title':'T','variants':[{'sku':'s','inventoryQuantities':["
            + NUMBER.formatted("1", 7) + "," + NUMBER.formatted("2", 5) + "]},{'sku':'m'}]}");
    private static final StockPlace FIRST = new StockPlace("S", "1", "available");
    private static final StockPlace SECOND = new StockPlace("S", "2", "available");

    @Test
    void numbers_are_told_by_variant_location_and_kind() {
        assertThat(StockNumbers.of(PAYLOAD.path("variants"), List.of("S", "M"))).isEqualTo(Map.of(FIRST, 7, SECOND, 5));
    }

    @Test
    void a_missing_number_is_the_one_before_or_none() {
        assertThat(StockNumbers.lacking(PAYLOAD, List.of("S", "M"), Set.of(FIRST), Map.of(FIRST, 3)))
                .isEqualTo(json("{'title':'T','variants':[{'sku':'s','inventoryQuantities':[" + NUMBER.formatted("1", 3)
                        + "," + NUMBER.formatted("2", 5) + "]},{'sku':'m'}]}"));
        assertThat(StockNumbers.lacking(PAYLOAD, List.of("S", "M"), Set.of(FIRST, SECOND), Map.of()))
                .isEqualTo(json("{'title':'T','variants':[{'sku':'s'},{'sku':'m'}]}"));
    }
}
