package io.silkroute.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.silkroute.connector.config.ConfigRefused;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ConnectorNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "1", "my-shop", "a23456789012345678901234567890123456789012345678901234567890123"})
    void takes_lower_case_letters_digits_and_hyphens(String text) {
        assertThat(new ConnectorName(text)).hasToString(text);
        assertThat(ConnectorName.asked(text)).contains(new ConnectorName(text));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "-a",
                "A",
                "my_shop",
                "a/b",
                "ä",
                "a234567890123456789012345678901234567890123456789012345678901234"
            })
    void refuses_what_is_no_name(String text) {
        assertThatThrownBy(() -> ConnectorName.given(text))
                .isInstanceOfSatisfying(
                        ConfigRefused.class,
                        refused -> assertThat(refused.problems().get(0).field()).isEqualTo("name"));
        if (text != null) {
            assertThat(ConnectorName.asked(text)).isEmpty();
        }
    }

    @Test
    void is_written_and_sorted_as_its_text() {
        assertThat(new JsonMapper().writeValueAsString(new ConnectorName("b"))).isEqualTo("\"b\"");
        TreeSet<ConnectorName> names = new TreeSet<>();
        names.add(new ConnectorName("b"));
        names.add(new ConnectorName("a"));
        assertThat(names).map(ConnectorName::text).containsExactly("a", "b");
    }
}
