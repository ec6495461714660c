package io.silkroute.connector;

import io.silkroute.activity.Retention;
import org.springframework.stereotype.Component;

/** The activity log knows nothing of connectors, so that they see to its part themselves. */
@Component
class LoggedActivity implements ConnectorData {

    private final Retention retention;

    LoggedActivity(Retention retention) {
        this.retention = retention;
    }

    @Override
    public void sweep(String connector) {
        retention.forget(connector);
    }

    @Override
    public void purge(String connector) {
        retention.forget(connector);
    }
}
