package io.silkroute.connector;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A customer of a shop, as far as the law lets it be told who is meant.
 *
 * @param gid the shop's id of it; null: it is not known
 * @param email null: the shop does not say
 * @param phone null: the shop does not say
 */
public record ShopCustomer(
        @Nullable String gid,
        @Nullable String email,
        @Nullable String phone) {

    private static final int SHORTEST = 5; // what is shorter stands in too many texts by chance

    public ShopCustomer(@Nullable String email, @Nullable String phone) {
        this(null, email, phone);
    }

    public ShopCustomer withGid(String known) {
        return new ShopCustomer(known, email, phone);
    }

    /** What gives the customer away in a text. */
    public List<String> traces() {
        return Stream.of(email, phone)
                .filter(one -> one != null && one.strip().length() >= SHORTEST)
                .map(String::strip)
                .toList();
    }

    @Override
    public String toString() {
        return "ShopCustomer[…]";
    }
}
