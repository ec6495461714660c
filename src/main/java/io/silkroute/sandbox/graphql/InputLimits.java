package io.silkroute.sandbox.graphql;

import graphql.language.Argument;
import graphql.language.Field;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Input arrays hold 250 entries, a few another number; one more is a top-level error and nothing is done. */
final class InputLimits {
    private static final int MOST = 250;

    private InputLimits() {}

    static @Nullable TopLevelError fault(
            OperationDefinition operation, Map<String, Object> variables, Map<String, Map<String, Integer>> sizes) {
        for (Selection<?> selection : operation.getSelectionSet().getSelections()) {
            if (selection instanceof Field field) {
                for (Argument argument : field.getArguments()) {
                    List<Object> path = new ArrayList<>();
                    path.add(field.getAlias() == null ? field.getName() : field.getAlias());
                    path.add(argument.getName());
                    TopLevelError fault = fault(
                            sizes.getOrDefault(field.getName(), Map.of()),
                            Literals.of(argument.getValue(), variables),
                            path);
                    if (fault != null) {
                        return fault;
                    }
                }
            }
        }
        return null;
    }

    private static @Nullable TopLevelError fault(
            Map<String, Integer> sizes, @Nullable Object value, List<Object> path) {
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                path.add(String.valueOf(entry.getKey()));
                TopLevelError fault = fault(sizes, entry.getValue(), path);
                if (fault != null) {
                    return fault;
                }
                path.remove(path.size() - 1);
            }
        } else if (value instanceof List<?> list) {
            int most = path.size() == 3 ? sizes.getOrDefault(String.valueOf(path.get(2)), MOST) : MOST;
            if (list.size() > most) {
                return new TopLevelError(
                                "MAX_INPUT_SIZE_EXCEEDED",
                                "The input array size of " + list.size() + " is greater than the maximum allowed of "
                                        + most + ".")
                        .with("path", List.copyOf(path));
            }
            for (int i = 0; i < list.size(); i++) {
                path.add(i);
                TopLevelError fault = fault(sizes, list.get(i), path);
                if (fault != null) {
                    return fault;
                }
                path.remove(path.size() - 1);
            }
        }
        return null;
    }
}
