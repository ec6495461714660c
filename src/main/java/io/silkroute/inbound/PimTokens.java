package io.silkroute.inbound;

import io.silkroute.access.Secret;
import io.silkroute.connector.ConnectorData;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ConnectorTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** A connector's PIM tokens beside the one of its configuration. */
@Repository
public class PimTokens implements ConnectorData {

    private static final String PREFIX = "skr_pim_";
    private static final Duration NOTED_AGAIN_AFTER = Duration.ofMinutes(1);

    private final JdbcTemplate jdbc;
    private final Clock clock;

    PimTokens(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public record PimToken(
            String id,
            String last4,
            String createdBy,
            Instant createdAt,
            @Nullable Instant lastUsed) {}

    public List<PimToken> of(ConnectorName connector) {
        return jdbc.query(
                "select * from pim_token where connector = ? order by created_at, id",
                PimTokens::read,
                connector.text());
    }

    /** @return the token, which nobody can read again */
    public Secret make(ConnectorName connector, String by) {
        Secret secret = Secret.made(PREFIX);
        jdbc.update(
                "insert into pim_token (id, connector, digest, last4, created_by, created_at) values (?, ?, ?, ?, ?, ?)",
                UUID.randomUUID().toString(),
                connector.text(),
                secret.digest(),
                secret.last4(),
                by,
                now());
        return secret;
    }

    /** @return false if the connector has none of this id */
    public boolean revoke(ConnectorName connector, String id) {
        return jdbc.update("delete from pim_token where connector = ? and id = ?", connector.text(), id) > 0;
    }

    /** Is this a token of the connector? That it was used is noted once a minute. */
    boolean used(String connector, String token) {
        Optional<PimToken> found = jdbc
                .query(
                        "select * from pim_token where digest = ? and connector = ?",
                        PimTokens::read,
                        new Secret(token).digest(),
                        connector)
                .stream()
                .findFirst();
        found.filter(known -> known.lastUsed() == null
                        || known.lastUsed().plus(NOTED_AGAIN_AFTER).isBefore(clock.instant()))
                .ifPresent(known -> jdbc.update("update pim_token set last_used = ? where id = ?", now(), known.id()));
        return found.isPresent();
    }

    @Override
    public void purge(ConnectorName connector) {
        new ConnectorTable(jdbc, "pim_token", "id").purge(connector);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static PimToken read(ResultSet row, int n) throws SQLException {
        OffsetDateTime used = row.getObject("last_used", OffsetDateTime.class);
        return new PimToken(
                row.getString("id"),
                row.getString("last4"),
                row.getString("created_by"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                used == null ? null : used.toInstant());
    }
}
