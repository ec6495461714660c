package io.silkroute.shopify.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.connector.secret.Secrets;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class ShopsHealthTest {

    private final GatewayFixture fixture = new GatewayFixture(URI.create("http://127.0.0.1:1"));

    @BeforeEach
    void allCallsFailed() {
        fixture.shops.of(GatewayFixture.CONNECTOR).orElseThrow().breaker.transitionToOpenState();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private Health health(Connector... connectors) {
        return new ShopsHealth(fixture.shops, new Only(List.of(connectors))).health();
    }

    private static Connector connector(boolean active) {
        return new Connector(GatewayFixture.CONNECTOR, active, ConnectorConfig.DEFAULTS, Instant.EPOCH);
    }

    private record Only(List<Connector> all) implements Connectors {
        @Override
        public Optional<Connector> find(ConnectorName name) {
            return all.stream().filter(one -> one.name().equals(name)).findFirst();
        }

        @Override
        public Secrets secrets(ConnectorName name) {
            throw new UnsupportedOperationException(name.text());
        }
    }

    @Test
    void an_active_connectors_shop_whose_last_calls_all_failed_is_down() {
        assertThat(health(connector(true)).getStatus()).isEqualTo(Status.DOWN);
        assertThat(health(connector(true)).getDetails())
                .containsEntry(GatewayFixture.CONNECTOR.text(), "all last calls failed");
    }

    @Test
    void the_shop_of_a_connector_that_is_inactive_is_not_down() {
        assertThat(health(connector(false)).getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void the_shop_of_a_connector_that_is_gone_is_no_part_of_it() {
        assertThat(health().getStatus()).isEqualTo(Status.UP);
        assertThat(health().getDetails()).isEmpty();
    }
}
