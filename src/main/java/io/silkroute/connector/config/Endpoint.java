package io.silkroute.connector.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the Admin API is called. Secrets go there, so it is the shop's own address over https; only a loopback
 * host (the sandbox, tests) may be anything else.
 */
final class Endpoint {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private Endpoint() {}

    /** The endpoint of the shop's fields; null if it is the domain's own. */
    static @Nullable URI read(Fields shop, @Nullable String domain) {
        String text = shop.text("endpoint", 255);
        if (text == null) {
            return null;
        }
        try {
            URI uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            if (plain(uri) && (loopback(uri) || ownAddress(uri, domain))) {
                return ownAddress(uri, domain) ? null : uri;
            }
        } catch (URISyntaxException notAnAddress) {
            // told below
        }
        shop.wrong("endpoint", "must be https:// and the domain; only a loopback host may be anything else.");
        return null;
    }

    /**
     * The address of this machine as the shop reaches it, without a slash at its end; null if there is none.
     *
     * @param besideUs the shop is one on this machine, a sandbox, and may deliver to it without https
     */
    static @Nullable URI ofWebhooks(Fields webhooks, boolean besideUs) {
        String text = webhooks.text("address", 255);
        if (text == null) {
            return null;
        }
        try {
            URI uri = new URI(text.replaceAll("/+$", ""));
            if (plain(uri) && ("https".equals(uri.getScheme()) || besideUs && loopback(uri))) {
                return uri;
            }
        } catch (URISyntaxException notAnAddress) {
            // told below
        }
        webhooks.wrong(
                "address",
                "must be https:// and the name by which the shop reaches this machine, such as"
                        + " https://silkroute.example.com; http:// is for a sandbox on this machine.");
        return null;
    }

    private static boolean plain(URI uri) {
        return uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null;
    }

    static boolean loopback(URI uri) {
        return LOOPBACK.contains(uri.getHost()) && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
    }

    private static boolean ownAddress(URI uri, @Nullable String domain) {
        return domain != null && uri.toString().equals("https://" + domain);
    }
}
