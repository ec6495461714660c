package io.silkroute.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ShopCustomer;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.connector.config.ConnectorConfig.Pull.Stream;
import io.silkroute.connector.secret.TestSecrets;
import io.silkroute.platform.SettableClock;
import io.silkroute.shopify.ShopifyId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The mirror's tables: what is stored, what counts as a change, copies and searches, on every database. */
abstract class MirrorContract {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SHOP = "https://demo.myshopify.com";
    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
    private static final Instant LATER = Instant.parse("2026-11-30T13:00:00Z");

    private final SettableClock clock = SettableClock.at("2026-11-30T12:00:00Z");
    private ConnectorName connector;
    private TransactionTemplate transaction;
    private JdbcTemplate jdbc;
    private MirrorCopies copies;
    private MirrorObjects objects;
    private MirrorComparison comparison;
    private FoundChanges changes;
    private MirrorSearch search;
    private Erasure erasure;
    private MirroredPersons persons;
    private Copy products;

    abstract DataSource database();

    @BeforeEach
    void open() {
        DataSource database = database();
        connector = new ConnectorName("c" + System.nanoTime());
        jdbc = new JdbcTemplate(database);
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        copies = new MirrorCopies(jdbc);
        changes = new FoundChanges(jdbc);
        MirrorWords words = new MirrorWords(TestSecrets.blindWords());
        ErasedCustomers erased = new ErasedCustomers(jdbc, clock);
        objects = new MirrorObjects(jdbc, copies, words, TestSecrets.blindWords(), TestSecrets.box(), changes, erased);
        comparison = new MirrorComparison(jdbc, transaction, objects, changes);
        erasure = new Erasure(jdbc, transaction, erased);
        persons = new MirroredPersons(jdbc, words, erasure);
        MissedSearches misses = new MissedSearches(
                TestShop.answering((operation, variables) -> "{}"), copies, objects, transaction, clock);
        search = new MirrorSearch(jdbc, copies, words, TestSecrets.box(), misses, JSON);
        products = copies.current(connector, Stream.PRODUCTS, SHOP);
    }

    private static MirrorReading reading(String id) {
        return new MirrorReading(id, NOON, true);
    }

    private static MirroredObject product(long id, String title, String updated, String... skus) {
        StringBuilder variants = new StringBuilder();
        for (int i = 0; i < skus.length; i++) {
            variants.append(i == 0 ? "" : ",")
                    .append("{\"id\":\"gid://shopify/ProductVariant/%d%d\",\"sku\":\"%s\",\"inventoryQuantity\":3}"
                            .formatted(id, i, skus[i]));
        }
        return ObjectReader.object(
                Stream.PRODUCTS,
                JSON.readTree(
                        "{\"id\":\"gid://shopify/Product/%d\",\"title\":\"%s\",\"updatedAt\":\"%s\",\"variants\":{\"nodes\":[%s]}}"
                                .formatted(id, title, updated, variants)));
    }

    private Stored store(Copy copy, MirrorReading reading, MirroredObject... read) {
        return Objects.requireNonNull(transaction.execute(status -> objects.store(copy, List.of(read), reading)));
    }

    private List<String> found(Stream stream, String q, String field) {
        List<String> found = new ArrayList<>();
        Connector asked = new Connector(connector, true, ConnectorConfig.DEFAULTS, NOON);
        search.find(asked, new MirrorSearch.MirrorQuery(stream, q, null, 0L, 50))
                .items()
                .forEach(item -> found.add(item.path(field).asString("")));
        return found;
    }

    private List<String> told() {
        List<FoundChanges.FoundChange> next = changes.next(connector, 100);
        changes.told(next);
        return next.stream()
                .map(one -> (one.event().deleted() ? "-" : "+")
                        + one.event().id().gid().replaceAll(".*/", ""))
                .sorted()
                .toList();
    }

    @Test
    void what_comes_again_as_it_was_is_seen_and_no_change() {
        assertThat(store(products, reading("p1"), product(1, "Lamp", "2026-11-30T10:00:00Z", "A", "B")))
                .isEqualTo(new Stored(1, 1, 0));
        assertThat(told()).containsExactly("+1");
        assertThat(store(products, reading("p2"), product(1, "Lamp", "2026-11-30T10:00:00Z", "A", "B")))
                .isEqualTo(new Stored(1, 0, 0));
        assertThat(store(products, reading("p3"), product(1, "Lamp", "2026-11-30T11:00:00Z", "A", "B")))
                .as("its time alone has moved")
                .isEqualTo(new Stored(1, 0, 0));
        assertThat(found(Stream.PRODUCTS, "lamp", "updatedAt")).containsExactly("2026-11-30T11:00:00Z");
        assertThat(told()).isEmpty();
        assertThat(store(products, reading("p4"), product(1, "Lamp", "2026-11-30T11:00:00Z", "A")))
                .as("a variant is gone")
                .isEqualTo(new Stored(1, 1, 0));
        assertThat(store(products, reading("p4"), product(1, "Lamp", "2026-11-30T11:00:00Z", "C")))
                .as("a reading counts an object once")
                .isEqualTo(new Stored(1, 0, 0));
        assertThat(found(Stream.PRODUCTS, "b", "title")).isEmpty();
        assertThat(found(Stream.PRODUCTS, "c", "title")).containsExactly("Lamp");
        assertThat(told()).containsExactly("+1");
    }

    @Test
    void of_two_forms_the_one_that_the_shop_changed_later_stays() {
        store(products, reading("p1"), product(1, "New", "2026-11-30T11:00:00Z", "A"));
        store(products, reading("p2"), product(1, "Old", "2026-11-30T10:00:00Z", "B"));
        assertThat(found(Stream.PRODUCTS, "", "title")).containsExactly("New");
        assertThat(found(Stream.PRODUCTS, "a", "title")).containsExactly("New");
    }

    @Test
    void what_a_reading_of_everything_has_not_seen_is_taken_out_but_what_came_meanwhile() {
        store(
                products,
                reading("p1"),
                product(1, "Kept", "2026-11-30T10:00:00Z", "A", "B"),
                product(2, "Gone", "2026-11-30T10:00:00Z", "C"));
        told();
        MirrorReading all = reading("p2");
        MirroredObject kept = product(1, "Kept", "2026-11-30T10:00:00Z", "A", "B");
        List<MirroredPart> first = List.of(Objects.requireNonNull(kept.parts()).get(0));
        transaction.executeWithoutResult(status -> {
            objects.store(
                    products,
                    List.of(new MirroredObject(
                            kept.id(),
                            null,
                            kept.updatedAt(),
                            null,
                            kept.content(),
                            kept.compared(),
                            null,
                            kept.texts(),
                            List.of(),
                            null)),
                    all);
            objects.storeParts(products, first, all);
        });
        store(products, new MirrorReading("heard", LATER, false), product(3, "Meanwhile", "2026-11-30T12:30:00Z", "D"));
        Stored removed = comparison.removeUnseen(products, all, NOON.plusSeconds(60), null, () -> {});
        assertThat(removed).isEqualTo(new Stored(0, 1, 1));
        assertThat(found(Stream.PRODUCTS, "", "title")).containsExactly("Kept", "Meanwhile");
        assertThat(found(Stream.PRODUCTS, "b", "title")).isEmpty();
        assertThat(told()).containsExactly("+1", "-2");
    }

    @Test
    void a_copy_beside_is_not_searched_until_it_takes_the_place_of_the_other() {
        store(
                products,
                reading("p1"),
                product(1, "Same", "2026-11-30T10:00:00Z", "A"),
                product(2, "Gone", "2026-11-30T10:00:00Z", "B"),
                product(3, "Other", "2026-11-30T10:00:00Z", "C"));
        told();
        Copy built = copies.building(products, false);
        store(
                built,
                new MirrorReading("p2", NOON, false),
                product(1, "Same", "2026-11-30T10:00:00Z", "A"),
                product(3, "Other", "2026-11-30T10:00:00Z", "C", "D"),
                product(4, "Fresh", "2026-11-30T10:00:00Z", "E"));
        assertThat(found(Stream.PRODUCTS, "", "title")).containsExactly("Same", "Gone", "Other");
        assertThat(comparison.compare(products, built, reading("p2"), null, () -> {}))
                .isEqualTo(new Stored(0, 2, 1));
        transaction.executeWithoutResult(status -> copies.swap(built));
        assertThat(found(Stream.PRODUCTS, "", "title")).containsExactly("Same", "Other", "Fresh");
        assertThat(told()).containsExactly("+3", "+4", "-2");
        assertThatThrownBy(() -> store(products, reading("p3"), product(9, "Late", "2026-11-30T10:00:00Z")))
                .isInstanceOf(CopyGone.class);
        copies.sweep();
        assertThat(jdbc.queryForList("select 1 from mirror_object where copy = ?", Integer.class, products.number()))
                .isEmpty();
        assertThat(found(Stream.PRODUCTS, "", "title")).hasSize(3);
    }

    @Test
    void an_order_that_is_too_old_to_be_shown_is_not_told_as_deleted() {
        Copy orders = copies.current(connector, Stream.ORDERS, SHOP);
        store(orders, reading("p1"), order(1, "2026-06-01T10:00:00Z"), order(2, "2026-11-29T10:00:00Z"));
        told();
        Copy built = copies.building(orders, false);

        Stored differences =
                comparison.compare(orders, built, reading("p2"), NOON.minus(Duration.ofDays(59)), () -> {});

        assertThat(differences).isEqualTo(new Stored(0, 0, 2));
        assertThat(told()).containsExactly("-2");
    }

    private static MirroredObject order(long id, String created) {
        return ObjectReader.object(
                Stream.ORDERS,
                JSON.readTree(
                        "{\"id\":\"gid://shopify/Order/%d\",\"name\":\"#%d\",\"createdAt\":\"%s\",\"updatedAt\":\"%s\",\"lineItems\":{\"nodes\":[]}}"
                                .formatted(id, id, created, created)));
    }

    @Test
    void persons_are_sealed_found_by_whole_words_and_erased_for_good() {
        Copy customers = copies.current(connector, Stream.CUSTOMERS, SHOP);
        JsonNode zoe = JSON.readTree(
                "{\"id\":\"gid://shopify/Customer/7\",\"displayName\":\"Zoë Müller\",\"defaultEmailAddress\":{\"emailAddress\":\"zoe@example.com\"},\"numberOfOrders\":\"2\",\"updatedAt\":\"2026-11-30T10:00:00Z\"}");
        store(customers, reading("p1"), ObjectReader.object(Stream.CUSTOMERS, zoe));
        for (String q : List.of("zoe", "MULLER zoe", "zoe@example.com")) {
            assertThat(found(Stream.CUSTOMERS, q, "name")).as(q).containsExactly("Zoë Müller");
        }
        assertThat(found(Stream.CUSTOMERS, "mull", "name"))
                .as("by whole words only")
                .isEmpty();
        assertThat(jdbc.queryForList(
                                "select content, personal from mirror_object where connector = ?", connector.text())
                        .toString())
                .doesNotContain("Müller", "example");
        erasure.erase(connector, new ShopifyId("gid://shopify/Customer/7"));
        store(customers, reading("p2"), ObjectReader.object(Stream.CUSTOMERS, zoe));
        assertThat(found(Stream.CUSTOMERS, "zoe", "name")).isEmpty();
        assertThat(found(Stream.CUSTOMERS, "", "numberOfOrders")).containsExactly("2");
        erasure.erase(connector, new ShopifyId("gid://shopify/Customer/7"));
    }

    @Test
    void who_asks_to_be_forgotten_is_forgotten_by_number_and_by_address_and_a_shop_with_all_of_its_persons() {
        Copy customers = copies.current(connector, Stream.CUSTOMERS, SHOP);
        store(
                customers,
                reading("p1"),
                ObjectReader.object(Stream.CUSTOMERS, customer(7, "zoe@example.com")),
                ObjectReader.object(Stream.CUSTOMERS, customer(8, "zoe@example.com")),
                ObjectReader.object(Stream.CUSTOMERS, customer(9, "zoe@example.org")));
        ShopCustomer zoe = new ShopCustomer("zoe@example.com", null).withGid("gid://shopify/Customer/7");
        assertThat(persons.held(connector, zoe)).isEqualTo(2);
        assertThat(persons.erase(connector, zoe)).isEqualTo(2);
        assertThat(persons.held(connector, zoe)).isZero();
        assertThat(found(Stream.CUSTOMERS, "zoe@example.com", "name")).isEmpty();
        assertThat(found(Stream.CUSTOMERS, "zoe@example.org", "name")).hasSize(1);

        assertThat(persons.eraseOfShop(connector)).isEqualTo(1);
        assertThat(jdbc.queryForList(
                        "select word from mirror_word where connector = ? and word like '~%'",
                        String.class, connector.text()))
                .isEmpty();
    }

    private static JsonNode customer(int number, String email) {
        return JSON.readTree("{\"id\":\"gid://shopify/Customer/" + number + "\",\"displayName\":\"Zoë\","
                + "\"defaultEmailAddress\":{\"emailAddress\":\"" + email
                + "\"},\"numberOfOrders\":\"2\",\"updatedAt\":\"2026-11-30T10:00:00Z\"}");
    }
}
