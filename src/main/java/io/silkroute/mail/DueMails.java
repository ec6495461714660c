package io.silkroute.mail;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.outbox.GrowingPause;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Gives waiting mails to the server. One that it does not take waits longer each time; when it is the server that is away or
 * wrong, all wait.
 */
@Component("dueMails")
public class DueMails {

    private static final Logger LOG = LoggerFactory.getLogger(DueMails.class);
    private static final int AT_A_TIME = 10;
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final String COUNTED = "silkroute.mails";

    private final Mails mails;
    private final MailServer server;
    private final MailSender sender;
    private final MailSettings settings;
    private final ConsoleAddress console;
    private final ActivityLog activity;
    private final Clock clock;
    private final Counter sent;
    private final Counter failed;

    DueMails(
            Mails mails,
            MailServer server,
            MailSender sender,
            MailSettings settings,
            ConsoleAddress console,
            ActivityLog activity,
            Clock clock,
            MeterRegistry meters) {
        this.mails = mails;
        this.server = server;
        this.sender = sender;
        this.settings = settings;
        this.console = console;
        this.activity = activity;
        this.clock = clock;
        this.sent = Counter.builder(COUNTED)
                .description("Mails that were given to the server, and attempts that failed")
                .tag("end", "sent")
                .register(meters);
        this.failed = Counter.builder(COUNTED).tag("end", "failed").register(meters);
        Gauge.builder("silkroute.mails.waiting", this, DueMails::waiting)
                .description("Mails that the server has not taken yet")
                .register(meters);
    }

    private double waiting() {
        try {
            return mails.waiting();
        } catch (DataAccessException away) {
            return Double.NaN;
        }
    }

    /** Some mails that this node is to send now; none while no server is set. */
    public List<Mail> find() {
        return server.configured() ? mails.take(clock.instant(), LEASE, AT_A_TIME) : List.of();
    }

    /** Who has put the server's settings right starts anew, and waits for no pause. */
    @EventListener(ApplicationStartedEvent.class)
    void started() {
        mails.hurry(clock.instant());
    }

    public MimeMessage message(Mail mail) throws MessagingException {
        MimeMessage message = new Identified(
                sender.getSession(), "<" + mail.id() + ".silkroute@" + MailAddress.domain(mail.sender()) + ">");
        InternetAddress from = MailAddress.of(mail.sender());
        message.setFrom(from);
        message.setRecipient(MimeMessage.RecipientType.TO, MailAddress.of(mail.recipient()));
        message.setSubject(
                Letter.oneLine(mail.letter().subject(), Letter.LONGEST_SUBJECT), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(mail.madeAt()));
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("X-Auto-Response-Suppress", "All");
        message.setHeader("List-Unsubscribe", "<" + console.settings(mail.connector()) + ">");
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(mail.letter().plain(), StandardCharsets.UTF_8.name());
        MimeBodyPart html = new MimeBodyPart();
        html.setContent(mail.letter().html(), "text/html; charset=UTF-8");
        message.setContent(new MimeMultipart("alternative", plain, html));
        return message;
    }

    public void sent(Mail mail) {
        mails.sent(mail.id(), clock.instant());
        sent.increment();
    }

    public void failed(Mail mail, Exception failure) {
        failed.increment();
        Instant now = clock.instant();
        String problem = problem(failure);
        LOG.debug("A mail was not sent", failure);
        if (mail.madeAt().plus(settings.giveUp()).isBefore(now)) {
            mails.gaveUp(mail.id(), now, problem);
            activity.append(Entry.note(
                    mail.connector().text(),
                    "The mail \"%s\" to %s was given up after %d attempts: %s"
                            .formatted(mail.letter().subject(), mail.recipient(), mail.attempts() + 1, problem)));
            return;
        }
        if (!mails.waitsFor(problem)) {
            LOG.warn("Mail waits: {}", problem);
            activity.append(Entry.note(
                    mail.connector().text(),
                    "The mail \"%s\" waits: %s".formatted(mail.letter().subject(), problem)));
        }
        Instant due = now.plus(GrowingPause.of(settings.firstPause(), mail.attempts()));
        mails.postpone(mail.id(), due, problem);
        if (!(failure instanceof SendFailedException)) {
            mails.pause(due);
        }
    }

    private String problem(Exception failure) {
        String said = Objects.requireNonNullElse(failure.getMessage(), failure.toString());
        String root = Objects.requireNonNullElse(
                NestedExceptionUtils.getMostSpecificCause(failure).getMessage(), "");
        // "Could not convert socket to TLS" alone helps nobody: the certificate is what is to be put right.
        String what = Letter.oneLine(said.contains(root) ? said : said + " (" + root + ")", 500);
        String shown = "The mail server " + server.shown() + " did not take ";
        if (failure instanceof SMTPSendFailedException) {
            return shown + "the mail: " + what; // its sender or its content, or it is short of something
        }
        return shown + (failure instanceof SendFailedException ? "the recipient: " : "it (spring.mail.*): ") + what;
    }

    /** Old mails go, slice by slice. */
    public void forget() {
        Instant before = clock.instant().minus(settings.keep());
        int gone;
        do {
            gone = mails.forget(before);
        } while (gone > 0);
    }

    /** With the Message-ID that it was given, whatever saves it. */
    private static final class Identified extends MimeMessage {

        private final String id;

        Identified(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
