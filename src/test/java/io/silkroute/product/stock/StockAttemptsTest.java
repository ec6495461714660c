package io.silkroute.product.stock;

import static io.silkroute.export.AnItem.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.connector.ConnectorName;
import io.silkroute.platform.TestDatabase;
import io.silkroute.product.stock.StockAttempts.Attempt;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.ObjectMapper;

/** Calls that set stock, as they were made. */
class StockAttemptsTest {

    private static final ConnectorName SHOP = new ConnectorName("shop");
    private static final ConnectorName OTHER = new ConnectorName("other");
    private static final Instant TEN = Instant.parse("2026-11-30T10:00:00Z");

    static Stream<DataSource> databases() {
        return Stream.of(TestDatabase.hsqldb(), TestDatabase.postgresql());
    }

    private static StockAttempts at(Instant now, DataSource database) {
        return new StockAttempts(new JdbcTemplate(database), new ObjectMapper(), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static Attempt attempt(String key) {
        return new Attempt("inventorySetQuantities", json("{'key':'" + key + "','input':{'name':'available'}}"));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void they_come_back_in_their_order_until_they_are_forgotten(DataSource database) {
        at(TEN.plusSeconds(1), database).note(SHOP, "P", attempt("b"));
        at(TEN, database).note(SHOP, "P", attempt("a"));
        at(TEN, database).note(OTHER, "P", attempt("c"));

        StockAttempts attempts = at(TEN.plusSeconds(2), database);
        assertThat(attempts.open(SHOP, "P")).containsExactly(attempt("a"), attempt("b"));
        assertThat(attempts.open(SHOP, "Q")).isEmpty();

        attempts.forget(SHOP, List.of("P", "Q"));
        assertThat(attempts.open(SHOP, "P")).isEmpty();
        assertThat(attempts.open(OTHER, "P")).hasSize(1);
        attempts.sweep(OTHER);
        assertThat(attempts.open(OTHER, "P")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void they_are_of_no_use_when_shopify_forgets_their_keys(DataSource database) {
        at(TEN, database).note(SHOP, "P", attempt("a"));

        assertThat(at(TEN.plus(Duration.ofHours(22)), database).open(SHOP, "P")).hasSize(1);
        assertThat(at(TEN.plus(Duration.ofHours(23)), database).open(SHOP, "P")).isEmpty();
    }
}
