package io.silkroute.mapping;

import io.silkroute.catalogue.Item;
import io.silkroute.mapping.value.Expression;
import io.silkroute.mapping.value.Subject;
import io.silkroute.mapping.value.Texts;
import io.silkroute.omission.Omission;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Pictures by their address: the product's own, then those of its variants, of which each shows its first. Only absolute
 * http(s) addresses can be fetched by Shopify; others are noted, and so are those of variants above Shopify's limit.
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

    /** Sets the product's {@code files} and the {@code file} that each variant shows, all by their address. */
    void render(Subject subject, List<Item> variants, List<String> variantIds, ObjectNode input) {
        Pictures pictures = new Pictures(subject, alt == null ? null : texts.of(alt.of(subject)));
        pictures.add(from.of(subject));
        int own = pictures.byAddress.size();
        Map<String, Item> byId = new HashMap<>();
        variants.forEach(variant -> byId.put(variant.id(), variant));
        for (int i = 0; i < variantIds.size(); i++) {
            Item variant = byId.get(variantIds.get(i));
            String shown = ofVariants == null || variant == null
                    ? null
                    : pictures.add(ofVariants.of(subject.variant(variant.image())));
            if (input.path("variants").path(i) instanceof ObjectNode rendered) {
                pictures.show(rendered, shown, variantIds.get(i));
            }
        }
        if (own > MOST) {
            subject.problem("It has %d pictures; Shopify takes at most %d.".formatted(own, MOST));
            return;
        }
        input.set("files", pictures.files(own));
    }

    private record Shown(ObjectNode variant, String address) {}

    private static final class Pictures {

        private final Subject subject;
        private final @Nullable String alt;
        private final Map<String, ObjectNode> byAddress = new LinkedHashMap<>();
        private final List<Shown> shown = new ArrayList<>();

        Pictures(Subject subject, @Nullable String alt) {
            this.subject = subject;
            this.alt = alt == null ? null : Texts.cut(alt, LONGEST_ALT);
        }

        /** The address of the first of them; null if there is none that Shopify can fetch. */
        @Nullable
        String add(JsonNode images) {
            String first = null;
            for (JsonNode image : images.isArray() ? images : List.of(images)) {
                String address = Expression.there(image) ? addOne(image) : null;
                first = first == null ? address : first;
            }
            return first;
        }

        private @Nullable String addOne(JsonNode image) {
            String address = encoded(image.asString("").strip());
            if (byAddress.containsKey(address)) {
                return address; // a hundred variants may show the same picture
            }
            String why = unfit(address);
            if (why != null) {
                subject.leftOut(Omission.PICTURE, "Picture %s was left out: %s.".formatted(Subject.quote(image), why));
                return null;
            }
            ObjectNode file = JsonNodeFactory.instance.objectNode();
            file.put("originalSource", address).put("contentType", "IMAGE");
            if (alt != null) {
                file.put("alt", alt);
            }
            byAddress.put(address, file);
            return address;
        }

        /** A field of the mapping that names the variant's file comes before its first picture. */
        void show(ObjectNode variant, @Nullable String first, String id) {
            String address = first;
            if (variant.remove("file") instanceof ObjectNode mapped) {
                JsonNode source = mapped.path("originalSource");
                if (!Expression.there(source)) {
                    subject.leftOut(
                            Omission.PICTURE,
                            "Picture of the variant %s was left out: its file has no originalSource.".formatted(id));
                    return;
                }
                address = addOne(source);
                if (address != null) {
                    mapped.remove("originalSource");
                    byAddress.computeIfPresent(address, (key, file) -> file.setAll(mapped));
                }
            }
            if (address != null) {
                variant.putObject("file").put("originalSource", address);
                shown.add(new Shown(variant, address));
            }
        }

        /** All of them, or as many as Shopify takes: the product's own first, then those that variants show. */
        ArrayNode files(int own) {
            ArrayNode files = JsonNodeFactory.instance.arrayNode();
            if (byAddress.size() <= MOST) {
                return files.addAll(byAddress.values());
            }
            List<String> all = List.copyOf(byAddress.keySet());
            Set<String> first = new LinkedHashSet<>(all.subList(0, own));
            shown.forEach(one -> first.add(one.address()));
            first.addAll(all);
            Set<String> kept = first.stream().limit(MOST).collect(Collectors.toSet());
            subject.leftOut(
                    Omission.PICTURE,
                    "Pictures were left out: it has %d, and Shopify takes at most %d of a product."
                            .formatted(all.size(), MOST));
            byAddress.forEach((address, file) -> {
                if (kept.contains(address)) {
                    files.add(file);
                }
            });
            for (Shown one : shown) {
                if (!kept.contains(one.address())) {
                    one.variant().remove("file");
                }
            }
            return files;
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
            return String.format(Locale.ROOT, "its address has more than %,d characters", LONGEST_ADDRESS);
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
