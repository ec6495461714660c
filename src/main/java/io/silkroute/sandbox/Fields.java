package io.silkroute.sandbox;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.LightDataFetcher;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How each field of the schema is read: plain functions, nothing found by reflection. */
final class Fields {
    private final GraphQLCodeRegistry.Builder registry;

    Fields(GraphQLCodeRegistry.Builder registry) {
        this.registry = registry;
    }

    interface Read<S> {
        @Nullable
        Object of(S source, Input args);
    }

    interface Perform {
        @Nullable
        Object with(Input args, Call call);
    }

    <S> Type<S> on(String type) {
        return new Type<>(type);
    }

    /** A field of the query or mutation root, for which the app needs {@code scope}. */
    void root(String type, String field, @Nullable String scope, Perform perform) {
        registry.dataFetcher(FieldCoordinates.coordinates(type, field), new LightDataFetcher<Object>() {
            @Override
            public @Nullable Object get(
                    GraphQLFieldDefinition definition, Object source, Supplier<DataFetchingEnvironment> env) {
                return get(env.get());
            }

            @Override
            public @Nullable Object get(DataFetchingEnvironment env) {
                Call call = env.getGraphQlContext().get(Call.class);
                if (scope != null && !call.scopes().contains(scope)) {
                    String required = "`" + scope + "` access scope.";
                    throw new TopLevelError(
                                    "ACCESS_DENIED",
                                    "Access denied for " + field + " field. Required access: " + required)
                            .with("documentation", "https://shopify.dev/api/usage/access-scopes")
                            .with("requiredAccess", required);
                }
                return perform.with(new Input(env.getArguments()), call);
            }
        });
    }

    final class Type<S> {
        private final String name;

        private Type(String name) {
            this.name = name;
        }

        Type<S> get(String field, Function<S, @Nullable Object> read) {
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

        Type<S> read(String field, Read<S> read) {
            registry.dataFetcher(FieldCoordinates.coordinates(name, field), (DataFetcher<Object>) env -> {
                S source = env.getSource();
                return read.of(Objects.requireNonNull(source), new Input(env.getArguments()));
            });
            return this;
        }
    }

    /** What no function was given for is read from a map. */
    static final LightDataFetcher<Object> FROM_MAP = new LightDataFetcher<>() {
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
