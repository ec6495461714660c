package io.silkroute.product;

import io.silkroute.export.ExportItem;
import io.silkroute.export.ItemExporter;
import io.silkroute.export.followup.FollowUpFields;
import io.silkroute.export.ledger.Exported;
import io.silkroute.mapping.PriceListKey;
import io.silkroute.mapping.Rendered;
import io.silkroute.run.stream.ActiveRun;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Variants that have left their product and are to stay in the shop, because deletions are disabled or the run is a
 * force refresh. Shopify removes what a product's list of variants does not name, so they stay in the payload as they
 * were exported last, at their former place.
 */
final class KeptVariants {

    private final ObjectNode input;
    private final List<String> ids;
    private final List<String> notes;
    private final Set<String> kept = new LinkedHashSet<>();

    private final Set<String> moved;

    private KeptVariants(ExportItem product, Rendered.Payload payload) {
        this.moved = product.related().moved();
        this.input = payload.input().deepCopy();
        this.ids = new ArrayList<>(payload.variantIds());
        this.notes = new ArrayList<>(payload.notes());
    }

    static ItemExporter.Kept of(ExportItem product, Rendered.Payload payload) {
        Exported exported = product.exported();
        if (!product.keepsWhatLeft() || exported == null || !exported.inShop() || exported.payload() == null) {
            return new ItemExporter.Kept(payload, Set.of());
        }
        JsonNode variants = exported.payload().path("variants");
        List<String> former = exported.variantIds();
        Set<String> left = new LinkedHashSet<>(former);
        payload.variantIds().forEach(left::remove);
        left.remove(product.key().id()); // a product that was its own variant
        if (left.isEmpty()) {
            return new ItemExporter.Kept(payload, Set.of());
        }
        KeptVariants now = new KeptVariants(product, payload);
        if (payload.variantIds().equals(List.of(product.key().id()))) {
            now.keepAll(former, exported.payload());
        } else {
            now.keep(former, left, variants);
        }
        now.keepPictures(exported.payload().path("files"));
        now.keepPrices(exported.payload().path(FollowUpFields.PRICE_LISTS), product.run());
        return new ItemExporter.Kept(
                new Rendered.Payload(
                        now.input, List.copyOf(now.ids), List.copyOf(now.notes), List.of(), payload.leftOut()),
                now.kept);
    }

    /** What a variant shows has to be among the product's pictures. @param before the product's as exported last */
    private void keepPictures(JsonNode before) {
        Set<String> there = new HashSet<>();
        input.path("files").forEach(file -> there.add(address(file)));
        for (JsonNode variant : input.path("variants")) {
            String shown = address(variant.path("file"));
            if (!shown.isEmpty() && there.add(shown)) {
                before.forEach(file -> {
                    if (address(file).equals(shown)) {
                        input.withArray("files").add(file.deepCopy());
                    }
                });
            }
        }
    }

    /** By the price lists that are still filled. */
    private void keepPrices(JsonNode before, ActiveRun run) {
        before.forEachEntry((list, prices) -> PriceListKey.read(list)
                .filter(key -> run.priceLists()
                        .apply(key.currency())
                        .filter(lists -> lists.contains(key.id()))
                        .isPresent())
                .ifPresent(key -> kept.stream()
                        .filter(prices::has)
                        .forEach(id -> input.withObjectProperty(FollowUpFields.PRICE_LISTS)
                                .withObjectProperty(list)
                                .set(id, prices.path(id).deepCopy()))));
    }

    private static String address(JsonNode file) {
        return file.path("originalSource").asString("");
    }

    /** No variant is left in the PIM: the product keeps its options and variants. */
    private void keepAll(List<String> former, ObjectNode before) {
        input.set("productOptions", before.path("productOptions").deepCopy());
        input.set("variants", before.path("variants").deepCopy());
        ids.clear();
        ids.addAll(former);
        former.forEach(this::note);
    }

    private void keep(List<String> former, Set<String> left, JsonNode exported) {
        ArrayNode variants = input.withArray("variants");
        int before = former.indexOf(ids.get(0));
        if (variants.size() == 1 && before >= 0) {
            // Alone it may need no options any more; beside the others it does.
            ((ObjectNode) variants.path(0))
                    .set(
                            "optionValues",
                            exported.path(before).path("optionValues").deepCopy());
        }
        Set<Map<String, String>> taken = new HashSet<>();
        variants.forEach(variant -> taken.add(options(variant)));
        for (int place = 0; place < former.size(); place++) {
            String id = former.get(place);
            Map<String, String> options = options(exported.path(place));
            if (!left.contains(id)) {
                continue;
            }
            if (!options.keySet().equals(options(variants.path(0)).keySet()) || !taken.add(options)) {
                notes.add("The variant " + id + " has left and cannot stay in the shop beside the new options.");
                continue;
            }
            int at = Math.min(place, variants.size());
            variants.insert(at, exported.path(place).deepCopy());
            ids.add(at, id);
            note(id);
        }
        input.set("productOptions", optionsOf(variants));
    }

    private void note(String id) {
        kept.add(id);
        if (!moved.contains(id)) { // of those it is told where they are now
            notes.add("The variant " + id + " has left and stays in the shop.");
        }
    }

    private static Map<String, String> options(JsonNode variant) {
        Map<String, String> options = new LinkedHashMap<>();
        variant.path("optionValues")
                .forEach(value -> options.put(
                        value.path("optionName").asString(""),
                        value.path("name").asString("")));
        return options;
    }

    private static ArrayNode optionsOf(ArrayNode variants) {
        Map<String, Set<String>> values = new LinkedHashMap<>();
        variants.forEach(variant -> options(variant)
                .forEach((name, value) -> values.computeIfAbsent(name, option -> new LinkedHashSet<>())
                        .add(value)));
        ArrayNode options = JsonNodeFactory.instance.arrayNode();
        values.forEach((name, all) -> {
            ArrayNode list = options.addObject().put("name", name).putArray("values");
            all.forEach(value -> list.addObject().put("name", value));
        });
        return options;
    }
}
