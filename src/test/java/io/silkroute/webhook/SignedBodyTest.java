package io.silkroute.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedBodyTest {

    // Source: Shopify/shopify-app-js packages/apps/shopify-api/lib/webhooks/__tests__/validate.test.ts
    private static final String SECRET = "test_secret_key";
    private static final String BODY = "{\"foo\": \"bar\"}";
    private static final String SIGNATURE = "B23tXN681gZ0qIWNRrgtzBE9XSDo5yaUu6wfmhu3a7g=";

    private static SignedBody read(String body, String... secrets) {
        return SignedBody.read(
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), 1 << 20, List.of(secrets));
    }

    @Test
    void shopify_s_own_example_is_signed() {
        assertThat(read(BODY, SECRET).isSigned(SIGNATURE)).isTrue();
    }

    @Test
    void the_bytes_are_signed_and_not_what_they_mean() {
        assertThat(read("{\"foo\":\"bar\"}", SECRET).isSigned(SIGNATURE)).isFalse();
        assertThat(read(BODY + "\n", SECRET).isSigned(SIGNATURE)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "?", "B23tXN681gZ0qIWNRrgtzBE9XSDo5yaUu6wfmhu3a7h=", "B23tXN681gZ0"})
    void another_signature_is_none(String given) {
        assertThat(read(BODY, SECRET).isSigned(given)).isFalse();
    }

    @Test
    void either_of_two_secrets_signs_while_one_takes_the_place_of_the_other() {
        assertThat(read(BODY, "next", SECRET).isSigned(SIGNATURE)).isTrue();
        assertThat(read(BODY, "next", "other").isSigned(SIGNATURE)).isFalse();
        assertThat(read(BODY).isSigned(SIGNATURE)).isFalse();
    }

    @Test
    void numbers_keep_all_their_digits_and_nested_ids_are_nobody_s() {
        SignedBody body = read(
                "{\"customer\":{\"id\":1,\"updated_at\":\"x\"},\"id\":820982911946154508,\"lines\":[{\"id\":2}],"
                        + "\"updated_at\":\"2021-12-31T19:00:00-05:00\",\"note\":null}",
                SECRET);
        assertThat(body.unreadable()).isNull();
        assertThat(body.fields())
                .containsEntry("id", "820982911946154508")
                .containsEntry("customer.id", "1")
                .containsEntry("updated_at", "2021-12-31T19:00:00-05:00")
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{\"id\":1", "{\"id\":1} x", "no json at all", "{\"id\":\"\u0000\"}"})
    void what_is_no_object_is_unreadable_and_signed_all_the_same(String text) {
        SignedBody body = read(text, SECRET);
        assertThat(body.unreadable()).isNotNull();
        assertThat(body.isSigned(SIGNATURE)).isFalse();
    }

    @Test
    void a_long_text_that_nobody_asks_for_is_passed_over() {
        SignedBody body = read("{\"body_html\":\"" + "x".repeat(500_000) + "\",\"id\":7}", SECRET);
        assertThat(body.unreadable()).isNull();
        assertThat(body.fields()).containsEntry("id", "7");
    }

    @Test
    void a_body_that_is_too_large_or_breaks_off_is_refused() {
        assertThatThrownBy(() -> SignedBody.read(
                        new ByteArrayInputStream(BODY.getBytes(StandardCharsets.UTF_8)), 5, List.of(SECRET)))
                .isInstanceOf(DeliveryRefused.class)
                .hasMessageContaining("larger");
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }
        };
        assertThatThrownBy(() -> SignedBody.read(broken, 1000, List.of(SECRET)))
                .isInstanceOf(DeliveryRefused.class)
                .hasMessageContaining("end");
    }
}
