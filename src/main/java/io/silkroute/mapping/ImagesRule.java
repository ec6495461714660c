package io.silkroute.mapping;

import io.silkroute.catalogue.Item;
import io.silkroute.catalogue.Omission;
import io.silkroute.mapping.value.Expression;
import io.silkroute.mapping.value.Subject;
import io.silkroute.mapping.value.Texts;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Pictures by their address: the product's own, then those of its variants. Only absolute http(s) addresses can be
 * fetched by Shopify; others are noted.
 */
record ImagesRule(
        Expression from,
        @Nullable Expression ofVariants,
        @Nullable Expression alt,
        Texts texts) {

    private static final int MOST = 250;
    private static final int LONGEST_ADDRESS = 2048;
    private static final int LONGEST_ALT = 512;
    private static final String TO_BE_ENCODED = " |[]{}^`\"<>\\";
    private static final Pattern ESCAPE = Pattern.compile("%[0-9a-fA-F]{2}");

    ArrayNode render(Subject subject, List<Item> variants) {
        Pictures pictures = new Pictures(subject, alt == null ? null : texts.of(alt.of(subject)));
        pictures.add(from.of(subject));
        if (ofVariants != null) {
            variants.forEach(variant -> pictures.add(ofVariants.of(subject.variant(variant.image()))));
        }
        if (pictures.files.size() > MOST) {
            subject.problem("It has %d pictures; Shopify takes at most %d.".formatted(pictures.files.size(), MOST));
        }
        return pictures.files;
    }

    private static final class Pictures {

        private final Subject subject;
        private final @Nullable String alt;
        private final Set<String> seen = new HashSet<>();
        private final ArrayNode files = JsonNodeFactory.instance.arrayNode();

        Pictures(Subject subject, @Nullable String alt) {
            this.subject = subject;
            this.alt = alt == null ? null : Texts.cut(alt, LONGEST_ALT);
        }

        void add(JsonNode images) {
            for (JsonNode image : images.isArray() ? images : List.of(images)) {
                if (Expression.there(image)) {
                    add(image, encoded(image.asString("").strip()));
                }
            }
        }

        private void add(JsonNode image, String address) {
            if (seen.contains(address)) {
                return; // a hundred variants may show the same picture
            }
            String why = unfit(address);
            if (why != null) {
                subject.leftOut(Omission.PICTURE, "Picture %s was left out: %s.".formatted(Subject.quote(image), why));
                return;
            }
            seen.add(address);
            ObjectNode file = files.addObject().put("originalSource", address).put("contentType", "IMAGE");
            if (alt != null) {
                file.put("alt", alt);
            }
        }
    }

    // What people write into an address as it is, and browsers encode; brackets around a server's number are its own.
    private static String encoded(String address) {
        int path = Math.max(address.indexOf('/', address.indexOf("://") + 3), 0);
        StringBuilder encoded = new StringBuilder(address.length() + 16).append(address, 0, path);
        for (int i = path; i < address.length(); i++) {
            char c = address.charAt(i);
            boolean loosePercent = c == '%'
                    && !ESCAPE.matcher(address).region(i, address.length()).lookingAt();
            if (loosePercent || TO_BE_ENCODED.indexOf(c) >= 0) {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) c));
            } else {
                encoded.append(c);
            }
        }
        return encoded.toString();
    }

    /** Why Shopify cannot fetch it, as a clause; null if it can. */
    private static @Nullable String unfit(String address) {
        if (address.length() > LONGEST_ADDRESS) {
            return "its address has more than %,d characters".formatted(LONGEST_ADDRESS);
        }
        try {
            URI uri = new URI(address);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            // Not getHost(): buckets with an underscore in their name have none, but do answer.
            return (scheme.equals("http") || scheme.equals("https")) && uri.getRawAuthority() != null
                    ? null
                    : "only absolute http(s) addresses can be fetched";
        } catch (URISyntaxException e) {
            return "its address cannot be read (%s at character %d)".formatted(e.getReason(), e.getIndex() + 1);
        }
    }
}
