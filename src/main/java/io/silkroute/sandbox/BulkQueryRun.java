package io.silkroute.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import graphql.language.OperationDefinition;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A bulk query: each node a line, nodes of nested connections after their parent with {@code __parentId}. */
final class BulkQueryRun {
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
        int connections = held.cost().connections();
        if (connections == 0) {
            return invalid("Bulk queries must contain at least one connection.");
        }
        return connections > 5 ? invalid("Bulk queries cannot contain more than 5 connections.") : null;
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
            for (Object root : data.values()) {
                for (Object node : nodes(root)) {
                    operation.roots++;
                    write(node, null, result);
                }
            }
        }
    }

    private void write(Object node, @Nullable Object parent, BufferedWriter result) throws IOException {
        Map<String, Object> line = new LinkedHashMap<>();
        List<Object> children = new ArrayList<>();
        ((Map<?, ?>) node).forEach((field, value) -> {
            if (value instanceof Map<?, ?> map && map.containsKey("edges")) {
                children.addAll(nodes(value));
            } else {
                line.put(String.valueOf(field), value);
            }
        });
        if (parent != null) {
            line.put("__parentId", parent);
        }
        result.write(JSON.writeValueAsString(line));
        result.write('\n');
        operation.objects++;
        for (Object child : children) {
            write(child, line.get("id"), result);
        }
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
