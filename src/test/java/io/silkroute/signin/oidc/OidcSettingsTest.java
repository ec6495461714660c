package io.silkroute.signin.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.silkroute.signin.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class OidcSettingsTest {

    private static final Map<String, String> WHOLE = Map.of(
            "silkroute.oidc.issuer", "https://login.example/realms/company",
            "silkroute.oidc.client-id", "silkroute",
            "silkroute.oidc.client-secret", "secret",
            "silkroute.oidc.name", "Company",
            "silkroute.oidc.roles.viewer", "staff, guests");

    private static OidcSettings settings(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("silkroute.oidc", OidcSettings.class);
    }

    private static String refused(Map<String, String> values, String... users) {
        return String.valueOf(catchThrowableOfType(
                        OidcSettingsRefused.class, () -> settings(values).requireWhole(List.of(users)))
                .getMessage());
    }

    private static Map<String, String> with(String key, String value) {
        Map<String, String> values = new HashMap<>(WHOLE);
        values.put("silkroute.oidc." + key, value);
        return values;
    }

    @Test
    void nothing_said_is_nothing_there() {
        new ApplicationContextRunner()
                .withUserConfiguration(OidcConfiguration.class)
                .withPropertyValues("silkroute.oidc.issuer=", "silkroute.oidc.roles.admin=")
                .run(started -> assertThat(started)
                        .hasNotFailed()
                        .doesNotHaveBean(OidcSettings.class)
                        .doesNotHaveBean(ProviderCalls.class)
                        .doesNotHaveBean(IdTokens.class)
                        .doesNotHaveBean(OidcSignIn.class));
    }

    @Test
    void all_said_is_taken() {
        settings(WHOLE).requireWhole(List.of("ada", "admin"));
        settings(with("issuer", "http://127.0.0.1:8081/")).requireWhole(List.of());
    }

    @Test
    void half_of_it_is_refused_with_what_is_missing() {
        assertThat(refused(Map.of("silkroute.oidc.issuer", "https://login.example")))
                .contains("client-id is missing", "client-secret is missing", "silkroute.oidc.roles names nobody")
                .doesNotContain("issuer is missing");
        assertThat(refused(Map.of("silkroute.oidc.roles.admin", "a"))).contains("issuer is missing");
        assertThat(refused(with("name", "Com\npany"))).contains("silkroute.oidc.name");
        assertThat(refused(with("name", "x".repeat(31)))).contains("silkroute.oidc.name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://login.example",
                "login.example",
                "https://user@login.example",
                "ftp://login.example",
                "https://login.example/?tenant=1",
                "https://login.example/#a",
                "not an address"
            })
    void an_issuer_to_whom_others_could_listen_is_refused(String issuer) {
        assertThat(refused(with("issuer", issuer))).contains("silkroute.oidc.issuer is ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"openid profile", "pro\"file", "pro\\file", "prof\u00edl"})
    void a_scope_that_is_none_is_refused(String scope) {
        assertThat(refused(with("scopes[0]", scope))).contains("silkroute.oidc.scopes");
    }

    @Test
    void a_user_who_would_be_taken_for_one_of_the_provider_is_refused() {
        assertThat(refused(WHOLE, "ada", "ada (Company)")).contains("ada (Company)");
    }

    @Test
    void the_highest_role_counts() {
        OidcSettings.Roles roles = new OidcSettings.Roles(List.of("a"), List.of("o", "x"), List.of("v"));
        assertThat(roles.of(List.of("v", "o", "a"))).contains(Role.ADMIN);
        assertThat(roles.of(List.of("v", "x"))).contains(Role.OPERATOR);
        assertThat(roles.of(List.of("v"))).contains(Role.VIEWER);
        assertThat(roles.of(List.of("A", "admin", ""))).isEqualTo(Optional.empty());
    }
}
