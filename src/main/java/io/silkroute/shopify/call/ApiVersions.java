package io.silkroute.shopify.call;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.shopify.BoundedText;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/**
 * Notices that another version of the API answered than the one asked: Shopify falls forward to the oldest one it
 * still serves. Said once per connector and version in the activity log, counted always.
 */
@Component("shopVersions")
class ApiVersions {

    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final ActivityLog activity;
    private final ShopMeters meters;

    ApiVersions(ActivityLog activity, ShopMeters meters) {
        this.activity = activity;
        this.meters = meters;
    }

    void compare(@ExchangeProperty("call") Call call) {
        Reply reply = call.reply();
        String answered = reply == null ? null : reply.version();
        String asked = call.shop.config.apiVersion();
        if (answered == null || answered.equals(asked) || call.shop.tried != null) {
            return;
        }
        meters.fellForward(call.shop);
        String version = BoundedText.bounded(answered, 20);
        if (told.size() < 1_000 && told.add(call.shop.connector + " " + version)) {
            String sentence = "Shopify answered with API version " + version + " instead of " + asked
                    + ", which it no longer serves. Update Silkroute.";
            activity.append(Entry.note(call.shop.connector.text(), sentence));
        }
    }
}
