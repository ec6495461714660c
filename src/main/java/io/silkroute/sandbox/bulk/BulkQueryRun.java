package io.silkroute.sandbox.bulk;

import graphql.language.Field;
import graphql.language.OperationDefinition;
import graphql.language.SelectionSet;
import io.silkroute.sandbox.graphql.AdminApi;
import io.silkroute.sandbox.graphql.Call;
import io.silkroute.sandbox.graphql.Documents;
import io.silkroute.sandbox.graphql.UserError;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;

/**
 * A bulk query: each node a line, nodes of nested connections somewhere after their parent with {@code __parentId}.
 * Source: https://shopify.dev/docs/api/usage/bulk-operations/queries
 */
final class BulkQueryRun {
    private static final int MOST_NESTED = 2;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BulkOperation operation;
    private final String query;
    private final Call call;
    private final AdminApi api;

    BulkQueryRun(BulkOperation operation, String query, Call call, AdminApi api) {
        this.operation = operation;
        this.query = query;
        this.call = call;
        this.api = api;
    }

    static @Nullable UserError refusal(Documents.Prepared prepared) {
        if (!prepared.errors().isEmpty()) {
            return invalid("Invalid bulk query: " + prepared.errors().get(0).get("message"));
        }
        Documents.Operation held = prepared.operation(null);
        if (held == null || held.definition().getOperation() != OperationDefinition.Operation.QUERY) {
            return invalid("Invalid bulk query: exactly one query is required");
        }
        int connections = held.connections();
        if (connections == 0) {
            return invalid("Bulk queries must contain at least one connection.");
        }
        if (connections > 5) {
            return invalid("Bulk queries cannot contain more than 5 connections.");
        }
        if (held.connectionWithinList()) {
            return invalid("Queries that contain a connection field within a list field are not currently supported.");
        }
        return refusal(held.definition().getSelectionSet(), 0);
    }

    /** @param depth connections above */
    private static @Nullable UserError refusal(SelectionSet selections, int depth) {
        for (Field field : selections.getSelectionsOfType(Field.class)) {
            if (field.getName().equals("nodes")) {
                return invalid("Selecting via 'nodes' is not supported. Use 'edges' and 'node' instead.");
            }
            SelectionSet inner = field.getSelectionSet();
            if (inner == null) {
                continue;
            }
            boolean connection = named(inner, "edges") || named(inner, "nodes");
            if (connection && depth == MOST_NESTED) {
                return invalid("Bulk queries cannot contain connections with a nesting depth greater than 2.");
            }
            if (field.getName().equals("node") && hasConnection(inner) && !named(inner, "id")) {
                return invalid("The parent field for a nested connection must select the 'id' field.");
            }
            UserError refused = refusal(inner, connection ? depth + 1 : depth);
            if (refused != null) {
                return refused;
            }
        }
        return null;
    }

    private static boolean hasConnection(SelectionSet selections) {
        return selections.getSelectionsOfType(Field.class).stream()
                .anyMatch(field -> field.getSelectionSet() != null && named(field.getSelectionSet(), "edges"));
    }

    private static boolean named(SelectionSet selections, String name) {
        return selections.getSelectionsOfType(Field.class).stream()
                .anyMatch(field -> field.getName().equals(name));
    }

    private static UserError invalid(String message) {
        return new UserError(List.of("query"), message, "INVALID");
    }

    void run() throws IOException {
        Map<String, Object> answer = api.execute(new AdminApi.Request(query, null, Map.of()), call);
        if (answer.containsKey("errors") || !(answer.get("data") instanceof Map<?, ?> data)) {
            throw new IOException("The bulk query failed: " + answer.get("errors"));
        }
        try (BufferedWriter result = Files.newBufferedWriter(operation.result, StandardCharsets.UTF_8)) {
            List<Child> next = new ArrayList<>();
            for (Object root : data.values()) {
                nodes(root).forEach(node -> next.add(new Child(node, null)));
            }
            operation.roots.addAndGet(next.size());
            // A level after the other: objects are not grouped below their parent.
            for (List<Child> level = next; !level.isEmpty(); level = write(level, result)) {
                operation.objects.addAndGet(level.size());
            }
        }
    }

    private record Child(Object node, @Nullable Object parent) {}

    /** @return the children of these */
    private static List<Child> write(List<Child> level, BufferedWriter result) throws IOException {
        List<Child> below = new ArrayList<>();
        for (Child child : level) {
            Map<String, Object> line = new LinkedHashMap<>();
            List<Object> inner = new ArrayList<>();
            ((Map<?, ?>) child.node()).forEach((field, value) -> {
                if (value instanceof Map<?, ?> map && map.containsKey("edges")) {
                    inner.addAll(nodes(value));
                } else {
                    line.put(String.valueOf(field), value);
                }
            });
            inner.forEach(node -> below.add(new Child(node, line.get("id"))));
            if (child.parent() != null) {
                line.put("__parentId", child.parent());
            }
            result.write(JSON.writeValueAsString(line));
            result.write('\n');
        }
        return below;
    }

    private static List<Object> nodes(@Nullable Object connection) {
        List<Object> nodes = new ArrayList<>();
        if (connection instanceof Map<?, ?> map && map.get("edges") instanceof List<?> edges) {
            for (Object edge : edges) {
                if (edge instanceof Map<?, ?> held && held.get("node") != null) {
                    nodes.add(held.get("node"));
                }
            }
        }
        return nodes;
    }
}
