package io.silkroute.connector.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a program is called that wants to be told. What can be seen of an address without asking for its name is checked
 * here; what its name stands for is checked whenever it is called.
 */
final class ReceiverAddress {

    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|\\[.*]");
    private static final Set<String> INSIDE =
            Set.of("localhost", "local", "internal", "lan", "home", "corp", "intranet");

    private ReceiverAddress() {}

    /** @param inside addresses within the own network are allowed, and calls without https */
    static @Nullable URI read(Fields fields, String text, boolean inside) {
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (uri.getHost() == null
                    || uri.getRawUserInfo() != null
                    || uri.getRawFragment() != null
                    || !(scheme.equals("https") || inside && scheme.equals("http"))) {
                fields.wrong(
                        "url",
                        "must be https:// and an address without user and fragment; http:// needs allowPrivateAddresses.");
                return null;
            }
            if (!inside && withinTheNetwork(uri.getHost())) {
                fields.wrong("url", "is an address within the own network, which needs allowPrivateAddresses: true.");
                return null;
            }
            return uri;
        } catch (URISyntaxException notAnAddress) {
            fields.wrong("url", "must be an address such as https://hooks.example.com/silkroute.");
            return null;
        }
    }

    private static boolean withinTheNetwork(String host) {
        String name = host.toLowerCase(Locale.ROOT).replaceAll("\\.$", "");
        if (LITERAL.matcher(name).matches()) {
            try {
                return !PublicAddress.is(InetAddress.getByName(name)); // asks nobody for the name of a number
            } catch (UnknownHostException noNumber) {
                return true;
            }
        }
        return INSIDE.contains(name.substring(name.lastIndexOf('.') + 1));
    }
}
