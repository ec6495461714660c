package io.silkroute.mirror;

import io.silkroute.connector.secret.BlindWords;
import io.silkroute.connector.secret.SecretBox;
import io.silkroute.mirror.FoundChanges.Difference;
import io.silkroute.shopify.ShopifyId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.node.ObjectNode;

/**
 * The store of mirrored objects. What is stored twice is stored once; only another content is a change, and of two forms
 * the one that the shop changed later stays. Everything here is part of the caller's transaction.
 */
@Repository
public class MirrorObjects {

    private static final int AT_ONCE = 200;

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;
    private final MirrorCopies copies;
    private final MirrorWords words;
    private final BlindWords blind;
    private final SecretBox box;
    private final FoundChanges changes;
    private final ErasedCustomers erased;

    MirrorObjects(
            JdbcTemplate jdbc,
            MirrorCopies copies,
            MirrorWords words,
            BlindWords blind,
            SecretBox box,
            FoundChanges changes,
            ErasedCustomers erased) {
        this.jdbc = jdbc;
        this.named = new NamedParameterJdbcTemplate(jdbc);
        this.copies = copies;
        this.words = words;
        this.blind = blind;
        this.box = box;
        this.changes = changes;
        this.erased = erased;
    }

    private record Held(byte[] digest, @Nullable Instant updatedAt, boolean counted) {
        boolean newerThan(MirroredObject object) {
            return updatedAt != null && object.updatedAt() != null && updatedAt.isAfter(object.updatedAt());
        }
    }

    private record HeldPart(String object, byte[] digest) {}

    /**
     * Stores objects as they were read, each at most once.
     *
     * @return how many there were, and of how many the reading had not found before that they have changed
     * @throws CopyGone if the copy is not to be written to any more
     */
    public Stored store(Copy copy, List<MirroredObject> read, MirrorReading reading) {
        copies.hold(copy);
        Stored stored = Stored.NOTHING;
        for (int from = 0; from < read.size(); from += AT_ONCE) {
            stored = stored.plus(slice(copy, once(read.subList(from, Math.min(read.size(), from + AT_ONCE))), reading));
        }
        return stored;
    }

    private static Map<String, MirroredObject> once(List<MirroredObject> read) {
        Map<String, MirroredObject> objects = new LinkedHashMap<>();
        read.forEach(object -> objects.put(object.id().gid(), object));
        return objects;
    }

    private Stored slice(Copy copy, Map<String, MirroredObject> read, MirrorReading reading) {
        Map<String, MirroredObject> objects = erased.without(copy.connector(), read);
        Map<String, Held> held = held(copy, objects.keySet(), reading);
        List<MirroredObject> fresh = new ArrayList<>();
        List<MirroredObject> again = new ArrayList<>();
        List<MirroredObject> seen = new ArrayList<>();
        Set<String> changed = new HashSet<>();
        for (MirroredObject object : objects.values()) {
            Held before = held.get(object.id().gid());
            if (before == null) {
                fresh.add(object);
                changed.add(object.id().gid());
            } else if (before.newerThan(object)) {
                seen.add(object);
            } else if (!Arrays.equals(before.digest(), digest(object))) {
                again.add(object);
                changed.add(object.id().gid());
            } else if (Objects.equals(before.updatedAt(), object.updatedAt())) {
                seen.add(object);
            } else {
                again.add(object); // its time alone has moved
            }
        }
        insert(copy, fresh, reading);
        update(copy, again, reading);
        jdbc.batchUpdate(
                "update mirror_object set seen_at = ?, seen_in = ? where shopify_id = ? and copy = ?",
                seen.stream()
                        .map(object -> new Object[] {
                            time(reading.at()), reading.id(), object.id().gid(), copy.number()
                        })
                        .toList());
        List<MirroredObject> written = new ArrayList<>(fresh);
        written.addAll(again);
        writeWords(copy, written);
        List<MirroredPart> parts = new ArrayList<>();
        Set<String> whole = new HashSet<>();
        for (MirroredObject object : objects.values()) {
            Held before = held.get(object.id().gid());
            if (object.parts() != null && (before == null || !before.newerThan(object))) {
                whole.add(object.id().gid());
                parts.addAll(object.parts());
            }
        }
        changed.addAll(parts(copy, parts, whole, reading));
        return new Stored(objects.size(), found(copy, changed, objects, held, reading), 0);
    }

    /** Marks what has changed, and notes that it is to be told. @return of how many it was not known in this reading */
    private long found(
            Copy copy,
            Collection<String> changed,
            Map<String, MirroredObject> objects,
            Map<String, Held> held,
            MirrorReading reading) {
        jdbc.batchUpdate(
                "update mirror_object set changed_in = ? where shopify_id = ? and copy = ?",
                changed.stream()
                        .map(id -> new Object[] {reading.id(), id, copy.number()})
                        .toList());
        if (reading.telling()) {
            changes.add(
                    copy.connector(),
                    copy.stream(),
                    changed.stream()
                            .map(id -> new Difference(
                                    new ShopifyId(id),
                                    false,
                                    objects.containsKey(id) ? objects.get(id).updatedAt() : null))
                            .toList());
        }
        return changed.stream()
                .filter(id -> !held.containsKey(id) || !held.get(id).counted())
                .count();
    }

    /**
     * Stores parts that were read by themselves, of objects that are stored.
     *
     * @return of how many objects the reading had not found before that they have changed
     */
    public Stored storeParts(Copy copy, List<MirroredPart> read, MirrorReading reading) {
        copies.hold(copy);
        Stored stored = Stored.NOTHING;
        for (int from = 0; from < read.size(); from += AT_ONCE) {
            Set<String> changed =
                    parts(copy, read.subList(from, Math.min(read.size(), from + AT_ONCE)), Set.of(), reading);
            stored = stored.plus(
                    new Stored(0, found(copy, changed, Map.of(), held(copy, changed, reading), reading), 0));
        }
        return stored;
    }

    private Map<String, Held> held(Copy copy, Collection<String> ids, MirrorReading reading) {
        Map<String, Held> held = new HashMap<>();
        if (!ids.isEmpty()) {
            named.query(
                    "select shopify_id, digest, updated_at, changed_in from mirror_object"
                            + " where shopify_id in (:ids) and copy = :copy",
                    new MapSqlParameterSource("ids", ids).addValue("copy", copy.number()),
                    row -> {
                        OffsetDateTime updated = row.getObject(3, OffsetDateTime.class);
                        held.put(
                                row.getString(1),
                                new Held(
                                        row.getBytes(2),
                                        updated == null ? null : updated.toInstant(),
                                        reading.id().equals(row.getString(4))));
                    });
        }
        return held;
    }

    private void insert(Copy copy, List<MirroredObject> objects, MirrorReading reading) {
        jdbc.batchUpdate(
                "insert into mirror_object (digest, created_at, updated_at, seen_at, seen_in, customer, content, personal,"
                        + " shopify_id, copy, connector, place) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                objects.stream()
                        .map(object -> {
                            List<@Nullable Object> row = new ArrayList<>(columns(object, reading));
                            row.add(object.id().gid());
                            row.add(copy.number());
                            row.add(copy.connector().text());
                            row.add(place(object.id()));
                            return row.toArray();
                        })
                        .toList());
    }

    private void update(Copy copy, List<MirroredObject> objects, MirrorReading reading) {
        jdbc.batchUpdate(
                "update mirror_object set digest = ?, created_at = ?, updated_at = ?, seen_at = ?, seen_in = ?,"
                        + " customer = ?, content = ?, personal = ? where shopify_id = ? and copy = ?",
                objects.stream()
                        .map(object -> {
                            List<@Nullable Object> row = new ArrayList<>(columns(object, reading));
                            row.add(object.id().gid());
                            row.add(copy.number());
                            return row.toArray();
                        })
                        .toList());
    }

    private List<@Nullable Object> columns(MirroredObject object, MirrorReading reading) {
        List<@Nullable Object> columns = new ArrayList<>();
        columns.add(digest(object));
        columns.add(object.createdAt() == null ? null : time(object.createdAt()));
        columns.add(object.updatedAt() == null ? null : time(object.updatedAt()));
        columns.add(time(reading.at()));
        columns.add(reading.id());
        columns.add(object.customer() == null ? null : object.customer().gid());
        columns.add(object.content().toString());
        columns.add(
                object.personal() == null
                        ? null
                        : box.sealText(object.personal().toString()));
        return columns;
    }

    // That its time has moved is no other content: where it is one, it is among what is compared.
    private byte[] digest(MirroredObject object) {
        ObjectNode content = object.content().deepCopy();
        content.remove("updatedAt");
        return blind.digest(
                (content + "\n" + object.compared() + "\n" + object.personal()).getBytes(StandardCharsets.UTF_8));
    }

    private byte[] digest(MirroredPart part) {
        return blind.digest((part.content() + "\n" + part.compared()).getBytes(StandardCharsets.UTF_8));
    }

    private void writeWords(Copy copy, List<MirroredObject> objects) {
        forgetWords(copy, objects.stream().map(object -> object.id().gid()).toList());
        List<Object[]> rows = new ArrayList<>();
        objects.forEach(object -> words.of(object.texts(), object.personalTexts())
                .forEach(word -> rows.add(row(copy, object.id(), object.id(), word))));
        insertWords(rows);
    }

    private static Object[] row(Copy copy, ShopifyId source, ShopifyId object, String word) {
        return new Object[] {source.gid(), copy.number(), word, copy.connector().text(), object.gid()};
    }

    private void insertWords(List<Object[]> rows) {
        jdbc.batchUpdate(
                "insert into mirror_word (source, copy, word, connector, object) values (?, ?, ?, ?, ?)", rows);
    }

    private void forgetWords(Copy copy, Collection<String> sources) {
        jdbc.batchUpdate(
                "delete from mirror_word where source = ? and copy = ?",
                sources.stream().map(id -> new Object[] {id, copy.number()}).toList());
    }

    /** @param whole objects all of whose parts are among these @return the objects that are others by it */
    private Set<String> parts(Copy copy, List<MirroredPart> read, Set<String> whole, MirrorReading reading) {
        Map<String, MirroredPart> parts = new LinkedHashMap<>();
        read.forEach(part -> parts.put(part.id().gid(), part));
        Map<String, HeldPart> held = new HashMap<>();
        heldParts("shopify_id", copy, parts.keySet(), held);
        heldParts("object", copy, whole, held);
        List<MirroredPart> written = new ArrayList<>();
        List<MirroredPart> seen = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        Set<String> changed = new HashSet<>();
        for (MirroredPart part : parts.values()) {
            HeldPart before = held.get(part.id().gid());
            boolean same = before != null
                    && before.object().equals(part.object().gid())
                    && Arrays.equals(before.digest(), digest(part));
            (same ? seen : written).add(part);
            if (!same) {
                changed.add(part.object().gid());
            }
        }
        held.forEach((id, part) -> {
            if (whole.contains(part.object()) && !parts.containsKey(id)) {
                gone.add(id);
                changed.add(part.object());
            }
        });
        forgetParts(copy, gone);
        write(copy, written, reading);
        jdbc.batchUpdate(
                "update mirror_part set seen_in = ? where shopify_id = ? and copy = ?",
                seen.stream()
                        .map(part -> new Object[] {reading.id(), part.id().gid(), copy.number()})
                        .toList());
        return changed;
    }

    private void heldParts(String column, Copy copy, Collection<String> ids, Map<String, HeldPart> into) {
        List<String> all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            named.query(
                    "select shopify_id, object, digest from mirror_part where " + column
                            + " in (:ids) and copy = :copy",
                    new MapSqlParameterSource("ids", all.subList(from, Math.min(all.size(), from + AT_ONCE)))
                            .addValue("copy", copy.number()),
                    row -> {
                        into.put(row.getString(1), new HeldPart(row.getString(2), row.getBytes(3)));
                    });
        }
    }

    private void write(Copy copy, List<MirroredPart> parts, MirrorReading reading) {
        forgetParts(copy, parts.stream().map(part -> part.id().gid()).toList());
        jdbc.batchUpdate(
                "insert into mirror_part (shopify_id, copy, connector, object, place, digest, seen_in, content)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                parts.stream()
                        .map(part -> new Object[] {
                            part.id().gid(),
                            copy.number(),
                            copy.connector().text(),
                            part.object().gid(),
                            place(part.id()),
                            digest(part),
                            reading.id(),
                            part.content().toString()
                        })
                        .toList());
        List<Object[]> rows = new ArrayList<>();
        parts.forEach(part ->
                words.of(part.texts(), List.of()).forEach(word -> rows.add(row(copy, part.id(), part.object(), word))));
        insertWords(rows);
    }

    /** Takes out parts that are no more. @param ofObjects whose parts they were */
    Stored removeParts(Copy copy, Collection<String> ids, Set<String> ofObjects, MirrorReading reading) {
        copies.hold(copy);
        Map<String, Held> held = held(copy, ofObjects, reading);
        forgetParts(copy, ids);
        return new Stored(0, found(copy, ofObjects, Map.of(), held, reading), 0);
    }

    private void forgetParts(Copy copy, Collection<String> ids) {
        forgetWords(copy, ids);
        jdbc.batchUpdate(
                "delete from mirror_part where shopify_id = ? and copy = ?",
                ids.stream().map(id -> new Object[] {id, copy.number()}).toList());
    }

    /** Which of these the copy holds. */
    public Set<String> among(Copy copy, Collection<String> ids) {
        return ids.isEmpty()
                ? Set.of()
                : new HashSet<>(named.queryForList(
                        "select shopify_id from mirror_object where shopify_id in (:ids) and copy = :copy",
                        new MapSqlParameterSource("ids", ids).addValue("copy", copy.number()),
                        String.class));
    }

    /**
     * Takes out what is no more.
     *
     * @param ids at most some hundred
     * @param told those of which it is to be told, held or not; others are taken out without a word
     * @return how many of them were held
     */
    public Stored remove(Copy copy, Collection<ShopifyId> ids, Collection<ShopifyId> told, MirrorReading reading) {
        copies.hold(copy);
        List<Object[]> keys =
                ids.stream().map(id -> new Object[] {id.gid(), copy.number()}).toList();
        for (ShopifyId id : ids) {
            forgetParts(
                    copy,
                    jdbc.query(
                            "select shopify_id from mirror_part where object = ? and copy = ?",
                            (row, n) -> row.getString("shopify_id"),
                            id.gid(),
                            copy.number()));
        }
        forgetWords(copy, ids.stream().map(ShopifyId::gid).toList());
        long removed = 0;
        for (int n : jdbc.batchUpdate("delete from mirror_object where shopify_id = ? and copy = ?", keys)) {
            removed += n;
        }
        if (reading.telling()) {
            changes.add(
                    copy.connector(),
                    copy.stream(),
                    told.stream().map(id -> new Difference(id, true, null)).toList());
        }
        return new Stored(0, 0, removed);
    }

    /** The number in an id, by which objects are ordered. */
    static long place(ShopifyId id) {
        String gid = id.gid();
        int query = gid.indexOf('?');
        String plain = query < 0 ? gid : gid.substring(0, query);
        try {
            return Long.parseLong(plain.substring(plain.lastIndexOf('/') + 1));
        } catch (NumberFormatException none) {
            return Integer.toUnsignedLong(gid.hashCode());
        }
    }

    static OffsetDateTime time(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
