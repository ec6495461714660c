package io.silkroute.loyalty.ledger;

import io.silkroute.catalogue.Ids;
import io.silkroute.connector.ConnectorName;
import io.silkroute.shopify.BoundedText;
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

/** The store of tiers that persons have decided on, those of before too: what was earned by them stays earned. */
@Repository
public class TierOverrides {

    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_ACTOR = 100;

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;

    TierOverrides(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.named = new NamedParameterJdbcTemplate(jdbc);
    }

    /** Each customer's in the order in which they were made. */
    public Map<String, List<TierOverride>> of(ConnectorName connector, Collection<String> customers) {
        Map<String, List<TierOverride>> found = new HashMap<>();
        Ids.slices(
                customers,
                slice -> named.query(
                        "select o.* from " + Ids.TABLE + " join loyalty_override o on o.customer = k.id and "
                                + Ids.ofConnector("o") + " order by o.id",
                        new MapSqlParameterSource("connector", connector.text()).addValue("ids", slice),
                        row -> {
                            TierOverride override = override(row);
                            found.computeIfAbsent(row.getString("customer"), any -> new ArrayList<>())
                                    .add(override);
                        }));
        return found;
    }

    /** The one that holds then. */
    public Optional<TierOverride> at(ConnectorName connector, String customer, Instant time) {
        return TierOverride.at(of(connector, List.of(customer)).getOrDefault(customer, List.of()), time);
    }

    /** Ends what holds now and sets another in its place. */
    public void set(ConnectorName connector, String customer, TierOverride override) {
        end(connector, customer, override.from());
        jdbc.update(
                "insert into loyalty_override (connector, customer, tier, from_at, until_at, reason, actor)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                connector.text(),
                customer,
                override.tier(),
                column(override.from()),
                column(override.until()),
                BoundedText.bounded(override.reason(), LONGEST_REASON),
                BoundedText.bounded(override.actor(), LONGEST_ACTOR));
    }

    /** @return false if none held */
    public boolean end(ConnectorName connector, String customer, Instant at) {
        return jdbc.update(
                        "update loyalty_override set until_at = ? where customer = ? and connector = ?"
                                + " and (until_at is null or until_at > ?)",
                        column(at),
                        customer,
                        connector.text(),
                        column(at))
                > 0;
    }

    private static @Nullable OffsetDateTime column(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    private static TierOverride override(ResultSet row) throws SQLException {
        OffsetDateTime until = row.getObject("until_at", OffsetDateTime.class);
        return new TierOverride(
                row.getString("tier"),
                row.getObject("from_at", OffsetDateTime.class).toInstant(),
                until == null ? null : until.toInstant(),
                row.getString("reason"),
                row.getString("actor"));
    }
}
