package io.silkroute.mirror;

import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.PersonalData;
import io.silkroute.connector.ShopCustomer;
import io.silkroute.shopify.ShopifyId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The customers of the mirror, and who placed its orders. */
@Component
class MirroredPersons implements PersonalData {

    private final JdbcTemplate jdbc;
    private final MirrorWords words;
    private final Erasure erasure;

    MirroredPersons(JdbcTemplate jdbc, MirrorWords words, Erasure erasure) {
        this.jdbc = jdbc;
        this.words = words;
        this.erasure = erasure;
    }

    @Override
    public String what() {
        return "the mirror of the shop";
    }

    @Override
    public long held(ConnectorName connector, ShopCustomer customer) {
        Set<String> objects = new TreeSet<>();
        if (customer.gid() != null) {
            objects.addAll(jdbc.queryForList(
                    "select distinct shopify_id from mirror_object where customer = ? and connector = ?"
                            + " and personal is not null",
                    String.class,
                    customer.gid(),
                    connector.text()));
        }
        for (String word : blind(customer)) {
            objects.addAll(jdbc.queryForList(
                    "select distinct object from mirror_word where connector = ? and word = ?",
                    String.class,
                    connector.text(),
                    word));
        }
        return objects.size();
    }

    @Override
    public long erase(ConnectorName connector, ShopCustomer customer) {
        long held = held(connector, customer);
        if (customer.gid() != null) {
            erasure.erase(connector, new ShopifyId(customer.gid()));
        }
        blind(customer).forEach(word -> erasure.eraseNamed(connector, word));
        return held;
    }

    @Override
    public long eraseOfShop(ConnectorName connector) {
        return erasure.eraseAll(connector);
    }

    /** An e-mail address and a telephone number, each as the word by which nobody else is found. */
    private List<String> blind(ShopCustomer customer) {
        return customer.traces().stream().map(words::exact).toList();
    }
}
