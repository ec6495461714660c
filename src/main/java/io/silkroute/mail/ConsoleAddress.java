package io.silkroute.mail;

import io.silkroute.connector.ConnectorName;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Where people find the pages of the console. */
@Component
class ConsoleAddress {

    private final String base;

    ConsoleAddress(@Value("${silkroute.address:}") @Nullable String address, @Value("${server.port:8080}") int port) {
        String given = address == null ? "" : address.strip();
        if (!given.isEmpty() && !given.matches("https?://[^\\s\"<>?#]+")) {
            throw new IllegalArgumentException(
                    "silkroute.address must be the console's address for people, such as https://silkroute.example.com");
        }
        base = (given.isEmpty() ? "http://localhost:" + port : given).replaceAll("/+$", "");
    }

    /** @param path from the console's root; what is none leads to the root */
    URI page(String path) {
        String rooted = path.startsWith("/") && !path.startsWith("//") ? path : "/";
        try {
            return URI.create(base + rooted);
        } catch (IllegalArgumentException none) {
            return URI.create(base + "/");
        }
    }

    URI connector(ConnectorName connector) {
        return page("/connectors/" + connector.text());
    }

    URI settings(ConnectorName connector) {
        return page("/connectors/" + connector.text() + "/config/notifications");
    }
}
