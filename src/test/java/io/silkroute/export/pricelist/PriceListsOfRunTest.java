package io.silkroute.export.pricelist;

import static io.silkroute.export.ARun.aRun;
import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.activity.Entry;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.RenderingChanged;
import io.silkroute.connector.ShopChanged;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.export.ARun;
import io.silkroute.platform.SettableClock;
import io.silkroute.platform.TestDatabase;
import io.silkroute.run.stream.ActiveRun;
import io.silkroute.shopify.call.FakeGateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.ObjectMapper;

/** The shop is asked for its price lists once a run at most, and only when an item has another currency. */
class PriceListsOfRunTest {

    private static final ConnectorName SHOP = aRun().begun().connector();
    private static final String FIRST = "{'priceLists':{'nodes':[{'id':'gid://shopify/PriceList/1','name':'US',"
            + "'currency':'USD','catalog':{'__typename':'MarketCatalog'}},{'id':'gid://shopify/PriceList/2',"
            + "'name':'B2B','currency':'USD','catalog':{'__typename':'CompanyLocationCatalog'}}],"
            + "'pageInfo':{'hasNextPage':true,'endCursor':'c'}}}";
    private static final String LAST = "{'priceLists':{'nodes':[{'id':'gid://shopify/PriceList/3','name':'CH',"
            + "'currency':'CHF','catalog':null}],'pageInfo':{'hasNextPage':false}}}";

    private final FakeGateway gateway = new FakeGateway();
    private final SettableClock clock = SettableClock.at("2026-11-30T10:00:00Z");
    private final List<String> told = new ArrayList<>();
    private final List<Object> events = new ArrayList<>();

    static Stream<DataSource> databases() {
        return Stream.of(TestDatabase.hsqldb(), TestDatabase.postgresql());
    }

    private ShopPriceLists store(DataSource database) {
        return new ShopPriceLists(new JdbcTemplate(database), new ObjectMapper(), clock);
    }

    private PriceListsOfRun lists(DataSource database) {
        return new PriceListsOfRun(
                gateway,
                store(database),
                entries -> entries.stream().map(Entry::sentence).forEach(told::add),
                events::add);
    }

    private Function<String, Optional<List<String>>> run(DataSource database, ARun run) {
        return lists(database).of(run.begun());
    }

    @ParameterizedTest
    @MethodSource("databases")
    void once_a_run_and_for_a_while_page_by_page(DataSource database) {
        gateway.answers("priceLists", FakeGateway.accepted(FIRST), FakeGateway.accepted(LAST));
        Function<String, Optional<List<String>>> run = run(database, aRun());
        assertThat(gateway.asked()).isEmpty();

        assertThat(run.apply("USD")).contains(List.of("gid://shopify/PriceList/1"));
        assertThat(run.apply("CHF")).contains(List.of("gid://shopify/PriceList/3"));
        assertThat(run.apply("GBP")).contains(List.of());
        assertThat(run.apply("GBP")).contains(List.of());

        assertThat(gateway.operations()).containsExactly("priceLists", "priceLists");
        assertThat(told).singleElement().asString().startsWith("The shop has no price list in GBP");
        assertThat(events).containsExactly(new RenderingChanged(SHOP));
        clock.set(clock.instant().plus(Duration.ofMinutes(14)));
        assertThat(run(database, aRun()).apply("USD")).contains(List.of("gid://shopify/PriceList/1"));
        assertThat(gateway.asked()).hasSize(2);

        clock.set(clock.instant().plus(Duration.ofMinutes(2)));
        gateway.answers("priceLists", FakeGateway.accepted(LAST));
        assertThat(run(database, aRun()).apply("USD")).contains(List.of());
        assertThat(events).hasSize(2);
        assertThat(run(database, aRun().forceRefresh()).apply("CHF")).isPresent();
        assertThat(gateway.asked()).hasSize(4);
        assertThat(events).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void what_cannot_be_read_leaves_what_is_known_and_is_told(DataSource database) {
        gateway.answers("priceLists", FakeGateway.refusedAsAWhole("undefinedField", "no such field"));
        assertThat(run(database, aRun()).apply("USD")).isEmpty();
        assertThat(told).containsExactly("The shop does not tell its price lists: Shopify says no such field");

        gateway.answers("priceLists", FakeGateway.accepted(LAST));
        assertThat(run(database, aRun()).apply("CHF")).isPresent();
        clock.set(clock.instant().plus(Duration.ofHours(1)));
        gateway.answers("priceLists", FakeGateway.aborted("The shop is away."));
        assertThat(run(database, aRun()).apply("CHF")).contains(List.of("gid://shopify/PriceList/3"));
        assertThat(told).last().isEqualTo("The shop does not tell its price lists: The shop is away.");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_look_without_a_run_asks_and_tells_nothing(DataSource database) {
        Function<String, Optional<List<String>>> known = lists(database).known(SHOP, ConnectorConfig.DEFAULTS);
        assertThat(known.apply("USD")).contains(List.of());
        assertThat(lists(database).told(SHOP)).isEmpty();

        gateway.answers("priceLists", FakeGateway.accepted(LAST));
        assertThat(run(database, aRun()).apply("CHF")).isPresent();
        told.clear();

        assertThat(known.apply("USD")).contains(List.of());
        assertThat(known.apply("CHF")).contains(List.of("gid://shopify/PriceList/3"));
        assertThat(told).isEmpty();
        assertThat(lists(database).told(SHOP)).contains("CHF");
        store(database).shopChanged(new ShopChanged(SHOP));
        assertThat(known.apply("CHF")).contains(List.of());
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_currency_that_is_to_go_nowhere_asks_nothing(DataSource database) {
        ActiveRun run = aRun().withPriceLists("USD:").begun();
        assertThat(lists(database).of(run).apply("USD")).contains(List.of());
        assertThat(gateway.asked()).isEmpty();
    }
}
