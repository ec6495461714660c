package io.silkroute.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.List;
import org.apache.camel.component.sql.SqlComponent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;

class OldReceiptsAreDeletedTest extends RouteTest {

    private static final OffsetDateTime OLDEST = OffsetDateTime.parse("2026-11-01T00:00:00Z");

    private final DelegatingDataSource database = new DelegatingDataSource();

    OldReceiptsAreDeletedTest() {
        super("pim-receipts");
    }

    public static class Retention {
        public OffsetDateTime oldest() {
            return OLDEST;
        }
    }

    @Override
    void arrange() {
        property("silkroute.activity.retention-slice", "2");
        database.setTargetDataSource(Database.HSQLDB.empty());
        bind("retention", new Retention());
        camel.getComponent("sql", SqlComponent.class).setDataSource(database);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void what_is_older_goes_slice_by_slice_with_its_lines(Database kind) {
        database.setTargetDataSource(kind.empty());
        JdbcTemplate jdbc = new JdbcTemplate(database);
        for (int minutes : new int[] {-3, -2, -1, 0, 1}) {
            jdbc.update(
                    "insert into receipt (id, connector, noted_at, origin, accepted, rejected, warned)"
                            + " values (?, 'demo', ?, 'push', 1, 1, 0)",
                    "R" + minutes,
                    OLDEST.plusMinutes(minutes));
            jdbc.update(
                    "insert into receipt_line (receipt, connector, noted_at, kind, standing, place, line, arrival, reason)"
                            + " values (?, 'demo', ?, 'refused', 'open', 1, 1, 1, 'why')",
                    "R" + minutes,
                    OLDEST.plusMinutes(minutes));
        }

        assertThat(send("receipt-retention", null).getException()).isNull();

        assertThat(jdbc.queryForList("select id from receipt order by ordinal", String.class))
                .isEqualTo(List.of("R0", "R1"));
        assertThat(jdbc.queryForList("select receipt from receipt_line order by id", String.class))
                .isEqualTo(List.of("R0", "R1"));
    }
}
