package io.silkroute.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.connector.secret.Secrets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

class SendApiTest {

    private int listeners;
    private final SendApi api = new SendApi(new OneConnector(), new OnDemand(List.of(new SentOnDemand() {
        @Override
        public Set<String> events() {
            return Set.of("daily-summary");
        }

        @Override
        public int send(ConnectorName connector, String event) {
            return listeners;
        }
    })));

    @Test
    void says_to_how_many_it_goes() {
        listeners = 2;
        assertThat(api.send("c", "daily-summary").sent()).isEqualTo(2);
    }

    @Test
    void that_nobody_is_told_says_that_a_sender_may_be_missing_too() {
        assertThatExceptionOfType(ResponseStatusException.class)
                .isThrownBy(() -> api.send("c", "daily-summary"))
                .returns(HttpStatus.CONFLICT, ResponseStatusException::getStatusCode)
                .satisfies(refused -> assertThat(refused.getReason()).contains("no address", "person", "email.from"));
    }

    @Test
    void what_nobody_sends_is_not_there() {
        assertThatExceptionOfType(ResponseStatusException.class)
                .isThrownBy(() -> api.send("c", "tea"))
                .returns(HttpStatus.NOT_FOUND, ResponseStatusException::getStatusCode);
    }

    private static final class OneConnector implements Connectors {

        @Override
        public Optional<Connector> find(ConnectorName name) {
            return Optional.of(new Connector(name, true, ConnectorConfig.DEFAULTS, Instant.EPOCH));
        }

        @Override
        public List<Connector> all() {
            return List.of();
        }

        @Override
        public Secrets secrets(ConnectorName name) {
            throw new AssertionError("Nobody needs them.");
        }
    }
}
