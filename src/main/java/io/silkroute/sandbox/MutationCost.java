package io.silkroute.sandbox;

import graphql.language.Argument;
import graphql.language.Field;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The published costs that depend on a mutation's input, on top of its flat 10 points. */
final class MutationCost {
    private MutationCost() {}

    static double extra(Field field, Map<String, Object> variables) {
        return switch (field.getName()) {
            case "productSet" -> productSet(argument(field, "input", variables));
            case "productUpdate" -> 0.4 * size(argument(field, "product", variables), "metafields");
            case "metafieldsSet" -> metafieldsSet(argument(field, "metafields", variables));
            default -> 0;
        };
    }

    /** https://shopify.dev/changelog/dynamic-complexity-cost-for-productset-mutation */
    private static double productSet(@Nullable Object input) {
        double cost = 0.4 * size(input, "metafields") + 1.9 * size(input, "files");
        for (Object variant : list(input, "variants")) {
            cost += 0.2 + 0.4 * size(variant, "metafields");
            if (variant instanceof Map<?, ?> map && map.get("file") != null) {
                cost += 0.6;
            }
        }
        return cost;
    }

    /** https://shopify.dev/changelog/dynamic-complexity-cost-for-metafieldsset-mutation */
    private static double metafieldsSet(@Nullable Object metafields) {
        Set<String> owners = new HashSet<>();
        if (metafields instanceof List<?> list) {
            for (Object each : list) {
                if (each instanceof Map<?, ?> map && map.get("ownerId") != null) {
                    owners.add(map.get("ownerId").toString());
                }
            }
        }
        double cost = 0;
        for (String owner : owners) {
            cost += switch (Gid.type(owner)) {
                case "Product" -> 4;
                case "ProductVariant" -> 2;
                case "Collection", "Shop" -> 1;
                default -> 0;
            };
        }
        return cost;
    }

    private static int size(@Nullable Object map, String field) {
        return list(map, field).size();
    }

    private static List<?> list(@Nullable Object map, String field) {
        return map instanceof Map<?, ?> fields && fields.get(field) instanceof List<?> list ? list : List.of();
    }

    static @Nullable Object argument(Field field, String name, Map<String, Object> variables) {
        for (Argument argument : field.getArguments()) {
            if (argument.getName().equals(name)) {
                return Literals.of(argument.getValue(), variables);
            }
        }
        return null;
    }
}
