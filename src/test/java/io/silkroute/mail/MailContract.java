package io.silkroute.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.silkroute.activity.Entry;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.ShopZones;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.connector.secret.Secrets;
import io.silkroute.outbox.OutboxEvent;
import io.silkroute.outbox.OutboxListener.Told;
import io.silkroute.platform.SettableClock;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.MimeMessage;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What mail promises on every database: which news become mails, and that none is lost. */
abstract class MailContract {

    private static final ConnectorName C = new ConnectorName("c");
    private static final JsonMapper JSON = new JsonMapper();
    private static final MailSettings SETTINGS =
            new MailSettings(Duration.ofSeconds(30), Duration.ofDays(7), Duration.ofDays(30), Duration.ofHours(1));
    private static final MailServer SERVER = new MailServer("mail.example.com", 587, "silkroute", "secret", null, null);

    private final List<Entry> log = new ArrayList<>();
    private SettableClock clock;
    private JdbcTemplate jdbc;
    private Mails mails;
    private Incidents incidents;
    private IncidentMails news;
    private DueMails due;
    private int number;

    abstract DataSource database();

    /** Anna wants troubles, Bo all that there is. */
    private final List<String> people = new ArrayList<>(List.of(
            "anna@example.com: run-failed, conflict",
            "bo@example.com: run-failed, conflict, campaign-created, disk-short"));

    private static final class UntoldZones implements ShopZones {
        @Override
        public Optional<ZoneId> zone(ConnectorName connector) {
            return Optional.empty();
        }

        @Override
        public Map<ConnectorName, ZoneId> zones() {
            return Map.of();
        }
    }

    private Connector connector() {
        ObjectNode config = JSON.valueToTree(ConnectorConfig.DEFAULTS);
        ObjectNode email = config.withObject("/notifications/email").put("from", "silkroute@example.com");
        people.forEach(email.putArray("to")::add);
        return new Connector(C, true, JSON.treeToValue(config, ConnectorConfig.class), clock.instant());
    }

    @BeforeEach
    void open() {
        DataSource database = database();
        jdbc = new JdbcTemplate(database);
        clock = SettableClock.at("2026-11-20T12:00:00Z");
        mails = new Mails(jdbc);
        incidents = new Incidents(jdbc);
        ConsoleAddress console = new ConsoleAddress("https://silkroute.example.com", 8080);
        Connectors connectors = new Connectors() {
            @Override
            public Optional<Connector> find(ConnectorName name) {
                return name.equals(C) ? Optional.of(connector()) : Optional.empty();
            }

            @Override
            public List<Connector> all() {
                return List.of(connector());
            }

            @Override
            public Secrets secrets(ConnectorName name) {
                throw new UnsupportedOperationException();
            }
        };
        news = new IncidentMails(
                connectors,
                new UntoldZones(),
                incidents,
                new Outgoing(mails, console, log::addAll, clock),
                console,
                SETTINGS,
                new TransactionTemplate(new JdbcTransactionManager(database)),
                clock);
        due = new DueMails(
                mails,
                SERVER,
                new MailSender(SERVER),
                SETTINGS,
                console,
                log::addAll,
                clock,
                new SimpleMeterRegistry());
    }

    private Told told(String type, String cause, String sentence) {
        return new Told(
                "evt_" + number++,
                new OutboxEvent(type, C, cause, clock.instant(), sentence, "/runs/r" + number, Map.of()));
    }

    private void later(Duration time) {
        clock.set(clock.instant().plus(time));
    }

    /** Of Anna's mails, and they are sent. */
    private List<String> subjects() {
        List<String> subjects = new ArrayList<>();
        for (Mail mail : due.find()) {
            if (mail.recipient().equals("anna@example.com")) {
                subjects.add(mail.letter().subject());
            }
            due.sent(mail);
        }
        return subjects;
    }

    private static final String FAILED = "[Silkroute c] A run failed";
    private static final String WELL = "[Silkroute c] Runs succeed again";

    @Test
    void the_same_trouble_is_told_once_an_hour_at_most_and_once_when_it_is_over() {
        news.happened(List.of(told("run-failed", "TOKEN", "The shop refuses the token.")));
        news.happened(List.of(told("run-failed", "TOKEN", "The shop refuses the token.")));
        assertThat(subjects()).containsExactly(FAILED);
        later(Duration.ofMinutes(59));
        news.happened(List.of(told("run-failed", "TOKEN", "The shop refuses the token.")));
        news.tellOverdue();
        assertThat(subjects()).isEmpty();
        later(Duration.ofMinutes(1));
        news.tellOverdue();
        Mail second = due.find().get(0);
        assertThat(second.letter().plain())
                .contains("1 more of the same since the last mail.", "It is there since 2026-11-20 12:00 UTC.")
                .contains("https://silkroute.example.com/runs/r3");
        due.sent(second);
        later(Duration.ofMinutes(11));
        subjects();
        news.happened(List.of(told("run-recovered", "r9", "A run has completed.")));
        assertThat(subjects()).containsExactly(WELL);
        news.happened(List.of(told("run-recovered", "r10", "A run has completed.")));
        assertThat(subjects()).isEmpty();
    }

    @Test
    void that_runs_succeed_again_is_told_once_to_whoever_wants_it() {
        people.clear();
        people.add("carl@example.com: run-recovered");
        people.add("dora@example.com: run-recovered, run-failed");
        Told recovered = told("run-recovered", "r1", "A run has completed.");
        news.happened(List.of(told("run-failed", "TOKEN", "It fails."), recovered));
        news.happened(List.of(recovered));
        assertThat(due.find())
                .extracting(mail -> mail.recipient() + " " + mail.letter().subject())
                .containsExactlyInAnyOrder(
                        "carl@example.com " + WELL, "dora@example.com " + FAILED, "dora@example.com " + WELL);
    }

    @Test
    void a_source_that_is_fetched_again_ends_its_own_trouble_only() {
        people.clear();
        people.add("fred@example.com: source-failed");
        people.add("gina@example.com: source-recovered");
        news.happened(List.of(
                told("source-failed", "erp", "The source erp could not be fetched."),
                told("source-failed", "pim", "The source pim could not be fetched."),
                told("source-recovered", "pim", "The source pim is fetched again.")));
        assertThat(due.find())
                .extracting(mail -> mail.recipient() + " " + mail.letter().subject())
                .containsExactlyInAnyOrder(
                        "fred@example.com [Silkroute c] A source could not be fetched",
                        "fred@example.com [Silkroute c] A source could not be fetched",
                        "fred@example.com [Silkroute c] A source is fetched again",
                        "gina@example.com [Silkroute c] A source is fetched again");
        assertThat(incidents.open(C, "source-failed"))
                .singleElement()
                .satisfies(open -> assertThat(open.cause()).isEqualTo("erp"));
    }

    @Test
    void a_use_that_is_revoked_is_mailed_to_those_who_hear_of_uses() {
        people.add("emil@example.com: code-used");
        news.happened(
                List.of(told("code-used", "o1", "It was used."), told("code-use-revoked", "o1", "Not any more.")));
        assertThat(due.find())
                .extracting(mail -> mail.recipient() + " " + mail.event())
                .containsExactlyInAnyOrder("emil@example.com code-used", "emil@example.com code-use-revoked");
    }

    @Test
    void one_that_is_over_and_there_again_within_the_hour_is_told_when_that_has_passed() {
        news.happened(List.of(told("run-failed", "TOKEN", "It fails.")));
        news.happened(List.of(told("run-recovered", "r1", "Well.")));
        assertThat(subjects()).containsExactlyInAnyOrder(FAILED, WELL);
        later(Duration.ofMinutes(10));
        news.happened(List.of(told("run-failed", "TOKEN", "It fails again.")));
        assertThat(subjects()).isEmpty();
        later(Duration.ofMinutes(51));
        news.tellOverdue();
        assertThat(subjects()).containsExactly(FAILED);
    }

    @Test
    void one_that_came_and_went_between_two_mails_is_not_told() {
        news.happened(List.of(told("run-failed", "TOKEN", "It fails."), told("run-recovered", "r1", "Well.")));
        subjects();
        later(Duration.ofMinutes(10));
        news.happened(List.of(told("run-failed", "TOKEN", "It fails.")));
        news.happened(List.of(told("run-recovered", "r2", "Well.")));
        later(Duration.ofHours(2));
        news.tellOverdue();
        assertThat(subjects()).isEmpty();
    }

    @Test
    void another_cause_is_another_trouble_and_conflicts_are_one() {
        news.happened(List.of(
                told("run-failed", "TOKEN", "One."),
                told("run-failed", "DATABASE", "Other."),
                told("conflict", "k1", "Lamp: title differs."),
                told("conflict", "k2", "Chair: price differs.")));
        List<Mail> all = due.find();
        assertThat(all).hasSize(6);
        assertThat(all.stream()
                        .filter(mail -> mail.event().equals("conflict"))
                        .map(mail -> mail.letter().plain()))
                .allSatisfy(text -> assertThat(text).contains("Lamp: title differs.", "Chair: price differs."));
    }

    @Test
    void what_the_outbox_tells_again_is_not_mailed_again_and_each_person_gets_what_it_wants() {
        Told failed = told("run-failed", "TOKEN", "It fails.");
        Told created = told("campaign-created", "BF", "Black Friday is in the shop.");
        news.happened(List.of(failed, created));
        news.happened(List.of(failed, created));
        later(Duration.ofHours(2));
        news.happened(List.of(failed, created));
        news.tellOverdue();
        assertThat(due.find())
                .extracting(mail -> mail.recipient() + " " + mail.event())
                .containsExactlyInAnyOrder(
                        "anna@example.com run-failed", "bo@example.com run-failed", "bo@example.com campaign-created");
    }

    @Test
    void news_of_everything_concern_each_connector() {
        news.happened(List.of(new Told(
                "evt_disk", new OutboxEvent("disk-short", null, "", clock.instant(), "Full.", "/system", Map.of()))));
        assertThat(due.find()).extracting(Mail::recipient).containsExactly("bo@example.com");
    }

    @Test
    void what_nobody_says_the_end_of_is_not_said_to_last_and_is_forgotten_by_age() {
        people.add("carl@example.com: disk-short");
        for (int day = 0; day < 2; day++) {
            news.happened(List.of(told("disk-short", "disk", "Full."), told("run-failed", "TOKEN", "It fails.")));
            later(Duration.ofDays(1));
        }
        assertThat(due.find())
                .filteredOn(mail -> mail.letter().plain().contains("It is there since"))
                .extracting(Mail::event)
                .containsOnly("run-failed")
                .isNotEmpty();
        later(Duration.ofDays(30));
        due.forget();
        assertThat(jdbc.query("select event from mail_incident", (row, n) -> row.getString(1)))
                .as("one that may last still")
                .containsExactly("run-failed");
    }

    @Test
    void a_server_that_does_not_take_mails_loses_none_and_is_told_once() {
        news.happened(List.of(told("run-failed", "TOKEN", "It fails.")));
        for (int attempt = 0; attempt < 12; attempt++) {
            List<Mail> found = due.find();
            assertThat(found).as("attempt %d", attempt).isNotEmpty();
            due.failed(found.get(0), new AuthenticationFailedException("535 no"));
            assertThat(due.find()).hasSizeLessThan(2);
            later(Duration.ofHours(1));
        }
        assertThat(log).hasSize(1);
        assertThat(log.get(0).sentence())
                .contains("waits", "mail.example.com:587", "535 no")
                .doesNotContain("secret");
        assertThat(mails.stand().waiting()).isEqualTo(2);
        assertThat(mails.stand().problem()).contains("535 no");
        due.find().forEach(due::sent);
        assertThat(mails.stand()).isEqualTo(new Mails.Stand(0, null, null));
    }

    @Test
    void pauses_grow_to_an_hour_and_a_recipient_that_is_refused_holds_no_other_up() {
        news.happened(List.of(told("campaign-created", "A", "One."), told("campaign-created", "B", "Other.")));
        List<Mail> found = due.find();
        due.failed(found.get(0), new SendFailedException("550 unknown"));
        due.sent(found.get(1));
        later(Duration.ofSeconds(29));
        assertThat(due.find()).isEmpty();
        later(Duration.ofSeconds(1));
        Mail again = due.find().get(0);
        due.failed(again, new SendFailedException("550 unknown"));
        later(Duration.ofSeconds(59));
        assertThat(due.find()).isEmpty();
        due.started();
        assertThat(due.find()).as("a start waits for no pause").hasSize(1);
        later(Duration.ofDays(8));
        due.failed(due.find().get(0), new SendFailedException("550 unknown"));
        assertThat(mails.stand().waiting()).isZero();
        assertThat(log)
                .extracting(Entry::sentence)
                .anyMatch(sentence -> sentence.contains("given up after 3 attempts"));
    }

    @Test
    void what_stands_behind_a_failure_is_told() {
        news.happened(List.of(told("campaign-created", "A", "One.")));
        due.failed(
                due.find().get(0),
                new MessagingException(
                        "Could not convert socket to TLS", new java.io.IOException("PKIX path building failed")));
        assertThat(log)
                .extracting(Entry::sentence)
                .anyMatch(sentence -> sentence.contains("Could not convert socket to TLS (PKIX path building failed)"));
        due.started();
        due.failed(
                due.find().get(0),
                new SendFailedException(
                        "Invalid Addresses",
                        new MessagingException("550 unknown user"),
                        new Address[0],
                        new Address[0],
                        new Address[0]));
        assertThat(log)
                .extracting(Entry::sentence)
                .anyMatch(sentence -> sentence.contains("the recipient: Invalid Addresses (550 unknown user)"));
    }

    @Test
    void a_node_that_dies_with_a_mail_in_hand_leaves_it_to_another() {
        news.happened(List.of(told("campaign-created", "A", "One.")));
        assertThat(due.find()).hasSize(1);
        assertThat(due.find()).isEmpty();
        later(Duration.ofMinutes(11));
        assertThat(due.find()).hasSize(1);
    }

    @Test
    void a_message_has_both_parts_and_the_same_id_each_time() throws Exception {
        news.happened(List.of(told("campaign-created", "A", "Grüße <b>&")));
        Mail mail = due.find().get(0);
        MimeMessage message = due.message(mail);
        message.saveChanges();
        assertThat(message.getMessageID()).isEqualTo("<" + mail.id() + ".silkroute@example.com>");
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(message.getContentType()).startsWith("multipart/alternative");
        java.io.ByteArrayOutputStream raw = new java.io.ByteArrayOutputStream();
        due.message(mail).writeTo(raw);
        assertThat(raw.toString(java.nio.charset.StandardCharsets.US_ASCII))
                .contains("text/plain", "text/html")
                .contains(mail.id());
    }

    @Test
    void old_mails_and_a_deleted_connectors_go() {
        news.happened(List.of(told("run-failed", "TOKEN", "It fails."), told("run-recovered", "r1", "Well.")));
        subjects();
        later(Duration.ofDays(31));
        due.forget();
        assertThat(jdbc.queryForObject("select count(*) from mail", Integer.class))
                .isZero();
        assertThat(jdbc.queryForObject("select count(*) from mail_incident", Integer.class))
                .isZero();
        news.happened(List.of(told("run-failed", "TOKEN", "It fails.")));
        mails.sweep(C);
        mails.purge(C);
        assertThat(jdbc.queryForObject("select count(*) from mail", Integer.class))
                .isZero();
    }

    @Test
    void a_summary_is_sent_once_a_time_and_missed_times_are_made_up_once() {
        ReportMarks marks = new ReportMarks(jdbc);
        Instant now = clock.instant();
        Instant time = Report.DAILY.latest(now, ZoneOffset.UTC, LocalTime.of(7, 0), DayOfWeek.MONDAY);
        assertThat(marks.before(C, Report.DAILY, time, now)).isFalse(); // it begins with what comes
        later(Duration.ofDays(4));
        Instant later = Report.DAILY.latest(clock.instant(), ZoneOffset.UTC, LocalTime.of(7, 0), DayOfWeek.MONDAY);
        assertThat(marks.before(C, Report.DAILY, later, clock.instant())).isTrue();
        assertThat(marks.reach(C, Report.DAILY, later)).isTrue();
        assertThat(marks.reach(C, Report.DAILY, later)).isFalse(); // another node
        assertThat(marks.before(C, Report.DAILY, later, clock.instant())).isFalse();
    }
}
