package io.silkroute.mapping;

import io.silkroute.catalogue.Digest;
import io.silkroute.mapping.MappingFiles.MappingFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What each mapping file held while it was in use: noted at a start that reads another content than the one before. Of
 * each file the latest {@value #KEPT} are kept.
 */
@Repository
public class MappingVersions {

    public static final int KEPT = 20;

    private final Path folder;
    private final Mappings inUse;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    MappingVersions(
            @Value("${silkroute.mappings:./mappings}") Path folder,
            Mappings inUse,
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            Clock clock) {
        this.folder = folder;
        this.inUse = inUse;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @param until null: it is in use */
    public record Version(
            long id,
            String name,
            String digest,
            Instant since,
            @Nullable Instant until,
            int lines) {}

    /** The latest first, without their texts. */
    public List<Version> of(String name) {
        return jdbc.query(
                "select id, name, digest, since, until, lines from mapping_version where name = ? order by id desc",
                (row, n) -> read(row),
                name);
    }

    public Optional<String> text(String name, long id) {
        return jdbc
                .queryForList("select content from mapping_version where name = ? and id = ?", String.class, name, id)
                .stream()
                .findFirst();
    }

    @EventListener(ApplicationReadyEvent.class)
    void note() {
        MappingFiles.in(folder).stream().filter(inUse::hasRead).forEach(this::note);
    }

    private void note(MappingFile file) {
        String digest = Digest.of(file.text().getBytes(StandardCharsets.UTF_8)).toString();
        List<Version> before = of(file.name());
        if (!before.isEmpty() && before.get(0).digest().equals(digest)) {
            return;
        }
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        transaction.executeWithoutResult(status -> {
            jdbc.update("update mapping_version set until = ? where name = ? and until is null", now, file.name());
            jdbc.update(
                    "insert into mapping_version (name, digest, since, lines, content) values (?, ?, ?, ?, ?)",
                    file.name(),
                    digest,
                    now,
                    (int) file.text().lines().count(),
                    file.text());
            before.stream()
                    .skip(KEPT - 1L)
                    .forEach(old -> jdbc.update("delete from mapping_version where id = ?", old.id()));
        });
    }

    private static Version read(ResultSet row) throws SQLException {
        OffsetDateTime until = row.getObject("until", OffsetDateTime.class);
        return new Version(
                row.getLong("id"),
                row.getString("name"),
                row.getString("digest"),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                until == null ? null : until.toInstant(),
                row.getInt("lines"));
    }
}
