package io.silkroute.export.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * That a person lets something be as it is. It holds until the item changes in the PIM, or the cause becomes another one.
 *
 * @param note why; null if none was given
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Acceptance(String by, Instant at, @Nullable String note) {

    /** What is open, and what a person has accepted. */
    static final String OPEN = "open";

    static final String ACCEPTED = "accepted";

    private static final int ACTOR = 100;
    private static final int NOTE = 1000;

    public Acceptance {
        by = by.length() <= ACTOR ? by : by.substring(0, ACTOR);
        note = note == null || note.isBlank() ? null : note.length() <= NOTE ? note : note.substring(0, NOTE - 1) + "…";
    }

    static @Nullable Acceptance of(ResultSet row) throws SQLException {
        return row.getString("standing").equals(ACCEPTED)
                ? new Acceptance(
                        row.getString("accepted_by"),
                        row.getObject("accepted_at", OffsetDateTime.class).toInstant(),
                        row.getString("note"))
                : null;
    }
}
