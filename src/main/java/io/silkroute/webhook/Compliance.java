package io.silkroute.webhook;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.PersonalData;
import io.silkroute.connector.ShopCustomer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * What the law lets a customer of a shop ask for. What is held is counted and told to a person; what is to be erased is
 * erased wherever it is kept, figures stay. Neither the log nor the notice says whose data it was, but by Shopify's number.
 */
@Component
class Compliance implements ShopTask {

    private final List<PersonalData> keepers;
    private final ShopNotices notices;
    private final ActivityLog activity;

    Compliance(List<PersonalData> keepers, ShopNotices notices, ActivityLog activity) {
        this.keepers = keepers;
        this.notices = notices;
        this.activity = activity;
    }

    @Override
    public Set<Topic> topics() {
        return Set.of(Topic.CUSTOMERS_DATA_REQUEST, Topic.CUSTOMERS_REDACT, Topic.SHOP_REDACT);
    }

    private interface Count {
        long of(PersonalData keeper);
    }

    @Override
    public void perform(Connector connector, WaitingObject asked) {
        ConnectorName name = connector.name();
        ShopCustomer customer = (asked.customer() == null ? new ShopCustomer(null, null) : asked.customer())
                .withGid(asked.id().gid());
        String who = "the customer " + asked.id().gid().replaceAll(".*/", "");
        Topic topic = asked.task();
        if (topic == Topic.SHOP_REDACT) {
            String erased = told(keeper -> keeper.eraseOfShop(name));
            tell(
                    name,
                    "shop-redacted",
                    "Shopify asks to erase what is held of the shop's customers. Erased: " + erased
                            + ". Delete the connector, if nothing of it is needed any more.");
        } else if (topic == Topic.CUSTOMERS_REDACT) {
            tell(
                    name,
                    "customer-redacted",
                    "The data of " + who + " was erased, as Shopify asks: "
                            + told(keeper -> keeper.erase(name, customer)) + ". Figures stay.");
        } else {
            tell(
                    name,
                    "data-request",
                    "Shopify asks what is held of " + who + ": " + told(keeper -> keeper.held(name, customer))
                            + ". Answer the shop's owner within 30 days.");
        }
    }

    private String told(Count count) {
        List<String> told = new ArrayList<>();
        RuntimeException failed = null;
        for (PersonalData keeper : keepers) {
            try {
                long entries = count.of(keeper);
                if (entries > 0) {
                    told.add(keeper.what() + " (" + entries + ")");
                }
            } catch (RuntimeException failure) {
                // The others are asked nevertheless; all of them are asked again.
                if (failed == null) {
                    failed = failure;
                } else {
                    failed.addSuppressed(failure);
                }
            }
        }
        if (failed != null) {
            throw failed;
        }
        return told.isEmpty() ? "nothing" : String.join(", ", told);
    }

    private void tell(ConnectorName connector, String event, String sentence) {
        notices.note(connector, event, sentence);
        activity.append(Entry.ofOperator(connector.text(), "Shopify", sentence));
    }
}
