package io.silkroute.connector.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.connector.ConnectorName;
import io.silkroute.platform.SettableClock;
import io.silkroute.platform.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

class ConfigChangesTest {

    private static final ConnectorName C = new ConnectorName("c");

    private final ConfigChanges changes = new ConfigChanges(
            new JdbcTemplate(TestDatabase.hsqldb()), JsonMapper.shared(), SettableClock.at("2026-11-20T10:00:00Z"));

    @Test
    void the_very_first_change_is_behind_a_page_that_has_seen_none() {
        long seen = changes.latest(C);
        changes.add(C, "ola", List.of(), List.of("pimToken"), null);
        assertThat(changes.after(C, seen)).hasSize(1);
        assertThat(changes.after(C, changes.latest(C))).isEmpty();
    }

    @Test
    void so_many_are_kept() {
        for (int i = 0; i < ConfigChanges.KEPT + 3; i++) {
            changes.add(C, "ola", List.of(), List.of("pimToken"), null);
        }
        assertThat(changes.of(C, null, 1_000)).hasSize(ConfigChanges.KEPT);
    }
}
