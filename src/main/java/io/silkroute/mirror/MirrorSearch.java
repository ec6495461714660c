package io.silkroute.mirror;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConnectorConfig.Pull.Stream;
import io.silkroute.connector.secret.SecretBox;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds what the mirror holds: an object of which every part of what was typed is the beginning of a word, or is a word of
 * its personal fields as a whole. Where nothing is found the shop is asked at once, as far as it can be by what was typed.
 */
@Component
public class MirrorSearch {

    static final int LONGEST = 255;
    private static final int MOST_PARTS_SHOWN = 100;

    private final JdbcTemplate jdbc;
    private final MirrorCopies copies;
    private final MirrorWords words;
    private final SecretBox box;
    private final MissedSearches misses;
    private final ObjectMapper json;

    MirrorSearch(
            JdbcTemplate jdbc,
            MirrorCopies copies,
            MirrorWords words,
            SecretBox box,
            MissedSearches misses,
            ObjectMapper json) {
        this.jdbc = jdbc;
        this.copies = copies;
        this.words = words;
        this.box = box;
        this.misses = misses;
        this.json = json;
    }

    /**
     * @param updatedSince only what the shop has changed then or later
     * @param behind only what comes behind this place
     */
    public record MirrorQuery(
            Stream stream,
            String q,
            @Nullable Instant updatedSince,
            @Nullable Long behind,
            int limit) {}

    /** What the shop was asked because the mirror had nothing; {@code problem}: it was, and did not answer. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record AskedShop(boolean asked, @Nullable String problem) {
        static final AskedShop NO = new AskedShop(false, null);
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record MirrorPage(
            List<ObjectNode> items, @Nullable String next, AskedShop shop) {}

    public MirrorPage find(Connector connector, MirrorQuery query) {
        MirrorPage found = held(connector.name(), query, AskedShop.NO);
        boolean missed = found.items().isEmpty()
                && !query.q().isBlank()
                && query.behind() == null
                && query.updatedSince() == null;
        if (!missed) {
            return found;
        }
        AskedShop asked = misses.ask(connector, query.stream(), query.q().strip());
        return asked.asked() && asked.problem() == null ? held(connector.name(), query, asked) : empty(asked);
    }

    private static MirrorPage empty(AskedShop asked) {
        return new MirrorPage(List.of(), null, asked);
    }

    private MirrorPage held(ConnectorName connector, MirrorQuery query, AskedShop asked) {
        Copy copy = copies.current(connector, query.stream()).orElse(null);
        List<MirrorWords.Part> parts = words.asked(query.q());
        if (copy == null || parts.isEmpty() && !query.q().isBlank()) {
            return empty(asked);
        }
        List<Object> values = new ArrayList<>();
        StringBuilder sql = new StringBuilder("select o.shopify_id, o.place, o.seen_at, o.content, o.personal from ");
        boolean first = true;
        for (MirrorWords.Part part : parts) {
            String condition = condition(part, values, copy);
            sql.append(first ? "" : " join ")
                    .append("(")
                    .append(condition)
                    .append(") w")
                    .append(values.size())
                    .append(first ? "" : " on w" + values.size() + ".object = o.shopify_id");
            if (first) {
                sql.append(" join mirror_object o on o.shopify_id = w")
                        .append(values.size())
                        .append(".object");
            }
            first = false;
        }
        sql.append(first ? "mirror_object o" : "").append(" where o.copy = ?");
        values.add(copy.number());
        if (query.behind() != null) {
            sql.append(" and o.place > ?");
            values.add(query.behind());
        }
        if (query.updatedSince() != null) {
            sql.append(" and o.updated_at >= ?");
            values.add(MirrorObjects.time(query.updatedSince()));
        }
        sql.append(" order by o.place fetch first ").append(query.limit() + 1).append(" rows only");
        List<Row> rows = jdbc.query(
                sql.toString(),
                (row, n) -> new Row(
                        row.getString(1),
                        row.getLong(2),
                        row.getObject(3, OffsetDateTime.class).toInstant(),
                        row.getString(4),
                        row.getString(5)),
                values.toArray());
        boolean more = rows.size() > query.limit();
        List<Row> shown = more ? rows.subList(0, query.limit()) : rows;
        return new MirrorPage(
                shown.stream().map(row -> shown(copy, row)).toList(),
                more ? Long.toString(shown.get(shown.size() - 1).place()) : null,
                asked);
    }

    /** Objects that have the part: as the beginning of each of its words, or written as one; or hashed, as whole words. */
    private String condition(MirrorWords.Part part, List<Object> values, Copy copy) {
        StringBuilder all = new StringBuilder();
        for (String word : part.words()) {
            all.append(all.isEmpty() ? "" : " intersect ")
                    .append("select object from mirror_word where copy = ? and (word like ? or word = ?)");
            values.add(copy.number());
            values.add(word + "%");
            values.add(words.blind(word));
        }
        if (part.words().size() > 1) {
            all.append(" union select object from mirror_word where copy = ? and (word like ? or word = ?)");
            values.add(copy.number());
            values.add(part.joined() + "%");
            values.add(words.blind(part.joined()));
            return "select distinct object from (" + all + ") any_of";
        }
        return all.toString().replaceFirst("select object", "select distinct object");
    }

    private record Row(
            String id,
            long place,
            Instant seenAt,
            String content,
            @Nullable String personal) {}

    private ObjectNode shown(Copy copy, Row row) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode().put("shopifyId", row.id());
        if (copy.stream() == Stream.CUSTOMERS) {
            shown.putNull("name").putNull("email").putNull("phone");
        }
        if (copy.stream() == Stream.ORDERS) {
            shown.putNull("name").putNull("email");
        }
        if (json.readTree(row.content()) instanceof ObjectNode content) {
            shown.setAll(content);
        }
        opened(row.personal()).ifPresent(personal -> shown.setAll((ObjectNode) personal));
        shown.put("seenAt", row.seenAt().toString());
        String parts = copy.stream() == Stream.PRODUCTS ? "variants" : copy.stream() == Stream.ORDERS ? "lines" : null;
        if (parts != null) {
            List<JsonNode> held = parts(copy, row.id());
            shown.put(parts.equals("variants") ? "variantsCount" : "linesCount", count(copy, row.id(), held));
            held.forEach(shown.putArray(parts)::add);
        }
        return shown;
    }

    /** Nothing, where it was sealed with another key: then it cannot be read any more. */
    private Optional<JsonNode> opened(@Nullable String personal) {
        try {
            return Optional.ofNullable(personal)
                    .flatMap(box::openText)
                    .map(json::readTree)
                    .filter(JsonNode::isObject);
        } catch (JacksonException other) {
            return Optional.empty();
        }
    }

    private List<JsonNode> parts(Copy copy, String object) {
        return jdbc.query(
                "select content from mirror_part where object = ? and copy = ? order by object, copy, place"
                        + " fetch first " + MOST_PARTS_SHOWN + " rows only",
                (row, n) -> json.readTree(row.getString(1)),
                object,
                copy.number());
    }

    private long count(Copy copy, String object, List<JsonNode> shown) {
        if (shown.size() < MOST_PARTS_SHOWN) {
            return shown.size();
        }
        Long count = jdbc.queryForObject(
                "select count(*) from mirror_part where object = ? and copy = ?", Long.class, object, copy.number());
        return count == null ? 0 : count;
    }

    /** How many objects are held. */
    public long size(ConnectorName connector, Stream stream) {
        Copy copy = copies.current(connector, stream).orElse(null);
        Long size = copy == null
                ? null
                : jdbc.queryForObject("select count(*) from mirror_object where copy = ?", Long.class, copy.number());
        return size == null ? 0 : size;
    }
}
