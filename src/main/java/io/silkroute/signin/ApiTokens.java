package io.silkroute.signin;

import io.silkroute.access.Secret;
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

/** Tokens by which programs call the API, each with a role of its own. */
@Repository
class ApiTokens {

    private static final String PREFIX = "skr_api_";
    private static final Duration NOTED_AGAIN_AFTER = Duration.ofMinutes(1);

    private final JdbcTemplate jdbc;
    private final Clock clock;

    ApiTokens(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record ApiToken(
            String id,
            String name,
            Role role,
            String last4,
            String createdBy,
            Instant createdAt,
            @Nullable Instant lastUsed) {}

    List<ApiToken> all() {
        return jdbc.query("select * from api_token order by created_at, id", ApiTokens::read);
    }

    /** @return the token, which nobody can read again */
    Secret make(String name, Role role, String by) {
        Secret secret = Secret.made(PREFIX);
        jdbc.update(
                "insert into api_token (id, name, role, digest, last4, created_by, created_at) values (?, ?, ?, ?, ?, ?, ?)",
                UUID.randomUUID().toString(),
                name,
                role.word(),
                secret.digest(),
                secret.last4(),
                by,
                now());
        return secret;
    }

    boolean revoke(String id) {
        return jdbc.update("delete from api_token where id = ?", id) > 0;
    }

    /** Whose token it is; that it was used is noted once a minute. */
    Optional<ApiToken> used(String token) {
        Optional<ApiToken> found =
                jdbc
                        .query("select * from api_token where digest = ?", ApiTokens::read, new Secret(token).digest())
                        .stream()
                        .findFirst();
        found.filter(known -> known.lastUsed() == null
                        || known.lastUsed().plus(NOTED_AGAIN_AFTER).isBefore(clock.instant()))
                .ifPresent(known -> jdbc.update("update api_token set last_used = ? where id = ?", now(), known.id()));
        return found;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static ApiToken read(ResultSet row, int n) throws SQLException {
        OffsetDateTime used = row.getObject("last_used", OffsetDateTime.class);
        return new ApiToken(
                row.getString("id"),
                row.getString("name"),
                Role.of(row.getString("role")).orElse(Role.VIEWER),
                row.getString("last4"),
                row.getString("created_by"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                used == null ? null : used.toInstant());
    }
}
