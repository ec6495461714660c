package io.silkroute.loyalty.ledger;

import io.silkroute.connector.ConnectorName;
import io.silkroute.shopify.BoundedText;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The store of customers' moves from tier to tier, and why. */
@Repository
public class TierMoves {

    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_ACTOR = 100;

    private final JdbcTemplate jdbc;

    TierMoves(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @param from null: had none @param to null: has none @param actor null: nobody's decision */
    public record Move(
            String customer,
            @Nullable String from,
            @Nullable String to,
            Instant at,
            String reason,
            @Nullable String actor) {}

    void add(ConnectorName connector, Collection<Move> moves) {
        jdbc.batchUpdate(
                "insert into loyalty_move (connector, customer, from_tier, to_tier, moved_at, reason, actor)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                moves.stream()
                        .map(move -> new Object[] {
                            connector.text(),
                            move.customer(),
                            move.from(),
                            move.to(),
                            move.at().atOffset(ZoneOffset.UTC),
                            BoundedText.bounded(move.reason(), LONGEST_REASON),
                            move.actor() == null ? null : BoundedText.bounded(move.actor(), LONGEST_ACTOR)
                        })
                        .toList());
    }

    /** Latest first. */
    public List<Move> of(ConnectorName connector, String customer, int limit) {
        return jdbc.query(
                "select * from loyalty_move where customer = ? and connector = ? order by id desc fetch first " + limit
                        + " rows only",
                (row, n) -> new Move(
                        row.getString("customer"),
                        row.getString("from_tier"),
                        row.getString("to_tier"),
                        row.getObject("moved_at", OffsetDateTime.class).toInstant(),
                        row.getString("reason"),
                        row.getString("actor")),
                customer,
                connector.text());
    }
}
