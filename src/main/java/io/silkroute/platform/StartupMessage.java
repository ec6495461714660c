package io.silkroute.platform;

import io.silkroute.signin.UserSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** One line when everything works: where the console is, and where the password. */
@Component
class StartupMessage {

    private static final Logger LOG = LoggerFactory.getLogger(StartupMessage.class);

    private final UserSettings users;
    private final String address;
    private final String data;

    StartupMessage(
            UserSettings users,
            @Value("${server.address:127.0.0.1}") String address,
            @Value("${silkroute.data}") String data) {
        this.users = users;
        this.address = address;
        this.data = data;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof WebServerApplicationContext web && web.getWebServer() != null) {
            String host = address.equals("0.0.0.0") ? "localhost" : address;
            LOG.info(
                    "Silkroute is ready: http://{}:{} ({})",
                    host,
                    web.getWebServer().getPort(),
                    password());
        }
    }

    private String password() {
        String given = users.adminPassword();
        if (given != null && !given.isBlank()) {
            return "sign in as admin with SILKROUTE_ADMIN_PASSWORD";
        }
        return users.users().isEmpty()
                ? "sign in as admin; a forgotten password is made anew after deleting " + data + "/admin.password"
                : "sign in as one of silkroute.users";
    }
}
