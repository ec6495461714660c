package io.silkroute.mirror;

import io.silkroute.mirror.FoundChanges.Difference;
import io.silkroute.shopify.ShopifyId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What is no more, and what is another, after everything was read. It goes through the copies slice by slice, each slice a
 * transaction of its own; going through them again comes to the same.
 */
@Component
public class MirrorComparison {

    private static final int SLICE = 500;

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;
    private final TransactionTemplate transaction;
    private final MirrorObjects objects;
    private final FoundChanges changes;

    MirrorComparison(JdbcTemplate jdbc, TransactionTemplate transaction, MirrorObjects objects, FoundChanges changes) {
        this.jdbc = jdbc;
        this.named = new NamedParameterJdbcTemplate(jdbc);
        this.transaction = transaction;
        this.objects = objects;
        this.changes = changes;
    }

    private record Seen(
            ShopifyId id,
            long place,
            boolean unseen,
            @Nullable Instant createdAt) {}

    /**
     * Takes out of a copy what a reading of everything has not seen.
     *
     * @param begun when the reading began, by this node's clock: what was stored later by others is not looked at
     * @param visibleSince objects that were made earlier may be there and not be shown; of them nothing is told. Null: all
     *     are shown
     * @param alive called between two slices
     */
    public Stored removeUnseen(
            Copy copy, MirrorReading reading, Instant begun, @Nullable Instant visibleSince, Runnable alive) {
        Stored removed = Stored.NOTHING;
        long behind = Long.MIN_VALUE;
        List<Seen> slice;
        do {
            slice = jdbc.query(
                    "select shopify_id, place, seen_in, seen_at, created_at from mirror_object"
                            + " where copy = ? and place > ? order by copy, place fetch first " + SLICE + " rows only",
                    (row, n) -> {
                        OffsetDateTime created = row.getObject(5, OffsetDateTime.class);
                        return new Seen(
                                new ShopifyId(row.getString(1)),
                                row.getLong(2),
                                !reading.id().equals(row.getString(3))
                                        && row.getObject(4, OffsetDateTime.class)
                                                .toInstant()
                                                .isBefore(begun),
                                created == null ? null : created.toInstant());
                    },
                    copy.number(),
                    behind);
            List<Seen> unseen = slice.stream().filter(Seen::unseen).toList();
            if (!unseen.isEmpty()) {
                List<ShopifyId> told = unseen.stream()
                        .filter(one -> isShown(one.createdAt(), visibleSince))
                        .map(Seen::id)
                        .toList();
                removed = removed.plus(Objects.requireNonNull(transaction.execute(status ->
                        objects.remove(copy, unseen.stream().map(Seen::id).toList(), told, reading))));
            }
            behind = slice.isEmpty() ? behind : slice.get(slice.size() - 1).place();
            alive.run();
        } while (slice.size() == SLICE);
        return removed.plus(removeUnseenParts(copy, reading, alive));
    }

    private static boolean isShown(@Nullable Instant createdAt, @Nullable Instant visibleSince) {
        return visibleSince == null || createdAt == null || !createdAt.isBefore(visibleSince);
    }

    private record SeenPart(String id, String object, boolean unseen) {}

    /** Parts that objects seen by the reading have no more. */
    private Stored removeUnseenParts(Copy copy, MirrorReading reading, Runnable alive) {
        Stored changed = Stored.NOTHING;
        String behind = "";
        List<SeenPart> slice;
        do {
            slice = jdbc.query(
                    "select p.shopify_id, p.object, p.seen_in, o.seen_in from mirror_part p"
                            + " join mirror_object o on o.shopify_id = p.object and o.copy = p.copy"
                            + " where p.copy = ? and p.shopify_id > ? order by p.copy, p.shopify_id fetch first "
                            + SLICE + " rows only",
                    (row, n) -> new SeenPart(
                            row.getString(1),
                            row.getString(2),
                            !reading.id().equals(row.getString(3))
                                    && reading.id().equals(row.getString(4))),
                    copy.number(),
                    behind);
            List<SeenPart> unseen = slice.stream().filter(SeenPart::unseen).toList();
            if (!unseen.isEmpty()) {
                changed = changed.plus(Objects.requireNonNull(transaction.execute(status -> objects.removeParts(
                        copy,
                        unseen.stream().map(SeenPart::id).toList(),
                        new HashSet<>(unseen.stream().map(SeenPart::object).toList()),
                        reading))));
            }
            behind = slice.isEmpty() ? behind : slice.get(slice.size() - 1).id();
            alive.run();
        } while (slice.size() == SLICE);
        return changed;
    }

    private record Form(
            long place,
            byte[] digest,
            @Nullable Instant updatedAt,
            @Nullable Instant createdAt) {}

    /**
     * In what a copy that was built differs from the one that is searched: which objects are others or new, and which are
     * no more.
     *
     * @param visibleSince objects that were made earlier may be there and not be shown; of them nothing is told. Null: all
     *     are shown
     * @param alive called between two slices
     */
    public Stored compare(
            Copy current, Copy built, MirrorReading reading, @Nullable Instant visibleSince, Runnable alive) {
        Stored differences = Stored.NOTHING;
        long behind = Long.MIN_VALUE;
        boolean more = true;
        while (more) {
            Map<String, Form> before = forms(current, behind);
            Map<String, Form> after = forms(built, behind);
            more = before.size() == SLICE || after.size() == SLICE;
            // Up to where both slices reach.
            long upTo = Math.min(end(before), end(after));
            before.values().removeIf(form -> form.place() > upTo);
            after.values().removeIf(form -> form.place() > upTo);
            differences = differences.plus(differences(current, before, after, built, reading, visibleSince));
            behind = upTo;
            alive.run();
        }
        return differences;
    }

    private static long end(Map<String, Form> forms) {
        return forms.size() < SLICE
                ? Long.MAX_VALUE
                : forms.values().stream().mapToLong(Form::place).max().orElse(Long.MAX_VALUE);
    }

    private Stored differences(
            Copy current,
            Map<String, Form> before,
            Map<String, Form> after,
            Copy built,
            MirrorReading reading,
            @Nullable Instant visibleSince) {
        Map<String, StringBuilder> partsBefore = parts(current, before);
        Map<String, StringBuilder> partsAfter = parts(built, after);
        List<Difference> changed = new ArrayList<>();
        after.forEach((id, form) -> {
            Form held = before.get(id);
            if (held == null
                    || !Arrays.equals(held.digest(), form.digest())
                    || !sameParts(partsBefore.get(id), partsAfter.get(id))) {
                changed.add(new Difference(new ShopifyId(id), false, form.updatedAt()));
            }
        });
        Map<String, Form> unseen = new HashMap<>(before);
        unseen.keySet().removeAll(after.keySet());
        List<Difference> gone = unseen.entrySet().stream()
                .filter(one -> isShown(one.getValue().createdAt(), visibleSince))
                .map(one -> new Difference(new ShopifyId(one.getKey()), true, null))
                .toList();
        if (reading.telling()) {
            transaction.executeWithoutResult(status -> {
                changes.add(current.connector(), current.stream(), changed);
                changes.add(current.connector(), current.stream(), gone);
            });
        }
        return new Stored(0, changed.size(), unseen.size());
    }

    private static boolean sameParts(@Nullable StringBuilder one, @Nullable StringBuilder other) {
        return one == null || other == null ? one == other : one.compareTo(other) == 0;
    }

    private Map<String, Form> forms(Copy copy, long behind) {
        Map<String, Form> forms = new HashMap<>();
        jdbc.query(
                "select shopify_id, place, digest, updated_at, created_at from mirror_object where copy = ? and place > ?"
                        + " order by copy, place fetch first " + SLICE + " rows only",
                row -> {
                    forms.put(
                            row.getString(1),
                            new Form(row.getLong(2), row.getBytes(3), instant(row, 4), instant(row, 5)));
                },
                copy.number(),
                behind);
        return forms;
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** The parts of each object in a form that is compared. */
    private Map<String, StringBuilder> parts(Copy copy, Map<String, Form> of) {
        Map<String, StringBuilder> parts = new HashMap<>();
        if (!of.isEmpty()) {
            named.query(
                    "select object, shopify_id, digest from mirror_part where object in (:objects) and copy = :copy"
                            + " order by object, place",
                    new MapSqlParameterSource("objects", of.keySet()).addValue("copy", copy.number()),
                    row -> {
                        parts.computeIfAbsent(row.getString(1), object -> new StringBuilder())
                                .append(row.getString(2))
                                .append(HexFormat.of().formatHex(row.getBytes(3)));
                    });
        }
        return parts;
    }
}
