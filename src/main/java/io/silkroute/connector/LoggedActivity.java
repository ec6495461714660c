package io.silkroute.connector;

import io.silkroute.activity.ErasedTexts;
import io.silkroute.activity.Retention;
import java.util.List;
import org.springframework.stereotype.Component;

/** The activity log knows nothing of connectors, so that they see to its part themselves. */
@Component
class LoggedActivity implements ConnectorData, PersonalData {

    private final Retention retention;
    private final List<ErasedTexts> texts;

    LoggedActivity(Retention retention) {
        this.retention = retention;
        this.texts = retention.texts();
    }

    @Override
    public void sweep(ConnectorName connector) {
        retention.forget(connector.text());
    }

    @Override
    public void purge(ConnectorName connector) {
        retention.forget(connector.text());
    }

    @Override
    public String what() {
        return "the activity log";
    }

    @Override
    public long held(ConnectorName connector, ShopCustomer customer) {
        return texts.stream()
                .mapToLong(one -> one.count(connector.text(), customer.traces()))
                .sum();
    }

    @Override
    public long erase(ConnectorName connector, ShopCustomer customer) {
        return texts.stream()
                .mapToLong(one -> one.erase(connector.text(), customer.traces()))
                .sum();
    }
}
