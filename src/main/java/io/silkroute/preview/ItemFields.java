package io.silkroute.preview;

import io.silkroute.catalogue.Item;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.Items;
import io.silkroute.connector.Connector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An item field by field: what the PIM has, what the shop was sent last, what it would be sent now, and by which rule. */
@Component
public class ItemFields {

    private static final int MOST = 300;
    private static final int LONGEST = 400;

    private final Explanations explanations;
    private final Items items;
    private final PimFields pimFields;

    ItemFields(Explanations explanations, Items items, PimFields pimFields) {
        this.explanations = explanations;
        this.items = items;
        this.pimFields = pimFields;
    }

    /** What became of a field since it was sent last. */
    public enum Change {
        NEW("new"),
        CHANGED("changed"),
        GONE("no longer sent"),
        SAME("same");

        private final String word;

        Change(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /**
     * @param name of the shop's field, with the entry of a list that it belongs to
     * @param pim the PIM's value that it is made from; null if none is there
     * @param sent last; null if it was not
     * @param send now; null if it would not be
     * @param rule the PIM's fields that it is made from; empty if the mapping makes it of something else
     */
    public record Row(
            String name,
            @Nullable String pim,
            @Nullable String sent,
            @Nullable String send,
            List<String> rule,
            Change change) {}

    /** @param differences how many fields are not the same @param leftOut how many further fields are not shown */
    public record Table(List<Row> rows, int differences, int leftOut) {}

    /** Of a variant those of its product's fields that are its own. Empty where nothing is sent and nothing was. */
    public Table of(Connector connector, Explanations.Explanation of) {
        ItemKey key = AskedItem.key(of.type(), of.id());
        Item item = Item.of(of.image());
        boolean variant = of.would().equals("with-product");
        if (!variant) {
            return table(connector, key, of, null);
        }
        String parent = item.parent();
        Optional<Explanations.Explanation> product =
                parent == null ? Optional.empty() : explanations.of(connector, ItemKey.product(parent));
        return product.map(whole -> table(connector, ItemKey.product(whole.id()), whole, item))
                .orElse(new Table(List.of(), 0, 0));
    }

    private Table table(Connector connector, ItemKey key, Explanations.Explanation of, @Nullable Item onlyOf) {
        Map<FlatPayload.Field, String> sent = FlatPayload.of(of.lastExported());
        Map<FlatPayload.Field, String> send = FlatPayload.of(of.payload());
        Map<String, Item> variants = onlyOf == null ? variants(connector, key) : named(List.of(onlyOf));
        Set<FlatPayload.Field> fields = new LinkedHashSet<>(send.keySet());
        fields.addAll(sent.keySet());
        List<Row> differing = new ArrayList<>();
        List<Row> same = new ArrayList<>();
        for (FlatPayload.Field field : fields) {
            boolean empty = sent.getOrDefault(field, "").isEmpty()
                    && send.getOrDefault(field, "").isEmpty();
            boolean asked = onlyOf == null || field.sku() != null && variants.containsKey(field.sku());
            if (asked && !empty) {
                Row row = row(connector, key, of.image(), variants, field, sent.get(field), send.get(field), of);
                (row.change() == Change.SAME ? same : differing).add(row);
            }
        }
        List<Row> rows = new ArrayList<>(differing);
        rows.addAll(same);
        int shown = Math.min(rows.size(), MOST);
        return new Table(List.copyOf(rows.subList(0, shown)), differing.size(), rows.size() - shown);
    }

    private Row row(
            Connector connector,
            ItemKey key,
            ObjectNode image,
            Map<String, Item> variants,
            FlatPayload.Field field,
            @Nullable String sent,
            @Nullable String send,
            Explanations.Explanation of) {
        List<String> rule = pimFields.of(connector, key.type(), field.path());
        Item variant = field.sku() == null ? null : variants.get(field.sku());
        String pim = variant == null ? null : value(variant.image(), rule);
        Change change = of.payload() == null || of.lastExported() == null
                ? Change.SAME // there is nothing to compare with
                : sent == null
                        ? Change.NEW
                        : send == null ? Change.GONE : sent.equals(send) ? Change.SAME : Change.CHANGED;
        return new Row(field.label(), cut(pim == null ? value(image, rule) : pim), cut(sent), cut(send), rule, change);
    }

    private Map<String, Item> variants(Connector connector, ItemKey product) {
        return named(items.variantsOf(connector.name(), List.of(product.id())).getOrDefault(product.id(), List.of()));
    }

    private static Map<String, Item> named(List<Item> variants) {
        Map<String, Item> named = new HashMap<>();
        variants.forEach(variant -> {
            named.putIfAbsent(variant.id(), variant);
            String sku = value(variant.image(), List.of("sku"));
            if (sku != null) {
                named.put(sku, variant);
            }
        });
        return named;
    }

    private static @Nullable String value(ObjectNode image, List<String> paths) {
        for (String path : paths) {
            JsonNode value = image;
            for (String name : path.split("\\.")) {
                value = value.path(name);
            }
            if (!value.isMissingNode() && !value.isNull()) {
                return told(value);
            }
        }
        return null;
    }

    /** {@code en_US: Lamp; de_DE: Lampe}, {@code a, b}. */
    private static String told(JsonNode value) {
        if (value.isObject()) {
            return value.propertyStream()
                    .map(each -> each.getKey() + ": " + told(each.getValue()))
                    .collect(Collectors.joining("; "));
        }
        return value.isArray()
                ? value.valueStream().map(ItemFields::told).collect(Collectors.joining(", "))
                : value.asString("");
    }

    private static @Nullable String cut(@Nullable String text) {
        return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
