package io.silkroute.webhook;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.connector.Connector;
import io.silkroute.connector.lifecycle.ConnectorSetup;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The app was uninstalled in the shop: its tokens open nothing any more, so the connector is deactivated, which is told once.
 */
@Component
class Uninstalled implements ShopTask {

    private final ConnectorSetup setup;
    private final ShopNotices notices;
    private final ActivityLog activity;
    private final TransactionTemplate transaction;

    Uninstalled(ConnectorSetup setup, ShopNotices notices, ActivityLog activity, TransactionTemplate transaction) {
        this.setup = setup;
        this.notices = notices;
        this.activity = activity;
        this.transaction = transaction;
    }

    @Override
    public Set<Topic> topics() {
        return Set.of(Topic.APP_UNINSTALLED);
    }

    /** A connector that is inactive already was told of before, or is nobody's business. */
    @Override
    public void perform(Connector connector, WaitingObject asked) {
        if (!connector.active()) {
            return;
        }
        String sentence = "The app was uninstalled in the shop "
                + connector.config().shop().domain()
                + ". The connector was deactivated. Install the app again, give the connector its new access, and activate it.";
        transaction.executeWithoutResult(status -> {
            notices.note(connector.name(), "app-uninstalled", sentence);
            activity.append(Entry.ofOperator(connector.name().text(), "Shopify", sentence));
        });
        setup.deactivate(connector.name().text(), "Shopify");
    }
}
