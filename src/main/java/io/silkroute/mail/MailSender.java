package io.silkroute.mail;

import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.camel.component.mail.DefaultJavaMailSender;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * The server as the smtp endpoint speaks to it. A password is sent over TLS only, unless the operator says otherwise by
 * {@code spring.mail.properties}.
 */
@Component("mailSender")
@EnableConfigurationProperties({MailServer.class, MailSettings.class})
class MailSender extends DefaultJavaMailSender {

    private static final String PATIENCE = "20000";

    MailSender(MailServer server) {
        String protocol = Objects.requireNonNullElse(server.protocol(), "smtp");
        String prefix = "mail." + protocol + ".";
        Properties properties = new Properties();
        properties.put("mail.transport.protocol", protocol);
        properties.put(prefix + "connectiontimeout", PATIENCE);
        properties.put(prefix + "timeout", PATIENCE);
        properties.put(prefix + "writetimeout", PATIENCE);
        properties.put(prefix + "ssl.checkserveridentity", "true");
        properties.put(prefix + "starttls.enable", "true");
        if (server.username() != null) {
            properties.put(prefix + "auth", "true");
            properties.put(prefix + "starttls.required", "true");
        }
        properties.putAll(Objects.requireNonNullElse(server.properties(), Map.of()));
        setJavaMailProperties(properties);
        setProtocol(protocol);
        if (server.configured()) {
            setHost(server.host());
        }
        if (server.port() != null) {
            setPort(server.port());
        }
        if (server.username() != null) {
            setUsername(server.username());
            setPassword(Objects.requireNonNullElse(server.password(), ""));
        }
    }
}
