package io.silkroute.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.platform.TestDatabase;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class HsqldbDeliveriesTest extends DeliveriesContract {

    @Override
    DataSource database() {
        return TestDatabase.hsqldb();
    }

    @Test
    void ten_thousand_events_reach_one_that_fails_half_of_the_time() throws Exception {
        Map<String, Integer> heard = load(10_000, 200);
        assertThat(delivered()).isEqualTo(10_000);
        assertThat(heard.keySet()).isEqualTo(ids()).hasSize(10_000);
        assertThat(heard.values().stream().mapToInt(Integer::intValue).sum()).isGreaterThan(15_000);
    }
}
