package io.silkroute.sandbox.graphql;

import graphql.language.Directive;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.LightDataFetcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What features wire: how each field of the schema is read, by plain functions, nothing found by reflection. */
public final class Wiring {
    static final String QUERY = "QueryRoot";
    static final String MUTATION = "Mutation";
    private static final String IDEMPOTENT = "idempotent";

    final GraphQLCodeRegistry.Builder registry =
            GraphQLCodeRegistry.newCodeRegistry().defaultDataFetcher(env -> FROM_MAP);
    final List<String> parts = new ArrayList<>();
    final Set<String> roots = new HashSet<>();
    final Set<String> writes = new HashSet<>();
    final Map<Class<?>, String> types = new HashMap<>();
    final Map<String, LookupFor> nodes = new HashMap<>();
    final Map<String, InputCost> costs = new HashMap<>();
    final Map<String, Map<String, Integer>> sizes = new HashMap<>();
    final Map<String, String> scopes = new HashMap<>();
    final Map<String, Set<String>> searched = new HashMap<>();

    Wiring() {}

    /** A field of the source, with its arguments. */
    public interface Read<S> {
        @Nullable
        Object of(S source, Input args);
    }

    /** A field of the source, as far as the caller may see it. */
    public interface ReadFor<S> {
        @Nullable
        Object of(S source, Input args, Call call);
    }

    /** A field of the query or mutation root. */
    public interface Perform {
        @Nullable
        Object with(Input args, Call call);
    }

    /** An object by its id, null when there is none. */
    public interface Lookup {
        @Nullable
        Object find(String gid);
    }

    /** An object by its id, as far as the caller may see it. */
    public interface LookupFor {
        @Nullable
        Object find(String gid, Call call);
    }

    /** A field of the mutation root that has its effect once a key. */
    public interface PerformOnce {
        @Nullable
        Object with(Input args, Call call, String key);
    }

    /** The points of a mutation that depend on its arguments, on top of its flat 10. */
    public interface InputCost {
        double of(Input args);
    }

    /** A part of the schema in a file of its own, that of {@code admin-subset.graphqls} is always there. */
    public void schema(String resource) {
        parts.add(resource);
    }

    /** A field of QueryRoot, for which the app needs {@code scope}. */
    public void query(String field, @Nullable String scope, Perform perform) {
        root(QUERY, field, scope, plain(perform));
    }

    /** A field of Mutation that changes the shop's contents, for which the app needs {@code scope}; null: it looks itself. */
    public void mutation(String field, @Nullable String scope, Perform perform) {
        writes.add(field);
        root(MUTATION, field, scope, plain(perform));
    }

    /** As {@link #mutation}; it must come with {@code @idempotent}, which no other field takes. */
    public void idempotent(String field, String scope, PerformOnce perform) {
        writes.add(field);
        root(
                MUTATION,
                field,
                scope,
                env -> perform.with(new Input(env.getArguments()), call(env), idempotencyKey(env)));
    }

    /** A field of Mutation that changes no contents by itself (an upload, a bulk operation): any app may. */
    public void errand(String field, Perform perform) {
        root(MUTATION, field, null, plain(perform));
    }

    public void cost(String mutation, InputCost cost) {
        costs.put(mutation, cost);
    }

    /** A list right below the mutation's input object that may have more or less than the usual 250 entries. */
    public void mostEntries(String mutation, String list, int most) {
        sizes.computeIfAbsent(mutation, m -> new HashMap<>()).put(list, most);
    }

    /** The fields that a search by {@code query} of this root field knows; others are ignored, and a warning says so. */
    public void searches(String query, Set<String> fields) {
        searched.put(query, fields);
    }

    /** How {@code node} and {@code nodes} find an object by its id. */
    public void node(String type, Lookup lookup) {
        nodes.put(type, (gid, call) -> lookup.find(gid));
    }

    /** As {@link #node}, for an app with this scope; without it the object is null and {@code errors} say so. */
    public void node(String type, String scope, LookupFor lookup) {
        nodes.put(type, (gid, call) -> {
            if (!call.scopes().contains(scope)) {
                throw TopLevelError.accessDenied("node", scope);
            }
            return lookup.find(gid, call);
        });
    }

    /** The fields of a type; its source needs no class of its own. */
    public <S> Type<S> on(String type) {
        return new Type<>(type);
    }

    /** The fields of a type, and that every {@code source} is one where the schema has an interface. */
    public <S> Type<S> object(String type, Class<S> source) {
        types.put(source, type);
        return on(type);
    }

    private static Call call(DataFetchingEnvironment env) {
        return Objects.requireNonNull(env.getGraphQlContext().<Call>get(Call.class));
    }

    private static Function<DataFetchingEnvironment, @Nullable Object> plain(Perform perform) {
        return env -> {
            if (env.getField().hasDirective(IDEMPOTENT)) {
                throw new TopLevelError("BAD_REQUEST", "The @idempotent directive is not supported for this mutation.");
            }
            return perform.with(new Input(env.getArguments()), call(env));
        };
    }

    private static String idempotencyKey(DataFetchingEnvironment env) {
        List<Directive> given = env.getField().getDirectives(IDEMPOTENT);
        if (given.isEmpty()) {
            throw new TopLevelError(
                    "BAD_REQUEST", "The @idempotent directive is required for this mutation but was not provided.");
        }
        Object key = Literals.of(given.get(0).getArgument("key").getValue(), env.getVariables());
        if (!(key instanceof String text) || text.isBlank()) {
            throw new TopLevelError("BAD_REQUEST", "The idempotency key cannot be an empty string or whitespace only.");
        }
        return text;
    }

    private void root(
            String type,
            String field,
            @Nullable String scope,
            Function<DataFetchingEnvironment, @Nullable Object> perform) {
        if (!roots.add(type + "." + field)) {
            throw new IllegalStateException(type + "." + field + " is wired by two features");
        }
        if (scope != null) {
            scopes.put(field, scope);
        }
        registry.dataFetcher(FieldCoordinates.coordinates(type, field), new LightDataFetcher<Object>() {
            @Override
            public @Nullable Object get(
                    GraphQLFieldDefinition definition, Object source, Supplier<DataFetchingEnvironment> env) {
                return get(env.get());
            }

            @Override
            public @Nullable Object get(DataFetchingEnvironment env) {
                if (scope != null && !call(env).scopes().contains(scope)) {
                    throw TopLevelError.accessDenied(field, scope);
                }
                return perform.apply(env);
            }
        });
    }

    /** The fields of one type. */
    public final class Type<S> {
        private final String name;

        private Type(String name) {
            this.name = name;
        }

        public Type<S> get(String field, Function<S, @Nullable Object> read) {
            registry.dataFetcher(FieldCoordinates.coordinates(name, field), new LightDataFetcher<Object>() {
                @Override
                @SuppressWarnings("unchecked")
                public @Nullable Object get(
                        GraphQLFieldDefinition definition, Object source, Supplier<DataFetchingEnvironment> env) {
                    return read.apply((S) source);
                }

                @Override
                public @Nullable Object get(DataFetchingEnvironment env) {
                    return read.apply(Objects.<S>requireNonNull(env.getSource()));
                }
            });
            return this;
        }

        /** A field for which the app needs {@code scope}: without it the field is null and {@code errors} say so. */
        public Type<S> guarded(String field, String scope, ReadFor<S> read) {
            registry.dataFetcher(FieldCoordinates.coordinates(name, field), (DataFetcher<Object>) env -> {
                if (!call(env).scopes().contains(scope)) {
                    throw TopLevelError.accessDenied(field, scope);
                }
                S source = env.getSource();
                return read.of(Objects.requireNonNull(source), new Input(env.getArguments()), call(env));
            });
            return this;
        }

        public Type<S> read(String field, Read<S> read) {
            registry.dataFetcher(FieldCoordinates.coordinates(name, field), (DataFetcher<Object>) env -> {
                S source = env.getSource();
                return read.of(Objects.requireNonNull(source), new Input(env.getArguments()));
            });
            return this;
        }
    }

    /** What no function was given for is read from a map. */
    private static final LightDataFetcher<Object> FROM_MAP = new LightDataFetcher<>() {
        @Override
        public @Nullable Object get(
                GraphQLFieldDefinition definition, @Nullable Object source, Supplier<DataFetchingEnvironment> env) {
            return source instanceof Map<?, ?> map ? map.get(definition.getName()) : null;
        }

        @Override
        public @Nullable Object get(DataFetchingEnvironment env) {
            return get(env.getFieldDefinition(), env.getSource(), () -> env);
        }
    };
}
