package io.silkroute.fetch.akeneo;

import io.silkroute.connector.config.SourceConfig;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Products and product models as records: what Akeneo itself says of them below {@code item}, and each value below its
 * attribute's code, with the locale or the currency behind it as in its exports: {@code name-en_US}, {@code price-EUR}.
 * Options are their labels, by locale.
 */
final class AkeneoRecords {

    private static final Set<String> SELECTS = Set.of("pim_catalog_simpleselect", "pim_catalog_multiselect");

    private final SourceConfig source;
    private final AkeneoLookups lookups;

    AkeneoRecords(SourceConfig source, AkeneoLookups lookups) {
        this.source = source;
        this.lookups = lookups;
    }

    /** Of a root; models below it are no items. */
    ObjectNode model(JsonNode model) {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        ObjectNode item = item(record, model);
        String code = model.path("code").asString("");
        item.put("code", code);
        ArrayNode axes = item.putArray("axes");
        lookups.axes(code).forEach(axes::add);
        values(model.path("values"), record);
        return record;
    }

    ObjectNode product(JsonNode product) {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        ObjectNode item = item(record, product);
        item.set("uuid", product.path("uuid"));
        item.set("enabled", product.path("enabled"));
        String sku = product.path("values")
                .path(lookups.identifier())
                .path(0)
                .path("data")
                .asString(product.path("identifier").asString(""));
        if (!sku.isEmpty()) {
            item.put("sku", sku);
        }
        values(product.path("values"), record);
        String parent = product.path("parent").asString("");
        if (!parent.isEmpty()) {
            item.put("parent", lookups.root(parent));
            int n = 1;
            for (String axis : lookups.axes(parent)) {
                String value = axisValue(axis, product.path("values").path(axis));
                if (value != null) {
                    item.put("axis_" + n + "_name", axis);
                    item.put("axis_" + n + "_value", value);
                }
                n++;
            }
        }
        return record;
    }

    private static ObjectNode item(ObjectNode record, JsonNode of) {
        ObjectNode item = record.putObject("item");
        item.set("family", of.path("family"));
        item.set("categories", of.path("categories"));
        item.set("updated", of.path("updated"));
        return item;
    }

    private void values(JsonNode values, ObjectNode into) {
        for (Map.Entry<String, JsonNode> attribute : values.properties()) {
            for (JsonNode value : attribute.getValue()) {
                if (taken(value)) {
                    value(attribute.getKey(), value, into);
                }
            }
        }
    }

    private boolean taken(JsonNode value) {
        String scope = value.path("scope").asString("");
        String locale = value.path("locale").asString("");
        boolean ofChannel = scope.isEmpty() || source.channel() == null || scope.equals(source.channel());
        return ofChannel
                && (locale.isEmpty()
                        || source.locales().isEmpty()
                        || source.locales().contains(locale));
    }

    private void value(String attribute, JsonNode value, ObjectNode into) {
        JsonNode data = value.path("data");
        String locale = value.path("locale").asString("");
        String key = locale.isEmpty() ? attribute : attribute + "-" + locale;
        if (SELECTS.contains(lookups.type(attribute))) {
            options(attribute, key, locale, data, into);
        } else if (isPrices(data)) {
            data.forEach(
                    price -> put(into, attribute + "-" + price.path("currency").asString(""), price.path("amount")));
        } else if (data.isObject() && data.has("amount") && data.has("unit")) {
            put(into, key, data.path("amount"));
            put(into, key + "-unit", data.path("unit"));
        } else {
            put(into, key, data);
        }
    }

    private static boolean isPrices(JsonNode data) {
        return data.isArray()
                && !data.isEmpty()
                && data.path(0).has("amount")
                && data.path(0).has("currency");
    }

    // Of several channels the first that holds something counts.
    private static void put(ObjectNode into, String key, JsonNode value) {
        if (!into.has(key) && !value.isNull() && !value.isMissingNode()) {
            into.set(key, value);
        }
    }

    private void options(String attribute, String key, String locale, JsonNode data, ObjectNode into) {
        List<String> codes = data.isArray()
                ? data.valueStream().map(code -> code.asString("")).toList()
                : data.isNull() ? List.of() : List.of(data.asString(""));
        boolean labelled = false;
        for (String code : codes) {
            for (Map.Entry<String, JsonNode> label :
                    lookups.labels(attribute, code).properties()) {
                boolean wanted = locale.isEmpty()
                        ? source.locales().isEmpty() || source.locales().contains(label.getKey())
                        : label.getKey().equals(locale);
                labelled |= wanted && !label.getValue().asString("").isEmpty();
            }
        }
        if (!labelled) {
            put(into, key, data);
            return;
        }
        ObjectNode byLocale = JsonNodeFactory.instance.objectNode();
        for (String code : codes) {
            lookups.labels(attribute, code).properties().forEach(label -> {
                String in = label.getKey();
                boolean wanted = locale.isEmpty()
                        ? source.locales().isEmpty() || source.locales().contains(in)
                        : in.equals(locale);
                if (wanted) {
                    byLocale.withArray(in);
                }
            });
        }
        byLocale.propertyNames()
                .forEach(in -> codes.forEach(code -> byLocale.withArray(in).add(label(attribute, code, in))));
        byLocale.properties().forEach(one -> {
            String name = attribute + "-" + one.getKey();
            put(into, name, data.isArray() ? one.getValue() : one.getValue().path(0));
        });
    }

    private String label(String attribute, String code, String locale) {
        String label = lookups.labels(attribute, code).path(locale).asString("");
        return label.isEmpty() ? code : label;
    }

    // A variant is told from others by one text, in one language.
    private @Nullable String axisValue(String axis, JsonNode values) {
        JsonNode data = values.path(0).path("data");
        if (data.isObject() && data.has("amount")) {
            return data.path("amount").asString("") + " " + data.path("unit").asString("");
        }
        if (data.isMissingNode() || data.isNull()) {
            return null;
        }
        String code = data.asString(data.toString());
        if (!SELECTS.contains(lookups.type(axis))) {
            return code;
        }
        JsonNode labels = lookups.labels(axis, code);
        String first = source.locales().isEmpty() ? "en_US" : source.locales().get(0);
        return label(
                axis,
                code,
                labels.has(first)
                        ? first
                        : labels.propertyNames().stream().findFirst().orElse(first));
    }
}
