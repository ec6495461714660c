package io.silkroute.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.connector.secret.Secrets;
import io.silkroute.platform.SettableClock;
import io.silkroute.shopevent.ShopEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

/** What keeping deliveries promises on every database. */
abstract class ShopDeliveriesContract {

    private static final ConnectorName C = new ConnectorName("c");
    private static final String ORDER = "gid://shopify/Order/1";
    private static final Duration LEASE = Duration.ofMinutes(3);
    private static final WebhookSettings SETTINGS = new WebhookSettings(
            DataSize.ofMegabytes(1),
            8,
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            50,
            Duration.ofDays(7),
            List.of(Duration.ofSeconds(2), Duration.ofSeconds(10)));

    private final AtomicInteger number = new AtomicInteger();
    private SettableClock clock;
    private ShopDeliveries deliveries;
    private KeptDeliveries kept;

    abstract DataSource database();

    @BeforeEach
    void open() {
        DataSource database = database();
        JdbcTemplate jdbc = new JdbcTemplate(database);
        clock = SettableClock.at("2026-11-20T12:00:00Z");
        Connectors connectors = new Connectors() {
            @Override
            public Optional<Connector> find(ConnectorName name) {
                return Optional.of(new Connector(
                        name,
                        true,
                        ConnectorConfig.DEFAULTS.withShop(new ConnectorConfig.Shop(
                                "demo.myshopify.com", null, ConnectorConfig.API_VERSION, null)),
                        Instant.EPOCH));
            }

            @Override
            public List<Connector> all() {
                return List.of(find(C).orElseThrow());
            }

            @Override
            public Secrets secrets(ConnectorName name) {
                return Secrets.NONE;
            }
        };
        deliveries = new ShopDeliveries(
                jdbc,
                connectors,
                SETTINGS,
                new TransactionTemplate(new JdbcTransactionManager(database)),
                JsonMapper.shared(),
                clock);
        kept = new KeptDeliveries(jdbc);
    }

    private ShopDelivery delivery(String topic, String object, @Nullable String changedAt) {
        return new ShopDelivery(
                "c",
                "w" + number.incrementAndGet(),
                topic,
                null,
                "demo.myshopify.com",
                "2026-10",
                null,
                clock.instant(),
                object,
                changedAt == null ? null : Instant.parse(changedAt),
                null,
                null);
    }

    private void keep(String topic, String object, @Nullable String changedAt) {
        deliveries.keep(delivery(topic, object, changedAt));
    }

    private List<WaitingObject> take() {
        return deliveries.take(100, LEASE, List.of());
    }

    private void pass(Duration time) {
        clock.set(clock.instant().plus(time));
    }

    private long count(String state) {
        return kept.counts(C).getOrDefault(state, -1L);
    }

    @Test
    void many_about_one_object_are_taken_as_one_when_it_has_been_quiet() {
        for (int i = 0; i < 5; i++) {
            keep("orders/updated", ORDER, "2026-11-20T11:00:0" + i + "Z");
            pass(Duration.ofMillis(500));
        }
        assertThat(take()).isEmpty();
        pass(Duration.ofMillis(600));
        List<WaitingObject> taken = take();
        assertThat(taken).hasSize(1);
        assertThat(taken.get(0).waiting()).isEqualTo(5);
        assertThat(taken.get(0).event().changedAt()).isEqualTo(Instant.parse("2026-11-20T11:00:04Z"));
        assertThat(taken.get(0).event().subject()).isEqualTo(ShopEvent.Subject.ORDER);
        deliveries.end(taken, ShopDeliveries.State.DONE, null);
        assertThat(count("done")).isEqualTo(5);
        pass(Duration.ofMinutes(5));
        assertThat(take()).isEmpty();
    }

    @Test
    void a_storm_that_does_not_end_is_told_of_by_time_and_by_count() {
        for (int i = 0; i < 30; i++) {
            keep("orders/updated", ORDER, null);
            pass(Duration.ofMillis(400));
        }
        assertThat(take()).hasSize(1);
        for (int i = 0; i < 50; i++) {
            keep("products/update", "gid://shopify/Product/1", null);
        }
        assertThat(take()).extracting(one -> one.id().gid()).containsExactly("gid://shopify/Product/1");
    }

    @Test
    void what_comes_while_it_is_told_is_told_again() {
        keep("orders/create", ORDER, "2026-11-20T11:00:00Z");
        pass(Duration.ofSeconds(2));
        List<WaitingObject> taken = take();
        keep("orders/updated", ORDER, "2026-11-20T11:00:01Z");
        deliveries.end(taken, ShopDeliveries.State.DONE, null);
        assertThat(count("done")).isEqualTo(1);
        assertThat(count("pending")).isEqualTo(1);
        pass(Duration.ofSeconds(2));
        List<WaitingObject> again = take();
        assertThat(again).hasSize(1);
        deliveries.end(again, ShopDeliveries.State.DONE, null);
        assertThat(count("pending")).isZero();
    }

    @Test
    void an_older_delivery_does_nothing_and_one_of_the_same_second_is_told() {
        keep("orders/updated", ORDER, "2026-11-20T11:00:05Z");
        pass(Duration.ofSeconds(2));
        deliveries.end(take(), ShopDeliveries.State.DONE, null);
        keep("orders/create", ORDER, "2026-11-20T11:00:04Z");
        pass(Duration.ofSeconds(2));
        assertThat(take()).isEmpty();
        assertThat(count("older")).isEqualTo(1);
        keep("orders/paid", ORDER, "2026-11-20T11:00:05Z");
        pass(Duration.ofSeconds(2));
        assertThat(take()).hasSize(1);
    }

    @Test
    void nothing_is_newer_than_a_deletion() {
        keep("products/update", "gid://shopify/Product/1", "2026-11-20T11:00:00Z");
        keep("products/delete", "gid://shopify/Product/1", null);
        keep("products/update", "gid://shopify/Product/1", "2026-11-20T11:00:09Z");
        pass(Duration.ofSeconds(2));
        List<WaitingObject> taken = take();
        assertThat(taken).hasSize(1);
        assertThat(taken.get(0).event().deleted()).isTrue();
        assertThat(count("older")).isEqualTo(1);
    }

    @Test
    void two_nodes_do_not_take_the_same_until_the_lease_is_over() {
        keep("orders/create", ORDER, null);
        pass(Duration.ofSeconds(2));
        assertThat(take()).hasSize(1);
        assertThat(take()).isEmpty();
        pass(LEASE.plusSeconds(1));
        assertThat(take()).hasSize(1);
        deliveries.releaseAll();
        assertThat(take()).hasSize(1);
    }

    @Test
    void what_failed_is_told_again_after_a_pause_that_more_news_do_not_shorten() {
        keep("orders/create", ORDER, null);
        pass(Duration.ofSeconds(2));
        deliveries.postpone(take().get(0), "The shop does not answer.");
        assertThat(kept.page(C, "pending", null, null, 10).get(0).reason()).isEqualTo("The shop does not answer.");
        pass(Duration.ofSeconds(2));
        List<WaitingObject> second = take();
        assertThat(second.get(0).attempts()).isEqualTo(1);
        deliveries.postpone(second.get(0), "The shop does not answer.");
        keep("orders/updated", ORDER, null);
        pass(Duration.ofSeconds(5));
        assertThat(take()).isEmpty();
        pass(Duration.ofSeconds(6));
        assertThat(take()).hasSize(1);
    }

    @Test
    void a_connector_that_is_busy_is_left_alone() {
        keep("orders/create", ORDER, null);
        pass(Duration.ofSeconds(2));
        assertThat(deliveries.take(100, LEASE, List.of(C))).isEmpty();
        assertThat(deliveries.take(100, LEASE, List.of(new ConnectorName("other"))))
                .hasSize(1);
    }

    @Test
    void what_is_none_of_ours_is_kept_as_ignored_with_the_reason() {
        keep("carts/update", "x", null);
        ShopDelivery foreign = new ShopDelivery(
                "c",
                "w",
                "orders/create",
                null,
                "other.myshopify.com",
                null,
                null,
                clock.instant(),
                ORDER,
                null,
                null,
                null);
        deliveries.keep(foreign);
        assertThat(kept.page(C, "ignored", null, null, 10))
                .extracting(KeptDelivery::reason)
                .containsExactly(
                        "It comes from other.myshopify.com and not from demo.myshopify.com.",
                        "Nothing here has to do with this topic.");
        assertThat(deliveries.contains("c", "w")).isTrue();
        assertThat(deliveries.contains("d", "w")).isFalse();
    }
}
