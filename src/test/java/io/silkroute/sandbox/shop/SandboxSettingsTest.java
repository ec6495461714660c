package io.silkroute.sandbox.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SandboxSettingsTest {

    private static SandboxSettings bound(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("silkroute.sandbox", SandboxSettings.class);
    }

    @Test
    void is_off_by_default_and_a_standard_shop() {
        SandboxSettings settings = bound(Map.of());

        assertThat(settings.enabled()).isFalse();
        assertThat(settings.plan()).isEqualTo(Plan.STANDARD);
        assertThat(settings.currency().getCurrencyCode()).isEqualTo("USD");
        assertThat(settings.domain()).isEqualTo("sandbox.myshopify.com");
        assertThat(settings.data()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "domain,example.com",
        "access-token,''",
        "foreign-token,sandbox-token",
        "latency,-1ms",
        "bulk-rate,-1",
        "plan,platinum",
        "currency,ABC",
        "currency,XAU",
        "token-life,0s"
    })
    void refuses_what_cannot_be(String key, String value) {
        assertThatThrownBy(() -> bound(Map.of("silkroute.sandbox." + key, value)))
                .isInstanceOf(Exception.class);
    }
}
