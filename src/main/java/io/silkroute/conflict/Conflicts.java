package io.silkroute.conflict;

import io.silkroute.catalogue.Ids;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ToldEvents;
import io.silkroute.outbox.Outbox;
import io.silkroute.outbox.OutboxEvent;
import io.silkroute.shopify.ShopifyId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;

/** All conflicts, open and resolved. Of one kind an item has at most one that is open. */
@Repository
public class Conflicts {

    static final String POLICY = "policy";
    static final String USER = "user";

    private static final String OPEN = "open";
    private static final int REASON = 1_000;
    private static final int LATEST = 20;
    private static final int TOLD_FIELDS = 20;

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;
    private final ObjectMapper json;
    private final Outbox outbox;
    private final Clock clock;

    Conflicts(JdbcTemplate jdbc, ObjectMapper json, Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.named = new NamedParameterJdbcTemplate(jdbc);
        this.json = json;
        this.clock = clock;
    }

    /** What is to be told of a difference. */
    record Told(
            ItemKey key,
            ConflictKind kind,
            @Nullable ShopifyId shopifyId,
            @Nullable String name,
            DetectedBy by,
            List<ConflictField> fields,
            Keep recommendation,
            String reason) {}

    /** Opens one, or makes the one that is open tell this. @return is it new? */
    boolean open(ConnectorName connector, Told told) {
        OffsetDateTime now = now();
        int known = jdbc.update(
                "update shop_conflict set changed_at = ?, fields = ?, recommendation = ?, reason = ?, shopify_id = ?,"
                        + " name = ? where item = ? and type = ? and connector = ? and kind = ? and slot = '" + OPEN
                        + "'",
                now,
                write(told.fields()),
                told.recommendation().word(),
                bounded(told.reason()),
                told.shopifyId() == null ? null : told.shopifyId().gid(),
                told.name(),
                told.key().id(),
                told.key().type().word(),
                connector.text(),
                told.kind().word());
        if (known == 0) {
            tell(connector, add(connector, told, OPEN, now), told, now.toInstant());
        }
        return known == 0;
    }

    private void tell(ConnectorName connector, String id, Told told, Instant now) {
        List<String> fields = told.fields().stream()
                .map(ConflictField::field)
                .limit(TOLD_FIELDS)
                .toList();
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("type", told.key().type().word());
        item.put("id", told.key().id());
        if (told.name() != null) {
            item.put("name", told.name());
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("conflict", id);
        data.put("kind", told.kind().word());
        data.put("item", item);
        if (told.shopifyId() != null) {
            data.put("shopifyId", told.shopifyId().gid());
        }
        data.put("fields", fields);
        data.put("recommendation", told.recommendation().word());
        outbox.put(new OutboxEvent(
                ToldEvents.CONFLICT,
                connector,
                id,
                now,
                "The shop differs from what was exported of " + told.key()
                        + (fields.isEmpty() ? "" : ": " + String.join(", ", fields)) + " ("
                        + told.kind().word() + "). "
                        + told.reason(),
                "/connectors/" + connector + "/conflicts",
                data));
    }

    /** One that the policy has settled as it was found. */
    void settled(ConnectorName connector, Told told) {
        OffsetDateTime now = now();
        String id = add(connector, told, null, now);
        jdbc.update("update shop_conflict set resolved_by = '" + POLICY + "', resolved_at = ? where id = ?", now, id);
    }

    private String add(ConnectorName connector, Told told, @Nullable String slot, OffsetDateTime now) {
        String id = ConflictId.at(now.toInstant());
        jdbc.update(
                "insert into shop_conflict (id, connector, type, item, kind, slot, shopify_id, name, detected_at,"
                        + " changed_at, detected_by, fields, recommendation, reason)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                connector.text(),
                told.key().type().word(),
                told.key().id(),
                told.kind().word(),
                slot == null ? id : slot,
                told.shopifyId() == null ? null : told.shopifyId().gid(),
                told.name(),
                now,
                now,
                told.by().word(),
                write(told.fields()),
                told.recommendation().word(),
                bounded(told.reason()));
        return id;
    }

    /** Closes the one of a kind that is open, if one is. @param by {@code policy} or {@code user} @param actor null for a policy */
    boolean close(ConnectorName connector, ItemKey key, ConflictKind kind, String by, @Nullable String actor) {
        return jdbc.update(
                        "update shop_conflict set slot = id, resolved_by = ?, resolved_at = ?, actor = ? where item = ?"
                                + " and type = ? and connector = ? and kind = ? and slot = '" + OPEN + "'",
                        by,
                        now(),
                        actor,
                        key.id(),
                        key.type().word(),
                        connector.text(),
                        kind.word())
                > 0;
    }

    public Optional<Conflict> find(String id) {
        return jdbc.query("select * from shop_conflict where id = ?", this::read, id).stream()
                .findFirst();
    }

    Optional<Conflict> open(ConnectorName connector, ItemKey key, ConflictKind kind) {
        return jdbc
                .query(
                        "select * from shop_conflict where item = ? and type = ? and connector = ? and kind = ? and slot = '"
                                + OPEN + "'",
                        this::read,
                        key.id(),
                        key.type().word(),
                        connector.text(),
                        kind.word())
                .stream()
                .findFirst();
    }

    /** The open ones of these items. */
    public List<Conflict> open(ConnectorName connector, ItemType type, Collection<String> ids) {
        List<Conflict> open = new ArrayList<>();
        Ids.slices(
                ids,
                slice -> open.addAll(named.query(
                        "select c.* from " + Ids.TABLE
                                + " join shop_conflict c on c.item = k.id and c.type = :type and "
                                + Ids.ofConnector("c") + " where c.slot = '" + OPEN + "'",
                        new MapSqlParameterSource("connector", connector.text())
                                .addValue("type", type.word())
                                .addValue("ids", slice),
                        this::read)));
        return open;
    }

    /** How often within a week a field was found with this value of the shop, and written over. */
    int writtenOver(ConnectorName connector, ItemKey key, ConflictField field) {
        return (int) jdbc
                .query(
                        "select * from shop_conflict where item = ? and type = ? and connector = ? and kind = 'modified'"
                                + " and resolved_by = '" + POLICY + "' and resolved_at > ? order by id desc"
                                + " fetch first " + LATEST + " rows only",
                        this::read,
                        key.id(),
                        key.type().word(),
                        connector.text(),
                        now().minusDays(7))
                .stream()
                .flatMap(conflict -> conflict.fields().stream())
                .filter(one -> one.field().equals(field.field()) && one.shop().equals(field.shop()))
                .count();
    }

    /** Which ones a list is asked for; null: any. */
    public record Which(
            @Nullable Boolean open,
            @Nullable ConflictKind kind,
            @Nullable ItemType type,
            @Nullable ItemKey item) {}

    /** The newest first. @param before the id of the last one that was read; null: from the newest on */
    public List<Conflict> page(ConnectorName connector, Which which, @Nullable String before, int limit) {
        MapSqlParameterSource given = new MapSqlParameterSource("connector", connector.text());
        StringBuilder where = new StringBuilder("connector = :connector");
        if (which.open() != null) {
            where.append(which.open() ? " and slot = '" + OPEN + "'" : " and slot <> '" + OPEN + "'");
        }
        if (which.kind() != null) {
            where.append(" and kind = :kind");
            given.addValue("kind", which.kind().word());
        }
        if (which.type() != null) {
            where.append(" and type = :type");
            given.addValue("type", which.type().word());
        }
        if (which.item() != null) {
            where.append(" and item = :item and type = :itemType");
            given.addValue("item", which.item().id())
                    .addValue("itemType", which.item().type().word());
        }
        if (before != null) {
            where.append(" and id < :before");
            given.addValue("before", before);
        }
        return named.query(
                "select * from shop_conflict where " + where + " order by id desc fetch first " + limit + " rows only",
                given,
                this::read);
    }

    /** How many are open that concern what the shop holds; what is counted otherwise is not among them. */
    public Map<ConnectorName, Long> counts(Collection<ConnectorName> connectors) {
        return Ids.numbers(
                named,
                connectors,
                "select count(*) from shop_conflict c where c.connector = k.id and c.slot = '" + OPEN
                        + "' and c.kind <> 'usage'",
                Map.of());
    }

    /** When the newest was found of those that {@link #counts} counts. */
    public Optional<Instant> latestOpen(ConnectorName connector) {
        return jdbc
                .query(
                        "select detected_at from shop_conflict where connector = ? and slot = '" + OPEN
                                + "' and kind <> 'usage' order by id desc fetch first 1 rows only",
                        (row, n) -> time(row, "detected_at"),
                        connector.text())
                .stream()
                .findFirst();
    }

    public long count(ConnectorName connector, ConflictKind kind) {
        Long count = jdbc.queryForObject(
                "select count(*) from shop_conflict where connector = ? and slot = '" + OPEN + "' and kind = ?",
                Long.class,
                connector.text(),
                kind.word());
        return count == null ? 0 : count;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static String bounded(String text) {
        return text.length() <= REASON ? text : text.substring(0, REASON - 1) + "…";
    }

    private byte[] write(List<ConflictField> fields) {
        return json.writeValueAsBytes(fields);
    }

    private Conflict read(ResultSet row, int n) throws SQLException {
        String shopifyId = row.getString("shopify_id");
        OffsetDateTime resolved = row.getObject("resolved_at", OffsetDateTime.class);
        return new Conflict(
                row.getString("id"),
                new ConnectorName(row.getString("connector")),
                ConflictKind.of(row.getString("kind")).orElseThrow(),
                new Conflict.About(row.getString("type"), row.getString("item"), row.getString("name")),
                shopifyId == null ? null : new ShopifyId(shopifyId),
                time(row, "detected_at"),
                time(row, "changed_at"),
                row.getString("detected_by"),
                fields(json.readTree(row.getBytes("fields"))),
                Keep.of(row.getString("recommendation")).orElseThrow(),
                row.getString("reason"),
                row.getString("slot").equals(OPEN) ? Conflict.OPEN : Conflict.RESOLVED,
                row.getString("resolved_by"),
                resolved == null ? null : resolved.toInstant());
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static List<ConflictField> fields(JsonNode stored) {
        List<ConflictField> fields = new ArrayList<>();
        if (stored instanceof ArrayNode all) {
            all.forEach(one -> fields.add(new ConflictField(
                    one.path("field").asString(""), one.path("exported"), one.path("shop"), one.path("pim"))));
        }
        return List.copyOf(fields);
    }
}
