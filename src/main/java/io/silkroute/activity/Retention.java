package io.silkroute.activity;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Forgets what is older than the settings say, or tells of a connector that goes, in slices that hold no lock for long. */
@Component("retention")
@EnableConfigurationProperties(ActivitySettings.class)
public class Retention {

    private static final int SLICE = 2_000;

    private static final String DELETE =
            "delete from activity where id in (select id from activity where noted_at < ? order by noted_at fetch first "
                    + SLICE
                    + " rows only)";

    private static final String DELETE_OF_CONNECTOR =
            "delete from activity where id in (select id from activity where connector = ? order by id fetch first "
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

    /** @return how many rows went */
    public long deleteOld() {
        OffsetDateTime oldest = OffsetDateTime.ofInstant(clock.instant().minus(settings.keep()), ZoneOffset.UTC);
        long deleted = 0;
        int slice;
        do {
            slice = jdbc.update(DELETE, oldest);
            deleted += slice;
        } while (slice == SLICE);
        return deleted;
    }

    /** Forgets all that is told of a connector; within the caller's transaction, if there is one. */
    public void forget(String connector) {
        int slice;
        do {
            slice = jdbc.update(DELETE_OF_CONNECTOR, connector);
        } while (slice == SLICE);
    }
}
