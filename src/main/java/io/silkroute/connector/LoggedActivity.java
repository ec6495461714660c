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
    public void sweep(ConnectorName connector) {
        retention.forget(connector.text());
    }

    @Override
    public void purge(ConnectorName connector) {
        retention.forget(connector.text());
    }
}
