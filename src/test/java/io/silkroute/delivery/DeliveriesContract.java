package io.silkroute.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.connector.secret.DeliveryKeys;
import io.silkroute.connector.secret.Secrets;
import io.silkroute.outbox.OutboxEvent;
import io.silkroute.outbox.OutboxListener;
import io.silkroute.platform.SettableClock;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What delivering promises on every database. */
abstract class DeliveriesContract {

    static final ConnectorName C = new ConnectorName("c");
    static final JsonMapper JSON = new JsonMapper();

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final DeliverySettings SETTINGS = new DeliverySettings(
            Duration.ofSeconds(2),
            List.of(Duration.ofSeconds(10), Duration.ofHours(24)),
            Duration.ofSeconds(1),
            Duration.ofDays(14));

    @AutoClose
    final AReceiver receiver = new AReceiver();

    final SettableClock clock = SettableClock.at("2026-11-20T12:00:00Z");
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final List<OutboxEvent> told = new ArrayList<>();
    final OneConnector connectors = new OneConnector();
    Deliveries deliveries;
    EventsForReceivers events;
    DueDeliveries due;
    private final AtomicInteger connections = new AtomicInteger();
    private Receivers receivers;
    private DeliveryReplays replays;
    private TransactionTemplate transaction;
    private JdbcTemplate jdbc;
    private @Nullable ReceiverCalls calls;

    abstract DataSource database();

    /** The connector, with the addresses of the test. */
    static final class OneConnector implements Connectors {

        private final List<ObjectNode> webhooks = new ArrayList<>();
        private final Map<String, DeliveryKeys> keys = new HashMap<>();
        private boolean inside = true;
        private @Nullable Connector known;

        OneConnector told(String url, DeliveryKeys key, String... words) {
            ObjectNode one = JSON.createObjectNode().put("url", url);
            ArrayNode events = one.putArray("events");
            for (String word : words) {
                events.add(word);
            }
            webhooks.add(one);
            keys.put(url, key);
            known = null;
            return this;
        }

        @Override
        public Optional<Connector> find(ConnectorName name) {
            known = known == null ? connector() : known;
            return name.equals(C) ? Optional.of(known) : Optional.empty();
        }

        private Connector connector() {
            ObjectNode config = JSON.valueToTree(ConnectorConfig.DEFAULTS);
            ObjectNode notifications = config.withObject("/notifications").put("allowPrivateAddresses", inside);
            notifications.putArray("webhooks").addAll(webhooks);
            return new Connector(C, true, JSON.treeToValue(config, ConnectorConfig.class), Instant.EPOCH);
        }

        @Override
        public List<Connector> all() {
            return find(C).stream().toList();
        }

        @Override
        public Secrets secrets(ConnectorName name) {
            return new Secrets(null, null, null, null, null, keys, Map.of());
        }
    }

    @BeforeEach
    void open() {
        open(SETTINGS, InetAddress::getAllByName);
    }

    private void open(DeliverySettings settings, ReceiverCalls.NameLookup names) {
        DataSource database = new DelegatingDataSource(database()) {
            @Override
            public Connection getConnection() throws SQLException {
                connections.incrementAndGet();
                return super.getConnection();
            }
        };
        jdbc = new JdbcTemplate(database);
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        deliveries = new Deliveries(jdbc, settings, clock);
        receivers = new Receivers(jdbc, settings);
        events = new EventsForReceivers(connectors, deliveries, receivers, new DeliveryBody(JSON), transaction, clock);
        calls = new ReceiverCalls(settings, clock, names);
        due = node(settings);
        replays = new DeliveryReplays(deliveries, entries -> {}, transaction);
    }

    private DueDeliveries node(DeliverySettings settings) {
        return new DueDeliveries(
                deliveries,
                receivers,
                java.util.Objects.requireNonNull(calls),
                connectors,
                settings,
                told::add,
                transaction,
                meters,
                clock,
                "embedded");
    }

    @AfterEach
    void close() throws Exception {
        java.util.Objects.requireNonNull(calls).destroy();
    }

    OutboxListener.Told happening(String type, String id) {
        return new OutboxListener.Told(
                "evt_" + id,
                new OutboxEvent(
                        type,
                        C,
                        id,
                        clock.instant(),
                        "The campaign <BF> & *co* is in the shop now.",
                        "/connectors/c/campaigns",
                        Map.of("campaign", id)));
    }

    /** What the route does at each tick. */
    void tick() {
        due.find().forEach(due::send);
    }

    private void later(Duration time) {
        clock.set(clock.instant().plus(time));
    }

    private List<OutgoingDelivery> all() {
        return deliveries.page(C, new Deliveries.Asked(null, null), null, 100);
    }

    private OutgoingDelivery only() {
        assertThat(all()).hasSize(1);
        return all().get(0);
    }

    private static String signed(byte[] key, AReceiver.Call call) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        String text = call.id() + "." + call.headers().get("Webhook-timestamp") + "." + call.body();
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void the_signature_is_that_of_standard_webhooks() {
        // Source: standard-webhooks, libraries/javascript/src/index.test.ts
        assertThat(DeliverySignature.of(
                        new DeliveryKeys(SECRET, null),
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        1614265330,
                        "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void an_event_is_told_once_signed_and_with_its_name_dotted() throws Exception {
        connectors.told(receiver.url(), new DeliveryKeys(SECRET, "the one before it"), "campaign-created");
        OutboxListener.Told created = happening("campaign-created", "BF");
        events.happened(List.of(created, happening("sync-completed", "run")));
        events.happened(List.of(created));
        tick();
        tick();

        assertThat(receiver.calls()).hasSize(1);
        AReceiver.Call call = receiver.calls().get(0);
        assertThat(call.headers()).containsEntry("Content-type", "application/json");
        assertThat(call.id()).startsWith("msg_").doesNotContain(".");
        assertThat(call.headers())
                .containsEntry(
                        "Webhook-timestamp", Long.toString(clock.instant().getEpochSecond()));
        assertThat(call.headers().get("Webhook-signature"))
                .isEqualTo(signed(Base64.getDecoder().decode(SECRET.substring(6)), call) + " "
                        + signed("the one before it".getBytes(StandardCharsets.UTF_8), call));
        JsonNode body = JSON.readTree(call.body());
        assertThat(body.path("type").asString()).isEqualTo("campaign.created");
        assertThat(body.path("timestamp").asString()).isEqualTo("2026-11-20T12:00:00Z");
        assertThat(body.at("/data/campaign").asString()).isEqualTo("BF");
        assertThat(body.at("/data/connector").asString()).isEqualTo("c");
        assertThat(only())
                .returns(DeliveryState.DELIVERED, OutgoingDelivery::state)
                .returns(call.id(), OutgoingDelivery::id);
        assertThat(deliveries.attempts(only()))
                .singleElement()
                .returns(204, Deliveries.Attempt::status)
                .returns(null, Deliveries.Attempt::problem);
        assertThat(meters.counter("silkroute.deliveries.attempts", "outcome", "delivered")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void a_revoked_use_is_told_to_those_who_hear_of_uses() {
        connectors.told(receiver.url(), new DeliveryKeys(SECRET, null), "code-used");
        events.happened(List.of(happening("code-use-revoked", "1"), happening("conflict", "2")));
        tick();
        assertThat(receiver.calls())
                .extracting(call -> JSON.readTree(call.body()).path("type").asString())
                .containsExactly("code.use-revoked");
        assertThat(DeliveryBody.type("conflict")).isEqualTo("conflict.opened");
        assertThat(DeliveryBody.type("connector-state-changed")).isEqualTo("connector.state-changed");
    }

    @Test
    void slack_gets_a_text_that_is_no_mark_up() {
        connectors.told(receiver.url(), DeliveryKeys.NONE, "campaign-created");
        connectors.webhooks.get(0).put("format", "slack");
        connectors.known = null;
        events.happened(List.of(happening("campaign-created", "BF")));
        tick();
        assertThat(JSON.readTree(receiver.calls().get(0).body()).path("text").asString())
                .startsWith("*c*: The campaign &lt;BF&gt; &amp; ")
                .doesNotContain("*co*");
        assertThat(receiver.calls().get(0).headers()).doesNotContainKey("Webhook-signature");
        assertThat(only().shownAddress()).endsWith("/…").doesNotContain("/in");
    }

    @Test
    void what_fails_is_sent_again_under_the_same_id_and_given_up_after_a_day() {
        connectors.told(receiver.url(), new DeliveryKeys(SECRET, null), "conflict");
        receiver.answers(call -> 500);
        events.happened(List.of(happening("conflict", "1")));
        tick();
        tick();
        assertThat(receiver.calls()).as("before its pause is over").hasSize(1);
        assertThat(Duration.between(clock.instant(), java.util.Objects.requireNonNull(only().due())))
                .isBetween(Duration.ofSeconds(8), Duration.ofSeconds(12));
        later(Duration.ofSeconds(13));
        tick();
        later(Duration.ofHours(30));
        tick();
        tick();
        assertThat(receiver.calls()).hasSize(3).extracting(AReceiver.Call::id).containsOnly(only().id());
        assertThat(receiver.calls().get(2).headers().get("Webhook-timestamp"))
                .isNotEqualTo(receiver.calls().get(0).headers().get("Webhook-timestamp"));
        assertThat(only().state()).isEqualTo(DeliveryState.FAILED);
        assertThat(only().reason()).contains("Given up after 3 attempts", "500");

        // A whole day without a success: the address is told nothing more, and people are told of it.
        assertThat(told).singleElement().returns("receiver-disabled", OutboxEvent::type);
        events.happened(List.of(happening("conflict", "2")));
        tick();
        assertThat(receiver.calls()).hasSize(3);
        assertThat(all().get(0).state()).isEqualTo(DeliveryState.SKIPPED);
        assertThat(all().get(0).reason()).contains("disabled since");

        receiver.answers(call -> 200);
        assertThat(replays.replay(all().get(1).id(), "olga")).isPresent();
        tick();
        assertThat(receiver.calls()).hasSize(4);
        assertThat(receiver.calls().get(3).id())
                .isEqualTo(receiver.calls().get(0).id());
        assertThat(receivers.of(C, receiver.url()).orElseThrow())
                .as("it works again")
                .isEqualTo(new Receivers.Standing(0, null, null, null));
    }

    @Test
    void one_that_is_gone_is_disabled_at_once_and_a_test_enables_it() {
        connectors.told(receiver.url(), new DeliveryKeys(SECRET, null), "conflict");
        receiver.answers(call -> 410);
        events.happened(List.of(happening("conflict", "1"), happening("conflict", "2"), happening("conflict", "3")));
        tick();
        assertThat(receiver.calls()).hasSize(1);
        assertThat(all())
                .extracting(OutgoingDelivery::state)
                .containsExactly(DeliveryState.SKIPPED, DeliveryState.SKIPPED, DeliveryState.FAILED);
        assertThat(receivers
                        .of(DeliveryIds.receiver(C, receiver.url()))
                        .orElseThrow()
                        .disabled())
                .contains("410");
        assertThat(told)
                .singleElement()
                .extracting(OutboxEvent::sentence)
                .asString()
                .contains("410");

        receiver.answers(call -> 200);
        assertThat(events.send(C, "conflict")).isEqualTo(1);
        assertThat(events.send(C, "code-used")).isZero();
        tick();
        assertThat(JSON.readTree(receiver.calls().get(1).body())
                        .at("/data/test")
                        .asBoolean(false))
                .isTrue();
        events.happened(List.of(happening("conflict", "4")));
        tick();
        assertThat(receiver.calls()).hasSize(3);
    }

    @Test
    void what_one_that_is_gone_does_not_get_counts_as_given_up() {
        connectors.told(receiver.url(), new DeliveryKeys(SECRET, null), "conflict");
        receiver.answers(call -> 410);
        events.happened(List.of(happening("conflict", "1"), happening("conflict", "2"), happening("conflict", "3")));
        tick();
        assertThat(meters.counter("silkroute.deliveries.given.up").count()).isEqualTo(3);
    }

    @Test
    void one_that_asks_for_a_pause_gets_it() {
        connectors.told(receiver.url(), new DeliveryKeys(SECRET, null), "conflict");
        receiver.answers(call -> 429);
        receiver.answersWith("Retry-After", "120");
        events.happened(List.of(happening("conflict", "1"), happening("conflict", "2")));
        tick();
        later(Duration.ofSeconds(100));
        tick();
        assertThat(receiver.calls()).as("the other one waits as well").hasSize(1);
        receiver.answers(call -> 204);
        later(Duration.ofSeconds(21));
        tick();
        assertThat(all()).extracting(OutgoingDelivery::state).containsOnly(DeliveryState.DELIVERED);
    }

    @Test
    void a_redirect_is_a_failure_and_followed_nowhere() {
        try (AReceiver inside = new AReceiver()) {
            connectors.told(receiver.url(), new DeliveryKeys(SECRET, null), "conflict");
            receiver.answers(call -> 302);
            receiver.answersWith("Location", inside.url());
            events.happened(List.of(happening("conflict", "1")));
            tick();
            assertThat(inside.calls()).isEmpty();
            assertThat(only().reason()).contains("302", "redirects are not followed");
        }
    }

    @Test
    void a_name_that_stands_for_this_machine_is_not_called_whatever_it_stood_for_before() throws Exception {
        List<String> asked = new ArrayList<>();
        InetAddress outside = InetAddress.getByName("1.1.1.1");
        InetAddress loopback = InetAddress.getLoopbackAddress();
        java.util.Objects.requireNonNull(calls).destroy();
        open(SETTINGS, host -> {
            asked.add(host);
            return new InetAddress[] {outside, loopback};
        });
        connectors.inside = false;
        String url = "https://rebound.example.com:" + receiver.url().replaceAll("\\D*127\\.0\\.0\\.1:(\\d+).*", "$1");
        connectors.told(url, new DeliveryKeys(SECRET, null), "conflict");
        events.happened(List.of(happening("conflict", "1")));
        tick();
        assertThat(asked).containsExactly("rebound.example.com");
        assertThat(receiver.calls()).isEmpty();
        assertThat(only().reason()).contains("within the own network", "allow-private-addresses");
    }

    @Test
    void one_of_a_number_is_checked_as_well() {
        connectors.inside = false;
        connectors.told(receiver.url(), new DeliveryKeys(SECRET, null), "conflict");
        events.happened(List.of(happening("conflict", "1")));
        tick();
        assertThat(receiver.calls()).isEmpty();
        assertThat(only().reason()).contains("within the own network");
    }

    @Test
    void one_that_trickles_its_answer_is_left_in_time() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread trickle = new Thread(() -> {
                try (Socket socket = server.accept();
                        OutputStream out = socket.getOutputStream()) {
                    for (byte one : ("HTTP/1.1 200 OK\r\nX: " + "x".repeat(1000)).getBytes(StandardCharsets.US_ASCII)) {
                        out.write(one);
                        out.flush();
                        Thread.sleep(50);
                    }
                } catch (Exception left) {
                    Thread.currentThread().interrupt();
                }
            });
            trickle.start();
            connectors.told(
                    "http://127.0.0.1:" + server.getLocalPort() + "/", new DeliveryKeys(SECRET, null), "conflict");
            events.happened(List.of(happening("conflict", "1")));
            long begun = System.nanoTime();
            tick();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
            assertThat(only().reason()).contains("no answer within 2 s");
            trickle.interrupt();
            trickle.join();
        }
    }

    @Test
    void one_that_is_slow_holds_no_other_up() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        ExecutorService threads = Executors.newCachedThreadPool();
        try (AReceiver slow = new AReceiver()) {
            slow.answers(call -> {
                try {
                    released.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return 200;
            });
            connectors.told(slow.url(), new DeliveryKeys(SECRET, null), "conflict");
            connectors.told(receiver.url(), new DeliveryKeys(SECRET, null), "conflict");
            for (int i = 0; i < 3; i++) {
                events.happened(List.of(happening("conflict", "n" + i)));
                List<Future<?>> sent = due.find().stream()
                        .<Future<?>>map(batch -> threads.submit(() -> due.send(batch)))
                        .toList();
                org.awaitility.Awaitility.await().until(() -> sent.stream().anyMatch(Future::isDone));
            }
            assertThat(receiver.calls()).hasSize(3);
        } finally {
            released.countDown();
            threads.shutdownNow();
        }
    }

    @Test
    void an_address_that_is_taken_out_gets_nothing_more() {
        connectors.told(receiver.url(), new DeliveryKeys(SECRET, null), "conflict");
        events.happened(List.of(happening("conflict", "1")));
        connectors.webhooks.clear();
        connectors.known = null;
        tick();
        assertThat(receiver.calls()).isEmpty();
        assertThat(only().state()).isEqualTo(DeliveryState.SKIPPED);
    }

    @Test
    void a_node_that_dies_while_it_sends_leaves_the_delivery_to_the_next() {
        connectors.told(receiver.url(), new DeliveryKeys(SECRET, null), "conflict");
        events.happened(List.of(happening("conflict", "1")));
        assertThat(due.find()).hasSize(1); // and nothing more is heard of it
        DueDeliveries other = node(SETTINGS);
        assertThat(other.find()).isEmpty();
        other.started();
        other.find().forEach(other::send);
        assertThat(only().state()).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void two_nodes_that_both_have_it_send_it_once_more_at_most() {
        connectors.told(receiver.url(), new DeliveryKeys(SECRET, null), "conflict");
        events.happened(List.of(happening("conflict", "1")));
        var first = due.find();
        later(Duration.ofMinutes(6));
        var second = node(SETTINGS).find();
        first.forEach(due::send);
        second.forEach(due::send);
        assertThat(receiver.calls()).hasSize(1);
    }

    @Test
    void an_answer_that_comes_late_undoes_nothing_of_what_was_done_meanwhile() {
        connectors.told(receiver.url(), new DeliveryKeys(SECRET, null), "conflict");
        events.happened(List.of(happening("conflict", "1")));
        OutgoingDelivery held = due.find().get(0).deliveries().get(0);
        later(Duration.ofMinutes(6));
        DueDeliveries other = node(SETTINGS);
        other.find().forEach(other::send);
        OutgoingDelivery delivered = only();
        assertThat(delivered.state()).isEqualTo(DeliveryState.DELIVERED);
        deliveries.postpone(held, clock.instant(), "no answer");
        assertThat(only()).isEqualTo(delivered);
        assertThat(deliveries.end(held, DeliveryState.FAILED, "no answer")).isFalse();
        assertThat(only()).isEqualTo(delivered);
    }

    @Test
    void what_has_arrived_is_not_sent_again_though_another_node_had_no_answer_meanwhile() {
        connectors.told(receiver.url(), new DeliveryKeys(SECRET, null), "conflict");
        events.happened(List.of(happening("conflict", "1")));
        var held = due.find();
        later(Duration.ofMinutes(1));
        deliveries.postpone(only(), clock.instant(), "no answer");
        held.forEach(due::send);
        assertThat(only())
                .returns(DeliveryState.DELIVERED, OutgoingDelivery::state)
                .returns(null, OutgoingDelivery::due);
        tick();
        assertThat(receiver.calls()).hasSize(1);
    }

    @Test
    void what_is_told_again_among_much_that_is_new_is_no_second_delivery() {
        connectors.told(receiver.url(), new DeliveryKeys(SECRET, null), "conflict");
        List<OutboxListener.Told> many = IntStream.range(0, 1_200)
                .mapToObj(n -> happening("conflict", "n" + n))
                .toList();
        events.happened(many.subList(0, 700));
        events.happened(many);
        events.happened(many);
        assertThat(deliveries.page(C, new Deliveries.Asked(null, null), null, 5_000))
                .hasSize(1_200);
    }

    @Test
    void a_page_shows_of_each_its_latest_attempts_and_asks_once() {
        connectors.told(receiver.url(), new DeliveryKeys(SECRET, null), "conflict");
        events.happened(
                List.of(happening("conflict", "none"), happening("conflict", "few"), happening("conflict", "many")));
        List<OutgoingDelivery> page = all();
        for (int n = 1; n <= 60; n++) {
            attempt(page.get(0), n);
            if (n <= 2) {
                attempt(page.get(1), n);
            }
        }
        int before = connections.get();
        Map<Long, List<Deliveries.Attempt>> attempts = deliveries.attempts(page);
        assertThat(connections.get() - before).isEqualTo(1);
        assertThat(attempts.get(page.get(0).place()))
                .extracting(Deliveries.Attempt::millis)
                .hasSize(50)
                .startsWith(60L, 59L)
                .endsWith(11L);
        assertThat(attempts.get(page.get(1).place()))
                .extracting(Deliveries.Attempt::millis)
                .containsExactly(2L, 1L);
        assertThat(attempts.get(page.get(2).place())).isEmpty();
        assertThat(deliveries.attempts(List.of())).isEmpty();
    }

    private void attempt(OutgoingDelivery delivery, int millis) {
        jdbc.update(
                "insert into outgoing_attempt (delivery, connector, attempted_at, millis) values (?, 'c', ?, ?)",
                delivery.place(),
                clock.instant().atOffset(ZoneOffset.UTC),
                millis);
    }

    @Test
    void whether_an_address_is_disabled_is_asked_once_a_batch() {
        connectors.told(receiver.url(), new DeliveryKeys(SECRET, null), "conflict");
        int before = connections.get();
        events.happened(List.of(happening("conflict", "1"), happening("conflict", "2"), happening("conflict", "3")));
        assertThat(connections.get() - before)
                .as("the question, and the transaction")
                .isEqualTo(2);
    }

    @Test
    void what_is_skipped_while_it_is_sent_stays_skipped() {
        connectors.told(receiver.url(), new DeliveryKeys(SECRET, null), "conflict");
        events.happened(List.of(happening("conflict", "1")));
        OutgoingDelivery held = due.find().get(0).deliveries().get(0);
        deliveries.skip(held.receiver(), "The address was disabled.");
        deliveries.postpone(held, clock.instant(), "no answer");
        assertThat(only())
                .returns(DeliveryState.SKIPPED, OutgoingDelivery::state)
                .returns(null, OutgoingDelivery::due);
    }

    /** @return how often each was heard */
    Map<String, Integer> load(int events, int each) throws Exception {
        java.util.Objects.requireNonNull(calls).destroy();
        clock.show(java.time.Clock.systemUTC());
        List<Duration> pauses = java.util.Collections.nCopies(60, Duration.ofMillis(5));
        open(
                new DeliverySettings(Duration.ofSeconds(10), pauses, Duration.ofMillis(5), Duration.ofDays(1)),
                InetAddress::getAllByName);
        connectors.told(receiver.url(), new DeliveryKeys(SECRET, null), "code-used");
        Map<String, Integer> heard = new ConcurrentHashMap<>();
        java.util.Random random = new java.util.Random(42);
        receiver.answers(call -> {
            heard.merge(call.id(), 1, Integer::sum);
            synchronized (random) {
                return random.nextBoolean() ? 200 : 500;
            }
        });
        for (int from = 0; from < events; from += each) {
            List<OutboxListener.Told> some = new ArrayList<>();
            for (int i = from; i < from + each; i++) {
                some.add(happening("code-used", "order " + i));
            }
            this.events.happened(some);
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
            while (pending() > 0 && System.nanoTime() < deadline) {
                List<Future<?>> sent = due.find().stream()
                        .<Future<?>>map(batch -> threads.submit(() -> due.send(batch)))
                        .toList();
                for (Future<?> one : sent) {
                    one.get();
                }
            }
        } finally {
            threads.shutdownNow();
        }
        return heard;
    }

    private long pending() {
        return java.util.Objects.requireNonNull(
                jdbc.queryForObject("select count(*) from outgoing_delivery where state = 'pending'", Long.class));
    }

    long delivered() {
        return java.util.Objects.requireNonNull(
                jdbc.queryForObject("select count(*) from outgoing_delivery where state = 'delivered'", Long.class));
    }

    Set<String> ids() {
        return new HashSet<>(jdbc.query("select webhook_id from outgoing_delivery", (row, n) -> row.getString(1)));
    }
}
