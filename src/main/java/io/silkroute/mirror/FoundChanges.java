package io.silkroute.mirror;

import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConnectorConfig.Pull.Stream;
import io.silkroute.shopevent.ShopEvent;
import io.silkroute.shopify.ShopifyId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The store of what was found changed and is to be told; written with what it tells of, so that a crash loses none. */
@Repository
public class FoundChanges {

    private final JdbcTemplate jdbc;

    FoundChanges(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @param version by which it is known, so that what is found again while it is told is told again */
    public record FoundChange(ShopEvent event, String version) {}

    record Difference(
            ShopifyId id, boolean deleted, @Nullable Instant at) {}

    void add(ConnectorName connector, Stream stream, Collection<Difference> differences) {
        if (differences.isEmpty()) {
            return;
        }
        String version = UUID.randomUUID().toString();
        jdbc.batchUpdate(
                "delete from mirror_change where shopify_id = ? and connector = ?",
                differences.stream()
                        .map(one -> new Object[] {one.id().gid(), connector.text()})
                        .toList());
        jdbc.batchUpdate(
                "insert into mirror_change (shopify_id, connector, subject, deleted, changed_at, version)"
                        + " values (?, ?, ?, ?, ?, ?)",
                differences.stream()
                        .map(one -> new @Nullable Object[] {
                            one.id().gid(),
                            connector.text(),
                            subject(stream).name(),
                            one.deleted(),
                            one.at() == null ? null : one.at().atOffset(ZoneOffset.UTC),
                            version
                        })
                        .toList());
    }

    static ShopEvent.Subject subject(Stream stream) {
        return switch (stream) {
            case PRODUCTS -> ShopEvent.Subject.PRODUCT;
            case CUSTOMERS -> ShopEvent.Subject.CUSTOMER;
            case ORDERS -> ShopEvent.Subject.ORDER;
            case DISCOUNTS -> ShopEvent.Subject.DISCOUNT;
        };
    }

    /** The connectors of which something is to be told. */
    public List<ConnectorName> connectors() {
        return jdbc.queryForList("select distinct connector from mirror_change", String.class).stream()
                .map(ConnectorName::new)
                .toList();
    }

    public List<FoundChange> next(ConnectorName connector, int limit) {
        return jdbc.query(
                "select shopify_id, subject, deleted, changed_at, version from mirror_change where connector = ?"
                        + " order by connector, shopify_id fetch first " + limit + " rows only",
                (row, n) -> {
                    OffsetDateTime at = row.getObject(4, OffsetDateTime.class);
                    return new FoundChange(
                            new ShopEvent(
                                    connector,
                                    ShopEvent.Subject.valueOf(row.getString(2)),
                                    new ShopifyId(row.getString(1)),
                                    row.getBoolean(3),
                                    at == null ? null : at.toInstant(),
                                    ShopEvent.Origin.PULL),
                            row.getString(5));
                },
                connector.text());
    }

    public void told(Collection<FoundChange> changes) {
        jdbc.batchUpdate(
                "delete from mirror_change where shopify_id = ? and connector = ? and version = ?",
                changes.stream()
                        .map(one -> new Object[] {
                            one.event().id().gid(), one.event().connector().text(), one.version()
                        })
                        .toList());
    }
}
