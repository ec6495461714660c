package io.silkroute.delivery;

import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Sha256;

/** Ids that follow from what they are of, so that an event that is told again is no second delivery. */
final class DeliveryIds {

    private static final int LENGTH = 32;

    private DeliveryIds() {}

    /** The webhook-id of an event for an address. */
    static String webhook(String event, ConnectorName connector, String url) {
        return "msg_" + Sha256.hex(event + "\n" + connector + "\n" + url).substring(0, LENGTH);
    }

    static String receiver(ConnectorName connector, String url) {
        return Sha256.hex(connector + "\n" + url);
    }
}
