package io.silkroute.mail;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.connector.ConnectorName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
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
    int put(ConnectorName connector, String event, String news, MailPlan plan, List<String> people, Letter letter) {
        String sender = plan.sender();
        if (sender == null || people.isEmpty()) {
            return 0;
        }
        Letter.Written written = letter.written(console.settings(connector));
        int made = 0;
        for (String person : people) {
            if (!MailAddress.is(person) || !MailAddress.is(sender)) {
                activity.append(note(
                        connector,
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

    static Entry note(ConnectorName connector, String sentence) {
        return new Entry(connector.text(), null, Entry.Kind.NOTE, null, null, null, null, 0, null, sentence, null);
    }

    private static String id(String news, String person) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((news + "\n" + person).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, ID);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
