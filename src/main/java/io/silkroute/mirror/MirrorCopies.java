package io.silkroute.mirror;

import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConnectorConfig.Pull.Stream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The store of which copy is searched, which one is in the making, and which ones are to be deleted. */
@Repository
public class MirrorCopies {

    private static final int SLICE = 1_000;

    private final JdbcTemplate jdbc;

    MirrorCopies(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    private record Row(String shop, long current, @Nullable Long building) {}

    private Optional<Row> row(ConnectorName connector, Stream stream) {
        return jdbc
                .query(
                        "select shop, current_copy, building_copy from mirror_stream where stream = ? and connector = ?",
                        (row, n) -> {
                            long building = row.getLong(3);
                            return new Row(row.getString(1), row.getLong(2), row.wasNull() ? null : building);
                        },
                        stream.word(),
                        connector.text())
                .stream()
                .findFirst();
    }

    /** The one that is searched; empty if nothing was ever read. */
    public Optional<Copy> current(ConnectorName connector, Stream stream) {
        return row(connector, stream).map(row -> new Copy(connector, stream, row.current()));
    }

    /** The one that is searched, made if there is none. That of another shop is no more: an empty one takes its place. */
    public Copy current(ConnectorName connector, Stream stream, String shop) {
        Row row = row(connector, stream).orElse(null);
        if (row == null) {
            try {
                jdbc.update(
                        "insert into mirror_stream (stream, connector, shop, current_copy) values (?, ?, ?, ?)",
                        stream.word(),
                        connector.text(),
                        shop,
                        number());
            } catch (DuplicateKeyException madeElsewhere) {
                // it is as good as ours
            }
        } else if (!row.shop().equals(shop)) {
            replace(connector, stream, row, number(), shop);
        }
        return current(connector, stream).orElseThrow();
    }

    /** One to be built beside that which is searched; what was begun before is dropped unless it is to be gone on with. */
    public Copy building(Copy current, boolean resumed) {
        Row row = row(current.connector(), current.stream()).orElseThrow();
        if (row.building() != null && resumed) {
            return new Copy(current.connector(), current.stream(), row.building());
        }
        abandon(current);
        long number = number();
        jdbc.update(
                "update mirror_stream set building_copy = ? where stream = ? and connector = ? and building_copy is null",
                number,
                current.stream().word(),
                current.connector().text());
        return new Copy(
                current.connector(),
                current.stream(),
                Objects.requireNonNull(
                        row(current.connector(), current.stream()).orElseThrow().building()));
    }

    /** Drops what was begun beside the copy that is searched. */
    public void abandon(Copy current) {
        Row row = row(current.connector(), current.stream()).orElse(null);
        if (row != null
                && row.building() != null
                && jdbc.update(
                                "update mirror_stream set building_copy = null where stream = ? and connector = ?"
                                        + " and building_copy = ?",
                                current.stream().word(),
                                current.connector().text(),
                                row.building())
                        == 1) {
            old(current.connector(), row.building());
        }
    }

    /** From now on searches look into the one that was built. To be called in the transaction that moves the checkpoint. */
    public void swap(Copy built) {
        Row row = row(built.connector(), built.stream()).orElseThrow(() -> new CopyGone(built));
        if (!Objects.equals(row.building(), built.number())) {
            throw new CopyGone(built);
        }
        replace(built.connector(), built.stream(), row, built.number(), row.shop());
    }

    private void replace(ConnectorName connector, Stream stream, Row before, long number, String shop) {
        int replaced = jdbc.update(
                "update mirror_stream set current_copy = ?, building_copy = null, shop = ?"
                        + " where stream = ? and connector = ? and current_copy = ?",
                number,
                shop,
                stream.word(),
                connector.text(),
                before.current());
        if (replaced == 1) {
            old(connector, before.current());
            if (before.building() != null && before.building() != number) {
                old(connector, before.building());
            }
        }
    }

    /** Nobody else writes to the copy until the transaction ends. @throws CopyGone if nobody is to write to it any more */
    void hold(Copy copy) {
        if (jdbc.update(
                        "update mirror_stream set shop = shop where stream = ? and connector = ?"
                                + " and (current_copy = ? or building_copy = ?)",
                        copy.stream().word(),
                        copy.connector().text(),
                        copy.number(),
                        copy.number())
                == 0) {
            throw new CopyGone(copy);
        }
    }

    private void old(ConnectorName connector, long number) {
        jdbc.update("insert into mirror_old_copy (id, connector) values (?, ?)", number, connector.text());
    }

    /** Deletes what is left of copies that were replaced, slice by slice. */
    public void sweep() {
        for (Long old : jdbc.queryForList("select id from mirror_old_copy", Long.class)) {
            sweep(
                    "select shopify_id from mirror_object where copy = ?",
                    "delete from mirror_object where shopify_id = ? and copy = ?",
                    old);
            sweep(
                    "select shopify_id from mirror_part where copy = ?",
                    "delete from mirror_part where shopify_id = ? and copy = ?",
                    old);
            sweep(
                    "select distinct source from mirror_word where copy = ?",
                    "delete from mirror_word where source = ? and copy = ?",
                    old);
            jdbc.update("delete from mirror_old_copy where id = ?", old);
        }
    }

    private void sweep(String select, String delete, long old) {
        List<String> ids;
        do {
            ids = jdbc.query(select + " fetch first " + SLICE + " rows only", (row, n) -> row.getString(1), old);
            jdbc.batchUpdate(
                    delete, ids.stream().map(id -> new Object[] {id, old}).toList());
        } while (ids.size() == SLICE);
    }

    private static long number() {
        return ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    }
}
