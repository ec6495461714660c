package io.silkroute.tracing;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param address of a collector that takes OTLP over HTTP; blank: nothing is traced
 * @param headers sent along, as {@code name=value,name=value} with the values percent-encoded
 * @param service the name under which the collector shows this
 * @param share of the traces that begin here, 0 to 1
 */
@ConfigurationProperties("silkroute.tracing")
record TracingSettings(
        @DefaultValue("") String address,
        @DefaultValue("") String headers,
        @DefaultValue("silkroute") String service,
        @DefaultValue("1") double share) {

    private static final String PATH = "/v1/traces";
    private static final String NAME = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

    TracingSettings {
        if (!address.isBlank()) {
            endpoint(address);
        }
        headers(headers);
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("silkroute.tracing.share: between 0 and 1");
        }
    }

    /** Null: nothing is traced. */
    @Nullable
    URI endpoint() {
        return address.isBlank() ? null : endpoint(address);
    }

    Map<String, String> sentAlong() {
        return headers(headers);
    }

    // As of OTEL_EXPORTER_OTLP_ENDPOINT the path is added; an address that has it already is one for traces alone.
    private static URI endpoint(String address) {
        try {
            String base = address.strip().replaceAll("/+$", "");
            URI uri = new URI(base.endsWith(PATH) ? base : base + PATH);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (http
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException none) {
            // said below
        }
        throw new IllegalArgumentException(
                "silkroute.tracing.address: the collector's address for OTLP over HTTP, such as http://localhost:4318");
    }

    private static Map<String, String> headers(String text) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String pair : text.split(",")) {
            if (!pair.isBlank()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? "" : pair.substring(0, equals).strip();
                headers.put(name, value(name, pair.substring(equals + 1).strip()));
            }
        }
        return headers;
    }

    private static String value(String name, String encoded) {
        String value;
        try {
            value = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            value = "\n";
        }
        if (!name.matches(NAME) || !value.matches("[\\x20-\\x7e]*")) {
            throw new IllegalArgumentException(
                    "silkroute.tracing.headers: name=value, several with commas between, values percent-encoded");
        }
        return value;
    }

    @Override
    public String toString() {
        return "TracingSettings[" + address + "]"; // no secret of a header in a log
    }
}
