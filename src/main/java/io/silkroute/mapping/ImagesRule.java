package io.silkroute.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Pictures by their address. Only absolute http(s) addresses can be fetched by Shopify; others are noted. */
record ImagesRule(Expression from, @Nullable Expression alt, Texts texts) {

    private static final int MOST = 250;
    private static final int LONGEST_ADDRESS = 2048;
    private static final int LONGEST_ALT = 512;

    ArrayNode render(Subject subject) {
        ArrayNode files = JsonNodeFactory.instance.arrayNode();
        Set<String> seen = new HashSet<>();
        String description = alt == null ? null : texts.of(alt.of(subject));
        for (JsonNode image : from.of(subject)) {
            String address = image.asText().strip();
            if (!absolute(address)) {
                subject.note("Picture %s was left out: only absolute http(s) addresses can be fetched."
                        .formatted(Subject.quote(image)));
            } else if (seen.add(address)) {
                var file = files.addObject().put("originalSource", address).put("contentType", "IMAGE");
                if (description != null) {
                    file.put(
                            "alt",
                            description.length() <= LONGEST_ALT ? description : description.substring(0, LONGEST_ALT));
                }
            }
        }
        if (files.size() > MOST) {
            subject.problem("It has %d pictures; Shopify takes at most %d.".formatted(files.size(), MOST));
        }
        return files;
    }

    private static boolean absolute(String address) {
        if (address.length() > LONGEST_ADDRESS) {
            return false;
        }
        try {
            URI uri = new URI(address);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            return (scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
