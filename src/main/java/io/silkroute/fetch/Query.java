package io.silkroute.fetch;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** An address whose parameters are set. */
public final class Query {

    private final String base;
    private final List<String> pairs = new ArrayList<>();

    public Query(URI address) {
        String text = address.toString();
        int at = text.indexOf('?');
        this.base = at < 0 ? text : text.substring(0, at);
        String query = address.getRawQuery();
        if (query != null && !query.isEmpty()) {
            pairs.addAll(List.of(query.split("&", -1)));
        }
    }

    /** In the place of one of that name. */
    public Query set(String name, String value) {
        pairs.removeIf(pair ->
                URLDecoder.decode(pair.split("=", 2)[0], StandardCharsets.UTF_8).equals(name));
        pairs.add(encoded(name) + "=" + encoded(value));
        return this;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    public URI address() {
        return URI.create(pairs.isEmpty() ? base : base + "?" + String.join("&", pairs));
    }
}
