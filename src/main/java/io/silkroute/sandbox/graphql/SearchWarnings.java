package io.silkroute.sandbox.graphql;

import graphql.language.Argument;
import graphql.language.Field;
import graphql.language.OperationDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@code extensions.search} tells of searches. A field that is none is no error: it is ignored, so that more is found
 * than was asked for, and nothing but the warning says so.
 */
final class SearchWarnings {
    /** In what a search knows: that it looks into metafields, by {@code metafields.namespace.key}. */
    private static final String METAFIELDS = "metafields.";

    private SearchWarnings() {}

    /** @param searched the fields that a search knows, by field of QueryRoot */
    static List<Map<String, Object>> of(
            OperationDefinition operation, Map<String, Object> variables, Map<String, Set<String>> searched) {
        List<Map<String, Object>> told = new ArrayList<>();
        for (Field field : operation.getSelectionSet().getSelectionsOfType(Field.class)) {
            Set<String> known = searched.get(field.getName());
            Object query = known == null ? null : query(field, variables);
            if (known != null && query instanceof String text) {
                Set<String> unknown = new LinkedHashSet<>();
                unknown(SearchQuery.parse(text), known, unknown);
                if (!unknown.isEmpty()) {
                    Map<String, Object> warned = new LinkedHashMap<>();
                    warned.put("path", List.of(field.getAlias() == null ? field.getName() : field.getAlias()));
                    warned.put("query", text);
                    warned.put("parsed", Map.of());
                    warned.put(
                            "warnings",
                            unknown.stream().map(SearchWarnings::warning).toList());
                    told.add(warned);
                }
            }
        }
        return told;
    }

    /** That nothing of a search was understood. */
    static List<Map<String, Object>> misread(List<String> path) {
        return List.of(
                Map.of("path", path, "query", "", "parsed", Map.of(), "warnings", List.of(warning("updated_at"))));
    }

    private static Object query(Field field, Map<String, Object> variables) {
        for (Argument argument : field.getArguments()) {
            if (argument.getName().equals("query")) {
                Object value = Literals.of(argument.getValue(), variables);
                return value == null ? "" : value;
            }
        }
        return "";
    }

    private static void unknown(SearchQuery query, Set<String> known, Set<String> unknown) {
        if (query instanceof SearchQuery.Term term) {
            if (!known.contains(term.field()) && !metafield(term.field(), known)) {
                unknown.add(term.field());
            }
        } else if (query instanceof SearchQuery.And and) {
            and.parts().forEach(part -> unknown(part, known, unknown));
        } else if (query instanceof SearchQuery.Or or) {
            or.parts().forEach(part -> unknown(part, known, unknown));
        } else if (query instanceof SearchQuery.Not not) {
            unknown(not.part(), known, unknown);
        }
    }

    private static boolean metafield(String field, Set<String> known) {
        return field.startsWith(METAFIELDS) && known.contains(METAFIELDS);
    }

    private static Map<String, Object> warning(String field) {
        return Map.of("field", field, "message", "Invalid search field for this query.", "code", "invalid_field");
    }
}
