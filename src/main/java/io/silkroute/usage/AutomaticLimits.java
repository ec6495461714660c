package io.silkroute.usage;

import io.silkroute.campaign.Terms;
import io.silkroute.campaign.Timing;
import io.silkroute.campaign.UsedUp;
import io.silkroute.catalogue.Ids;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.Items;
import io.silkroute.catalogue.PendingChanges;
import io.silkroute.catalogue.StagedItemsListener;
import io.silkroute.connector.ConnectorName;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Counts the orders of automatic campaigns that have a limit of uses. One that has reached it becomes a change that starts
 * a run; one whose limit the PIM raises is as it was before.
 */
@Repository
class AutomaticLimits implements UsedUp, StagedItemsListener {

    private static final String CAUSE = "its limit of uses is reached";

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;
    private final Items items;
    private final PendingChanges pending;
    private final Clock clock;

    AutomaticLimits(JdbcTemplate jdbc, Items items, PendingChanges pending, Clock clock) {
        this.jdbc = jdbc;
        this.named = new NamedParameterJdbcTemplate(jdbc);
        this.items = items;
        this.pending = pending;
        this.clock = clock;
    }

    /** The orders of these are others than before. Within the caller's transaction. @return is there a change of it? */
    boolean used(ConnectorName connector, Collection<UseKey> keys) {
        List<String> automatic =
                keys.stream().filter(UseKey::automatic).map(UseKey::text).toList();
        Set<String> campaigns = new TreeSet<>();
        Ids.slices(
                automatic,
                slice -> campaigns.addAll(named.queryForList(
                        "select distinct c.campaign from " + Ids.TABLE + " join known_code c on c.use_key = k.id and "
                                + Ids.ofConnector("c"),
                        new MapSqlParameterSource("connector", connector.text()).addValue("ids", slice),
                        String.class)));
        Set<String> before = among(connector, campaigns).keySet();
        Set<String> reached = new TreeSet<>(look(connector, campaigns).keySet());
        reached.removeAll(before);
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        pending.mark(
                connector,
                reached.stream()
                        .map(id -> new PendingChanges.Mark(
                                new ItemKey(ItemType.CAMPAIGN, id),
                                null,
                                now,
                                CAUSE,
                                false,
                                Timing.Priority.HIGH,
                                true))
                        .toList());
        return !reached.isEmpty();
    }

    @Override
    public void staged(ConnectorName connector, Map<ItemKey, Long> arrivals, Set<ItemKey> changed) {
        look(
                connector,
                changed.stream()
                        .filter(key -> key.type() == ItemType.CAMPAIGN)
                        .map(ItemKey::id)
                        .collect(Collectors.toSet()));
    }

    /** Notes which of these have reached their limit. @return those */
    private Map<String, Reached> look(ConnectorName connector, Set<String> campaigns) {
        if (campaigns.isEmpty()) {
            return Map.of();
        }
        Map<String, Terms> limited = new HashMap<>();
        items.find(connector, ItemType.CAMPAIGN, campaigns).forEach((id, stored) -> {
            Terms terms = stored.deleted() ? null : Terms.of(stored.item().image());
            if (terms != null && terms.isAutomatic() && allowed(terms) != null) {
                limited.put(id, terms);
            }
        });
        Map<String, Reached> reached = new HashMap<>();
        limited.forEach((id, terms) -> {
            Reached now = new Reached(
                    uses(connector, id, terms.starts()), Objects.requireNonNull(allowed(terms)), clock.instant());
            if (now.uses() >= now.allowed()) {
                reached.put(id, now);
            }
        });
        note(connector, campaigns, reached);
        return reached;
    }

    private static @Nullable Integer allowed(Terms terms) {
        return terms.limits() == null ? null : terms.limits().uses();
    }

    /**
     * An order that names a campaign by two of its titles used it once; what came before it began was another's, whose
     * title it has now.
     */
    private long uses(ConnectorName connector, String campaign, @Nullable Instant starts) {
        Long uses = jdbc.queryForObject(
                "select count(distinct u.order_id) from known_code c join code_use u on u.connector = c.connector"
                        + " and u.use_key = c.use_key where c.campaign = ? and c.connector = ? and c.use_key like '"
                        + UseKey.AUTOMATIC + "%' and u.used_at >= ?",
                Long.class,
                campaign,
                connector.text(),
                (starts == null ? Instant.EPOCH : starts).atOffset(ZoneOffset.UTC));
        return uses == null ? 0 : uses;
    }

    private void note(ConnectorName connector, Collection<String> looked, Map<String, Reached> reached) {
        jdbc.batchUpdate(
                "delete from used_up where id = ? and connector = ?",
                looked.stream()
                        .sorted()
                        .map(id -> new Object[] {id, connector.text()})
                        .toList());
        List<Object[]> rows = new ArrayList<>();
        reached.forEach((id, one) -> rows.add(new Object[] {
            id, connector.text(), one.uses(), one.allowed(), one.foundAt().atOffset(ZoneOffset.UTC)
        }));
        jdbc.batchUpdate("insert into used_up (id, connector, uses, allowed, found_at) values (?, ?, ?, ?, ?)", rows);
    }

    @Override
    public Map<String, Reached> among(ConnectorName connector, Collection<String> campaigns) {
        Map<String, Reached> reached = new HashMap<>();
        Ids.slices(
                campaigns,
                slice -> named.query(
                        "select u.* from " + Ids.TABLE + " join used_up u on u.id = k.id and " + Ids.ofConnector("u"),
                        new MapSqlParameterSource("connector", connector.text()).addValue("ids", slice),
                        row -> {
                            reached.put(
                                    row.getString("id"),
                                    new Reached(
                                            row.getLong("uses"),
                                            row.getInt("allowed"),
                                            row.getObject("found_at", OffsetDateTime.class)
                                                    .toInstant()));
                        }));
        return reached;
    }
}
