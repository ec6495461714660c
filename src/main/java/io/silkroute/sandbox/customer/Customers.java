package io.silkroute.sandbox.customer;

import io.silkroute.sandbox.event.Events;
import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.graphql.Times;
import io.silkroute.sandbox.metafield.Metafield;
import io.silkroute.sandbox.metafield.Metafields;
import io.silkroute.sandbox.shop.InSandbox;
import io.silkroute.sandbox.shop.Notice;
import io.silkroute.sandbox.shop.Shelf;
import io.silkroute.sandbox.shop.Shop;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The shelves of customers and segments. */
@InSandbox
@Component("sandboxCustomers")
public final class Customers {
    private final Shop shop;
    private final Metafields metafields;
    private final Events events;
    private final Shelf<Customer> customers;
    private final Shelf<Segment> segments;
    private final Map<String, Long> byEmail = new ConcurrentHashMap<>();

    Customers(Shop shop, Metafields metafields, Events events) {
        this.shop = shop;
        this.metafields = metafields;
        this.events = events;
        this.customers = shop.shelf("customer", Customer.class, Customer::id, new CustomerIndex())
                .telling(Customers::notices);
        this.segments = shop.shelf("segment", Segment.class, Segment::id, new SegmentIndex());
        metafields.keep(Customer.TYPE, new CustomerKeeper());
    }

    /** Neither tags nor consent nor what was spent: Shopify leaves these out. */
    private static List<Notice> notices(@Nullable Customer before, @Nullable Customer now) {
        Customer told = now == null ? Objects.requireNonNull(before) : now;
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("id", told.id);
        body.put("admin_graphql_api_id", told.gid());
        if (now == null) {
            return List.of(new Notice("customers/delete", body));
        }
        body.put("email", now.email);
        body.put("first_name", now.firstName);
        body.put("last_name", now.lastName);
        body.put("created_at", Times.of(now.createdAt));
        body.put("updated_at", Times.of(now.updatedAt));
        return List.of(new Notice(before == null ? "customers/create" : "customers/update", body));
    }

    /** The customer of this id, null when there is none (any longer). */
    public @Nullable Customer customer(long id) {
        return customers.get(id);
    }

    public @Nullable Customer customer(String gid) {
        return customers.get(Gid.number(gid, Customer.GID));
    }

    public @Nullable Customer withEmail(String email) {
        Long id = byEmail.get(email.toLowerCase(Locale.ROOT));
        return id == null ? null : customers.get(id);
    }

    public @Nullable Segment segment(long id) {
        return segments.get(id);
    }

    NavigableMap<Long, Customer> all() {
        return customers.all();
    }

    NavigableMap<Long, Segment> segments() {
        return segments.all();
    }

    /** What Shopify tells of all orders of a customer; within a write of the shop. */
    public void spent(long id, long orders, BigDecimal amount) {
        Customer before = customers.get(id);
        if (before != null) {
            Customer customer = before.copy();
            customer.orders = orders;
            customer.spent = amount.toPlainString();
            customer.updatedAt = shop.now();
            customers.put(customer);
        }
    }

    /** One more customer, unless somebody has this e-mail address; within a write of the shop. */
    public void make(String email, String firstName, String lastName, long since) {
        if (withEmail(email) == null) {
            Customer customer = new Customer();
            customer.id = shop.nextId();
            customer.email = email;
            customer.firstName = firstName;
            customer.lastName = lastName;
            customer.createdAt = since;
            customer.updatedAt = shop.now();
            customers.put(customer);
        }
    }

    void put(Customer customer) {
        customers.put(customer);
    }

    void put(Segment segment) {
        segments.put(segment);
    }

    void remove(Customer customer) {
        customers.remove(customer.id());
        events.destroyed("CUSTOMER", customer.gid());
    }

    void remove(Segment segment) {
        segments.remove(segment.id());
    }

    private final class CustomerIndex implements Shelf.Index<Customer> {
        @Override
        public void adding(@Nullable Customer before, Customer now) {
            shop.seen(now.id());
            if (now.email != null) {
                byEmail.put(now.email.toLowerCase(Locale.ROOT), now.id);
            }
            metafields.add(now);
        }

        @Override
        public void changed(@Nullable Customer before, @Nullable Customer now) {
            if (before == null) {
                return;
            }
            if (before.email != null && (now == null || !before.email.equalsIgnoreCase(now.email))) {
                byEmail.remove(before.email.toLowerCase(Locale.ROOT), before.id);
            }
            metafields.forget(before, now);
        }

        @Override
        public void cleared() {
            byEmail.clear();
        }
    }

    private final class SegmentIndex implements Shelf.Index<Segment> {
        @Override
        public void adding(@Nullable Segment before, Segment now) {
            shop.seen(now.id());
        }
    }

    private final class CustomerKeeper implements Metafields.Keeper<Customer> {
        @Override
        public @Nullable Customer find(long id) {
            return customers.get(id);
        }

        @Override
        public Stream<Customer> all() {
            return customers.all().values().stream();
        }

        @Override
        public void put(Customer owner, List<Metafield> given) {
            Customer customer = owner.copy();
            customer.metafields = given;
            customer.updatedAt = shop.now();
            customers.put(customer);
        }
    }
}
