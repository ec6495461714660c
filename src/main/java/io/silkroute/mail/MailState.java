package io.silkroute.mail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How mail goes, for the pages. */
@Component
public class MailState {

    private final Mails mails;
    private final MailServer server;

    MailState(Mails mails, MailServer server) {
        this.mails = mails;
        this.server = server;
    }

    /**
     * @param server empty: none is set
     * @param waiting mails that it has not taken yet
     * @param since when the oldest of them was made; null if none waits
     * @param problem why they wait, in a sentence; null: it is their turn
     */
    public record Shown(
            String server,
            long waiting,
            @Nullable Instant since,
            @Nullable String problem) {}

    public Shown shown() {
        Mails.Stand stand = mails.stand();
        return new Shown(
                server.configured() ? server.shown() : "",
                stand.waiting(),
                stand.since(),
                stand.waiting() > 0 && !server.configured()
                        ? "No mail server is set (spring.mail.host): mails wait until one is."
                        : stand.problem());
    }
}
