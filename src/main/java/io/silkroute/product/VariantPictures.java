package io.silkroute.product;

import io.silkroute.export.Stage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which variant shows which of its product's pictures. An address makes a new file each time that it is given, also
 * beside the same address in the product's list, so that a variant names its picture by id alone: those that the shop
 * has go with the write of the product, those that this write uploads with a second one.
 *
 * <p>Source: {@code ProductVariantSetInput.file} in the Admin API's schema: what is named there must also be named in
 * the product's files.
 */
final class VariantPictures {

    private static final String FILE = "file";
    private static final String ADDRESS = "originalSource";

    private VariantPictures() {}

    /** Is any variant of a payload to show one? */
    static boolean any(ObjectNode payload) {
        for (JsonNode variant : payload.path("variants")) {
            if (!address(variant).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Names the pictures of the variants that are sent by their ids; one that has none yet is left for later.
     *
     * @param files the payload's, which stand first and in the same order in those that are sent
     */
    static void nameById(JsonNode files, ObjectNode sent) {
        Map<String, String> ids = new HashMap<>();
        for (int i = 0; i < files.size(); i++) {
            String id = sent.path("files").path(i).path("id").asString("");
            if (!id.isEmpty()) {
                ids.put(files.path(i).path(ADDRESS).asString(""), id);
            }
        }
        for (JsonNode variant : sent.path("variants")) {
            String address = address(variant);
            if (!address.isEmpty()) {
                show((ObjectNode) variant, ids.get(address));
            }
        }
    }

    private static void show(ObjectNode variant, @Nullable String id) {
        if (id == null) {
            variant.remove(FILE);
        } else {
            variant.putObject(FILE).put("id", id);
        }
    }

    /** Has a write uploaded pictures that variants are to show? */
    static boolean toCome(ObjectNode payload, JsonNode sent) {
        Set<String> uploaded = uploaded(sent);
        for (JsonNode variant : payload.path("variants")) {
            if (uploaded.contains(address(variant))) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> uploaded(JsonNode sent) {
        Set<String> uploaded = new HashSet<>();
        sent.path("files").forEach(file -> uploaded.add(file.path(ADDRESS).asString("")));
        uploaded.remove("");
        return uploaded;
    }

    /**
     * The second write: the product's pictures as they are, all its variants, and of those whose picture has been
     * uploaded which one it is. Null if the shop has not taken one of these.
     *
     * @param sent what uploaded them
     * @param media the product's, as read since
     * @param refs what is known after it, see {@link ProductRefs}
     */
    static @Nullable ObjectNode second(Stage.ToSend product, JsonNode sent, JsonNode media, JsonNode refs) {
        Set<String> there = new HashSet<>();
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        ArrayNode files = input.putArray("files");
        for (JsonNode one : media) {
            files.addObject().set("id", one.path("id"));
            if (!ShopLists.hasFailed(one)) {
                there.add(one.path("id").asString(""));
            }
        }
        input.set("productOptions", product.input().path("productOptions"));
        ArrayNode variants = input.putArray("variants");
        Set<String> uploaded = uploaded(sent);
        boolean any = false;
        for (int i = 0; i < product.input().path("variants").size(); i++) {
            JsonNode variant = product.input().path("variants").path(i);
            ObjectNode shown = variants.addObject();
            JsonNode id = refs.path("variants")
                    .path(product.mapped().payload().variantIds().get(i));
            if (id.isString()) {
                shown.set("id", id);
            }
            shown.set("optionValues", variant.path("optionValues").deepCopy());
            String file = refs.path("files").path(address(variant)).asString("");
            if (uploaded.contains(address(variant)) && there.contains(file)) {
                show(shown, file);
                any = true;
            }
        }
        return any ? input : null;
    }

    /** A payload without the pictures of these variants. @param variants by their places */
    static ObjectNode without(ObjectNode payload, Set<Integer> variants) {
        ObjectNode without = payload.deepCopy();
        variants.forEach(i -> ((ObjectNode) without.path("variants").path(i)).remove(FILE));
        return without;
    }

    /** The places of variants that do not show what was uploaded for them. @param sent with the last write */
    static Set<Integer> unshown(ObjectNode payload, Stage.@Nullable EarlierWrite earlier, JsonNode sent) {
        Set<String> uploaded = uploaded(earlier == null ? sent : earlier.sent());
        Set<Integer> unshown = new TreeSet<>();
        for (int i = 0; i < payload.path("variants").size(); i++) {
            boolean shown = earlier != null && sent.path("variants").path(i).has(FILE);
            if (uploaded.contains(address(payload.path("variants").path(i))) && !shown) {
                unshown.add(i);
            }
        }
        return unshown;
    }

    /** What is to be said of so many variants; empty for none. */
    static String told(int unshown) {
        return unshown == 0
                ? ""
                : " Pictures of variants were left out: of %d the shop has not told or not taken which of its files they show."
                        .formatted(unshown);
    }

    /** What a second write sends if all pictures are new, for a forecast of its cost. */
    static ObjectNode secondAtMost(ObjectNode payload) {
        return payload.deepCopy().retain("files", "productOptions", "variants");
    }

    private static String address(JsonNode variant) {
        return variant.path(FILE).path(ADDRESS).asString("");
    }
}
