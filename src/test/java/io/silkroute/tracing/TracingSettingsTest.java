package io.silkroute.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TracingSettingsTest {

    private static TracingSettings of(String address, String headers) {
        return new TracingSettings(address, headers, "silkroute", 1);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:4318, http://localhost:4318/v1/traces",
        "https://otel.example.com/otlp/, https://otel.example.com/otlp/v1/traces",
        "https://otel.example.com/v1/traces, https://otel.example.com/v1/traces"
    })
    void an_address_is_the_collectors_or_its_door_for_traces(String address, URI endpoint) {
        assertThat(of(address, "").endpoint()).isEqualTo(endpoint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:4318",
                "grpc://localhost:4317",
                "http://",
                "http://a b",
                "http://u:p@host",
                "http://host?x=1"
            })
    void what_is_no_address_is_said(String address) {
        assertThatThrownBy(() -> of(address, "")).hasMessageContaining("silkroute.tracing.address");
    }

    @Test
    void none_is_nobody() {
        assertThat(of(" ", "").endpoint()).isNull();
    }

    @Test
    void headers_are_pairs_whose_values_may_be_encoded() {
        assertThat(of("", "Authorization=Bearer%20a=b, x-team=shop+1").sentAlong())
                .containsEntry("Authorization", "Bearer a=b")
                .containsEntry("x-team", "shop+1");
        assertThatThrownBy(() -> of("", "Authorization: Bearer")).hasMessageContaining("silkroute.tracing.headers");
        assertThatThrownBy(() -> of("", "x=%zz")).hasMessageContaining("silkroute.tracing.headers");
        assertThatThrownBy(() -> of("", "x=a%0Ab")).hasMessageContaining("silkroute.tracing.headers");
        assertThat(of("", "x=secret").toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void a_share_is_a_part(double share) {
        assertThatThrownBy(() -> new TracingSettings("", "", "silkroute", share))
                .hasMessageContaining("silkroute.tracing.share");
    }
}
