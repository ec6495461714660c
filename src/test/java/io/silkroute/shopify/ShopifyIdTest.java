package io.silkroute.shopify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ShopifyIdTest {

    private static final String GID = "gid://shopify/Product/1";

    private final JsonMapper json = new JsonMapper();

    @Test
    void is_written_as_the_shop_gave_it() {
        ShopifyId id = ShopifyId.of(json.readTree("{\"id\":\"" + GID + "\"}"));
        assertThat(id).hasToString(GID);
        assertThat(json.writeValueAsString(id)).isEqualTo('"' + GID + '"');
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"id\":null}", "{\"id\":\" \"}"})
    void an_object_without_an_id_has_none(String object) {
        assertThatIllegalArgumentException().isThrownBy(() -> ShopifyId.of(json.readTree(object)));
    }

    @Test
    void is_not_longer_than_the_tables_take() {
        assertThat(new ShopifyId("x".repeat(100)).gid()).hasSize(100);
        assertThatIllegalArgumentException().isThrownBy(() -> new ShopifyId("x".repeat(101)));
    }
}
