package io.silkroute.loyalty.ledger;

import io.silkroute.catalogue.Ids;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.secret.SecretBox;
import io.silkroute.shopify.BoundedText;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;

/** The store of customers: who they are, sealed, and what they have spent and reached. */
@Repository
public class LedgerCustomers {

    private static final int LONGEST = 255;
    private static final String SEPARATOR = "\n";

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;
    private final SecretBox box;
    private final PersonWords words;

    LedgerCustomers(JdbcTemplate jdbc, SecretBox box, PersonWords words) {
        this.jdbc = jdbc;
        this.named = new NamedParameterJdbcTemplate(jdbc);
        this.box = box;
        this.words = words;
    }

    /** Who a customer is, as the shop told it then. @param name empty: not told @param email empty: not told */
    public record Person(String id, String name, String email, Instant toldAt) {

        public Person {
            name = bounded(name);
            email = bounded(email);
        }

        private static String bounded(String text) {
            return BoundedText.bounded(
                    text.replace("\0", "").replaceAll("\\s+", " ").strip(), LONGEST);
        }

        boolean isNews(LedgerCustomer known) {
            return !known.erased()
                    && (known.toldAt() == null || !toldAt.isBefore(known.toldAt()))
                    && !(name.isEmpty() && email.isEmpty())
                    && !(name.equals(known.name()) && email.equals(known.email()));
        }
    }

    public Optional<LedgerCustomer> find(ConnectorName connector, String id) {
        return Optional.ofNullable(find(connector, List.of(id)).get(id));
    }

    public Map<String, LedgerCustomer> find(ConnectorName connector, Collection<String> ids) {
        Map<String, LedgerCustomer> found = new HashMap<>();
        Ids.slices(
                ids,
                slice -> named.query(
                        "select c.* from " + Ids.TABLE + " join loyalty_customer c on c.id = k.id and "
                                + Ids.ofConnector("c"),
                        new MapSqlParameterSource("connector", connector.text()).addValue("ids", slice),
                        row -> {
                            LedgerCustomer customer = customer(row);
                            found.put(customer.id(), customer);
                        }));
        return found;
    }

    /**
     * The customers with most spend first.
     *
     * @param typed words of a name, an e-mail address or a number; null: all
     * @param tier null: any; empty: those without one
     * @param after the last one of the page before; null: from the first
     */
    public List<LedgerCustomer> page(
            ConnectorName connector, @Nullable String typed, @Nullable String tier, @Nullable Place after, int limit) {
        StringBuilder sql = new StringBuilder("select c.* from loyalty_customer c where c.connector = :connector");
        MapSqlParameterSource values = new MapSqlParameterSource("connector", connector.text());
        if (tier != null) {
            sql.append(tier.isEmpty() ? " and c.tier is null" : " and c.tier = :tier");
            values.addValue("tier", tier);
        }
        if (typed != null && typed.strip().matches("\\d{1,19}")) {
            sql.append(" and c.id = :id");
            values.addValue("id", typed.strip());
        } else if (typed != null) {
            int n = 0;
            for (String word : words.asked(typed)) {
                sql.append(
                                " and exists (select 1 from loyalty_word w where w.customer = c.id and w.connector = c.connector"
                                        + " and w.word = :word")
                        .append(n)
                        .append(")");
                values.addValue("word" + n++, word);
            }
            if (n == 0) {
                return List.of();
            }
        }
        if (after != null) {
            sql.append(" and (c.spent < :spent or c.spent = :spent and c.id < :after)");
            values.addValue("spent", after.spent()).addValue("after", after.id());
        }
        sql.append(" order by c.spent desc, c.id desc fetch first ")
                .append(limit)
                .append(" rows only");
        return named.query(sql.toString(), values, (row, n) -> customer(row));
    }

    /** The place of a customer in {@link #page}. */
    public record Place(BigDecimal spent, String id) {}

    /** The next ones by id. @param after empty: from the first */
    public List<String> idsAfter(ConnectorName connector, String after, int limit) {
        return jdbc.query(
                "select id from loyalty_customer where connector = ? and id > ? order by id fetch first " + limit
                        + " rows only",
                (row, n) -> row.getString("id"),
                connector.text(),
                after);
    }

    /** How many there are, by tier; those without one under the empty name. */
    public Map<String, Long> byTier(ConnectorName connector) {
        Map<String, Long> numbers = new HashMap<>();
        jdbc.query(
                "select tier, count(*) as n from loyalty_customer where connector = ? group by tier",
                row -> {
                    String tier = row.getString("tier");
                    numbers.put(tier == null ? "" : tier, row.getLong("n"));
                },
                connector.text());
        return numbers;
    }

    /** Those that are not known yet, with nothing; of the others who they are, where it is told newer. */
    void meet(
            ConnectorName connector,
            Collection<String> ids,
            Map<String, Person> persons,
            Map<String, LedgerCustomer> known) {
        List<Object[]> fresh = ids.stream()
                .filter(id -> !known.containsKey(id))
                .map(id -> new Object[] {id, connector.text()})
                .toList();
        jdbc.batchUpdate(
                "insert into loyalty_customer (id, connector, erased, orders, spent, lifetime_orders, lifetime_spent,"
                        + " given, stale) values (?, ?, false, 0, 0, 0, 0, false, false)",
                fresh);
        name(
                connector,
                persons.values().stream()
                        .filter(person -> {
                            LedgerCustomer before = known.get(person.id());
                            return before == null
                                    ? !(person.name().isEmpty()
                                            && person.email().isEmpty())
                                    : person.isNews(before);
                        })
                        .toList());
    }

    private void name(ConnectorName connector, Collection<Person> persons) {
        List<Object[]> sealed = new ArrayList<>();
        List<Object[]> ids = new ArrayList<>();
        List<Object[]> found = new ArrayList<>();
        for (Person person : persons) {
            sealed.add(new Object[] {
                box.sealText(person.name() + SEPARATOR + person.email()),
                column(person.toldAt()),
                person.id(),
                connector.text()
            });
            ids.add(new Object[] {person.id(), connector.text()});
            for (String word : words.of(person.name(), person.email())) {
                found.add(new Object[] {person.id(), connector.text(), word});
            }
        }
        jdbc.batchUpdate(
                "update loyalty_customer set personal = ?, told_at = ? where id = ? and connector = ? and erased = false",
                sealed);
        jdbc.batchUpdate("delete from loyalty_word where customer = ? and connector = ?", ids);
        jdbc.batchUpdate("insert into loyalty_word (customer, connector, word) values (?, ?, ?)", found);
    }

    /** Their entries may be other than the orders say. */
    void stale(ConnectorName connector, Collection<String> ids, boolean stale) {
        jdbc.batchUpdate(
                "update loyalty_customer set stale = ? where id = ? and connector = ? and stale <> ?",
                ids.stream()
                        .map(id -> new Object[] {stale, id, connector.text(), stale})
                        .toList());
    }

    /** Their metrics are made anew when the import ends. */
    void waitFor(ConnectorName connector, String importId, Collection<String> ids) {
        jdbc.batchUpdate(
                "update loyalty_customer set pending = ? where id = ? and connector = ?",
                ids.stream()
                        .map(id -> new Object[] {importId, id, connector.text()})
                        .toList());
    }

    List<String> waiting(ConnectorName connector, String importId, int limit) {
        return jdbc.query(
                "select id from loyalty_customer where pending = ? and connector = ? order by id fetch first " + limit
                        + " rows only",
                (row, n) -> row.getString("id"),
                importId,
                connector.text());
    }

    void waitNoMore(ConnectorName connector, Collection<String> ids) {
        jdbc.batchUpdate(
                "update loyalty_customer set pending = null where id = ? and connector = ? and pending is not null",
                ids.stream().map(id -> new Object[] {id, connector.text()}).toList());
    }

    long movedIn(ConnectorName connector, String importId) {
        Long moved = jdbc.queryForObject(
                "select count(*) from loyalty_customer where moved_in = ? and connector = ?",
                Long.class,
                importId,
                connector.text());
        return moved == null ? 0 : moved;
    }

    /** Metrics and tiers of these. @param importId whose doing it is; null: that of the import that they wait for, if any */
    void measured(ConnectorName connector, Collection<LedgerCustomer> customers, @Nullable String importId) {
        jdbc.batchUpdate(
                "update loyalty_customer set orders = ?, spent = ?, lifetime_orders = ?, lifetime_spent = ?, last_order = ?,"
                        + " tier = ?, tier_since = ?, given = ?, moved_in = coalesce(cast(? as varchar(40)), pending,"
                        + " moved_in)"
                        + " where id = ? and connector = ?",
                customers.stream()
                        .map(one -> new Object[] {
                            one.orders(),
                            one.spent(),
                            one.lifetimeOrders(),
                            one.lifetimeSpent(),
                            column(one.lastOrder()),
                            one.tier(),
                            column(one.tierSince()),
                            one.given(),
                            importId,
                            one.id(),
                            connector.text()
                        })
                        .toList());
    }

    /** The shop was asked for all of it. */
    public void refreshed(ConnectorName connector, String id, Instant at) {
        jdbc.update(
                "update loyalty_customer set refreshed_at = ? where id = ? and connector = ?",
                column(at),
                id,
                connector.text());
    }

    /** Forgets who it is, and does not learn it again; what it has spent and earned stays. */
    public boolean erase(ConnectorName connector, String id) {
        jdbc.update("delete from loyalty_word where customer = ? and connector = ?", id, connector.text());
        return jdbc.update(
                        "update loyalty_customer set personal = null, erased = true where id = ? and connector = ?"
                                + " and erased = false",
                        id,
                        connector.text())
                > 0;
    }

    /** Whose e-mail address it is. */
    List<String> named(ConnectorName connector, String email) {
        return jdbc.query(
                "select customer from loyalty_word where connector = ? and word = ?",
                (row, n) -> row.getString("customer"),
                connector.text(),
                words.exact(email));
    }

    private static @Nullable OffsetDateTime column(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    private LedgerCustomer customer(ResultSet row) throws SQLException {
        String sealed = row.getString("personal");
        String person = sealed == null ? "" : box.openText(sealed).orElse("");
        int end = person.indexOf(SEPARATOR);
        return new LedgerCustomer(
                row.getString("id"),
                end < 0 ? "" : person.substring(0, end),
                end < 0 ? "" : person.substring(end + 1),
                row.getBoolean("erased"),
                instant(row, "told_at"),
                row.getLong("orders"),
                row.getBigDecimal("spent"),
                row.getLong("lifetime_orders"),
                row.getBigDecimal("lifetime_spent"),
                instant(row, "last_order"),
                row.getString("tier"),
                instant(row, "tier_since"),
                row.getBoolean("given"),
                instant(row, "refreshed_at"),
                row.getBoolean("stale"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
