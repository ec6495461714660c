package io.silkroute.sandbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** How metafields and their definitions are read. */
final class Metafields {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Shop shop;

    Metafields(Shop shop) {
        this.shop = shop;
    }

    static <S extends Owner> void wire(Fields.Type<S> type) {
        wire(type, owner -> owner);
    }

    static <S> void wire(Fields.Type<S> type, Function<S, Owner> owner) {
        type.read(
                        "metafield",
                        (source, args) ->
                                owner.apply(source).metafield(MetafieldEdits.namespace(args), args.text("key", "")))
                .read(
                        "metafields",
                        (source, args) -> Page.of(
                                owner.apply(source).metafields().stream()
                                        .filter(m -> wanted(m, args))
                                        .toList(),
                                Metafield::id,
                                args));
    }

    private static boolean wanted(Metafield metafield, Input args) {
        boolean named = !args.given("namespace") || metafield.namespace().equals(MetafieldEdits.namespace(args));
        if (!args.given("keys")) {
            return named;
        }
        List<String> keys = args.texts("keys");
        return named
                && (keys.contains(metafield.key()) || keys.contains(metafield.namespace() + "." + metafield.key()));
    }

    void wire(Fields fields) {
        fields.<Metafield>on("Metafield")
                .get("id", m -> Gid.of("Metafield", m.id()))
                .get("legacyResourceId", m -> String.valueOf(m.id()))
                .get("namespace", Metafield::namespace)
                .get("key", Metafield::key)
                .get("type", Metafield::type)
                .get("value", Metafield::value)
                .get("jsonValue", Metafields::jsonValue)
                .get("compareDigest", m -> Integer.toHexString(m.hashCode()))
                .get("ownerType", m -> m.ownerType().name())
                .get("owner", m -> source(Gid.of(m.ownerType().gidType, m.owner())))
                .get("definition", m -> shop.definition(m.ownerType(), m.namespace(), m.key()))
                .get("createdAt", m -> Times.of(m.createdAt()))
                .get("updatedAt", m -> Times.of(m.updatedAt()));
        fields.<Definition>on("MetafieldDefinition")
                .get("id", d -> Gid.of("MetafieldDefinition", d.id()))
                .get("namespace", Definition::namespace)
                .get("key", Definition::key)
                .get("name", Definition::name)
                .get("description", Definition::description)
                .get("ownerType", d -> d.ownerType().name())
                .get("pinnedPosition", d -> d.pinned() ? 1 : null)
                .get("metafieldsCount", d -> 0)
                .get("type", d -> Map.of("name", d.type(), "category", d.type().toUpperCase(java.util.Locale.ROOT)))
                .get("validations", Metafields::validations)
                .get("capabilities", Metafields::capabilities);
    }

    /** The object of an id as fields read it: a variant comes with its product. */
    @Nullable
    Object source(String gid) {
        Owner owner = shop.owner(gid);
        if (owner instanceof Variant variant) {
            Product product = shop.productOfVariant(variant.id);
            return product == null ? null : new VariantOf(product, variant);
        }
        return owner;
    }

    private static @Nullable Object jsonValue(Metafield metafield) {
        String type = metafield.type();
        boolean structured = type.startsWith("list.")
                || List.of(
                                "json",
                                "boolean",
                                "number_integer",
                                "dimension",
                                "weight",
                                "volume",
                                "money",
                                "rating",
                                "rich_text_field",
                                "link")
                        .contains(type);
        JsonNode value = structured ? MetafieldTypes.json(metafield.value()) : null;
        return value == null ? metafield.value() : JSON.convertValue(value, Object.class);
    }

    private static Object validations(Definition definition) {
        return definition.validations().stream()
                .map(validation -> {
                    Map<String, Object> each = new HashMap<>(validation);
                    each.put("type", "single_line_text_field");
                    return each;
                })
                .toList();
    }

    private static Object capabilities(Definition definition) {
        return Map.of(
                "uniqueValues", Map.of("eligible", true, "enabled", definition.uniqueValues()),
                "adminFilterable",
                        Map.of(
                                "eligible",
                                true,
                                "enabled",
                                definition.filterable(),
                                "status",
                                definition.filterable() ? "FILTERABLE" : "NOT_FILTERABLE"),
                "smartCollectionCondition", Map.of("eligible", true, "enabled", false));
    }
}
