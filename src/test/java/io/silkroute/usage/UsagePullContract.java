package io.silkroute.usage;

import static io.silkroute.usage.AnOrder.anOrder;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.activity.Entry;
import io.silkroute.catalogue.StoredItems;
import io.silkroute.conflict.compared.UsageConflicts;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.order.Amount;
import io.silkroute.platform.SettableClock;
import io.silkroute.promotion.UsageFigures;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Reason;
import io.silkroute.shopify.ShopFacts;
import io.silkroute.shopify.Usage;
import io.silkroute.shopify.call.FakeGateway;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What reading orders promises on every database. */
abstract class UsagePullContract {

    private static final ConnectorName C = new ConnectorName("c");
    private static final String CHANGED = "ordersChanged";
    private static final UsageSettings SETTINGS =
            new UsageSettings(Duration.ofMinutes(30), Duration.ofMinutes(10), Duration.ofHours(1));

    private final List<Entry> log = new ArrayList<>();
    private final List<ConnectorName> runs = new ArrayList<>();
    private final Map<String, List<UsageConflicts.Count>> told = new HashMap<>();
    private final FakeGateway shop = new FakeGateway();
    private SettableClock clock;
    private JdbcTemplate jdbc;
    private UsagePulls pulls;
    private UsageReader reader;
    private UsagePull pull;
    private CampaignFigures figures;

    abstract DataSource database();

    @BeforeEach
    void open() {
        DataSource database = database();
        jdbc = new JdbcTemplate(database);
        clock = SettableClock.at("2026-11-20T12:00:00Z");
        pulls = new UsagePulls(jdbc);
        ShopCounts counts = new ShopCounts(
                shop, jdbc, SETTINGS, (connector, campaign, differing) -> told.put(campaign, differing), clock);
        reader = new UsageReader(jdbc, pulls, counts);
        figures = new CampaignFigures(jdbc, pulls, new ShopFacts(jdbc), clock);
        StoredItems items = new StoredItems(jdbc);
        pull = new UsagePull(
                shop,
                pulls,
                new UsageOrders(jdbc),
                counts,
                new AutomaticLimits(jdbc, items, items.pending(), clock),
                runs::add,
                new UsageData(jdbc),
                SETTINGS,
                log::addAll,
                new TransactionTemplate(new JdbcTransactionManager(database)),
                clock);
        known("c ANNA10", "Anna10", "BF");
        known("c BOB", "BOB", "BF");
        known("a Summer", "Summer", "SUMMER");
    }

    private void known(String key, String code, String campaign) {
        jdbc.update(
                "insert into known_code (use_key, connector, code, campaign) values (?, 'c', ?, ?)",
                key,
                code,
                campaign);
    }

    private static Connector connector(String domain) {
        ConnectorConfig config = ConnectorConfig.DEFAULTS.withShop(
                new ConnectorConfig.Shop(domain, null, ConnectorConfig.API_VERSION, null));
        return new Connector(C, true, config, Instant.EPOCH);
    }

    private static CallResult page(@Nullable String end, AnOrder... orders) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        ObjectNode found = data.putObject("orders");
        var nodes = found.putArray("nodes");
        for (AnOrder order : orders) {
            nodes.add(order.json());
        }
        found.putObject("pageInfo").put("hasNextPage", end != null).put("endCursor", end);
        return new CallResult.Accepted(data, new Usage(1, 1, 10, 0, "r"));
    }

    private PullResult pulled(CallResult... pages) {
        shop.answers(CHANGED, pages);
        return pull.pull(connector("a.myshopify.com"), Duration.ZERO);
    }

    private List<CodeUsage> usage() {
        return reader.page(new UsageQuery(C, null, null, null, null, null, 100));
    }

    private CodeUsage usage(String code) {
        return reader.page(new UsageQuery(C, UseKey.ofCode(code), null, null, null, null, 100))
                .get(0);
    }

    private String told() {
        return log.stream().map(Entry::sentence).toList().toString();
    }

    @Test
    void an_order_is_replaced_as_a_whole_and_never_added_up() {
        for (int time = 0; time < 3; time++) {
            pulled(page(null, anOrder(1).code("anna10", "10.00").net("90.00")));
        }
        assertThat(usage("Anna10"))
                .returns("Anna10", CodeUsage::code)
                .returns("BF", CodeUsage::campaign)
                .returns(1L, CodeUsage::uses)
                .returns(1L, CodeUsage::orders)
                .returns(new Amount("90.00", "EUR"), CodeUsage::revenue)
                .returns(new Amount("10.00", "EUR"), CodeUsage::discounted)
                .returns(Instant.parse("2026-11-20T09:00:00Z"), CodeUsage::lastUsed);

        pulled(page(
                null,
                anOrder(1)
                        .code("BOB", "1.00")
                        .net("40.00")
                        .with("displayFinancialStatus", "PARTIALLY_REFUNDED")
                        .with("updatedAt", "2026-11-20T11:00:00Z")));
        assertThat(usage()).extracting(CodeUsage::code).containsExactly("BOB");
        assertThat(usage("BOB").revenue()).isEqualTo(new Amount("40.00", "EUR"));
    }

    @Test
    void an_older_state_of_an_order_does_nothing() {
        pulled(page(null, anOrder(1).code("BOB", "1.00").net("10.00").with("updatedAt", "2026-11-20T11:00:00Z")));
        pulled(page(null, anOrder(1).code("BOB", "1.00").net("99.00")));
        assertThat(usage("bob").revenue()).isEqualTo(new Amount("10.00", "EUR"));
    }

    @Test
    void uses_are_all_orders_and_amounts_those_that_count() {
        pulled(page(
                null,
                anOrder(1).code("BOB", "5.00").net("10.00"),
                anOrder(2).code("BOB", "5.00").net("20.00").with("test", true),
                anOrder(3).code("BOB", "5.00").net("30.00").with("cancelledAt", "2026-11-20T10:00:00Z"),
                anOrder(4).code("BOB", "5.00").net("0.00").with("displayFinancialStatus", "PENDING"),
                anOrder(5)));
        assertThat(usage("BOB"))
                .returns(4L, CodeUsage::uses)
                .returns(1L, CodeUsage::orders)
                .returns(new Amount("10.00", "EUR"), CodeUsage::revenue)
                .returns(new Amount("5.00", "EUR"), CodeUsage::discounted);
        assertThat(jdbc.queryForObject("select count(*) from usage_order", Long.class))
                .isEqualTo(4); // an order without codes is nobody's business
        assertThat(reader.orders(new UsageQuery(C, UseKey.ofCode("bob"), null, null, null, null, 100)))
                .extracting(OrderOfCode::reason)
                .containsExactlyInAnyOrder(
                        null, "It is a test order.", "It is cancelled.", "It is not paid (PENDING).");
    }

    @Test
    void an_automatic_discount_belongs_to_the_campaign_of_its_title() {
        pulled(page(null, anOrder(1).automatic("Summer", "5.00"), anOrder(2).automatic("Winter", "5.00")));
        assertThat(usage()).extracting(CodeUsage::title).containsExactly("Summer", "Winter");
        assertThat(usage()).extracting(CodeUsage::code).containsOnlyNulls();
        assertThat(usage()).extracting(CodeUsage::campaign).containsExactly("SUMMER", null);
    }

    @Test
    void amounts_of_another_currency_are_left_out_and_told() {
        pulled(page(
                null,
                anOrder(1, "USD").code("BOB", "5").net("7"),
                anOrder(2).code("BOB", "5").net("10").with("updatedAt", "2026-11-20T11:00:00Z")));
        assertThat(usage("BOB"))
                .returns(2L, CodeUsage::orders)
                .returns(new Amount("10.00", "EUR"), CodeUsage::revenue)
                .returns(1L, CodeUsage::otherCurrencyOrders);
    }

    @Test
    void pages_are_stored_one_by_one_and_the_checkpoint_stands_at_the_last_that_was() {
        PullResult result = pulled(
                page("1", anOrder(1).code("BOB", "1")),
                page("2", anOrder(2).code("BOB", "1").with("updatedAt", "2026-11-20T10:30:00Z")),
                FakeGateway.aborted("The shop does not answer."));
        assertThat(result.broken()).hasMessage("The shop does not answer.");
        assertThat(usage("BOB").uses()).isEqualTo(2);
        PullState state = requireNonNull(reader.state(C));
        assertThat(state.upTo()).isEqualTo("2026-11-20T10:30:00Z");
        assertThat(state.pulledAt()).isNull();
        assertThat(state.problem()).isEqualTo("The shop does not answer.");
        assertThat(told()).contains("could not be pulled. The shop does not answer.");

        pulled(FakeGateway.aborted("The shop does not answer."));
        assertThat(log).hasSize(1); // the same trouble is told once
        pulled(page(null));
        assertThat(shop.variablesOf(CHANGED)).hasToString("{\"query\":\"updated_at:>='2026-11-20T10:20:00Z'\"}");
        assertThat(reader.state(C)).extracting(PullState::problem).isNull();
        assertThat(told()).contains("pulled again");
    }

    @Test
    void the_first_look_goes_back_as_far_as_orders_are_to_be_had_and_a_persons_a_week() {
        pulled(page(null, anOrder(1).code("BOB", "1")));
        assertThat(shop.variablesOf(CHANGED).path("query").asString()).contains("2026-09-21T12:00:00Z");
        pull.pull(connector("a.myshopify.com"), Duration.ofDays(7));
        assertThat(shop.variablesOf(CHANGED).path("query").asString()).contains("2026-11-13T12:00:00Z");
        assertThat(requireNonNull(reader.state(C)).upTo()).isEqualTo("2026-11-20T10:00:00Z");
    }

    @Test
    void an_order_that_a_page_has_no_room_for_is_read_whole() {
        AnOrder first = anOrder(1).code("BOB", "1.00");
        ((ObjectNode) first.json().path("lineItems").path("pageInfo"))
                .put("hasNextPage", true)
                .put("endCursor", "x");
        AnOrder second = anOrder(1).code("BOB", "2.00");
        ObjectNode one = JsonNodeFactory.instance.objectNode();
        one.set("order", first.json().deepCopy());
        ObjectNode two = JsonNodeFactory.instance.objectNode();
        two.set("order", second.json());
        ((ObjectNode) two.path("order").path("discountApplications")).putArray("nodes");
        shop.answers(
                "orderWithCodes", new CallResult.Accepted(one, Usage.NONE), new CallResult.Accepted(two, Usage.NONE));
        pulled(page(null, first));
        assertThat(shop.variablesOf("orderWithCodes").path("lineItems").asString())
                .isEqualTo("x");
        assertThat(usage("BOB").discounted()).isEqualTo(new Amount("3.00", "EUR"));
    }

    @Test
    void a_missing_scope_is_told_as_such() {
        PullResult result = pulled(new CallResult.Aborted(
                new Reason(Reason.ACCESS_DENIED, null, null, "It lacks the access scope read_orders."), Usage.NONE));
        assertThat(requireNonNull(result.broken()).notPermitted()).isTrue();
        assertThat(told()).contains("read_orders");
    }

    @Test
    void another_shop_begins_anew() {
        pulled(page(null, anOrder(1).code("BOB", "1")));
        shop.answers(CHANGED, page(null, anOrder(2).code("ANNA10", "1")));
        pull.pull(connector("b.myshopify.com"), Duration.ZERO);
        assertThat(usage()).extracting(CodeUsage::code).containsExactly("Anna10");
        assertThat(told()).contains("begins anew");
    }

    @Test
    void one_node_looks_at_a_time_and_a_dead_ones_look_is_taken_up() {
        pull.open(connector("a.myshopify.com"));
        Instant now = clock.instant();
        assertThat(pulls.take(C, now.minus(SETTINGS.every()), now, UsagePull.LEASE))
                .isTrue();
        assertThat(pulls.take(C, now.minus(SETTINGS.every()), now, UsagePull.LEASE))
                .isFalse();
        Instant later = now.plus(UsagePull.LEASE).plusSeconds(1);
        assertThat(pulls.take(C, later.minus(SETTINGS.every()), later, UsagePull.LEASE))
                .isTrue();
        pulled(page(null));
        assertThat(pulls.take(C, now.minus(SETTINGS.every()), now, UsagePull.LEASE))
                .isFalse();
        Instant next = now.plus(SETTINGS.every());
        assertThat(pulls.take(C, next.minus(SETTINGS.every()), next, UsagePull.LEASE))
                .isTrue();
    }

    @Test
    void the_shops_own_count_is_compared_when_the_code_has_been_quiet() {
        pulled(page(null, anOrder(1).code("BOB", "1"), anOrder(2).code("STRANGER", "1")));
        shop.accepts(
                "usesOfCode",
                "{'codeDiscountNodeByCode':{'codeDiscount':{'createdAt':'2026-11-01T00:00:00Z','asyncUsageCount':3,"
                        + "'codesCount':{'count':1}}}}");
        assertThat(shop.operations()).doesNotContain("usesOfCode");
        clock.set(clock.instant().plus(Duration.ofHours(2)));
        pulled(page(null));
        assertThat(shop.variablesOf("usesOfCode").path("code").asString()).isEqualTo("BOB");
        assertThat(requireNonNull(usage("BOB").difference()))
                .returns(1L, ShopCounts.Difference::orders)
                .returns(3L, ShopCounts.Difference::shop);
        assertThat(told.get("BF")).extracting(UsageConflicts.Count::code).contains("BOB");
        assertThat(usage("STRANGER").difference()).isNull();

        shop.accepts(
                "usesOfCode",
                "{'codeDiscountNodeByCode':{'codeDiscount':{'createdAt':'2026-11-01T00:00:00Z','asyncUsageCount':9,"
                        + "'codesCount':{'count':2},'codes':{'nodes':[{'code':'bob','asyncUsageCount':1}]}}}}");
        clock.set(clock.instant().plus(Duration.ofHours(2)));
        pulled(page(null));
        assertThat(usage("BOB").difference()).isNull();
        assertThat(told.get("BF")).extracting(UsageConflicts.Count::code).doesNotContain("BOB");
    }

    @Test
    void a_code_that_was_used_before_its_orders_were_read_is_not_compared() {
        pulled(page(null, anOrder(1).code("BOB", "1")));
        shop.accepts(
                "usesOfCode",
                "{'codeDiscountNodeByCode':{'codeDiscount':{'createdAt':'2020-01-01T00:00:00Z','asyncUsageCount':3,"
                        + "'codesCount':{'count':1}}}}");
        clock.set(clock.instant().plus(Duration.ofHours(2)));
        pulled(page(null));
        assertThat(usage("BOB").difference()).isNull();
    }

    @Test
    void a_campaigns_revenue_has_each_order_once() {
        pulled(page(
                null,
                anOrder(1).code("ANNA10", "1").code("BOB", "1").net("50.00"),
                anOrder(2).code("BOB", "1").net("20.00")));
        assertThat(figures.ofCampaigns(C, List.of("BF", "SUMMER")))
                .containsEntry("BF", new UsageFigures.Figure(3, new UsageFigures.Revenue("70.00", "EUR")))
                .containsEntry("SUMMER", new UsageFigures.Figure(0, new UsageFigures.Revenue("0.00", "EUR")));
        assertThat(figures.ofCodes(C, List.of("anna10", "none")))
                .containsEntry("anna10", new UsageFigures.Figure(1, new UsageFigures.Revenue("50.00", "EUR")));
        assertThat(figures.byDay(C, "BF", 30).get(29).uses()).isEqualTo(3);
    }

    @Test
    void a_list_goes_on_behind_its_cursor_and_keeps_to_its_time() {
        pulled(page(
                null,
                anOrder(1).code("ANNA10", "1"),
                anOrder(2).code("BOB", "1").with("processedAt", "2026-11-19T09:00:00Z"),
                anOrder(3).code("BOB", "1")));
        assertThat(reader.page(new UsageQuery(C, null, "BF", null, null, "c ANNA10", 1)))
                .extracting(CodeUsage::code)
                .containsExactly("BOB");
        Instant midnight = Instant.parse("2026-11-20T00:00:00Z");
        assertThat(reader.page(new UsageQuery(C, UseKey.ofCode("BOB"), null, midnight, null, null, 10)))
                .extracting(CodeUsage::uses)
                .containsExactly(1L);
        List<OrderOfCode> all = reader.orders(new UsageQuery(C, UseKey.ofCode("BOB"), null, null, null, null, 10));
        assertThat(all).extracting(OrderOfCode::order).containsExactly("3", "2");
        assertThat(reader.orders(
                        new UsageQuery(C, UseKey.ofCode("BOB"), null, null, null, UsageReader.place(all.get(0)), 10)))
                .extracting(OrderOfCode::order)
                .containsExactly("2");
    }

    @Test
    void an_automatic_campaign_whose_limit_its_orders_reach_is_a_change_that_starts_a_run_and_no_other_is() {
        automatic("SUMMER", 2);
        automatic("WINTER", 2);
        known("a Winter", "Winter", "WINTER");
        known("a Winter sale", "Winter sale", "WINTER");
        pulled(page(
                null,
                anOrder(1).automatic("Summer", "1"),
                anOrder(2).automatic("Winter", "1").automatic("Winter sale", "1")));
        assertThat(runs).isEmpty();

        pulled(page(null, anOrder(3).automatic("Summer", "1")));
        assertThat(runs).containsExactly(C);
        assertThat(jdbc.queryForList("select id from pending_change where urgent = true", String.class))
                .containsExactly("SUMMER");
        assertThat(jdbc.queryForList("select id from used_up where uses = 2 and allowed = 2", String.class))
                .containsExactly("SUMMER");
    }

    private void automatic(String id, int uses) {
        new StoredItems(jdbc)
                .holding(
                        C,
                        "{'type':'campaign','id':'" + id
                                + "','method':'automatic','value':{'percentage':'5'},'limits':{'uses':" + uses + "}}");
    }

    @Test
    void nothing_of_a_deleted_connector_stays() {
        pulled(page(null, anOrder(1).code("BOB", "1")));
        new UsageData(jdbc).sweep(C);
        new UsageData(jdbc).purge(C);
        for (String table : List.of("usage_order", "code_use", "known_code", "usage_pull", "counted_code", "used_up")) {
            assertThat(jdbc.queryForObject("select count(*) from " + table, Long.class))
                    .as(table)
                    .isZero();
        }
    }
}
