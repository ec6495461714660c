package io.silkroute.conflict;

import io.silkroute.catalogue.Ids;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.export.edited.EditedField;
import io.silkroute.export.edited.EditedInShop;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** The fields that people have changed in the shop, and what was decided of each. */
@Repository
public class EditedFields {

    private static final int LONGEST_NAME = 400;

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;
    private final ObjectMapper json;
    private final Clock clock;

    EditedFields(JdbcTemplate jdbc, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.named = new NamedParameterJdbcTemplate(jdbc);
        this.json = json;
        this.clock = clock;
    }

    /** What becomes of a field that somebody has changed in the shop, unless something else is decided of it. */
    public static EditedField.Decided policy(ConnectorConfig config) {
        return switch (config.conflicts()) {
            case PIM_WINS -> EditedField.Decided.PIM;
            case SHOPIFY_WINS -> EditedField.Decided.SHOP;
            case MANUAL -> EditedField.Decided.ASKED;
        };
    }

    Map<String, EditedInShop> of(ConnectorName connector, ItemType type, Collection<String> ids) {
        Map<String, Map<String, EditedField>> found = new HashMap<>();
        Ids.slices(
                ids,
                slice -> named.query(
                        "select f.* from " + Ids.TABLE + " join edited_field f on f.item = k.id and f.type = :type and "
                                + Ids.ofConnector("f"),
                        new MapSqlParameterSource("connector", connector.text())
                                .addValue("type", type.word())
                                .addValue("ids", slice),
                        row -> {
                            found.computeIfAbsent(row.getString("item"), item -> new TreeMap<>())
                                    .put(
                                            row.getString("field"),
                                            new EditedField(
                                                    EditedField.Decided.of(row.getString("decision")),
                                                    read(row.getBytes("exported")),
                                                    read(row.getBytes("shop")),
                                                    read(row.getBytes("pim")),
                                                    row.getLong("version")));
                        }));
        Map<String, EditedInShop> edited = new HashMap<>();
        found.forEach((item, fields) -> edited.put(item, new EditedInShop(Map.copyOf(fields))));
        return edited;
    }

    public EditedInShop of(ConnectorName connector, ItemKey item) {
        return of(connector, item.type(), List.of(item.id())).getOrDefault(item.id(), EditedInShop.NOTHING);
    }

    /** The fields of an item that stay as the shop has them. */
    public List<KeptField> kept(ConnectorName connector, ItemKey item) {
        return of(connector, item).fields().entrySet().stream()
                .filter(field -> field.getValue().decided() == EditedField.Decided.SHOP)
                .sorted(Map.Entry.comparingByKey())
                .map(field -> new KeptField(
                        field.getKey(),
                        field.getValue().shop(),
                        field.getKey().equals(EditedInShop.WHOLE)
                                ? JsonNodeFactory.instance.nullNode()
                                : field.getValue().pim()))
                .toList();
    }

    /** A name that is longer than any that is known has no place here. */
    static boolean fits(String field) {
        return field.length() <= LONGEST_NAME;
    }

    /** @param by a person, or the connector's policy */
    void put(
            ConnectorName connector,
            ItemKey item,
            String field,
            EditedField.Decided decided,
            ConflictField values,
            String by) {
        Instant now = clock.instant();
        OffsetDateTime since = now.atOffset(ZoneOffset.UTC);
        drop(connector, item, field);
        jdbc.update(
                "insert into edited_field (item, type, connector, field, decision, exported, shop, pim, since, decided_by,"
                        + " version) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                item.id(),
                item.type().word(),
                connector.text(),
                field,
                decided.word(),
                write(values.exported()),
                write(values.shop()),
                write(values.pim()),
                since,
                by,
                ChronoUnit.MICROS.between(Instant.EPOCH, now));
    }

    void drop(ConnectorName connector, ItemKey item, String field) {
        jdbc.update(
                "delete from edited_field where item = ? and type = ? and connector = ? and field = ?",
                item.id(),
                item.type().word(),
                connector.text(),
                field);
    }

    /** Drops it if it is still as it was known. */
    void drop(ConnectorName connector, ItemKey item, String field, EditedField known) {
        jdbc.update(
                "delete from edited_field where item = ? and type = ? and connector = ? and field = ? and version = ?",
                item.id(),
                item.type().word(),
                connector.text(),
                field,
                known.version());
    }

    void dropAll(ConnectorName connector, ItemKey item) {
        jdbc.update(
                "delete from edited_field where item = ? and type = ? and connector = ?",
                item.id(),
                item.type().word(),
                connector.text());
    }

    private JsonNode read(byte[] bytes) {
        return json.readTree(bytes);
    }

    private byte[] write(JsonNode value) {
        return json.writeValueAsBytes(value);
    }
}
