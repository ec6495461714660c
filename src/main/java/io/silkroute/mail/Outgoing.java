package io.silkroute.mail;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Sha256;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** Makes one mail for each person; the route sends them. */
@Component
class Outgoing {

    private static final int ID = 40;

    private final Mails mails;
    private final ConsoleAddress console;
    private final ActivityLog activity;
    private final Clock clock;

    Outgoing(Mails mails, ConsoleAddress console, ActivityLog activity, Clock clock) {
        this.mails = mails;
        this.console = console;
        this.activity = activity;
        this.clock = clock;
    }

    /**
     * Within the caller's transaction: the mails are made if and only if what they are about is noted.
     *
     * @param news the same for the same news: nobody gets two mails about it
     * @return to how many it goes
     */
    int put(Connector of, String event, String news, List<String> people, Letter letter) {
        ConnectorName connector = of.name();
        String sender = of.config().notifications().email().from();
        if (sender == null || people.isEmpty()) {
            return 0;
        }
        Letter.Written written = letter.written(console.settings(connector));
        int made = 0;
        for (String person : people) {
            if (!MailAddress.is(person) || !MailAddress.is(sender)) {
                activity.append(Entry.note(
                        connector.text(),
                        "The mail \"%s\" was not made: %s is no mail address."
                                .formatted(
                                        written.subject(),
                                        Letter.oneLine(
                                                MailAddress.is(person) ? sender : person, Letter.LONGEST_SUBJECT))));
            } else if (mails.add(
                    new Mail(id(news, person), connector, event, sender, person, written, clock.instant(), 0))) {
                made++;
            }
        }
        return made;
    }

    private static String id(String news, String person) {
        return Sha256.hex(news + "\n" + person).substring(0, ID);
    }
}
