package io.silkroute.activity;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** How long the activity log is kept, and what goes earlier: all that tells of a connector that goes. */
@Component("retention")
@EnableConfigurationProperties(ActivitySettings.class)
public class Retention {

    private static final int SLICE = 2_000;

    private static final String DELETE_OF_CONNECTOR =
            "delete from activity where id in (select id from activity where connector = ? order by connector, id fetch first "
                    + SLICE
                    + " rows only)";

    private final JdbcTemplate jdbc;
    private final ActivitySettings settings;
    private final Clock clock;

    Retention(JdbcTemplate jdbc, ActivitySettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /** The time from which on entries are kept; the route deletes what is older. */
    public OffsetDateTime oldest() {
        return OffsetDateTime.ofInstant(clock.instant().minus(settings.keep()), ZoneOffset.UTC);
    }

    /** What of the log names somebody; as {@link ErasedTexts} counts and erases it. */
    public List<ErasedTexts> texts() {
        return List.of(ErasedTexts.of(jdbc, "activity", List.of("id"), "sentence", "detail"));
    }

    /** Forgets all that is told of a connector; within the caller's transaction, if there is one. */
    public void forget(String connector) {
        int slice;
        do {
            slice = jdbc.update(DELETE_OF_CONNECTOR, connector);
        } while (slice == SLICE);
    }
}
