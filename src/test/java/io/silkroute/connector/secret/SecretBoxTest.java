package io.silkroute.connector.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.ObjectMapper;

class SecretBoxTest {

    private static final Secrets SECRETS = new Secrets("pim-token", "access-token", null, "webhook-secret");

    private final Path data;

    SecretBoxTest(@TempDir Path data) {
        this.data = data;
    }

    @Test
    void opens_what_it_sealed_after_a_restart() throws Exception {
        byte[] sealed = box(data, "").seal(SECRETS);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("token");
        assertThat(box(data, "").open("demo", sealed)).isEqualTo(SECRETS);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("secret.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void seals_the_same_secret_differently_each_time() throws Exception {
        SecretBox box = box(data, "");
        assertThat(box.seal(SECRETS)).isNotEqualTo(box.seal(SECRETS));
    }

    @Test
    void says_what_to_do_when_the_key_is_another() throws Exception {
        byte[] sealed = box(data, "").seal(SECRETS);
        SecretBox other = box(data.resolve("other"), "");
        assertThatThrownBy(() -> other.open("demo", sealed))
                .hasMessageContaining("connector demo")
                .hasMessageContaining("Restore");
    }

    @Test
    void refuses_what_was_altered() throws Exception {
        byte[] sealed = box(data, "").seal(SECRETS);
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> box(data, "").open("demo", sealed)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AQ==", "AQIDBA==", "not base64"})
    void what_was_cut_or_never_sealed_opens_to_nothing(String sealed) throws Exception {
        assertThat(box(data, "").openText(sealed)).isEmpty();
    }

    @Test
    void takes_the_key_from_the_environment() throws Exception {
        String key = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
        byte[] sealed = box(data, key).seal(SECRETS);
        assertThat(box(data.resolve("elsewhere"), key).open("demo", sealed)).isEqualTo(SECRETS);
        assertThat(data.resolve("secret.key")).doesNotExist();
        assertThatThrownBy(() -> box(data, "short")).hasMessageContaining("openssl rand -base64 32");
    }

    private static SecretBox box(Path data, String key) throws Exception {
        return new SecretBox(new SecretKeyFile(data, key), new ObjectMapper());
    }
}
