package io.silkroute.mail;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The server that takes mails, by Spring's usual keys.
 *
 * @param host null: there is none, and mails wait
 * @param port null: the protocol's own
 * @param protocol {@code smtp} (default) or {@code smtps}
 * @param properties of Jakarta Mail, such as {@code mail.smtp.starttls.required}
 */
@ConfigurationProperties("spring.mail")
record MailServer(
        @Nullable String host,
        @Nullable Integer port,
        @Nullable String username,
        @Nullable String password,
        @Nullable String protocol,
        @Nullable Map<String, String> properties) {

    boolean configured() {
        return host != null && !host.isBlank();
    }

    /** As people are told of it, without its secrets. */
    String shown() {
        return host + (port == null ? "" : ":" + port);
    }

    @Override
    public String toString() {
        return "MailServer[" + shown() + "]"; // no password in a log
    }
}
