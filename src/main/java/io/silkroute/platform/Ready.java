package io.silkroute.platform;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** One line when everything works: where the console is, and where the password. */
@Component
class Ready {

    private static final Logger LOG = LoggerFactory.getLogger(Ready.class);

    private final UserSettings users;
    private final String address;
    private final String data;

    Ready(
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
        if (!users.users().isEmpty()) {
            return "sign in as one of silkroute.users";
        }
        String given = users.adminPassword();
        return given != null && !given.isBlank()
                ? "sign in as admin with SILKROUTE_ADMIN_PASSWORD"
                : "sign in as admin; the password was shown at the first start, delete " + data
                        + "/admin.password and restart for a new one";
    }
}
