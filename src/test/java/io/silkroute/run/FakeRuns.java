package io.silkroute.run;

import io.silkroute.connector.ConnectorName;
import java.time.Clock;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.ObjectMapper;

/** Runs that stand still. */
public final class FakeRuns extends Runs {

    public FakeRuns() {
        super(new JdbcTemplate(), new ObjectMapper(), Clock.systemUTC());
    }

    @Override
    public String stand(ConnectorName connector) {
        return "";
    }
}
