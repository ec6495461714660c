package io.silkroute.delivery;

import io.silkroute.connector.config.ConnectorConfig.Notifications.Format;

/** An address as lists show it. Who has one of Slack's can write to its channel, and a query may hold a password. */
final class ShownAddress {

    private ShownAddress() {}

    static String of(String url, Format format) {
        int query = url.indexOf('?');
        String plain = query < 0 ? url : url.substring(0, query) + "?…";
        int path = url.indexOf('/', url.indexOf("//") + 2);
        return format == Format.SLACK && path > 0 ? url.substring(0, path) + "/…" : plain;
    }
}
