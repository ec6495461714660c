package io.silkroute.sandbox.customer;

import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.graphql.Input;
import io.silkroute.sandbox.graphql.Page;
import io.silkroute.sandbox.graphql.Payload;
import io.silkroute.sandbox.graphql.SandboxFeature;
import io.silkroute.sandbox.graphql.SearchQuery;
import io.silkroute.sandbox.graphql.Times;
import io.silkroute.sandbox.graphql.TopLevelError;
import io.silkroute.sandbox.graphql.UserError;
import io.silkroute.sandbox.graphql.Wiring;
import io.silkroute.sandbox.metafield.MetafieldGraph;
import io.silkroute.sandbox.shop.InSandbox;
import io.silkroute.sandbox.shop.Money;
import io.silkroute.sandbox.shop.Shop;
import io.silkroute.sandbox.tag.TaggedObjects;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Customers and segments in the API. */
@InSandbox
@Component("sandboxCustomerFeature")
final class CustomerFeature implements SandboxFeature {
    private static final String READ = "read_customers";
    private static final String WRITE = "write_customers";

    private final Shop shop;
    private final Customers customers;
    private final CustomerControl control;

    CustomerFeature(Shop shop, Customers customers, TaggedObjects tagged) {
        this.shop = shop;
        this.customers = customers;
        this.control = new CustomerControl(shop, customers);
        tagged.keep(Customer.GID, WRITE, this::tags);
    }

    @Override
    public List<String> scopes() {
        return List.of(READ, WRITE);
    }

    @Override
    public void wire(Wiring wiring) {
        wiring.schema("/shopify/admin-subset-customers.graphqls");
        Wiring.Type<Customer> type = wiring.object("Customer", Customer.class)
                .get("id", Customer::gid)
                .get("legacyResourceId", c -> String.valueOf(c.id))
                .get("displayName", Customer::displayName)
                .get("firstName", c -> c.firstName)
                .get("lastName", c -> c.lastName)
                .get("email", c -> c.email)
                .get("note", c -> c.note)
                .get("defaultEmailAddress", CustomerFeature::email)
                .get("defaultPhoneNumber", c -> c.phone == null ? null : Map.of("phoneNumber", c.phone))
                .get("numberOfOrders", c -> String.valueOf(c.orders))
                .get("amountSpent", c -> Money.of(c.spent, shop.currency()))
                .get("tags", c -> c.tags)
                .get("state", c -> c.state)
                .get("locale", c -> c.locale)
                .get("verifiedEmail", c -> c.email != null)
                .get("createdAt", c -> Times.of(c.createdAt))
                .get("updatedAt", c -> Times.of(c.updatedAt));
        MetafieldGraph.wire(type);
        wiring.object("Segment", Segment.class)
                .get("id", Segment::gid)
                .get("name", Segment::name)
                .get("query", Segment::query)
                .get("creationDate", s -> Times.of(s.creationDate()))
                .get("lastEditDate", s -> Times.of(s.lastEditDate()));
        wiring.node("Customer", READ, (gid, call) -> customers.customer(gid));
        wiring.node("Segment", READ, (gid, call) -> segment(gid));
        wiring.query("customer", READ, (args, call) -> customers.customer(args.text("id", "")));
        wiring.query("customerByIdentifier", READ, (args, call) -> identified(args.input("identifier")));
        wiring.searches("customers", CustomerSearch.OF_CUSTOMERS);
        wiring.searches("customersCount", CustomerSearch.OF_CUSTOMERS);
        wiring.searches("segments", CustomerSearch.OF_SEGMENTS);
        wiring.query("customers", READ, (args, call) -> customers(args));
        wiring.query("customersCount", READ, (args, call) -> count(args));
        wiring.query("segment", READ, (args, call) -> segment(args.text("id", "")));
        wiring.query("segments", READ, (args, call) -> segments(args));
        wiring.query(
                "segmentsCount",
                READ,
                (args, call) -> Map.of("count", customers.segments().size(), "precision", "EXACT"));
    }

    private static @Nullable Object email(Customer customer) {
        return customer.email == null
                ? null
                : Map.of(
                        "emailAddress",
                        customer.email,
                        "marketingState",
                        customer.marketing,
                        "validFormat",
                        customer.email.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+"));
    }

    private @Nullable Segment segment(String gid) {
        return customers.segment(Gid.number(gid, "Segment"));
    }

    private @Nullable Customer identified(Input identifier) {
        if (identifier.given("id")) {
            return customers.customer(identifier.text("id", ""));
        }
        if (identifier.given("emailAddress")) {
            return customers.withEmail(identifier.text("emailAddress", ""));
        }
        if (identifier.given("phoneNumber")) {
            return customers.all().values().stream()
                    .filter(customer -> identifier.text("phoneNumber", "").equals(customer.phone))
                    .findFirst()
                    .orElse(null);
        }
        throw new TopLevelError("NOT_FOUND", "Metafield definition of type 'id' is required when using custom ids.");
    }

    private Map<String, Object> count(Input args) {
        long count = customers.all().values().stream()
                .filter(CustomerSearch.customers(SearchQuery.parse(args.text("query"))))
                .count();
        int limit = args.limit(10_000);
        return Map.of("count", (int) Math.min(count, limit), "precision", count > limit ? "AT_LEAST" : "EXACT");
    }

    private Page customers(Input args) {
        SearchQuery query = SearchQuery.parse(args.text("query"));
        Comparator<Customer> order = switch (args.text("sortKey", "ID")) {
            case "NAME" -> Comparator.comparing(Customer::displayName);
            case "CREATED_AT" -> Comparator.comparing(customer -> customer.createdAt);
            case "UPDATED_AT" -> Comparator.comparing(customer -> customer.updatedAt);
            default -> null;
        };
        if (order == null) {
            return Page.of(customers.all(), CustomerSearch.customers(query), args);
        }
        return Page.of(
                customers.all().values().stream()
                        .filter(CustomerSearch.customers(query))
                        .sorted(order.thenComparing(Customer::id))
                        .toList(),
                Customer::id,
                args);
    }

    private Page segments(Input args) {
        SearchQuery query = SearchQuery.parse(args.text("query"));
        return Page.of(customers.segments(), CustomerSearch.segments(query), args);
    }

    private Map<String, Object> tags(String gid, UnaryOperator<List<String>> change) {
        return shop.write(() -> {
            Customer before = customers.customer(gid);
            if (before == null) {
                return Payload.errors(new UserError(List.of("id"), "Customer does not exist", null));
            }
            Customer customer = before.copy();
            customer.tags = change.apply(before.tags);
            customer.updatedAt = shop.now();
            customers.put(customer);
            return Payload.of("node", customer, List.of());
        });
    }

    @Override
    public void tell(Map<String, Object> state) {
        state.put("customers", customers.all().size());
        state.put("segments", customers.segments().size());
    }

    @Override
    public Map<String, Contents> contents() {
        return Map.of(
                "customers", () -> customers.all().values().stream().map(CustomerFeature::line),
                "segments",
                        () -> customers.segments().values().stream()
                                .map(segment -> Map.of("id", segment.gid(), "name", segment.name())));
    }

    private static Map<String, @Nullable Object> line(Customer customer) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("id", customer.gid());
        line.put("email", customer.email);
        line.put("name", customer.displayName());
        line.put("tags", customer.tags);
        line.put("orders", customer.orders);
        line.put("spent", customer.spent);
        return line;
    }

    @Override
    public Map<String, Consumer<JsonNode>> controls() {
        return control.controls();
    }
}
