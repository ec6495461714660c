package io.silkroute.export.ledger;

import io.silkroute.catalogue.CachedCount;
import io.silkroute.catalogue.Digest;
import io.silkroute.catalogue.Ids;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.Updates;
import io.silkroute.connector.ConnectorName;
import io.silkroute.shopify.ShopifyId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the shop is known to hold, item by item: the rows behind the hash repository. Read and written in sets. */
@Repository
public class Exports {

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;
    private final ObjectMapper json;
    private final Clock clock;
    private final Map<ItemType, CachedCount> shown = new ConcurrentHashMap<>();

    public Exports(JdbcTemplate jdbc, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.named = new NamedParameterJdbcTemplate(jdbc);
        this.json = json;
        this.clock = clock;
    }

    public Optional<Exported> find(ConnectorName connector, ItemKey key) {
        return Optional.ofNullable(
                find(connector, key.type(), List.of(key.id())).get(key.id()));
    }

    public Map<String, Exported> find(ConnectorName connector, ItemType type, Collection<String> ids) {
        Map<String, Exported> found = new HashMap<>();
        Ids.slices(
                ids,
                slice -> named.query(
                        "select e.* from " + Ids.TABLE + " join export e on e.id = k.id and e.type = :type and "
                                + Ids.ofConnector("e"),
                        new MapSqlParameterSource("connector", connector.text())
                                .addValue("type", type.word())
                                .addValue("ids", slice),
                        row -> {
                            found.put(row.getString("id"), read(row));
                        }));
        return found;
    }

    /** By item id what the shop's objects are called, for those of these items that it holds as exported. */
    public Map<String, ShopifyId> shopifyIds(ConnectorName connector, ItemType type, Collection<String> items) {
        Map<String, ShopifyId> ids = new HashMap<>();
        Ids.slices(
                items,
                slice -> named.query(
                        "select e.id, e.shopify_id from " + Ids.TABLE + " join export e on e.id = k.id"
                                + " and e.type = :type and " + Ids.ofConnector("e") + " where e.state = 'exported'",
                        new MapSqlParameterSource("connector", connector.text())
                                .addValue("type", type.word())
                                .addValue("ids", slice),
                        row -> {
                            String id = row.getString("shopify_id");
                            if (id != null) {
                                ids.put(row.getString("id"), new ShopifyId(id));
                            }
                        }));
        return ids;
    }

    /** The first of all of a type that the shop holds as exported. */
    public Map<String, ShopifyId> all(ConnectorName connector, ItemType type, int limit) {
        Map<String, ShopifyId> ids = new HashMap<>();
        jdbc.query(
                "select id, shopify_id from export where connector = ? and type = ? and state = 'exported'"
                        + " and shopify_id is not null order by id fetch first " + limit + " rows only",
                row -> {
                    ids.put(row.getString("id"), new ShopifyId(row.getString("shopify_id")));
                },
                connector.text(),
                type.word());
        return ids;
    }

    /**
     * Where an item is in the shop, as far as is known.
     *
     * @param sentAt when that was last written
     * @param handle that it was last sent with
     * @param variants by PIM id what the shop calls them
     */
    public record Held(
            Exported.State state,
            @Nullable ShopifyId id,
            @Nullable Instant sentAt,
            @Nullable String handle,
            Map<String, ShopifyId> variants) {}

    /** By item id; those of which nothing was ever sent are absent. */
    public Map<String, Held> held(ConnectorName connector, ItemType type, Collection<String> ids) {
        Map<String, Held> held = new HashMap<>();
        Ids.slices(
                ids,
                slice -> named.query(
                        "select e.id, e.shopify_id, e.state, e.exported_at, e.payload, e.refs from " + Ids.TABLE
                                + " join export e on e.id = k.id and e.type = :type and " + Ids.ofConnector("e"),
                        new MapSqlParameterSource("connector", connector.text())
                                .addValue("type", type.word())
                                .addValue("ids", slice),
                        row -> {
                            held.put(row.getString("id"), held(row));
                        }));
        return held;
    }

    private Held held(ResultSet row) throws SQLException {
        String shopifyId = row.getString("shopify_id");
        OffsetDateTime sent = row.getObject("exported_at", OffsetDateTime.class);
        ObjectNode refs = object(row.getBytes("refs"));
        Map<String, ShopifyId> variants = new LinkedHashMap<>();
        if (refs != null) {
            refs.path("variants").forEachEntry((id, gid) -> {
                if (gid.isString()) {
                    variants.put(id, new ShopifyId(gid.asString("")));
                }
            });
        }
        return new Held(
                Exported.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                shopifyId == null ? null : new ShopifyId(shopifyId),
                sent == null ? null : sent.toInstant(),
                handle(row.getBytes("payload")),
                variants);
    }

    // A payload may be large, and of it one short text is wanted.
    private @Nullable String handle(byte @Nullable [] payload) {
        if (payload == null) {
            return null;
        }
        try (JsonParser parser = json.createParser(payload)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean handle = parser.currentName().equals("handle");
                if (parser.nextToken() == JsonToken.VALUE_STRING && handle) {
                    return parser.getString();
                }
                parser.skipChildren();
            }
        }
        return null;
    }

    /** What is about to be sent. @param payload null for what is about to be taken from the shop */
    public record Intent(
            ItemKey key,
            @Nullable Exported exported,
            @Nullable ObjectNode payload) {}

    /** Notes, before the first call, what may from now on be in the shop. */
    public void noteIntents(ConnectorName connector, String run, List<Intent> intents) {
        List<Object[]> added = new ArrayList<>();
        List<Object[]> changed = new ArrayList<>();
        for (Intent intent : intents) {
            Exported exported = intent.exported();
            byte[] note = write(WriteIntent.of(exported, intent.payload()));
            String id = intent.key().id();
            String type = intent.key().type().word();
            if (exported == null) {
                added.add(
                        new Object[] {id, type, connector.text(), word(Exported.State.SENDING), null, null, note, run});
            } else if (exported.isFreshlyLinked()) {
                added.add(new Object[] {
                    id,
                    type,
                    connector.text(),
                    word(exported.state()),
                    text(exported.shopifyId()),
                    write(exported.refs()),
                    note,
                    run
                });
            } else {
                changed.add(new Object[] {note, id, type, connector.text()});
            }
        }
        jdbc.batchUpdate(
                "insert into export (id, type, connector, state, shopify_id, refs, sending, run)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                added);
        jdbc.batchUpdate("update export set sending = ? where id = ? and type = ? and connector = ?", changed);
    }

    /** Notes, before the call, which of a product's files are others'. */
    public void noteForeignFiles(ConnectorName connector, Intent intent, Collection<String> ids) {
        ObjectNode note = WriteIntent.of(intent.exported(), intent.payload());
        jdbc.update(
                "update export set sending = ? where id = ? and type = ? and connector = ?",
                write(WriteIntent.withForeignFiles(note, ids)),
                intent.key().id(),
                intent.key().type().word(),
                connector.text());
    }

    /** Takes its part of a batch's record. */
    public void record(BatchRecord record) {
        save(record.connector(), record.run().id(), record.exported());
        forgetIntents(record.connector(), record.notSent());
        doubt(record.connector(), record.doubted().keySet());
    }

    /** Takes the notes back for items that were in the end not sent, and with them what they were about to adopt. */
    private void forgetIntents(ConnectorName connector, Collection<ItemKey> keys) {
        jdbc.batchUpdate(
                "delete from export where id = ? and type = ? and connector = ?"
                        + " and (state = 'sending' and shopify_id is null or state = 'linked')",
                keys.stream()
                        .map(key -> new Object[] {key.id(), key.type().word(), connector.text()})
                        .toList());
    }

    /** The shop may hold these no more, or in another state; they are to be written whatever is known of them. */
    public void doubt(ConnectorName connector, Collection<ItemKey> items) {
        byte[] nothing = write(JsonNodeFactory.instance.objectNode());
        jdbc.batchUpdate(
                "update export set sending = ? where id = ? and type = ? and connector = ?"
                        + " and state = 'exported' and sending is null",
                items.stream()
                        .map(key -> new Object[] {nothing, key.id(), key.type().word(), connector.text()})
                        .toList());
    }

    /** Writes what the shop holds now; in the transaction that records the outcome. */
    private void save(ConnectorName connector, String run, Collection<Exported> all) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        List<Object[]> rows = new ArrayList<>(all.size());
        for (Exported one : all) {
            rows.add(new Object[] {
                text(one.shopifyId()),
                word(one.state()),
                one.hash() == null ? null : one.hash().bytes(),
                write(one.payload()),
                write(one.refs()),
                now,
                run,
                one.key().id(),
                one.key().type().word(),
                connector.text()
            });
        }
        // Nearly every row is there: what was about to be sent has been noted.
        int[] updated = jdbc.batchUpdate(
                "update export set shopify_id = ?, state = ?, hash = ?, payload = ?, refs = ?, exported_at = ?,"
                        + " run = ?, sending = null where id = ? and type = ? and connector = ?",
                rows);
        jdbc.batchUpdate(
                "insert into export (shopify_id, state, hash, payload, refs, exported_at, run, id, type, connector)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                Updates.withoutRow(rows, updated));
    }

    /**
     * The same for a page: of many objects the number may be some seconds old.
     *
     * @param runs how the connector's runs stand; a number from before one of them ended is told no more
     */
    public long count(ConnectorName connector, ItemType type, String runs) {
        return shown.computeIfAbsent(
                        type,
                        one -> new CachedCount(connectors -> Ids.numbers(
                                named,
                                connectors,
                                "select count(*) from export e where e.connector = k.id and e.type = :type"
                                        + " and e.state = 'exported'",
                                Map.of("type", one.word()))))
                .of(connector, runs);
    }

    /** Some item of a type that the shop holds for this connector. */
    public Optional<ItemKey> any(ConnectorName connector, ItemType type) {
        return jdbc
                .queryForList(
                        "select id from export where connector = ? and type = ? and state = 'exported'"
                                + " fetch first 1 rows only",
                        String.class,
                        connector.text(),
                        type.word())
                .stream()
                .findFirst()
                .map(id -> new ItemKey(type, id));
    }

    /** The item that an object of the shop is recorded for. Reads the whole ledger of a connector: for rare doubts. */
    public Optional<ItemKey> holder(ConnectorName connector, ShopifyId object) {
        return item(connector, object, "state = 'exported'");
    }

    /** The item that an object of the shop is, or is about to be: written, or linked by a run that did not come to its end. */
    public Optional<ItemKey> adopter(ConnectorName connector, ShopifyId object) {
        return item(connector, object, "state in ('exported', 'linked')");
    }

    private Optional<ItemKey> item(ConnectorName connector, ShopifyId object, String among) {
        return jdbc
                .query(
                        "select id, type from export where connector = ? and shopify_id = ? and " + among
                                + " fetch first 1 rows only",
                        (row, n) ->
                                new ItemKey(ItemType.of(row.getString("type")).orElseThrow(), row.getString("id")),
                        connector.text(),
                        object.gid())
                .stream()
                .findFirst();
    }

    /** The items that objects of the shop are recorded for as exported; those that nobody of this connector made are absent. */
    public Map<ShopifyId, ItemKey> holders(ConnectorName connector, Collection<ShopifyId> objects) {
        Map<ShopifyId, ItemKey> holders = new HashMap<>();
        Ids.slices(
                objects.stream().map(ShopifyId::gid).toList(),
                slice -> named.query(
                        "select e.shopify_id, e.id, e.type from " + Ids.TABLE + " join export e on e.shopify_id = k.id"
                                + " and " + Ids.ofConnector("e") + " where e.state = 'exported'",
                        new MapSqlParameterSource("connector", connector.text()).addValue("ids", slice),
                        row -> {
                            holders.put(
                                    new ShopifyId(row.getString("shopify_id")),
                                    new ItemKey(
                                            ItemType.of(row.getString("type")).orElseThrow(), row.getString("id")));
                        }));
        return holders;
    }

    /** Ids of items of a type that the shop holds as exported, in their order. @param after an id; empty: from the first on */
    public List<String> exportedAfter(ConnectorName connector, ItemType type, String after, int limit) {
        return jdbc.query(
                "select id from export where connector = ? and type = ? and state = 'exported' and id > ?"
                        + " order by id fetch first " + limit + " rows only",
                (row, n) -> row.getString("id"),
                connector.text(),
                type.word(),
                after);
    }

    /** How many objects of items of a type the shop holds for this connector. */
    public long count(ConnectorName connector, ItemType type) {
        Long count = jdbc.queryForObject(
                "select count(*) from export where connector = ? and type = ? and state = 'exported'",
                Long.class,
                connector.text(),
                type.word());
        return count == null ? 0 : count;
    }

    /** How many of those a run has taken from the shop, and not brought back; in the ledger, so that it outlives a node. */
    public long removedBy(String run, ConnectorName connector, ItemType type) {
        Long count = jdbc.queryForObject(
                "select count(*) from export where connector = ? and type = ? and state in ('archived', 'deleted')"
                        + " and run = ?",
                Long.class,
                connector.text(),
                type.word(),
                run);
        return count == null ? 0 : count;
    }

    private Exported read(ResultSet row) throws SQLException {
        String shopifyId = row.getString("shopify_id");
        byte[] hash = row.getBytes("hash");
        return new Exported(
                new ItemKey(ItemType.of(row.getString("type")).orElseThrow(), row.getString("id")),
                shopifyId == null ? null : new ShopifyId(shopifyId),
                Exported.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                hash == null ? null : new Digest(hash),
                object(row.getBytes("payload")),
                object(row.getBytes("refs")),
                object(row.getBytes("sending")));
    }

    private static @Nullable String text(@Nullable ShopifyId id) {
        return id == null ? null : id.gid();
    }

    private static String word(Exported.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private @Nullable ObjectNode object(byte @Nullable [] bytes) {
        return bytes == null ? null : (ObjectNode) json.readTree(bytes);
    }

    private byte @Nullable [] write(@Nullable ObjectNode node) {
        return node == null ? null : json.writeValueAsBytes(node);
    }
}
