package io.silkroute.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.crypto.password.PasswordEncoder;

class AdminPasswordTest {

    private final Path data;
    private final Path file;

    AdminPasswordTest(@TempDir Path folder) {
        data = folder.resolve("data");
        file = data.resolve("admin.password");
    }

    private static PasswordEncoder encoder(Runnable meanwhile) {
        return new PasswordEncoder() {
            @Override
            public String encode(@Nullable CharSequence password) {
                meanwhile.run();
                return "digest of " + password;
            }

            @Override
            public boolean matches(@Nullable CharSequence password, @Nullable String digest) {
                return encode(password).equals(digest);
            }
        };
    }

    @Test
    void is_made_once_in_a_file_that_its_owner_alone_reads() throws Exception {
        String digest = AdminPassword.of(data, encoder(() -> {}));

        assertThat(digest).matches("digest of \\w{16}");
        assertThat(AdminPassword.of(data, encoder(() -> {}))).isEqualTo(digest);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(data).isDirectoryContaining(file::equals).isDirectoryNotContaining(other -> !other.equals(file));
    }

    @Test
    void is_made_by_the_start_after_one_that_was_killed_while_it_wrote() throws Exception {
        Files.createDirectories(data);
        Files.writeString(
                data.resolve("admin.password." + ProcessHandle.current().pid()), "");

        assertThat(AdminPassword.of(data, encoder(() -> {}))).startsWith("digest of ");
        assertThat(data).isDirectoryNotContaining(other -> !other.equals(file));
    }

    @Test
    void is_that_of_the_faster_of_two_starts() throws Exception {
        String digest = AdminPassword.of(data, encoder(this::otherStart));

        assertThat(digest).isEqualTo("digest of the other");
        assertThat(file).hasContent("digest of the other");
    }

    private void otherStart() {
        try {
            Files.createDirectories(data);
            Files.writeString(file, "digest of the other\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
