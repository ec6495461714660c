package io.silkroute.mapping.value;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.omission.Omission;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * One metafield. Its value travels as a string whatever its type; a value that does not fit its type is left out,
 * with a note, because a wrong detail should not keep a product from the shop.
 *
 * @param demand the definition that the shop is to have of it; null if it is to be taken as it is
 */
public record MetafieldRule(
        String namespace,
        String key,
        MetafieldType type,
        Expression from,
        Texts texts,
        MetafieldForm form,
        @Nullable Demand demand) {

    private static final Set<String> TRANSLATABLE =
            Set.of("single_line_text_field", "multi_line_text_field", "rich_text_field", "url", "json", "link");

    /**
     * A definition that is made where the shop has none.
     *
     * @param name as merchants read it
     * @param pin it is shown with the product, without being looked for
     */
    public record Demand(String name, boolean pin) {}

    public String name() {
        return namespace + "." + key;
    }

    /** Does it name other items of the PIM? */
    public boolean refersToItems() {
        return type.items() != null;
    }

    /** Has Shopify translations of its value? */
    public boolean isTranslatable() {
        return TRANSLATABLE.contains(type.one());
    }

    public void render(Subject subject, ArrayNode into) {
        JsonNode value = from.of(subject);
        if (!Expression.there(value)) {
            return;
        }
        if (type.refers()) {
            refer(value, subject, into);
            return;
        }
        String text = type.value(value, texts, form, subject);
        if (text == null) {
            leaveOut(subject, "%s is no %s".formatted(Subject.quote(value), type.word()));
        } else {
            add(text, subject, into);
        }
    }

    private void leaveOut(Subject subject, String why) {
        subject.leftOut(Omission.METAFIELD, "Metafield %s: %s; it was left out.".formatted(name(), why));
    }

    private void add(String text, Subject subject, ArrayNode into) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > type.longest()) {
            leaveOut(
                    subject,
                    "%s has %d bytes, and Shopify takes at most %d of a %s"
                            .formatted(quote(text), bytes, type.longest(), type.word()));
            return;
        }
        ObjectNode metafield = into.addObject();
        metafield
                .put("namespace", namespace)
                .put("key", key)
                .put("type", type.word())
                .put("value", text);
    }

    private static String quote(String text) {
        return Subject.quote(StringNode.valueOf(text));
    }

    /** What is not in the shop yet is left out alone; the item goes again when it comes. */
    private void refer(JsonNode value, Subject subject, ArrayNode into) {
        List<JsonNode> named = named(value);
        if (!type.list() && named.size() > 1) {
            leaveOut(subject, "%s is no %s".formatted(Subject.quote(value), type.word()));
            return;
        }
        Set<String> gids = new LinkedHashSet<>();
        for (JsonNode one : named) {
            String id = id(one);
            ItemType items = type.items();
            if (id == null || items == null && !type.isReferred(id)) {
                leaveOut(subject, "%s is no %s".formatted(Subject.quote(one), type.word()));
            } else if (type.isReferred(id)) {
                gids.add(id);
            } else {
                String gid = subject.reference(new ItemKey(Objects.requireNonNull(items), id));
                if (gid == null) {
                    subject.leftOut(
                            Omission.REFERENCE,
                            "Metafield %s refers to the %s %s, which is not in the shop; it follows when it comes."
                                    .formatted(name(), items.word(), quote(id)));
                } else {
                    gids.add(gid);
                }
            }
        }
        if (!type.list()) {
            gids.stream().findFirst().ifPresent(gid -> add(gid, subject, into));
        } else if (gids.size() > type.mostElements()) {
            leaveOut(
                    subject,
                    "it has %d entries, and Shopify takes at most %d of a %s"
                            .formatted(gids.size(), type.mostElements(), type.word()));
        } else if (!gids.isEmpty()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            gids.forEach(list::add);
            add(list.toString(), subject, into);
        }
    }

    private List<JsonNode> named(JsonNode value) {
        JsonNode chosen = value.has("id") ? value : texts.chosen(value);
        return chosen.isArray()
                ? chosen.valueStream().filter(Expression::there).toList()
                : Expression.there(chosen) ? List.of(chosen) : List.of();
    }

    private @Nullable String id(JsonNode one) {
        JsonNode id = one.has("id") ? one.path("id") : texts.single(one);
        return id.isContainer() ? null : texts.of(id);
    }

    /** The items of the PIM that it names of a product or a variant. */
    public List<ItemKey> items(Subject subject) {
        ItemType items = type.items();
        List<ItemKey> keys = new ArrayList<>();
        JsonNode value = items == null ? MissingNode.getInstance() : from.of(subject);
        if (items != null && Expression.there(value)) {
            for (JsonNode one : named(value)) {
                String id = id(one);
                if (id != null && !type.isReferred(id)) {
                    keys.add(new ItemKey(items, id));
                }
            }
        }
        return keys;
    }
}
