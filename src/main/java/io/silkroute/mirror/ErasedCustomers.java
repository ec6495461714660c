package io.silkroute.mirror;

import io.silkroute.connector.ConnectorName;
import io.silkroute.shopify.ShopifyId;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;

/** The store of customers whose personal data is not kept any more. */
@Repository
class ErasedCustomers {

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;
    private final Clock clock;

    ErasedCustomers(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.named = new NamedParameterJdbcTemplate(jdbc);
        this.clock = clock;
    }

    void add(ConnectorName connector, ShopifyId customer) {
        jdbc.update(
                "delete from mirror_erased where shopify_id = ? and connector = ?", customer.gid(), connector.text());
        jdbc.update(
                "insert into mirror_erased (shopify_id, connector, erased_at) values (?, ?, ?)",
                customer.gid(),
                connector.text(),
                clock.instant().atOffset(ZoneOffset.UTC));
    }

    /** The same objects, by id; those of erased customers without what is personal. */
    Map<String, MirroredObject> without(ConnectorName connector, Map<String, MirroredObject> objects) {
        Set<String> customers = objects.values().stream()
                .map(MirroredObject::customer)
                .filter(Objects::nonNull)
                .map(ShopifyId::gid)
                .collect(Collectors.toSet());
        if (customers.isEmpty()) {
            return objects;
        }
        Set<String> erased = new HashSet<>(named.queryForList(
                "select shopify_id from mirror_erased where shopify_id in (:ids) and connector = :connector",
                new MapSqlParameterSource("ids", customers).addValue("connector", connector.text()),
                String.class));
        if (erased.isEmpty()) {
            return objects;
        }
        Map<String, MirroredObject> kept = new LinkedHashMap<>();
        objects.forEach((id, object) -> kept.put(
                id,
                object.customer() != null && erased.contains(object.customer().gid())
                        ? object.withoutPerson()
                        : object));
        return kept;
    }
}
