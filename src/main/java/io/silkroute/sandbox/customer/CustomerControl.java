package io.silkroute.sandbox.customer;

import io.silkroute.sandbox.shop.Shop;
import io.silkroute.sandbox.tag.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Customers and segments as the control endpoint makes, changes and deletes them. */
final class CustomerControl {
    private static final Set<String> OF_CUSTOMER =
            Set.of("email", "phone", "firstName", "lastName", "note", "locale", "state", "marketing", "tags");
    private static final Set<String> OF_SEGMENT = Set.of("name", "query", "members");
    private static final Set<String> STATES = Set.of("DECLINED", "DISABLED", "ENABLED", "INVITED");
    private static final Set<String> MARKETING =
            Set.of("INVALID", "NOT_SUBSCRIBED", "PENDING", "SUBSCRIBED", "UNSUBSCRIBED");

    private final Shop shop;
    private final Customers customers;

    CustomerControl(Shop shop, Customers customers) {
        this.shop = shop;
        this.customers = customers;
    }

    Map<String, Consumer<JsonNode>> controls() {
        return Map.of(
                "customers", wanted -> each(wanted, this::customer),
                "segments", wanted -> each(wanted, this::segment),
                "deletedCustomers", wanted -> each(wanted, gone -> customers.remove(named(gone.asString("")))),
                "deletedSegments", wanted -> each(wanted, gone -> customers.remove(segmentNamed(gone.asString("")))));
    }

    private void each(JsonNode wanted, Consumer<JsonNode> one) {
        shop.write(() -> {
            wanted.forEach(one);
            return true;
        });
    }

    private static void known(JsonNode entry, Set<String> fields) {
        for (String field : entry.propertyNames()) {
            if (!fields.contains(field)) {
                throw new IllegalArgumentException(field + " is none of " + fields);
            }
        }
    }

    /** The customer of this e-mail address is made, or changed in what is given. */
    private void customer(JsonNode entry) {
        known(entry, OF_CUSTOMER);
        String email = text(entry, "email", null);
        Customer before = email == null ? null : customers.withEmail(email);
        Customer customer = before == null ? new Customer() : before.copy();
        if (before == null) {
            customer.id = shop.nextId();
            customer.createdAt = shop.now();
            customer.email = email;
        }
        customer.phone = text(entry, "phone", customer.phone);
        customer.firstName = text(entry, "firstName", customer.firstName);
        customer.lastName = text(entry, "lastName", customer.lastName);
        customer.note = text(entry, "note", customer.note);
        customer.locale = Objects.requireNonNull(text(entry, "locale", customer.locale));
        customer.state = oneOf(STATES, Objects.requireNonNull(text(entry, "state", customer.state)));
        customer.marketing = oneOf(MARKETING, Objects.requireNonNull(text(entry, "marketing", customer.marketing)));
        if (entry.has("tags")) {
            customer.tags = Tags.clean(entry.path("tags")
                    .valueStream()
                    .map(tag -> tag.asString(""))
                    .toList());
        }
        customer.updatedAt = shop.now();
        customers.put(customer);
    }

    private static @Nullable String text(JsonNode entry, String field, @Nullable String otherwise) {
        return entry.has(field) ? entry.path(field).asString(null) : otherwise;
    }

    private static String oneOf(Set<String> values, String value) {
        if (!values.contains(value)) {
            throw new IllegalArgumentException(value + " is none of " + values);
        }
        return value;
    }

    private void segment(JsonNode entry) {
        known(entry, OF_SEGMENT);
        String name = entry.path("name").asString("");
        if (name.isBlank()) {
            throw new IllegalArgumentException("segments: a segment needs a name");
        }
        Segment before = customers.segments().values().stream()
                .filter(segment -> segment.name().equals(name))
                .findFirst()
                .orElse(null);
        List<Long> members = before == null ? List.of() : before.members();
        if (entry.has("members")) {
            members = new ArrayList<>();
            for (JsonNode member : entry.path("members")) {
                members.add(named(member.asString("")).id());
            }
        }
        customers.put(new Segment(
                before == null ? shop.nextId() : before.id(),
                name,
                entry.path("query").asString(before == null ? "number_of_orders > 0" : before.query()),
                members,
                before == null ? shop.now() : before.creationDate(),
                shop.now()));
    }

    private Customer named(String emailOrGid) {
        Customer found =
                emailOrGid.startsWith("gid:") ? customers.customer(emailOrGid) : customers.withEmail(emailOrGid);
        if (found == null) {
            throw new IllegalArgumentException("no customer is " + emailOrGid);
        }
        return found;
    }

    private Segment segmentNamed(String name) {
        return customers.segments().values().stream()
                .filter(segment -> segment.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no segment is " + name));
    }
}
