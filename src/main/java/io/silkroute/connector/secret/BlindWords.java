package io.silkroute.connector.secret;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.springframework.stereotype.Component;

/**
 * Words and contents under a keyed hash: who has the database alone can neither read them nor try out what they may be.
 * The same word has the same hash, so it can be searched for as a whole, not by its beginning. Another secret key makes
 * other hashes.
 */
@Component
public class BlindWords {

    private static final int BYTES = 16;

    private final byte[] ofWords;
    private final byte[] ofContents;

    BlindWords(SecretKeyFile key) {
        this.ofWords = key.derived("words of personal data");
        this.ofContents = key.derived("digests of personal data");
    }

    /** In letters that no word begins with, so that the two kinds stand beside each other. */
    public String of(String word) {
        byte[] hash = Macs.of(ofWords, word.getBytes(StandardCharsets.UTF_8));
        return "~" + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, BYTES));
    }

    /** 32 bytes. */
    public byte[] digest(byte[] content) {
        return Macs.of(ofContents, content);
    }
}
