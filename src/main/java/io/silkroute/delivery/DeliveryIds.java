package io.silkroute.delivery;

import io.silkroute.connector.ConnectorName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids that follow from what they are of, so that an event that is told again is no second delivery. */
final class DeliveryIds {

    private static final int LENGTH = 32;

    private DeliveryIds() {}

    /** The webhook-id of an event for an address. */
    static String webhook(String event, ConnectorName connector, String url) {
        return "msg_" + digest(event + "\n" + connector + "\n" + url).substring(0, LENGTH);
    }

    static String receiver(ConnectorName connector, String url) {
        return digest(connector + "\n" + url);
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
