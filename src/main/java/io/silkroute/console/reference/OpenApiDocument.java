package io.silkroute.console.reference;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.util.DigestUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.yaml.YAMLFactory;

/** The document as it lies in the jar. */
@Component
class OpenApiDocument {

    private final byte[] yaml;
    private final String tag;

    OpenApiDocument() {
        try (InputStream file = OpenApiDocument.class.getResourceAsStream("/openapi/openapi.yaml")) {
            yaml = Objects.requireNonNull(file, "openapi/openapi.yaml is not in the jar")
                    .readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tag = '"' + DigestUtils.md5DigestAsHex(yaml) + '"';
    }

    byte[] yaml() {
        return yaml.clone();
    }

    String tag() {
        return tag;
    }

    JsonNode tree() {
        return new ObjectMapper(new YAMLFactory()).readTree(yaml);
    }
}
