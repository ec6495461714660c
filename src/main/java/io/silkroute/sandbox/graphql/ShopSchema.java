package io.silkroute.sandbox.graphql;

import graphql.TypeResolutionEnvironment;
import graphql.language.FieldDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.UnionTypeDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.TypeResolver;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The schema of {@code admin-subset.graphqls} and the features' parts, with a function behind each field.
 *
 * @param costs by mutation
 * @param sizes the longest a list of a mutation's input may be, by mutation and list, where it is not the usual one
 * @param writes the mutations that change the shop's contents
 * @param scopes what an app needs for a field of a root
 * @param searched the fields that a search knows, by field of QueryRoot
 */
record ShopSchema(
        GraphQLSchema graphql,
        Map<String, Wiring.InputCost> costs,
        Map<String, Map<String, Integer>> sizes,
        Set<String> writes,
        Map<String, String> scopes,
        Map<String, Set<String>> searched) {
    private static final String SUBSET = "/shopify/admin-subset.graphqls";

    /** A root field that is declared and not wired, or wired by two, is an IllegalStateException. */
    static ShopSchema of(Iterable<? extends SandboxFeature> features) {
        Wiring wiring = new Wiring();
        features.forEach(feature -> feature.wire(wiring));
        nodes(wiring);
        TypeDefinitionRegistry types = new SchemaParser().parse(text(SUBSET));
        wiring.parts.forEach(part -> types.merge(new SchemaParser().parse(text(part))));
        everyRootIsWired(types, wiring);
        everywhere(types, wiring);
        RuntimeWiring.Builder runtime = RuntimeWiring.newRuntimeWiring();
        for (GraphQLScalarType scalar : Scalars.all()) {
            runtime.scalar(scalar);
        }
        TypeResolver resolver = env -> type(env, wiring);
        types.types().forEach((name, type) -> {
            if (type instanceof InterfaceTypeDefinition || type instanceof UnionTypeDefinition) {
                runtime.type(name, builder -> builder.typeResolver(resolver));
            }
        });
        runtime.codeRegistry(wiring.registry);
        return new ShopSchema(
                new SchemaGenerator().makeExecutableSchema(types, runtime.build()),
                Map.copyOf(wiring.costs),
                Map.copyOf(wiring.sizes),
                Set.copyOf(wiring.writes),
                Map.copyOf(wiring.scopes),
                Map.copyOf(wiring.searched));
    }

    private static String text(String resource) {
        try (InputStream in = ShopSchema.class.getResourceAsStream(resource)) {
            return new String(
                    Objects.requireNonNull(in, () -> "no schema at " + resource).readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static @Nullable GraphQLObjectType type(TypeResolutionEnvironment env, Wiring wiring) {
        Object source = env.getObject();
        String name = wiring.types.get(source.getClass());
        if (name == null && source instanceof Typed typed) {
            name = typed.typename();
        }
        if (name == null && source instanceof Map<?, ?> map && map.get("__typename") instanceof String named) {
            name = named;
        }
        return name == null ? null : env.getSchema().getObjectType(name);
    }

    private static void everyRootIsWired(TypeDefinitionRegistry types, Wiring wiring) {
        List<ObjectTypeDefinition> declared = new ArrayList<>(types.getTypes(ObjectTypeDefinition.class));
        types.objectTypeExtensions().values().forEach(declared::addAll);
        for (ObjectTypeDefinition type : declared) {
            if (type.getName().equals(Wiring.QUERY) || type.getName().equals(Wiring.MUTATION)) {
                for (FieldDefinition field : type.getFieldDefinitions()) {
                    if (!wiring.roots.contains(type.getName() + "." + field.getName())) {
                        throw new IllegalStateException(
                                type.getName() + "." + field.getName() + " is in the schema and no feature wires it");
                    }
                }
            }
        }
    }

    private static void nodes(Wiring wiring) {
        Wiring.LookupFor node = (gid, call) -> {
            Wiring.LookupFor lookup = wiring.nodes.get(Gid.type(gid));
            return lookup == null ? null : lookup.find(gid, call);
        };
        wiring.query("node", null, (args, call) -> node.find(args.text("id", ""), call));
        wiring.query("nodes", null, (args, call) -> {
            List<@Nullable Object> found = new ArrayList<>();
            args.texts("ids").forEach(id -> found.add(node.find(id, call)));
            return found;
        });
    }

    /** Connections, edges and user errors are read alike wherever they stand. */
    private static void everywhere(TypeDefinitionRegistry types, Wiring wiring) {
        for (String type : types.types().keySet()) {
            if (type.endsWith("Connection")) {
                wiring.<Page>on(type)
                        .get("nodes", Page::nodes)
                        .get("edges", Page::edges)
                        .get("pageInfo", page -> page);
            } else if (type.endsWith("Edge")) {
                wiring.<Page.Edge>on(type).get("cursor", Page.Edge::cursor).get("node", Page.Edge::node);
            } else if (type.endsWith("UserError")) {
                wiring.<UserError>on(type)
                        .get("field", UserError::field)
                        .get("message", UserError::message)
                        .get("code", UserError::code);
            }
        }
        wiring.<Page>on("PageInfo")
                .get("hasNextPage", Page::hasNextPage)
                .get("hasPreviousPage", Page::hasPreviousPage)
                .get("startCursor", Page::startCursor)
                .get("endCursor", Page::endCursor);
    }
}
