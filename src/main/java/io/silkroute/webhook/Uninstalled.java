package io.silkroute.webhook;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.connector.Connector;
import io.silkroute.connector.config.ToldEvents;
import io.silkroute.connector.lifecycle.ConnectorSetup;
import io.silkroute.outbox.Outbox;
import io.silkroute.outbox.OutboxEvent;
import java.time.Clock;
import java.util.Map;
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
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Uninstalled(
            ConnectorSetup setup,
            ShopNotices notices,
            ActivityLog activity,
            Outbox outbox,
            TransactionTemplate transaction,
            Clock clock) {
        this.setup = setup;
        this.notices = notices;
        this.activity = activity;
        this.outbox = outbox;
        this.transaction = transaction;
        this.clock = clock;
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
            notices.note(connector.name(), ToldEvents.APP_UNINSTALLED, sentence);
            activity.append(Entry.ofOperator(connector.name().text(), "Shopify", sentence));
            outbox.put(new OutboxEvent(
                    ToldEvents.APP_UNINSTALLED,
                    connector.name(),
                    "app",
                    clock.instant(),
                    sentence,
                    "/connectors/" + connector.name(),
                    Map.of("shop", String.valueOf(connector.config().shop().domain()))));
        });
        setup.deactivate(connector.name().text(), "Shopify");
    }
}
