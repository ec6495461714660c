package io.silkroute.shopify;

import graphql.language.Argument;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.IntValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.Value;
import graphql.language.VariableDefinition;
import graphql.language.VariableReference;
import graphql.parser.Parser;
import io.silkroute.shopify.pacing.LearnedCost;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a document will cost, known before it is sent: an object is 1 point, a mutation 10, a connection
 * {@code 2 + node x max(1, floor(2 ln N))}; productSet adds its published price per entry of its lists. An
 * estimate: {@link LearnedCost} corrects it by what the shop answers.
 *
 * <p>Sources: shopify.dev/docs/api/usage/limits and
 * shopify.dev/changelog/dynamic-complexity-cost-for-productset-mutation; the connection law is fitted to recorded
 * answers.
 */
final class CostLaw {

    private static final int MUTATION = 10;
    private static final Set<String> FREE = Set.of("pageInfo", "userErrors", "nodes", "edges", "node");

    private final OperationDefinition operation;
    private final Map<String, FragmentDefinition> fragments = new HashMap<>();
    private final Map<String, Integer> defaults = new HashMap<>();

    private CostLaw(Document document) {
        this.operation =
                document.getDefinitionsOfType(OperationDefinition.class).get(0);
        document.getDefinitionsOfType(FragmentDefinition.class)
                .forEach(fragment -> fragments.put(fragment.getName(), fragment));
        for (VariableDefinition variable : operation.getVariableDefinitions()) {
            if (variable.getDefaultValue() instanceof IntValue number) {
                defaults.put(variable.getName(), number.getValue().intValue());
            }
        }
    }

    static CostLaw of(String document) {
        return new CostLaw(Parser.parse(document));
    }

    boolean mutation() {
        return operation.getOperation() == OperationDefinition.Operation.MUTATION;
    }

    /** Points that the shop will reserve for the document with these variables; at least 1. */
    double of(String name, JsonNode variables) {
        double points = 0;
        for (Selection<?> selection : operation.getSelectionSet().getSelections()) {
            if (selection instanceof Field field) {
                points += mutation() ? MUTATION + payload(field, variables) : field(field, variables);
            }
        }
        if (name.equals("productSet")) {
            points += productSet(variables.path("input"));
        }
        return Math.max(1, Math.ceil(points));
    }

    private double payload(Field mutation, JsonNode variables) {
        double points = 0;
        for (Selection<?> selection : selections(mutation.getSelectionSet())) {
            if (selection instanceof Field field) {
                points += children(field.getSelectionSet(), variables);
            }
        }
        return points;
    }

    private double field(Field field, JsonNode variables) {
        if (field.getSelectionSet() == null || left(field, variables)) {
            return 0;
        }
        double inside = children(field.getSelectionSet(), variables);
        if (FREE.contains(field.getName()) && argument(field, "ids") == null) {
            return inside;
        }
        Value<?> first = argument(field, "first");
        if (first != null) {
            int n = number(first, variables);
            return n == 0 ? 2 : 2 + (1 + inside) * Math.max(1, Math.floor(2 * Math.log(n)));
        }
        Value<?> ids = argument(field, "ids");
        int times = ids instanceof VariableReference list
                ? Math.max(1, variables.path(list.getName()).size())
                : 1;
        return times * (1 + inside);
    }

    private double children(@Nullable SelectionSet set, JsonNode variables) {
        double points = 0;
        for (Selection<?> selection : selections(set)) {
            if (selection instanceof Field field) {
                points += field(field, variables);
            } else if (selection instanceof InlineFragment fragment) {
                points += children(fragment.getSelectionSet(), variables);
            } else if (selection instanceof FragmentSpread spread) {
                points += children(spread(spread.getName()).getSelectionSet(), variables);
            }
        }
        return points;
    }

    private FragmentDefinition spread(String name) {
        return Objects.requireNonNull(fragments.get(name), () -> "the document spreads " + name + ", which it lacks");
    }

    private static boolean left(Field field, JsonNode variables) {
        return field.getDirectives("include").stream()
                .map(include -> include.getArgument("if").getValue())
                .anyMatch(value -> value instanceof VariableReference flag
                        && !variables.path(flag.getName()).asBoolean(false));
    }

    private static Iterable<Selection> selections(@Nullable SelectionSet set) {
        return set == null ? List.of() : set.getSelections();
    }

    private static @Nullable Value<?> argument(Field field, String name) {
        for (Argument argument : field.getArguments()) {
            if (argument.getName().equals(name)) {
                return argument.getValue();
            }
        }
        return null;
    }

    private int number(Value<?> value, JsonNode variables) {
        if (value instanceof IntValue number) {
            return number.getValue().intValue();
        }
        if (value instanceof VariableReference variable) {
            return variables.path(variable.getName()).asInt(defaults.getOrDefault(variable.getName(), 0));
        }
        return 0;
    }

    private static double productSet(JsonNode input) {
        double points = 0.4 * input.path("metafields").size()
                + 1.9 * input.path("files").size();
        for (JsonNode variant : input.path("variants")) {
            points += 0.2
                    + (variant.path("file").isObject() ? 0.6 : 0)
                    + 0.4 * variant.path("metafields").size();
        }
        return points;
    }
}
