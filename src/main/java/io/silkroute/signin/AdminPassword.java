package io.silkroute.signin;

import io.silkroute.connector.secret.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * The password that is made up when nobody has set one. It is shown once; the data folder keeps its digest in
 * {@code admin.password}. Whoever forgets it deletes that file and starts again.
 */
final class AdminPassword {

    private static final Logger LOG = LoggerFactory.getLogger(AdminPassword.class);
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"; // none that look alike
    private static final int LENGTH = 16;

    private AdminPassword() {}

    /** Its digest. */
    static String of(Path data, PasswordEncoder encoder) throws IOException {
        Path file = data.resolve("admin.password");
        if (!Files.exists(file)) {
            make(file, encoder);
        }
        return Files.readString(file).strip();
    }

    private static void make(Path file, PasswordEncoder encoder) throws IOException {
        String password = random();
        if (PrivateFile.make(file, encoder.encode(password))) {
            LOG.info("Sign in as admin with the password {} (made up at the first start, shown only now)", password);
        }
    }

    private static String random() {
        SecureRandom random = new SecureRandom();
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return password.toString();
    }
}
