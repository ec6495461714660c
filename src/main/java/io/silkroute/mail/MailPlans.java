package io.silkroute.mail;

import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ShopZones;
import io.silkroute.connector.config.ConnectorConfig.Notifications;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Who gets which mails, and by whose clock, as a connector's configuration says. */
@Component
class MailPlans {

    private final ShopZones zones;

    MailPlans(ShopZones zones) {
        this.zones = zones;
    }

    MailPlan of(Connector connector) {
        Notifications notifications = connector.config().notifications();
        Notifications.Email email = notifications.email();
        List<MailPlan.Person> people = email.people().stream()
                .map(person -> new MailPlan.Person(person.address(), Set.copyOf(person.events())))
                .toList();
        return new MailPlan(
                email.from(),
                people,
                notifications.summary().time(),
                notifications.summary().day());
    }

    /** The shop's zone; UTC while it has not told it. */
    ZoneId zone(ConnectorName connector) {
        return zones.zone(connector).orElse(ZoneOffset.UTC);
    }
}
