package io.silkroute.shopify.call;

import io.silkroute.shopify.BoundedText;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What Shopify's error codes mean to a merchant: {@code shopify/error-sentences.properties}. */
@Component
class Sentences {

    private final Properties byCode = new Properties();

    Sentences() {
        try (InputStream file = Sentences.class.getResourceAsStream("/shopify/error-sentences.properties")) {
            if (file != null) {
                byCode.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The code's sentence, or a general one, with Shopify's words behind it. */
    String of(String code, @Nullable String message) {
        String sentence = byCode.getProperty(code);
        String words =
                message == null || message.isBlank() ? "" : " Shopify says: " + BoundedText.bounded(message, 500);
        return sentence == null
                ? "Shopify refused this (" + code + "). Correct the item in the PIM or the mapping, then replay it."
                        + words
                : sentence + words;
    }

    Set<String> codes() {
        return byCode.stringPropertyNames();
    }
}
