package io.silkroute.sandbox.graphql;

import graphql.GraphQLContext;
import graphql.execution.TypeFromAST;
import graphql.language.AstPrinter;
import graphql.language.OperationDefinition;
import graphql.language.Type;
import graphql.language.VariableDefinition;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Variables against their types, with Shopify's INVALID_VARIABLE answer. */
final class VariableCheck {
    private static final GraphQLContext CONTEXT = GraphQLContext.newContext().build();

    private final GraphQLSchema schema;

    VariableCheck(GraphQLSchema schema) {
        this.schema = schema;
    }

    private record Problem(List<Object> path, String explanation) {}

    @Nullable
    TopLevelError fault(OperationDefinition operation, Map<String, Object> variables) {
        for (VariableDefinition definition : operation.getVariableDefinitions()) {
            GraphQLType type = TypeFromAST.getTypeFromAST(schema, definition.getType());
            Object value = variables.get(definition.getName());
            boolean given = variables.containsKey(definition.getName());
            if (!given && definition.getDefaultValue() != null || !given && !(type instanceof GraphQLNonNull)) {
                continue;
            }
            List<Problem> problems = new ArrayList<>();
            check(type, value, List.of(), problems);
            if (!problems.isEmpty()) {
                return error(definition, definition.getType(), value, problems);
            }
        }
        return null;
    }

    private static TopLevelError error(
            VariableDefinition definition, Type<?> type, @Nullable Object value, List<Problem> problems) {
        String where = problems.stream()
                .map(problem -> problem.path().isEmpty()
                        ? problem.explanation()
                        : problem.path().stream().map(String::valueOf).collect(Collectors.joining(".")) + " ("
                                + problem.explanation() + ")")
                .collect(Collectors.joining(", "));
        boolean whole = problems.get(0).path().isEmpty();
        String message = "Variable $" + definition.getName() + " of type " + AstPrinter.printAstCompact(type)
                + " was provided invalid value" + (whole ? "" : " for " + where);
        List<Map<String, Object>> told = new ArrayList<>();
        for (Problem problem : problems) {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("path", problem.path());
            each.put("explanation", problem.explanation());
            told.add(each);
        }
        Map<String, @Nullable Object> held = new LinkedHashMap<>();
        held.put("value", value);
        TopLevelError error = new TopLevelError("INVALID_VARIABLE", message);
        error.extensions().putAll(held);
        return error.with("problems", told);
    }

    private void check(GraphQLType type, @Nullable Object value, List<Object> path, List<Problem> problems) {
        if (problems.size() > 20) {
            return;
        }
        if (type instanceof GraphQLNonNull nonNull) {
            if (value == null) {
                problems.add(new Problem(path, "Expected value to not be null"));
            } else {
                check(nonNull.getWrappedType(), value, path, problems);
            }
        } else if (value == null) {
            return;
        } else if (type instanceof GraphQLList list) {
            if (value instanceof List<?> values) {
                for (int i = 0; i < values.size(); i++) {
                    check(list.getWrappedType(), values.get(i), longer(path, i), problems);
                }
            } else {
                check(list.getWrappedType(), value, path, problems);
            }
        } else if (type instanceof GraphQLInputObjectType object) {
            object(object, value, path, problems);
        } else if (type instanceof GraphQLEnumType names) {
            if (!(value instanceof String name) || names.getValue(name) == null) {
                String known =
                        names.getValues().stream().map(each -> each.getName()).collect(Collectors.joining(", "));
                problems.add(new Problem(path, "Expected \"" + value + "\" to be one of: " + known));
            }
        } else if (type instanceof GraphQLScalarType scalar) {
            try {
                scalar.getCoercing().parseValue(strict(scalar, value), CONTEXT, Locale.ROOT);
            } catch (CoercingParseValueException e) {
                boolean own =
                        !List.of("String", "Int", "Float", "Boolean", "ID").contains(scalar.getName());
                problems.add(new Problem(
                        path,
                        own
                                ? String.valueOf(e.getMessage())
                                : "Could not coerce value " + quoted(value) + " to "
                                        + ((GraphQLNamedType) type).getName()));
            }
        }
    }

    // Ruby's coercion takes no text for a number and no number for a text.
    private static Object strict(GraphQLScalarType scalar, Object value) {
        boolean text = value instanceof String;
        boolean wrong = switch (scalar.getName()) {
            case "Int", "Float", "Boolean" -> text;
            case "String" -> !text;
            default -> false;
        };
        if (wrong) {
            throw new CoercingParseValueException("");
        }
        return value;
    }

    private void object(GraphQLInputObjectType type, Object value, List<Object> path, List<Problem> problems) {
        if (!(value instanceof Map<?, ?> map)) {
            problems.add(new Problem(path, "Expected " + quoted(value) + " to be a key-value object."));
            return;
        }
        for (Object key : map.keySet()) {
            if (type.getFieldDefinition(key.toString()) == null) {
                problems.add(new Problem(longer(path, key), "Field is not defined on " + type.getName()));
            }
        }
        for (GraphQLInputObjectField field : type.getFieldDefinitions()) {
            GraphQLInputType fieldType = field.getType();
            if (map.containsKey(field.getName())) {
                check(fieldType, map.get(field.getName()), longer(path, field.getName()), problems);
            } else if (fieldType instanceof GraphQLNonNull && !field.hasSetDefaultValue()) {
                problems.add(new Problem(longer(path, field.getName()), "Expected value to not be null"));
            }
        }
        if (type.isOneOf()) {
            long given = map.values().stream().filter(each -> each != null).count();
            if (map.size() != 1 || given != 1) {
                problems.add(new Problem(
                        path,
                        "'" + type.getName() + "' requires exactly one argument, but " + map.size()
                                + " were provided."));
            }
        }
    }

    private static String quoted(Object value) {
        return value instanceof String ? "\"" + value + "\"" : value.toString();
    }

    private static List<Object> longer(List<Object> path, Object step) {
        List<Object> longer = new ArrayList<>(path.size() + 1);
        longer.addAll(path);
        longer.add(step);
        return longer;
    }
}
