package io.silkroute.shopify.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ShopCustomer;
import io.silkroute.platform.TestDatabase;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Usage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.JsonNodeFactory;

/** What was noted of a call and is not yet written is forgotten with what is. */
class LoggedCallsTest {

    private static final ConnectorName DEMO = new ConnectorName("demo");
    private static final ShopCustomer BERTA = new ShopCustomer("berta@example.com", null);

    private final DataSource database = TestDatabase.hsqldb();
    private final JdbcTemplate jdbc = new JdbcTemplate(database);
    private final RequestLog log =
            new RequestLog(jdbc, new TransactionTemplate(new JdbcTransactionManager(database)), Clock.systemUTC());
    private final LoggedCalls calls = new LoggedCalls(log, jdbc);

    @BeforeEach
    void a_call_is_noted() {
        byte[] request = "{\"holder\":\"Berta@example.com\"}".getBytes(StandardCharsets.UTF_8);
        log.note(
                DEMO,
                "code B-1",
                Operation.named("productSet"),
                request,
                new CallResult.Accepted(JsonNodeFactory.instance.objectNode(), Usage.NONE),
                request);
        assertThat(written()).isEmpty();
    }

    private List<String> written() {
        return jdbc.queryForList("select request from request_log", String.class);
    }

    @Test
    void it_is_counted() {
        assertThat(calls.held(DEMO, BERTA)).isEqualTo(1);
    }

    @Test
    void who_is_named_in_it_is_erased_and_does_not_come_back() {
        assertThat(calls.erase(DEMO, BERTA)).isEqualTo(1);
        log.write();
        assertThat(written()).containsExactly("{\"holder\":\"[erased]\"}");
        assertThat(calls.held(DEMO, BERTA)).isZero();
    }

    @Test
    void it_goes_with_the_shop_s_data() {
        assertThat(calls.eraseOfShop(DEMO)).isEqualTo(1);
        log.write();
        assertThat(written()).isEmpty();
    }

    @Test
    void it_goes_with_its_connector() {
        calls.sweep(DEMO);
        log.write();
        assertThat(written()).isEmpty();
    }
}
