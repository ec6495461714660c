package io.silkroute.translation;

import io.silkroute.export.Answers;
import io.silkroute.export.Asked;
import io.silkroute.export.ItemCalls;
import io.silkroute.export.followup.Following;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Operation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads the objects of an item that have texts: itself, its options with their values, its metafields. */
final class ShopTexts {

    static final Operation PARTS = Operation.named("translatableParts");
    static final Operation READ = Operation.named("translatables");
    private static final int AT_ONCE = 50;
    static final int LOCALES_AT_ONCE = 4;

    private final ItemCalls calls;
    private final Following item;

    ShopTexts(ItemCalls calls, Following item) {
        this.calls = calls;
        this.item = item;
    }

    /** By the owners of the texts; without those that the shop does not hold. */
    Asked<Map<List<String>, Translatable>> of(Collection<Text> texts) {
        Set<List<String>> owners = new LinkedHashSet<>();
        Set<String> locales = new LinkedHashSet<>();
        texts.forEach(text -> {
            owners.add(text.owner());
            locales.add(text.locale());
        });
        return ids(owners).then(ids -> read(ids, List.copyOf(locales)));
    }

    private Asked<Map<List<String>, String>> ids(Set<List<String>> owners) {
        Map<List<String>, String> ids = new LinkedHashMap<>();
        if (owners.contains(List.<String>of())) {
            ids.put(List.of(), item.id().gid());
        }
        if (owners.equals(ids.keySet())) {
            return new Asked.Told<>(ids);
        }
        ObjectNode variables =
                JsonNodeFactory.instance.objectNode().put("id", item.id().gid());
        owners.stream()
                .filter(owner -> !owner.isEmpty() && owner.get(0).equals(Text.METAFIELDS))
                .forEach(owner -> variables.withArray("metafieldKeys").add(owner.get(1) + "." + owner.get(2)));
        variables.put("metafieldsFirst", variables.path("metafieldKeys").size());
        return read(PARTS, variables).map(data -> {
            Map<List<String>, String> all = new HashMap<>();
            JsonNode node = data.path("node");
            node.path("options").forEach(option -> {
                List<String> of = List.of(Text.OPTIONS, option.path("name").asString(""));
                all.put(of, option.path("id").asString(""));
                option.path("optionValues").forEach(value -> {
                    List<String> longer = new ArrayList<>(of);
                    longer.add("values");
                    longer.add(value.path("name").asString(""));
                    all.put(longer, value.path("id").asString(""));
                });
            });
            node.path("metafields")
                    .path("nodes")
                    .forEach(metafield -> all.put(
                            List.of(
                                    Text.METAFIELDS,
                                    metafield.path("namespace").asString(""),
                                    metafield.path("key").asString("")),
                            metafield.path("id").asString("")));
            owners.forEach(owner -> {
                String id = all.get(owner);
                if (id != null) {
                    ids.put(owner, id);
                }
            });
            return ids;
        });
    }

    private Asked<Map<List<String>, Translatable>> read(Map<List<String>, String> ids, List<String> locales) {
        Map<String, Translatable> byId = new HashMap<>();
        List<String> all = List.copyOf(ids.values());
        for (int i = 0; i < all.size(); i += AT_ONCE) {
            List<String> some = all.subList(i, Math.min(all.size(), i + AT_ONCE));
            for (int j = 0; j < locales.size(); j += LOCALES_AT_ONCE) {
                List<String> in = locales.subList(j, Math.min(locales.size(), j + LOCALES_AT_ONCE));
                Asked<JsonNode> data = read(READ, variables(some, in));
                if (!(data instanceof Asked.Told<JsonNode> told)) {
                    return data.map(none -> Map.of());
                }
                told.value().path("translatableResourcesByIds").path("nodes").forEach(node -> {
                    Translatable one =
                            byId.computeIfAbsent(node.path("resourceId").asString(""), Translatable::empty);
                    one.addContent(node.path("translatableContent"));
                    for (int n = 0; n < in.size(); n++) {
                        one.addTranslations(in.get(n), node.path("translations" + n));
                    }
                });
            }
        }
        Map<List<String>, Translatable> found = new LinkedHashMap<>();
        ids.forEach((owner, id) -> {
            Translatable one = byId.get(id);
            if (one != null) {
                found.put(owner, one);
            }
        });
        return new Asked.Told<>(found);
    }

    /** @param locales one to {@link #LOCALES_AT_ONCE} */
    static ObjectNode variables(Collection<String> ids, List<String> locales) {
        ObjectNode variables = JsonNodeFactory.instance.objectNode();
        ids.forEach(variables.withArray("ids")::add);
        variables.put("first", ids.size());
        for (int i = 0; i < locales.size(); i++) {
            variables.put("locale" + i, locales.get(i));
            if (i > 0) {
                variables.put("with" + i, true);
            }
        }
        return variables;
    }

    private Asked<JsonNode> read(Operation operation, ObjectNode variables) {
        CallResult answer = Answers.forTheItem(calls.ask(operation, variables));
        return Answers.accepted(calls.run(), answer);
    }
}
