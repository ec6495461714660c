package io.silkroute.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.silkroute.activity.Entry;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.connector.config.ToldEvents;
import io.silkroute.connector.secret.Secrets;
import io.silkroute.order.Amount;
import io.silkroute.order.Booking;
import io.silkroute.order.Discrepancy;
import io.silkroute.order.PlainOrderBooks;
import io.silkroute.order.ShopOrder;
import io.silkroute.outbox.OutboxEvent;
import io.silkroute.platform.SettableClock;
import io.silkroute.shopevent.ShopEvent;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Reason;
import io.silkroute.shopify.ShopFacts;
import io.silkroute.shopify.ShopifyId;
import io.silkroute.shopify.Usage;
import io.silkroute.shopify.bulk.BulkQueries;
import io.silkroute.shopify.bulk.FakeBulkQueries;
import io.silkroute.shopify.call.FakeGateway;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What imports promise on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ImportContract {

    private static final ConnectorName C = new ConnectorName("c");
    private static final String NOW = "2026-11-20T12:00:00Z";
    private static final String HELD = "ordersHeld";
    private static final String PAGE = "ordersToImport";
    private static final String NAMELESS = "ordersToImportNameless";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Entry> log = new ArrayList<>();
    private final List<OutboxEvent> happened = new ArrayList<>();
    private FakeGateway shop = new FakeGateway();
    private Consumer<String> onCall = any -> {};
    private final Gateway gateway = new Gateway() {
        @Override
        public CallResult call(
                ConnectorName connector, Operation operation, ObjectNode variables, @Nullable String item) {
            onCall.accept(operation.name());
            return shop.call(connector, operation, variables, item);
        }

        @Override
        public Map<String, CallResult> together(
                ConnectorName connector, Operation operation, Map<String, ObjectNode> variables) {
            throw new AssertionError("nothing is written");
        }

        @Override
        public Map<String, CallResult> forAll(
                ConnectorName connector, Operation operation, ObjectNode variables, Collection<String> items) {
            throw new AssertionError("nothing is written");
        }

        @Override
        public double forecast(ConnectorName connector, Operation operation, ObjectNode variables) {
            return 0;
        }
    };
    private FakeBulkQueries bulk = new FakeBulkQueries();
    private PlainOrderBooks books = new PlainOrderBooks();
    private String domain = "";
    private boolean followed;
    private SettableClock clock;
    private JdbcTemplate jdbc;
    private TransactionTemplate transaction;
    private ImportBook book;
    private Imports imports;
    private ImportWork work;
    private OrdersInPages pages;
    private OrdersInBulk inBulk;
    private OrdersToBook toBook;
    private OrderFollower follower;
    private ChangedOrders changed;

    abstract DataSource database();

    @BeforeAll
    void open() {
        DataSource database = database();
        jdbc = new JdbcTemplate(database);
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    }

    @BeforeEach
    void begin() {
        new ImportData(jdbc).purge(C);
        log.clear();
        shop = new FakeGateway();
        bulk = new FakeBulkQueries();
        books = new PlainOrderBooks();
        onCall = any -> {};
        domain = "a.myshopify.com";
        followed = true;
        clock = SettableClock.at(NOW);
        start();
        held(3, "read_orders", "read_all_orders");
    }

    /** A process of its own, which knows what the database knows. */
    private void start() {
        Connectors connectors = new Connectors() {
            @Override
            public Optional<Connector> find(ConnectorName name) {
                return Optional.of(connector());
            }

            @Override
            public List<Connector> all() {
                return List.of(connector());
            }

            @Override
            public Secrets secrets(ConnectorName name) {
                throw new AssertionError("nobody asks for secrets");
            }
        };
        ImportSettings settings = new ImportSettings(100, Duration.ofSeconds(30));
        book = new ImportBook(jdbc);
        ImportDiscrepancies discrepancies = new ImportDiscrepancies(jdbc, JSON);
        ImportBatches batches = new ImportBatches(book, discrepancies, books, connectors, transaction, clock);
        ShopHistory history = new ShopHistory(gateway);
        ImportLines lines = new ImportLines(JSON);
        imports = new Imports(
                book, discrepancies, history, new ShopFacts(jdbc), lines, settings, log::addAll, transaction, clock);
        work = new ImportWork(
                book,
                batches,
                history,
                books,
                lines,
                settings,
                log::addAll,
                happened::add,
                transaction,
                clock,
                "embedded",
                2);
        work.started();
        pages = new OrdersInPages(gateway, batches, book);
        inBulk = new OrdersInBulk(bulk, batches, book);
        toBook = new OrdersToBook(jdbc, transaction, clock);
        changed = new ChangedOrders(connector -> followed, toBook);
        follower = new OrderFollower(connectors, connector -> followed, toBook, books, gateway, log::addAll, clock);
    }

    private Connector connector() {
        ConnectorConfig config = ConnectorConfig.DEFAULTS.withShop(
                new ConnectorConfig.Shop(domain, null, ConnectorConfig.API_VERSION, null));
        return new Connector(C, true, config, Instant.EPOCH);
    }

    private void held(long count, String... scopes) {
        held(count, "EXACT", List.of(scopes));
    }

    private void held(long count, String precision, List<String> scopes) {
        ObjectNode told = JSON.createObjectNode();
        told.putObject("shop").put("currencyCode", "EUR");
        ArrayNode granted = told.putObject("currentAppInstallation").putArray("accessScopes");
        for (String scope : scopes) {
            granted.addObject().put("handle", scope);
        }
        told.putObject("ordersCount").put("count", count).put("precision", precision);
        shop.answers(HELD, new CallResult.Accepted(told, Usage.NONE));
    }

    private static ObjectNode order(int id) {
        return order(id, order -> {});
    }

    private static ObjectNode order(int id, Consumer<ObjectNode> change) {
        ObjectNode order = JSON.createObjectNode()
                .put("id", "gid://shopify/Order/" + id)
                .put("name", "#" + id)
                .put("createdAt", "2026-11-0" + (1 + id % 9) + "T10:00:00Z")
                .put("processedAt", "2026-11-0" + (1 + id % 9) + "T10:00:00Z")
                .put("updatedAt", "2026-11-10T10:00:00Z")
                .put("displayFinancialStatus", "PAID");
        order.putObject("customer").put("id", "gid://shopify/Customer/" + (id % 2 + 1));
        for (String bag : List.of("totalPriceSet", "subtotalPriceSet")) {
            order.putObject(bag).putObject("shopMoney").put("amount", "100.00").put("currencyCode", "EUR");
        }
        change.accept(order);
        return order;
    }

    private static CallResult page(@Nullable String end, ObjectNode... orders) {
        ObjectNode data = JSON.createObjectNode();
        ObjectNode found = data.putObject("orders");
        ArrayNode nodes = found.putArray("nodes");
        nodes.addAll(List.of(orders));
        found.putObject("pageInfo").put("hasNextPage", end != null).put("endCursor", end);
        return new CallResult.Accepted(data, new Usage(1, 1, 10, 0, "r"));
    }

    private static ImportAsked orders(ImportRange range) {
        return new ImportAsked(ImportStream.ORDERS, range, true, true, false);
    }

    private String ask(ImportRange range) {
        return imports.ask(connector(), orders(range), "otto").id();
    }

    private ShopImport found(String id) {
        return imports.find(id).orElseThrow();
    }

    /** As the route does it, once. */
    private void turn() {
        for (String id : work.take()) {
            String holder = jdbc.queryForObject("select holder from shop_import where id = ?", String.class, id);
            for (ImportTask task : book.tasks(id, String.valueOf(holder))) {
                try {
                    ImportTask begun = work.beginStep(task);
                    switch (begun.step()) {
                        case ImportTask.PAGES -> pages.read(begun);
                        case ImportTask.BULK -> inBulk.read(inBulk.ask(begun));
                        default -> {}
                    }
                    work.endStep(begun);
                } catch (Exception failure) {
                    work.broke(task, failure);
                }
            }
            work.end(id, String.valueOf(holder));
        }
    }

    private String told() {
        return log.stream().map(Entry::sentence).toList().toString();
    }

    @Test
    void orders_are_booked_page_by_page_and_the_figures_are_the_books() {
        shop.answers(
                PAGE,
                page("p2", order(1), order(2, order -> order.put("test", true))),
                page(null, order(3), order(4, order -> order.putNull("customer"))));
        String id = ask(ImportRange.LAST_30_DAYS);
        assertThat(found(id))
                .returns(ImportState.QUEUED, ShopImport::state)
                .returns(new ShopImport.Estimate(3L, null, 1, null), ShopImport::estimate)
                .returns(new ShopImport.Progress(0, 3), ShopImport::progress);
        turn();
        ShopImport ended = found(id);
        assertThat(ended)
                .returns(ImportState.COMPLETED, ShopImport::state)
                .returns(new ShopImport.Progress(4, 4), ShopImport::progress)
                .returns(false, ShopImport::truncated);
        assertThat(ended.statistics())
                .isEqualTo(new ShopImport.Statistics(
                        2,
                        1,
                        1L,
                        new Amount("2.00", "EUR"),
                        new ShopImport.DateRange(
                                Instant.parse("2026-11-02T10:00:00Z"), Instant.parse("2026-11-04T10:00:00Z")),
                        Instant.parse(NOW),
                        2));
        assertThat(shop.variablesOf(PAGE).path("query").asString()).isEqualTo("processed_at:>='2026-10-21T12:00:00Z'");
        assertThat(books.bookings()).containsOnly(new Booking(id, true, true));
        assertThat(told()).contains("about 3", "2 orders of 1 customers in the ledger, 2 discrepancies");
        assertThat(log).allMatch(entry -> String.valueOf(entry.detail()).contains(id));
    }

    @Test
    void discrepancies_are_listed_by_reason_and_page() {
        shop.answers(
                PAGE,
                page(
                        null,
                        order(1, order -> order.put("test", true)),
                        order(2, order -> order.put("cancelledAt", NOW)),
                        order(3, order -> order.put("test", true)),
                        order(4, order -> order.put("displayFinancialStatus", "PENDING")),
                        order(5, order -> order.putNull("totalPriceSet")),
                        order(
                                6,
                                order -> order.withObject("/totalPriceSet/shopMoney")
                                        .put("currencyCode", "USD"))));
        String id = ask(ImportRange.LAST_30_DAYS);
        turn();
        assertThat(imports.reasons(id))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "test-order", 2L, "cancelled", 1L, "not-paid", 1L, "invalid-amount", 1L, "currency", 1L));
        Imports.DiscrepancyPage first = imports.discrepancies(id, null, null, 4);
        assertThat(first.items()).extracting(ImportDiscrepancy::order).containsExactly(1L, 2L, 3L, 4L);
        assertThat(imports.discrepancies(id, null, first.next(), 4).items())
                .extracting(ImportDiscrepancy::reason)
                .containsExactly("invalid-amount", "currency");
        Imports.DiscrepancyPage tests = imports.discrepancies(id, Discrepancy.Reason.TEST_ORDER, null, 1);
        assertThat(tests.items())
                .containsExactly(new ImportDiscrepancy(
                        1, "#1", "test-order", "#1 is not booked: test-order.", Map.of("status", "PAID")));
        assertThat(imports.discrepancies(id, Discrepancy.Reason.TEST_ORDER, tests.next(), 9))
                .isEqualTo(new Imports.DiscrepancyPage(
                        List.of(new ImportDiscrepancy(
                                3, "#3", "test-order", "#3 is not booked: test-order.", Map.of("status", "PAID"))),
                        null));
        assertThatThrownBy(() -> imports.discrepancies(id, null, "x' or '1'='1", 9))
                .isInstanceOf(ImportRefused.class);
        assertThat(found(id).statistics().cashbackIssued())
                .as("nothing was booked, and the shop says its currency")
                .isEqualTo(new Amount("0.00", "EUR"));
    }

    @Test
    void what_a_crash_cut_off_goes_on_at_the_next_page() {
        CallResult dead =
                new CallResult.Aborted(new Reason(Reason.INTERRUPTED, null, null, "The process stops."), Usage.NONE);
        shop.answers(PAGE, page("p2", order(1), order(2)), dead);
        String id = ask(ImportRange.LAST_30_DAYS);
        turn();
        assertThat(found(id))
                .returns(ImportState.RUNNING, ShopImport::state)
                .returns(new ShopImport.Progress(2, 3), ShopImport::progress);
        start();
        shop.answers(PAGE, page(null, order(3)));
        turn();
        assertThat(shop.variablesOf(PAGE).path("after").asString()).isEqualTo("p2");
        assertThat(found(id))
                .returns(ImportState.COMPLETED, ShopImport::state)
                .returns(new ShopImport.Progress(3, 3), ShopImport::progress);
        assertThat(books.of(C)).containsOnlyKeys(1L, 2L, 3L);
    }

    @Test
    void a_page_that_the_shop_does_not_know_any_more_begins_the_phase_anew_and_nothing_is_booked_twice() {
        shop.answers(
                PAGE,
                page("p2", order(1), order(2)),
                new CallResult.Aborted(new Reason(Reason.INTERRUPTED, null, null, "It stops."), Usage.NONE));
        String id = ask(ImportRange.LAST_30_DAYS);
        turn();
        start();
        shop.answers(
                PAGE,
                FakeGateway.refused("BAD_REQUEST", "after", "Invalid cursor for current pagination sort."),
                page(null, order(1), order(2), order(3)));
        turn();
        assertThat(found(id))
                .returns(ImportState.COMPLETED, ShopImport::state)
                .returns(new ShopImport.Progress(3, 3), ShopImport::progress);
        assertThat(found(id).statistics().ordersSynced()).isEqualTo(3);
    }

    @Test
    void cancelling_ends_it_within_a_page_and_another_one_may_begin() {
        shop.answers(PAGE, page("p2", order(1)), page("p3", order(2)), page(null, order(3)));
        String id = ask(ImportRange.LAST_30_DAYS);
        onCall = operation -> {
            if (operation.equals(PAGE) && !books.of(C).isEmpty()) {
                imports.cancel(id, "anna");
                onCall = any -> {};
            }
        };
        turn();
        ShopImport ended = found(id);
        assertThat(ended).returns(ImportState.CANCELLED, ShopImport::state).returns("anna", ShopImport::cancelledBy);
        assertThat(books.of(C)).as("what was read stays, and no more is booked").containsOnlyKeys(1L);
        assertThat(ended.phases()).extracting(ShopImport.Phase::state).containsExactly(ImportState.CANCELLED);
        assertThat(told()).contains("was cancelled by anna");
        shop.answers(PAGE, page(null, order(2)));
        String next = ask(ImportRange.LAST_30_DAYS);
        turn();
        assertThat(found(next).state()).isEqualTo(ImportState.COMPLETED);
    }

    @Test
    void one_that_nobody_has_begun_is_cancelled_at_once_and_one_that_has_ended_is_not() {
        String id = ask(ImportRange.LAST_30_DAYS);
        assertThat(imports.cancel(id, "anna").state()).isEqualTo(ImportState.CANCELLED);
        turn();
        assertThat(books.of(C)).isEmpty();
        assertThatThrownBy(() -> imports.cancel(id, "anna"))
                .isInstanceOf(ImportRefused.class)
                .hasMessageContaining("cancelled");
        assertThatThrownBy(() -> imports.cancel("none", "anna")).isInstanceOf(ImportRefused.class);
    }

    @Test
    void a_connector_has_one_import_at_a_time_whatever_it_brings() {
        String id = ask(ImportRange.LAST_30_DAYS);
        assertThatThrownBy(() -> imports.ask(
                        connector(), new ImportAsked(ImportStream.CUSTOMERS, ImportRange.ALL, true, true, false), "o"))
                .isInstanceOfSatisfying(ImportRefused.class, refused -> {
                    assertThat(refused.getStatusCode().value()).isEqualTo(409);
                    assertThat(refused.getBody().getProperties()).containsEntry("running", id);
                });
    }

    @Test
    void without_the_scope_no_more_than_sixty_days_are_asked_for_unless_that_is_accepted() {
        held(3, "read_orders");
        for (ImportRange range : ImportRange.values()) {
            if (range != ImportRange.LAST_30_DAYS) {
                assertThatThrownBy(() -> ask(range))
                        .as(range.word())
                        .isInstanceOfSatisfying(ImportRefused.class, refused -> {
                            assertThat(refused.getStatusCode().value()).isEqualTo(422);
                            assertThat(refused.getBody().getDetail()).contains("read_all_orders");
                        });
            }
        }
        shop.answers(PAGE, page(null, order(1)));
        String id = imports.ask(
                        connector(), new ImportAsked(ImportStream.ORDERS, ImportRange.ALL, false, false, true), "otto")
                .id();
        turn();
        assertThat(found(id)).returns(true, ShopImport::truncated).returns(ImportState.INCOMPLETE, ShopImport::state);
        assertThat(told()).contains("incomplete");
        String short30 = ask(ImportRange.LAST_30_DAYS);
        assertThat(found(short30).truncated()).isFalse();
    }

    @Test
    void phases_go_from_the_latest_to_the_oldest_and_none_reads_what_another_has_read() {
        shop.answers(PAGE, page(null, order(1)), page(null, order(2)), page(null), page(null, order(3)));
        String id = ask(ImportRange.PHASED);
        turn();
        List<String> queries = shop.asked().stream()
                .filter(asked -> asked.operation().equals(PAGE))
                .map(asked -> asked.variables().path("query").asString())
                .toList();
        assertThat(queries)
                .containsExactly(
                        "processed_at:>='2026-10-21T12:00:00Z'",
                        "processed_at:>='2026-08-22T12:00:00Z' processed_at:<'2026-10-21T12:00:00Z'",
                        "processed_at:>='2025-11-20T12:00:00Z' processed_at:<'2026-08-22T12:00:00Z'",
                        "processed_at:>='1970-01-01T00:00:00Z' processed_at:<'2025-11-20T12:00:00Z'");
        ShopImport ended = found(id);
        assertThat(ended.state()).isEqualTo(ImportState.COMPLETED);
        assertThat(ended.phases())
                .extracting(ShopImport.Phase::range)
                .containsExactly(
                        ImportRange.LAST_30_DAYS, ImportRange.LAST_90_DAYS, ImportRange.LAST_YEAR, ImportRange.ALL);
        assertThat(ended.phases())
                .extracting(phase -> phase.statistics().ordersSynced())
                .containsExactly(1L, 2L, 2L, 3L);
        assertThat(ended.statistics().ordersSynced()).isEqualTo(3);
        assertThat(ended.phases())
                .extracting(phase -> phase.statistics().customersUpdated())
                .as("metrics follow each phase")
                .containsExactly(1L, 2L, 2L, 2L);
        assertThat(ended.statistics().customersUpdated()).isEqualTo(2L);
    }

    @Test
    void a_phase_that_fails_ends_the_import_and_what_was_booked_stays() {
        shop.answers(PAGE, page(null, order(1)), FakeGateway.refusedAsAWhole("ACCESS_DENIED", "the name is kept back"))
                .answers(NAMELESS, FakeGateway.refusedAsAWhole("ACCESS_DENIED", "read_customers is missing"));
        String id = ask(ImportRange.PHASED);
        turn();
        ShopImport ended = found(id);
        assertThat(ended.state()).isEqualTo(ImportState.FAILED);
        assertThat(ended.problem()).contains("read_customers");
        assertThat(ended.notice()).isNull();
        assertThat(ended.phases())
                .extracting(ShopImport.Phase::state)
                .containsExactly(
                        ImportState.COMPLETED, ImportState.FAILED, ImportState.CANCELLED, ImportState.CANCELLED);
        assertThat(ended.statistics().ordersSynced()).isEqualTo(1);
        assertThat(told()).contains("has failed");
        assertThat(happened)
                .last()
                .returns(ToldEvents.IMPORT_DONE, OutboxEvent::type)
                .satisfies(event -> assertThat(event.data()).containsEntry("state", "failed"));
    }

    @Test
    void a_shop_that_does_not_answer_is_waited_for_and_after_many_times_in_a_row_no_longer() {
        shop.answers(PAGE, FakeGateway.aborted("The shop does not answer."), page(null, order(1)));
        String id = ask(ImportRange.LAST_30_DAYS);
        turn();
        assertThat(found(id))
                .returns(ImportState.RUNNING, ShopImport::state)
                .returns("The shop does not answer.", ShopImport::problem);
        turn();
        assertThat(books.of(C)).as("not at once").isEmpty();
        clock.set(clock.instant().plusSeconds(31));
        turn();
        assertThat(found(id)).returns(ImportState.COMPLETED, ShopImport::state).returns(null, ShopImport::problem);

        shop.answers(PAGE, FakeGateway.aborted("The shop does not answer."));
        String never = ask(ImportRange.LAST_30_DAYS);
        for (int time = 0; time < 12; time++) {
            turn();
            clock.set(clock.instant().plus(Duration.ofHours(1)));
        }
        assertThat(found(never).state()).isEqualTo(ImportState.FAILED);
    }

    @Test
    void one_that_waits_for_its_shop_is_cancelled_without_waiting() {
        shop.answers(PAGE, FakeGateway.aborted("The shop does not answer."));
        String id = ask(ImportRange.LAST_30_DAYS);
        turn();
        imports.cancel(id, "anna");
        turn();
        assertThat(found(id).state()).isEqualTo(ImportState.CANCELLED);
    }

    @Test
    void nothing_of_another_shop_is_booked() {
        shop.answers(PAGE, page("p2", order(1)), page(null, order(2)));
        String id = ask(ImportRange.LAST_30_DAYS);
        books.afterEach(() -> domain = "b.myshopify.com");
        turn();
        assertThat(found(id).state()).isEqualTo(ImportState.FAILED);
        assertThat(found(id).problem()).contains("another shop");
        assertThat(books.of(C)).containsOnlyKeys(1L);
    }

    private static List<JsonNode> lines(int orders) {
        return IntStream.rangeClosed(1, orders)
                .<JsonNode>mapToObj(ImportContract::order)
                .toList();
    }

    @Test
    void many_orders_are_read_from_the_file_of_a_bulk_query_and_booked_lines_are_passed_over_after_a_crash() {
        held(600, "read_orders", "read_all_orders");
        bulk.finds(lines(600));
        books.afterEach(() ->
                books.failWith(new ImportBroken(new Reason(Reason.INTERRUPTED, null, null, "The process stops."))));
        String id = ask(ImportRange.LAST_YEAR);
        turn();
        assertThat(found(id)).returns(new ShopImport.Progress(250, 600), ShopImport::progress);
        books.failWith(null);
        books.afterEach(() -> {});
        start();
        turn();
        assertThat(bulk.begun())
                .as("the query is followed, not asked again")
                .singleElement()
                .asString()
                .contains("orders(query: \"processed_at:>='2025-11-20T12:00:00Z'\")");
        assertThat(found(id))
                .returns(ImportState.COMPLETED, ShopImport::state)
                .returns(new ShopImport.Progress(600, 600), ShopImport::progress);
        assertThat(found(id).statistics().ordersSynced()).isEqualTo(600);
        assertThat(books.bookings()).as("250 lines, and then the other 350").hasSize(3);
    }

    @Test
    void a_bulk_query_that_is_lost_is_asked_for_anew_and_a_file_that_is_cut_is_read_again() {
        held(600, "read_orders", "read_all_orders");
        bulk.finds(lines(600)).breaking(1).cutting(2);
        String id = ask(ImportRange.ALL);
        turn();
        assertThat(bulk.begun()).hasSize(2);
        assertThat(found(id))
                .returns(ImportState.COMPLETED, ShopImport::state)
                .returns(new ShopImport.Progress(600, 600), ShopImport::progress);

        bulk.breaking(2);
        String lost = ask(ImportRange.ALL);
        turn();
        assertThat(found(lost).state()).isEqualTo(ImportState.FAILED);
        assertThat(found(lost).problem()).contains("forgotten");
    }

    @Test
    void a_file_that_is_cut_again_and_again_is_read_later() {
        held(600, "read_orders", "read_all_orders");
        bulk.finds(lines(600)).cutting(Integer.MAX_VALUE);
        String id = ask(ImportRange.ALL);
        turn();
        assertThat(found(id).state()).isEqualTo(ImportState.RUNNING);
        assertThat(found(id).problem()).contains("could not be read");
        bulk.cutting(0);
        clock.set(clock.instant().plusSeconds(31));
        turn();
        assertThat(found(id))
                .returns(ImportState.COMPLETED, ShopImport::state)
                .returns(new ShopImport.Progress(600, 600), ShopImport::progress);
    }

    @Test
    void a_defect_ends_the_import_with_a_sentence() {
        books.failWith(new IllegalStateException("the books are torn"));
        shop.answers(PAGE, page(null, order(1)));
        String id = ask(ImportRange.LAST_30_DAYS);
        turn();
        assertThat(found(id).state()).isEqualTo(ImportState.FAILED);
        assertThat(found(id).problem()).contains("inside Silkroute", "the books are torn");
        assertThat(found(id).progress().done()).isZero();
    }

    private void later(Duration time) {
        clock.set(clock.instant().plus(time));
    }

    @Test
    void a_long_settling_keeps_its_import_from_other_nodes() {
        shop.answers(PAGE, page(null, order(1)));
        String id = ask(ImportRange.LAST_30_DAYS);
        books.settlesIn(3, () -> {
            later(Duration.ofMinutes(10));
            assertThat(book.take(9, clock.instant(), ImportWork.LEASE, Set.of()))
                    .as("taken by another node")
                    .isEmpty();
        });
        turn();
        assertThat(found(id).state()).isEqualTo(ImportState.COMPLETED);
    }

    @Test
    void what_a_node_works_on_it_does_not_take_again_whatever_the_lease_says() {
        shop.answers(PAGE, page("p2", order(1)), page(null, order(2)));
        String id = ask(ImportRange.LAST_30_DAYS);
        books.afterEach(() -> {
            later(Duration.ofMinutes(20));
            assertThat(work.take()).isEmpty();
        });
        turn();
        assertThat(found(id))
                .returns(ImportState.COMPLETED, ShopImport::state)
                .returns(new ShopImport.Progress(2, 2), ShopImport::progress);
    }

    @Test
    void passing_over_booked_lines_keeps_the_import() {
        held(30_000, "read_orders", "read_all_orders");
        bulk.finds(lines(30_000));
        String id = ask(ImportRange.ALL);
        ImportTask task = taken(id);
        book.began(task, ImportTask.BULK);
        book.beginAnew(task, "gid://shopify/BulkOperation/1");
        book.advance(task, 30_000, null, false, 0);
        book.release(id, task.holder());
        bulk.whileReading(line -> {
            if (line % 9_000 == 0) {
                later(Duration.ofMinutes(14));
                assertThat(book.take(9, clock.instant(), ImportWork.LEASE, Set.of()))
                        .isEmpty();
            }
        });
        turn();
        assertThat(found(id).state()).isEqualTo(ImportState.COMPLETED);
    }

    /** As a node does it. */
    private ImportTask taken(String id) {
        String holder =
                book.take(9, clock.instant(), ImportWork.LEASE, Set.of()).get(id);
        return book.tasks(id, String.valueOf(holder)).get(0);
    }

    @Test
    void a_node_that_has_lost_an_import_stores_nothing_of_it_and_lets_nobody_elses_go() {
        String id = ask(ImportRange.LAST_30_DAYS);
        ImportTask mine = taken(id);
        later(Duration.ofMinutes(16));
        ImportTask others = taken(id);
        for (Runnable write : List.<Runnable>of(
                () -> book.began(mine, ImportTask.PAGES),
                () -> book.beginAnew(mine, "q"),
                () -> book.advance(mine, 7, "p", true, 7),
                () -> book.count(mine, 7, 7, true),
                () -> book.settled(mine, 7),
                () -> book.figures(mine, books.figures(C, id)),
                () -> book.ended(mine, ImportState.COMPLETED),
                () -> book.keep(mine, clock.instant()))) {
            assertThatThrownBy(write::run).isInstanceOf(ImportStopped.class);
        }
        work.end(id, mine.holder());
        assertThat(found(id).phases())
                .extracting(ShopImport.Phase::state, phase -> phase.progress().done())
                .containsExactly(tuple(ImportState.QUEUED, 0L));
        assertThat(book.take(9, clock.instant(), ImportWork.LEASE, Set.of())).isEmpty();
        assertThat(book.tasks(id, others.holder())).hasSize(2);
    }

    @Test
    void cancelling_is_seen_while_an_import_settles_and_its_metrics_follow_all_the_same() {
        shop.answers(PAGE, page(null, order(1)), page(null, order(2)));
        String id = ask(ImportRange.PHASED);
        AtomicInteger settled = new AtomicInteger();
        books.settlesIn(3, () -> {
            if (settled.incrementAndGet() == 1) {
                imports.cancel(id, "anna");
            }
        });
        turn();
        assertThat(settled).as("one page, and then the rest of them").hasValue(4);
        assertThat(found(id).state()).isEqualTo(ImportState.CANCELLED);
        assertThat(found(id).phases()).extracting(ShopImport.Phase::state).containsOnly(ImportState.CANCELLED);
        assertThat(found(id).statistics().customersUpdated()).isEqualTo(1L);
        assertThat(books.of(C)).containsOnlyKeys(1L);
    }

    @Test
    void what_passes_by_itself_ends_no_import() {
        shop.answers(PAGE, FakeGateway.refusedAsAWhole("THROTTLED", "it asked to wait"), page(null, order(1)));
        String id = ask(ImportRange.LAST_30_DAYS);
        turn();
        assertThat(found(id))
                .returns(ImportState.RUNNING, ShopImport::state)
                .satisfies(waits -> assertThat(waits.problem()).contains("it asked to wait"));
        for (RuntimeException away : List.of(
                new CannotAcquireLockException("a deadlock"),
                new IllegalStateException(new CannotCreateTransactionException("it starts anew")))) {
            later(Duration.ofMinutes(5));
            books.failWith(away);
            turn();
            assertThat(found(id))
                    .returns(ImportState.RUNNING, ShopImport::state)
                    .satisfies(waits -> assertThat(waits.problem()).contains("database"));
        }
        books.failWith(null);
        later(Duration.ofMinutes(5));
        turn();
        assertThat(found(id).state()).isEqualTo(ImportState.COMPLETED);
        shop.answers(HELD, FakeGateway.refusedAsAWhole("THROTTLED", "it asked to wait"));
        assertThatThrownBy(() -> ask(ImportRange.LAST_30_DAYS))
                .isInstanceOfSatisfying(
                        ImportRefused.class,
                        refused -> assertThat(refused.getStatusCode().value()).isEqualTo(503));
    }

    @Test
    void a_bulk_query_that_is_found_at_work_is_an_answer() {
        held(600, "read_orders", "read_all_orders");
        bulk.finds(lines(600)).stands(new BulkQueries.Stand.Running(7));
        String id = ask(ImportRange.ALL);
        jdbc.update("update shop_import set tries = 10 where id = ?", id);
        books.failWith(new CannotAcquireLockException("a deadlock"));
        turn();
        assertThat(found(id).state()).isEqualTo(ImportState.RUNNING);
        jdbc.update("update shop_import set tries = 10 where id = ?", id);
        later(Duration.ofHours(1));
        turn();
        assertThat(found(id).state()).as("ten times in a row").isEqualTo(ImportState.FAILED);
    }

    @Test
    void the_longer_figures_take_to_add_up_the_seldomer_it_is_done() {
        shop.answers(PAGE, page("p2", order(1)), page("p3", order(2)), page(null, order(3)));
        AtomicInteger times = new AtomicInteger();
        books.whileFiguring(() -> {
            times.incrementAndGet();
            later(Duration.ofSeconds(10));
        });
        books.afterEach(() -> later(Duration.ofMinutes(1)));
        ask(ImportRange.LAST_30_DAYS);
        turn();
        assertThat(times).as("with the first page, and at the end").hasValue(2);
    }

    @Test
    void a_page_that_the_shop_could_not_tell_is_asked_for_again_and_not_the_first_one() {
        shop.answers(
                PAGE,
                page("p2", order(1), order(2)),
                new CallResult.Aborted(new Reason(Reason.INTERRUPTED, null, null, "It stops."), Usage.NONE));
        String id = ask(ImportRange.LAST_30_DAYS);
        turn();
        start();
        shop.answers(PAGE, FakeGateway.refusedAsAWhole("OUT_OF_ATTEMPTS", "it failed again and again"));
        turn();
        assertThat(found(id))
                .returns(ImportState.RUNNING, ShopImport::state)
                .returns(new ShopImport.Progress(2, 3), ShopImport::progress);
        shop.answers(PAGE, page(null, order(3)));
        later(Duration.ofMinutes(1));
        turn();
        assertThat(shop.variablesOf(PAGE).path("after").asString()).isEqualTo("p2");
        assertThat(found(id).state()).isEqualTo(ImportState.COMPLETED);
    }

    private ShopImport.Estimate estimate(long count) {
        held(count, "read_orders", "read_all_orders");
        return imports.preview(connector(), orders(ImportRange.ALL)).estimate();
    }

    @Test
    void the_estimate_is_what_the_last_import_took_that_was_read_in_the_same_way_and_did_not_have_to_wait() {
        assertThat(estimate(600).seconds()).as("a guess").isEqualTo(18);
        bulk.finds(lines(600));
        books.afterEach(() -> later(Duration.ofSeconds(20)));
        ask(ImportRange.ALL);
        turn();
        books.afterEach(() -> {});
        assertThat(estimate(600).seconds()).isEqualTo(60);
        assertThat(estimate(100).seconds()).as("page by page: a guess").isEqualTo(4);
        estimate(600);
        books.failWith(new CannotAcquireLockException("a deadlock"));
        String waited = ask(ImportRange.ALL);
        turn();
        books.failWith(null);
        later(Duration.ofHours(1));
        turn();
        assertThat(found(waited).state()).isEqualTo(ImportState.COMPLETED);
        assertThat(estimate(600).seconds()).isEqualTo(60);
    }

    @Test
    void a_count_that_the_shop_does_not_bring_to_its_end_is_told_as_the_least() {
        held(10_000, "AT_LEAST", List.of("read_orders", "read_all_orders"));
        String id = ask(ImportRange.ALL);
        assertThat(found(id).estimate())
                .returns(true, ShopImport.Estimate::atLeast)
                .returns(10_000L, ShopImport.Estimate::count);
        assertThat(told()).contains("at least 10,000");
    }

    @Test
    void orders_are_imported_without_names_where_the_shop_keeps_them_back_and_that_is_told() {
        shop.answers(PAGE, FakeGateway.refusedAsAWhole("ACCESS_DENIED", "the name is kept back"))
                .answers(NAMELESS, page("p2", order(1)), page(null, order(2)));
        String id = ask(ImportRange.LAST_30_DAYS);
        turn();
        assertThat(shop.operations()).filteredOn(PAGE::equals).as("once").hasSize(1);
        assertThat(books.of(C)).containsOnlyKeys(1L, 2L);
        assertThat(found(id))
                .returns(ImportState.COMPLETED, ShopImport::state)
                .satisfies(nameless -> assertThat(nameless.notice()).contains("protected customer data"));
        assertThat(told()).contains("names and e-mail addresses are missing");
    }

    @Test
    void a_bulk_query_that_is_denied_names_is_begun_without_them_also_when_it_is_denied_at_work() {
        held(600, "read_orders", "read_all_orders");
        bulk.finds(lines(600)).denies(document -> document.contains("displayName"));
        String id = ask(ImportRange.ALL);
        turn();
        assertThat(bulk.begun()).singleElement().asString().doesNotContain("defaultEmailAddress");
        assertThat(found(id).state()).isEqualTo(ImportState.COMPLETED);
        assertThat(found(id).notice()).isNotNull();

        bulk.denies(document -> false)
                .stands(new BulkQueries.Stand.Broken(
                        new Reason("BULK_QUERY_BROKEN", null, Reason.ACCESS_DENIED, "It has failed.")));
        String late = ask(ImportRange.ALL);
        turn();
        assertThat(bulk.begun()).hasSize(3);
        assertThat(found(late).state()).isEqualTo(ImportState.COMPLETED);
        assertThat(found(late).notice()).isNotNull();
    }

    @Test
    void what_a_phase_had_booked_counts_also_if_it_is_cancelled_when_it_has_begun_anew() {
        shop.answers(
                PAGE,
                page("p2", order(1)),
                new CallResult.Aborted(new Reason(Reason.INTERRUPTED, null, null, "It stops."), Usage.NONE));
        String id = ask(ImportRange.LAST_30_DAYS);
        turn();
        start();
        AtomicInteger calls = new AtomicInteger();
        onCall = any -> {
            if (calls.incrementAndGet() == 2) {
                imports.cancel(id, "anna");
            }
        };
        shop.answers(
                PAGE,
                FakeGateway.refused("BAD_REQUEST", "after", "Invalid cursor for current pagination sort."),
                page(null, order(1)));
        turn();
        assertThat(found(id))
                .returns(ImportState.CANCELLED, ShopImport::state)
                .returns(new ShopImport.Progress(0, 3), ShopImport::progress);
        assertThat(found(id).statistics().ordersSynced()).isEqualTo(1);
    }

    @Test
    void of_a_history_that_is_cut_only_what_is_older_is_incomplete() {
        held(3, "read_orders");
        shop.answers(PAGE, page(null, order(1)), page(null));
        String id = imports.ask(
                        connector(), new ImportAsked(ImportStream.ORDERS, ImportRange.PHASED, true, true, true), "otto")
                .id();
        turn();
        assertThat(found(id).state()).isEqualTo(ImportState.INCOMPLETE);
        assertThat(found(id).phases())
                .extracting(ShopImport.Phase::state)
                .containsExactly(
                        ImportState.COMPLETED, ImportState.INCOMPLETE, ImportState.INCOMPLETE, ImportState.INCOMPLETE);
    }

    @Test
    void a_deleted_connector_leaves_nothing() {
        shop.answers(PAGE, page(null, order(1, order -> order.put("test", true))));
        String id = ask(ImportRange.LAST_30_DAYS);
        turn();
        toBook.note(C, List.of(new ShopifyId("gid://shopify/Order/1")), false);
        ImportData data = new ImportData(jdbc);
        data.sweep(C);
        data.purge(C);
        assertThat(imports.find(id)).isEmpty();
        assertThat(imports.reasons(id)).isEmpty();
        assertThat(toBook.any(C)).isFalse();
    }

    private static ShopEvent event(ShopEvent.Subject subject, String gid, boolean deleted) {
        return new ShopEvent(C, subject, new ShopifyId(gid), deleted, null, ShopEvent.Origin.WEBHOOK);
    }

    private static CallResult nodes(ObjectNode... nodes) {
        ObjectNode data = JSON.createObjectNode();
        data.putArray("nodes").addAll(List.of(nodes));
        return new CallResult.Accepted(data, Usage.NONE);
    }

    @Test
    void orders_that_change_are_read_anew_and_booked_as_it_happens() {
        changed.changed(List.of(
                event(ShopEvent.Subject.ORDER, "gid://shopify/Order/1", false),
                event(ShopEvent.Subject.ORDER, "gid://shopify/Order/2", true),
                event(ShopEvent.Subject.CUSTOMER, "gid://shopify/Customer/1", false)));
        ObjectNode customer = JSON.createObjectNode();
        customer.set("lastOrder", order(5));
        shop.answers("ordersToBook", nodes(order(1))).answers("lastOrdersToBook", nodes(customer));
        assertThat(follower.find()).containsExactly(C);
        assertThat(follower.find()).as("one reading at a time").isEmpty();
        follower.read(C);
        assertThat(shop.variablesOf("ordersToBook").path("ids").valueStream().map(JsonNode::asString))
                .as("what is deleted cannot be read")
                .containsExactly("gid://shopify/Order/1");
        assertThat(books.of(C)).containsOnlyKeys(1L, 5L);
        assertThat(books.bookings()).containsOnly(Booking.AS_IT_HAPPENS);
        assertThat(follower.find()).isEmpty();
        assertThat(books.of(C).values()).extracting(ShopOrder::name).containsExactly("#1", "#5");
    }

    @Test
    void orders_that_could_not_be_read_are_read_later_and_those_that_changed_meanwhile_again() {
        changed.changed(List.of(event(ShopEvent.Subject.ORDER, "gid://shopify/Order/1", false)));
        shop.answers("ordersToBook", FakeGateway.aborted("The shop does not answer."));
        assertThat(follower.find()).containsExactly(C);
        try {
            follower.read(C);
        } catch (ImportBroken silent) {
            follower.broke(C, silent);
        }
        assertThat(follower.find()).as("not at once").isEmpty();
        clock.set(clock.instant().plusSeconds(61));
        assertThat(follower.find()).containsExactly(C);
        books.afterEach(() -> {
            books.afterEach(() -> {});
            changed.changed(List.of(event(ShopEvent.Subject.ORDER, "gid://shopify/Order/1", false)));
        });
        shop.answers("ordersToBook", nodes(order(1)));
        follower.read(C);
        assertThat(books.bookings()).hasSize(2);
        assertThat(follower.find()).isEmpty();
    }

    @Test
    void orders_that_cannot_be_booked_do_not_hold_up_those_behind_them() {
        changed.changed(IntStream.rangeClosed(1, 25)
                .mapToObj(id -> event(ShopEvent.Subject.ORDER, "gid://shopify/Order/" + id, false))
                .toList());
        later(Duration.ofSeconds(1));
        shop.answers("ordersToBook", nodes(order(1)));
        books.failWith(new IllegalStateException("one of them"));
        assertThat(follower.find()).containsExactly(C);
        assertThatThrownBy(() -> follower.read(C)).hasMessage("one of them");
        List<String> first = askedToBook();
        later(Duration.ofMinutes(2));
        assertThat(follower.find()).containsExactly(C);
        assertThatThrownBy(() -> follower.read(C)).hasMessage("one of them");
        assertThat(first).hasSize(20);
        assertThat(askedToBook().subList(0, 5)).doesNotContainAnyElementsOf(first);
    }

    @Test
    void one_order_that_cannot_be_booked_harms_none_beside_it_and_no_customer() {
        changed.changed(List.of(
                event(ShopEvent.Subject.ORDER, "gid://shopify/Order/1", false),
                event(ShopEvent.Subject.ORDER, "gid://shopify/Order/2", false),
                event(ShopEvent.Subject.ORDER, "gid://shopify/Order/3", false),
                event(ShopEvent.Subject.CUSTOMER, "gid://shopify/Customer/1", false)));
        ObjectNode customer = JSON.createObjectNode();
        customer.set("lastOrder", order(5));
        shop.answers("ordersToBook", nodes(order(1), order(2), order(3)), nodes(order(2)))
                .answers("lastOrdersToBook", nodes(customer));
        books.failWith(2, new IllegalStateException("one of them"));
        assertThat(follower.find()).containsExactly(C);
        assertThatThrownBy(() -> follower.read(C)).hasMessage("one of them");
        assertThat(books.of(C)).containsOnlyKeys(1L, 3L, 5L);
        books.failWith(2, null);
        later(Duration.ofMinutes(2));
        assertThat(follower.find()).containsExactly(C);
        follower.read(C);
        assertThat(askedToBook()).as("the others are booked").containsExactly("gid://shopify/Order/2");
        assertThat(books.of(C)).containsOnlyKeys(1L, 2L, 3L, 5L);
        assertThat(follower.find()).isEmpty();
    }

    @Test
    void what_somebody_has_to_see_to_is_told_though_no_import_lists_it() {
        changed.changed(List.of(
                event(ShopEvent.Subject.ORDER, "gid://shopify/Order/1", false),
                event(ShopEvent.Subject.ORDER, "gid://shopify/Order/2", false)));
        shop.answers(
                "ordersToBook",
                nodes(
                        order(1, order -> order.put("displayFinancialStatus", "PENDING")),
                        order(2, order -> order.putNull("totalPriceSet"))));
        follower.find();
        follower.read(C);
        assertThat(log).extracting(Entry::sentence).containsExactly("The order #2: #2 is not booked: invalid-amount.");
    }

    private List<String> askedToBook() {
        return shop.variablesOf("ordersToBook")
                .path("ids")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    @Test
    void changed_orders_are_booked_without_names_where_the_shop_keeps_them_back() {
        changed.changed(List.of(event(ShopEvent.Subject.ORDER, "gid://shopify/Order/1", false)));
        shop.answers("ordersToBook", FakeGateway.refusedAsAWhole("ACCESS_DENIED", "the name is kept back"))
                .answers("ordersToBookNameless", nodes(order(1)));
        follower.find();
        follower.read(C);
        assertThat(books.of(C)).containsOnlyKeys(1L);
    }

    @Test
    void nothing_is_followed_where_nobody_wants_it() {
        changed.changed(List.of(event(ShopEvent.Subject.ORDER, "gid://shopify/Order/1", false)));
        followed = false;
        assertThat(follower.find()).isEmpty();
        assertThat(toBook.any(C)).as("and what was noted is forgotten").isFalse();
        changed.changed(List.of(event(ShopEvent.Subject.ORDER, "gid://shopify/Order/1", false)));
        assertThat(toBook.any(C)).isFalse();
    }
}
