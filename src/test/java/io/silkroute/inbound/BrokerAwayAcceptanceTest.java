package io.silkroute.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class BrokerAwayAcceptanceTest extends InboundTest {

    @Autowired
    EmbeddedActiveMQ broker;

    @Test
    void a_push_is_a_503_while_the_broker_is_away() throws Exception {
        broker.stop();

        Answer answer =
                send(push("demo").POST(HttpRequest.BodyPublishers.ofString("{\"type\":\"product\",\"id\":\"SKU-1\"}")));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isNotEmpty();
        assertThat(answer.detail()).contains("Nothing was accepted");
    }
}
