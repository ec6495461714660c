package io.silkroute.sandbox.metafield;

import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.graphql.Input;
import io.silkroute.sandbox.graphql.Page;
import io.silkroute.sandbox.graphql.Times;
import io.silkroute.sandbox.graphql.Wiring;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** How metafields and their definitions are read. */
public final class MetafieldGraph {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Metafields metafields;

    MetafieldGraph(Metafields metafields) {
        this.metafields = metafields;
    }

    public static <S extends Owner> void wire(Wiring.Type<S> type) {
        wire(type, owner -> owner);
    }

    public static <S> void wire(Wiring.Type<S> type, Function<S, Owner> owner) {
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

    void wire(Wiring wiring) {
        wiring.object("Metafield", Metafield.class)
                .get("id", m -> Gid.of("Metafield", m.id()))
                .get("legacyResourceId", m -> String.valueOf(m.id()))
                .get("namespace", Metafield::namespace)
                .get("key", Metafield::key)
                .get("type", Metafield::type)
                .get("value", Metafield::value)
                .get("jsonValue", MetafieldGraph::jsonValue)
                .get("compareDigest", m -> Integer.toHexString(m.hashCode()))
                .get("ownerType", Metafield::ownerType)
                .get("owner", metafields::ownerOf)
                .get("definition", m -> metafields.definition(m.ownerType(), m.namespace(), m.key()))
                .get("createdAt", m -> Times.of(m.createdAt()))
                .get("updatedAt", m -> Times.of(m.updatedAt()));
        wiring.object("MetafieldDefinition", Definition.class)
                .get("id", d -> Gid.of("MetafieldDefinition", d.id()))
                .get("namespace", Definition::namespace)
                .get("key", Definition::key)
                .get("name", Definition::name)
                .get("description", Definition::description)
                .get("ownerType", Definition::ownerType)
                .get("pinnedPosition", d -> d.pinned() ? 1 : null)
                .get("metafieldsCount", d -> 0)
                .get("type", d -> Map.of("name", d.type(), "category", d.type().toUpperCase(java.util.Locale.ROOT)))
                .get("validations", MetafieldGraph::validations)
                .get("capabilities", MetafieldGraph::capabilities);
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
