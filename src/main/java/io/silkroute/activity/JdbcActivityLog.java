package io.silkroute.activity;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

@Component
class JdbcActivityLog implements ActivityLog {

    private static final String INSERT = """
            insert into activity (noted_at, connector, run, kind, outcome, type, item, items, n, actor, sentence, detail,
                incomplete)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final JdbcTemplate jdbc;
    private final Clock clock;

    JdbcActivityLog(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void append(List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        OffsetDateTime at = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        List<@Nullable Object[]> rows =
                entries.stream().map(entry -> row(at, entry)).toList();
        jdbc.batchUpdate(INSERT, rows);
    }

    private static @Nullable Object[] row(OffsetDateTime at, Entry entry) {
        return new @Nullable Object[] {
            at,
            cut(entry.connector(), 64),
            cut(entry.run(), 26),
            entry.kind().name().toLowerCase(java.util.Locale.ROOT),
            entry.outcome(),
            entry.type(),
            cut(entry.item(), 255),
            entry.items(),
            entry.n(),
            cut(entry.actor(), 100),
            cut(entry.sentence(), 2000),
            entry.detail(),
            cut(entry.incomplete(), 200)
        };
    }

    private static @Nullable String cut(@Nullable String text, int longest) {
        return text == null || text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}
