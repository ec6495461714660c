package io.silkroute.loyalty.customer;

import static io.silkroute.loyalty.ledger.TestLedger.C;
import static io.silkroute.loyalty.ledger.TestLedger.loyalty;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.connector.config.LoyaltyConfig.Period;
import io.silkroute.loyalty.ledger.TestLedger;
import io.silkroute.platform.TestDatabase;
import io.silkroute.shopevent.ShopEvent;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Reason;
import io.silkroute.shopify.ShopifyId;
import io.silkroute.shopify.Usage;
import io.silkroute.shopify.call.FakeGateway;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CustomerVisitsTest {

    private static final String READ = "customerWithOrders";
    private static final String ANNA = """
            {'customer':{'id':'gid://shopify/Customer/7','displayName':'Anna Smith','updatedAt':'2026-11-20T10:00:00Z',
             'defaultEmailAddress':{'emailAddress':'anna@example.com'},'orders':{'nodes':[%s],
             'pageInfo':{'hasNextPage':%s,'endCursor':'x'}}}}""";

    private final FakeGateway shop = new FakeGateway();
    private final ExecutorService threads = Executors.newSingleThreadExecutor();
    private TestLedger books;
    private CustomerVisits visits;

    @BeforeEach
    void open() {
        books = new TestLedger(TestDatabase.hsqldb()).opened(loyalty(Period.DAYS_365, "Bronze 0 1", "Silver 500 3"));
        visits = new CustomerVisits(shop, books.ledger, books.customers, threads, books.clock);
    }

    @AfterEach
    void close() {
        threads.shutdown();
    }

    private static String order(long id, String more) {
        return """
                {'id':'gid://shopify/Order/%d','name':'#%d','createdAt':'2026-11-01T10:00:00Z','processedAt':'2026-11-01T10:00:00Z',
                 'updatedAt':'2026-11-01T10:00:00Z','displayFinancialStatus':'PAID','test':false,'cancelledAt':null,
                 'totalPriceSet':{'shopMoney':{'amount':'119.00','currencyCode':'EUR'}},
                 'subtotalPriceSet':{'shopMoney':{'amount':'119.00'}},'totalTaxSet':{'shopMoney':{'amount':'19.00'}},
                 'totalRefundedSet':{'shopMoney':{'amount':'0.00'}},
                 'transactions':[%s],'taxesIncluded':true}""".formatted(id, id, more);
    }

    private static String payment(String kind, String status, String at, String amount) {
        return "{'kind':'%s','status':'%s','createdAt':'%s','processedAt':null,'amountSet':{'shopMoney':{'amount':'%s'}}}"
                .formatted(kind, status, at, amount);
    }

    @Test
    void a_visit_books_all_orders_and_learns_who_it_is() {
        shop.answers(
                READ,
                FakeGateway.accepted(ANNA.formatted(order(1, ""), "true")),
                FakeGateway.accepted(ANNA.formatted(order(2, ""), "false")));
        assertThat(visits.visit(C, "7")).isEqualTo(new CustomerVisits.Visit(2, List.of(), null, false));
        assertThat(books.entries(7)).containsExactly("1 earned 1.00", "2 earned 1.00");
        assertThat(books.customer(7).name()).isEqualTo("Anna Smith");
        assertThat(books.customer(7).email()).isEqualTo("anna@example.com");
        assertThat(books.customer(7).refreshedAt()).isEqualTo(books.clock.instant());
    }

    @Test
    void an_order_is_paid_when_all_of_it_had_come() {
        shop.accepts(
                READ,
                ANNA.formatted(
                        order(
                                1,
                                String.join(
                                        ",",
                                        payment("CAPTURE", "SUCCESS", "2026-11-05T10:00:00Z", "100.00"),
                                        payment("SALE", "SUCCESS", "2026-11-03T10:00:00Z", "19.00"),
                                        payment("SALE", "FAILURE", "2026-11-02T10:00:00Z", "119.00"),
                                        payment("SALE", "SUCCESS", "2026-11-09T10:00:00Z", "1.00"))),
                        "false"));
        visits.sync(C, "7");
        OffsetDateTime paid = books.jdbc.queryForObject("select paid_at from loyalty_order", OffsetDateTime.class);
        assertThat(requireNonNull(paid).toInstant()).isEqualTo(Instant.parse("2026-11-05T10:00:00Z"));
    }

    @Test
    void who_has_no_order_is_a_customer_too_and_has_the_first_tier() {
        shop.accepts(READ, ANNA.formatted("", "false"));
        visits.visit(C, "7");
        assertThat(books.customer(7).tier()).isEqualTo("Bronze");
    }

    @Test
    void the_shop_is_asked_by_visits_once_a_minute_and_by_a_person_each_time() {
        shop.accepts(READ, ANNA.formatted("", "false"));
        visits.visit(C, "7");
        visits.visit(C, "7");
        assertThat(shop.asked()).hasSize(1);
        visits.sync(C, "7");
        assertThat(shop.asked()).hasSize(2);
        books.clock.set(books.clock.instant().plusSeconds(61));
        visits.visit(C, "7");
        assertThat(shop.asked()).hasSize(3);
    }

    @Test
    void a_visit_says_why_the_shop_did_not_answer() {
        shop.answers(READ, new CallResult.Aborted(new Reason("DOWN", null, null, "The shop is away."), Usage.NONE));
        assertThat(visits.visit(C, "7").problem()).isEqualTo("The shop is away.");
        shop.accepts(READ, "{'customer':null}");
        assertThat(visits.visit(C, "8").problem()).contains("no such customer");
    }

    @Test
    void a_shop_that_keeps_the_names_back_tells_of_the_orders_all_the_same() {
        shop.answers(READ, FakeGateway.refusedAsAWhole("ACCESS_DENIED", "the name is kept back"))
                .accepts(
                        READ + "Nameless",
                        "{'customer':{'id':'gid://shopify/Customer/7','orders':{'nodes':[%s],'pageInfo':{}}}}"
                                .formatted(order(1, "")));
        assertThat(visits.visit(C, "7")).isEqualTo(new CustomerVisits.Visit(1, List.of(), null, false));
        assertThat(books.entries(7)).containsExactly("1 earned 1.00");
        assertThat(books.customer(7).name()).isEmpty();
        visits.sync(C, "7");
        assertThat(shop.operations())
                .as("what is kept back is not asked for again")
                .containsExactly(READ, READ + "Nameless", READ + "Nameless");
    }

    @Test
    void who_was_deleted_in_the_shop_has_no_name_any_more_and_keeps_the_ledger() {
        shop.accepts(READ, ANNA.formatted(order(1, ""), "false"));
        visits.visit(C, "7");
        DeletedCustomers deleted = new DeletedCustomers(books.customers, books.transaction);
        deleted.changed(List.of(event(false)));
        assertThat(books.customer(7).name()).isEqualTo("Anna Smith");
        deleted.changed(List.of(event(true)));
        assertThat(books.customer(7).name()).isEmpty();
        assertThat(books.entries(7)).containsExactly("1 earned 1.00");
        visits.sync(C, "7");
        assertThat(books.customer(7).name()).isEmpty();
    }

    private static ShopEvent event(boolean deleted) {
        return new ShopEvent(
                C,
                ShopEvent.Subject.CUSTOMER,
                new ShopifyId("gid://shopify/Customer/7"),
                deleted,
                null,
                ShopEvent.Origin.WEBHOOK);
    }
}
