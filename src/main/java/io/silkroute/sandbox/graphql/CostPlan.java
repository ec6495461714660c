package io.silkroute.sandbox.graphql;

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
import graphql.language.VariableReference;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLNamedOutputType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an operation costs. An object 1, a scalar 0, a connection {@code 2 + node x max(1, floor(2 ln n))}, a mutation
 * 10 and the children of what it answers, and the published extras of single mutations.
 * Source: https://shopify.dev/docs/api/usage/limits and recorded costs.
 */
final class CostPlan {
    private static final Set<String> FREE =
            Set.of("MoneyV2", "MoneyBag", "MailingAddress", "LocationAddress", "PageInfo");

    private final boolean mutation;
    private final List<Node> roots;
    private final Map<String, Wiring.InputCost> costs;

    private CostPlan(boolean mutation, List<Node> roots, Map<String, Wiring.InputCost> costs) {
        this.mutation = mutation;
        this.roots = roots;
        this.costs = costs;
    }

    private enum Kind {
        SCALAR,
        FREE,
        OBJECT,
        COUNT,
        CONNECTION
    }

    /** @param alternatives children that count only when the object is of this type */
    private record Node(
            String key,
            Field field,
            Kind kind,
            boolean list,
            List<Node> children,
            Map<String, List<Node>> alternatives) {}

    static CostPlan of(ShopSchema shopSchema, Document document, OperationDefinition operation) {
        GraphQLSchema schema = shopSchema.graphql();
        boolean mutation = operation.getOperation() == OperationDefinition.Operation.MUTATION;
        GraphQLObjectType root = mutation ? schema.getMutationType() : schema.getQueryType();
        Node whole = new Compiler(schema, document).object(operation.getSelectionSet(), root);
        return new CostPlan(mutation, whole.children(), shopSchema.costs());
    }

    double requested(Map<String, Object> variables) {
        double cost = 0;
        for (Node root : roots) {
            if (mutation) {
                cost += 10 + extra(root.field(), variables);
                for (Node child : root.children()) {
                    cost += children(child, variables);
                }
            } else {
                cost += cost(root, variables);
            }
        }
        return Math.ceil(cost - 1e-9);
    }

    private double extra(Field field, Map<String, Object> variables) {
        Wiring.InputCost cost = costs.get(field.getName());
        if (cost == null) {
            return 0;
        }
        Map<String, Object> args = new LinkedHashMap<>();
        for (Argument argument : field.getArguments()) {
            Object value = Literals.of(argument.getValue(), variables);
            if (value != null) {
                args.put(argument.getName(), value);
            }
        }
        return cost.of(new Input(args));
    }

    /** The same law over what was really answered. */
    double actual(Map<String, Object> variables, @Nullable Map<String, Object> data) {
        double cost = 0;
        for (Node root : roots) {
            Object value = data == null ? null : data.get(root.key());
            if (mutation) {
                cost += 10 + extra(root.field(), variables);
                if (value instanceof Map<?, ?> payload) {
                    for (Node child : root.children()) {
                        cost += answeredChildren(child, payload.get(child.key()));
                    }
                }
            } else {
                cost += answered(root, value);
            }
        }
        return Math.ceil(cost - 1e-9);
    }

    /** How many connections the operation selects, at any depth. */
    int connections() {
        int count = 0;
        for (Node root : roots) {
            count += connections(root);
        }
        return count;
    }

    private static int connections(Node node) {
        int count = node.kind() == Kind.CONNECTION ? 1 : 0;
        for (Node child : node.children()) {
            count += connections(child);
        }
        for (List<Node> alternative : node.alternatives().values()) {
            for (Node child : alternative) {
                count += connections(child);
            }
        }
        return count;
    }

    /** Whether a connection is selected within a list that is none, as refunds and transactions are. */
    boolean connectionWithinList() {
        return roots.stream().anyMatch(root -> connectionWithinList(root, false));
    }

    private static boolean connectionWithinList(Node node, boolean within) {
        boolean connection = node.kind() == Kind.CONNECTION;
        if (connection && within) {
            return true;
        }
        boolean page = node.list()
                && (node.field().getName().equals("edges")
                        || node.field().getName().equals("nodes"));
        boolean inList = within || node.list() && !page;
        return Stream.concat(
                        node.children().stream(),
                        node.alternatives().values().stream().flatMap(List::stream))
                .anyMatch(child -> connectionWithinList(child, inList));
    }

    /** Every field with {@code first} or {@code last} and what it asks for. */
    @Nullable
    TopLevelError paginationFault(Map<String, Object> variables) {
        for (Node root : roots) {
            TopLevelError fault = paginationFault(root, variables, List.of());
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    private static @Nullable TopLevelError paginationFault(
            Node node, Map<String, Object> variables, List<String> above) {
        List<String> path = new ArrayList<>(above);
        path.add(node.key());
        if (node.kind() == Kind.CONNECTION) {
            Integer first = number(node.field(), "first", variables);
            Integer last = number(node.field(), "last", variables);
            String problem = null;
            if (first == null && last == null) {
                problem = "you must provide one of first or last";
            } else if (first != null && last != null) {
                problem = "providing both first and last is not supported";
            } else if (first != null && first > 250 || last != null && last > 250) {
                problem = (first != null ? "first" : "last") + " cannot exceed 250";
            } else if (first != null && first < 0 || last != null && last < 0) {
                problem = (first != null ? "first" : "last") + " must be a non-negative integer";
            }
            if (problem != null) {
                return new TopLevelError("BAD_REQUEST", problem).with("path", path);
            }
        }
        List<Node> below = new ArrayList<>(node.children());
        node.alternatives().values().forEach(below::addAll);
        for (Node child : below) {
            TopLevelError fault = paginationFault(child, variables, path);
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    private static double cost(Node node, Map<String, Object> variables) {
        if (left(node.field(), variables)) {
            return 0;
        }
        double children = children(node, variables);
        return switch (node.kind()) {
            case SCALAR -> 0;
            case FREE -> children;
            case COUNT -> 10;
            case OBJECT -> (1 + children) * Math.max(1, ids(node.field(), variables));
            case CONNECTION -> connection(children, size(node.field(), variables));
        };
    }

    /** Does {@code @include} or {@code @skip} leave the field out? */
    private static boolean left(Field field, Map<String, Object> variables) {
        return field.getDirectives().stream().anyMatch(directive -> {
            boolean skip = directive.getName().equals("skip");
            return (skip || directive.getName().equals("include"))
                    && directive.getArgument("if") != null
                    && Boolean.valueOf(skip)
                            .equals(Literals.of(directive.getArgument("if").getValue(), variables));
        });
    }

    private static double connection(double node, int size) {
        return size <= 0 ? 2 : 2 + node * Math.max(1, Math.floor(2 * Math.log(size)));
    }

    private static double children(Node node, Map<String, Object> variables) {
        double cost = 0;
        if (node.kind() == Kind.CONNECTION) {
            return nodeCost(node, child -> 1 + children(child, variables));
        }
        for (Node child : node.children()) {
            cost += cost(child, variables);
        }
        double most = 0;
        for (List<Node> alternative : node.alternatives().values()) {
            double sum = 0;
            for (Node child : alternative) {
                sum += cost(child, variables);
            }
            most = Math.max(most, sum);
        }
        return cost + most;
    }

    /** The cost of one node of a connection, asked for by {@code nodes} or by {@code edges { node }}. */
    private static double nodeCost(Node connection, java.util.function.ToDoubleFunction<Node> cost) {
        double most = 0;
        for (Node child : connection.children()) {
            if (child.field().getName().equals("nodes")) {
                most = Math.max(most, cost.applyAsDouble(child));
            } else if (child.field().getName().equals("edges")) {
                for (Node inner : child.children()) {
                    if (inner.field().getName().equals("node")) {
                        most = Math.max(most, cost.applyAsDouble(inner));
                    }
                }
            }
        }
        return most == 0 ? 1 : most;
    }

    private static double answered(Node node, @Nullable Object value) {
        if (value == null || node.kind() == Kind.SCALAR) {
            return 0;
        }
        return switch (node.kind()) {
            case COUNT -> 10;
            case FREE -> answeredChildren(node, value);
            case CONNECTION -> answeredConnection(node, (Map<?, ?>) value);
            default -> {
                if (value instanceof List<?> list) {
                    double most = 0;
                    int found = 0;
                    for (Object each : list) {
                        if (each != null) {
                            most = Math.max(most, 1 + answeredChildren(node, each));
                            found++;
                        }
                    }
                    yield node.field().getName().equals("nodes") ? most * found : most;
                }
                yield 1 + answeredChildren(node, value);
            }
        };
    }

    private static double answeredConnection(Node node, Map<?, ?> value) {
        double dearest = 0;
        int size = 0;
        for (Node child : node.children()) {
            Object held = value.get(child.key());
            if (!(held instanceof List<?> list)) {
                continue;
            }
            size = Math.max(size, list.size());
            for (Object each : list) {
                if (child.field().getName().equals("nodes") && each != null) {
                    dearest = Math.max(dearest, 1 + answeredChildren(child, each));
                } else if (each instanceof Map<?, ?> edge) {
                    for (Node inner : child.children()) {
                        if (inner.field().getName().equals("node") && edge.get(inner.key()) instanceof Map<?, ?> n) {
                            dearest = Math.max(dearest, 1 + answeredChildren(inner, n));
                        }
                    }
                }
            }
        }
        return connection(Math.max(1, dearest), size);
    }

    private static double answeredChildren(Node node, @Nullable Object value) {
        if (value instanceof List<?> list) {
            double most = 0;
            for (Object each : list) {
                most = Math.max(most, answeredChildren(node, each));
            }
            return most;
        }
        if (!(value instanceof Map<?, ?> object)) {
            return 0;
        }
        double cost = 0;
        for (Node child : node.children()) {
            cost += answered(child, object.get(child.key()));
        }
        double most = 0;
        for (List<Node> alternative : node.alternatives().values()) {
            double sum = 0;
            for (Node child : alternative) {
                sum += answered(child, object.get(child.key()));
            }
            most = Math.max(most, sum);
        }
        return cost + most;
    }

    private static int size(Field field, Map<String, Object> variables) {
        Integer first = number(field, "first", variables);
        Integer last = number(field, "last", variables);
        return first != null ? first : last != null ? last : 0;
    }

    private static @Nullable Integer number(Field field, String name, Map<String, Object> variables) {
        Value<?> value = argument(field, name);
        if (value instanceof IntValue literal) {
            return literal.getValue().min(BigInteger.valueOf(Integer.MAX_VALUE)).intValue();
        }
        if (value instanceof VariableReference reference
                && variables.get(reference.getName()) instanceof Number number) {
            return number.intValue();
        }
        return null;
    }

    private static int ids(Field field, Map<String, Object> variables) {
        Object ids = field.getName().equals("nodes") && argument(field, "ids") != null
                ? Literals.of(argument(field, "ids"), variables)
                : null;
        return ids instanceof List<?> list ? list.size() : 1;
    }

    private static @Nullable Value<?> argument(Field field, String name) {
        for (Argument argument : field.getArguments()) {
            if (argument.getName().equals(name)) {
                return argument.getValue();
            }
        }
        return null;
    }

    private record Compiler(GraphQLSchema schema, Document document) {

        Node object(SelectionSet selections, GraphQLFieldsContainer type) {
            List<Node> children = new ArrayList<>();
            Map<String, List<Node>> alternatives = new LinkedHashMap<>();
            collect(selections, type, type, children, alternatives);
            return new Node("", new Field(""), Kind.OBJECT, false, children, alternatives);
        }

        private void collect(
                SelectionSet selections,
                GraphQLFieldsContainer parent,
                GraphQLFieldsContainer type,
                List<Node> children,
                Map<String, List<Node>> alternatives) {
            for (Selection<?> selection : selections.getSelections()) {
                if (selection instanceof Field field) {
                    GraphQLFieldDefinition definition = type.getFieldDefinition(field.getName());
                    if (definition != null) {
                        children.add(node(field, definition));
                    }
                    continue;
                }
                String condition = null;
                SelectionSet inner;
                if (selection instanceof InlineFragment fragment) {
                    condition = fragment.getTypeCondition() == null
                            ? null
                            : fragment.getTypeCondition().getName();
                    inner = fragment.getSelectionSet();
                } else {
                    FragmentDefinition fragment = document.getDefinitionsOfType(FragmentDefinition.class).stream()
                            .filter(f -> f.getName().equals(((FragmentSpread) selection).getName()))
                            .findFirst()
                            .orElseThrow();
                    condition = fragment.getTypeCondition().getName();
                    inner = fragment.getSelectionSet();
                }
                GraphQLFieldsContainer narrowed =
                        condition == null || !(schema.getType(condition) instanceof GraphQLFieldsContainer container)
                                ? type
                                : container;
                boolean same = condition == null || condition.equals(parent.getName());
                collect(
                        inner,
                        parent,
                        narrowed,
                        same ? children : alternatives.computeIfAbsent(narrowed.getName(), n -> new ArrayList<>()),
                        alternatives);
            }
        }

        /** What is selected of each member of a union, which has no fields of its own. */
        private Map<String, List<Node>> members(SelectionSet selections, GraphQLUnionType union) {
            Map<String, List<Node>> members = new LinkedHashMap<>();
            for (GraphQLNamedOutputType member : union.getTypes()) {
                GraphQLObjectType type = (GraphQLObjectType) member;
                List<Node> children = new ArrayList<>();
                collect(selections, type, type, children, new LinkedHashMap<>());
                members.put(type.getName(), children);
            }
            return members;
        }

        private Node node(Field field, GraphQLFieldDefinition definition) {
            String key = field.getAlias() == null ? field.getName() : field.getAlias();
            GraphQLNamedOutputType type = (GraphQLNamedOutputType) GraphQLTypeUtil.unwrapAll(definition.getType());
            boolean list = GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(definition.getType()));
            if (type instanceof GraphQLUnionType union) {
                return new Node(key, field, Kind.OBJECT, list, List.of(), members(field.getSelectionSet(), union));
            }
            if (!(type instanceof GraphQLFieldsContainer container)) {
                return new Node(key, field, Kind.SCALAR, list, List.of(), Map.of());
            }
            Node below = object(field.getSelectionSet(), container);
            String name = type.getName();
            Kind kind = name.endsWith("Connection")
                    ? Kind.CONNECTION
                    : name.equals("Count") ? Kind.COUNT : FREE.contains(name) ? Kind.FREE : Kind.OBJECT;
            return new Node(key, field, kind, list, below.children(), below.alternatives());
        }
    }
}
