package io.silkroute.sandbox;

import graphql.schema.GraphQLCodeRegistry;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** The schema of {@code admin-subset.graphqls} with a function behind each field. */
final class ShopGraph {
    static final String CURRENCY = "USD";
    static final String SCHEMA = "/shopify/admin-subset.graphqls";
    private static final List<String> VERSIONS = List.of("2026-01", "2026-04", "2026-07", "2026-10");

    private final Shop shop;
    private final BulkOperations bulk;
    private final StagedUploads uploads;
    private final Supplier<Plan> plan;

    ShopGraph(Shop shop, BulkOperations bulk, StagedUploads uploads, Supplier<Plan> plan) {
        this.shop = shop;
        this.bulk = bulk;
        this.uploads = uploads;
        this.plan = plan;
    }

    GraphQLSchema schema() {
        TypeDefinitionRegistry types = new SchemaParser().parse(text());
        RuntimeWiring.Builder wiring = RuntimeWiring.newRuntimeWiring();
        for (GraphQLScalarType scalar : Scalars.all()) {
            wiring.scalar(scalar);
        }
        TypeResolver resolver = env -> env.getSchema().getObjectType(typeName(env.getObject()));
        for (String type : List.of(
                "Node", "DisplayableError", "HasMetafields", "Publishable", "Media", "File", "ProductOperation")) {
            wiring.type(type, builder -> builder.typeResolver(resolver));
        }
        GraphQLCodeRegistry.Builder registry =
                GraphQLCodeRegistry.newCodeRegistry().defaultDataFetcher(env -> Fields.FROM_MAP);
        wire(new Fields(registry), types);
        wiring.codeRegistry(registry);
        return new SchemaGenerator().makeExecutableSchema(types, wiring.build());
    }

    static String text() {
        try (InputStream in = ShopGraph.class.getResourceAsStream(SCHEMA)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void wire(Fields fields, TypeDefinitionRegistry types) {
        new ProductGraph(shop).wire(fields);
        new CollectionGraph(shop).wire(fields);
        new Metafields(shop).wire(fields);
        Publications.wire(fields, shop);
        new Queries(shop, bulk, this).wire(fields);
        new Mutations(shop, bulk, uploads, this).wire(fields);
        for (String type : types.types().keySet()) {
            if (type.endsWith("Connection")) {
                fields.<Page>on(type)
                        .get("nodes", Page::nodes)
                        .get("edges", Page::edges)
                        .get("pageInfo", page -> page);
            } else if (type.endsWith("Edge")) {
                fields.<Page.Edge>on(type).get("cursor", Page.Edge::cursor).get("node", Page.Edge::node);
            } else if (type.endsWith("UserError") || type.equals("UserError")) {
                fields.<UserError>on(type)
                        .get("field", UserError::field)
                        .get("message", UserError::message)
                        .get("code", UserError::code);
            }
        }
        fields.<Page>on("PageInfo")
                .get("hasNextPage", Page::hasNextPage)
                .get("hasPreviousPage", Page::hasPreviousPage)
                .get(
                        "startCursor",
                        page -> page.edges().isEmpty()
                                ? null
                                : page.edges().get(0).cursor())
                .get(
                        "endCursor",
                        page -> page.edges().isEmpty()
                                ? null
                                : page.edges().get(page.edges().size() - 1).cursor());
        BulkOperations.wire(fields);
    }

    private static String typeName(Object source) {
        if (source instanceof Product) {
            return "Product";
        } else if (source instanceof VariantOf) {
            return "ProductVariant";
        } else if (source instanceof Collection) {
            return "Collection";
        } else if (source instanceof Metafield) {
            return "Metafield";
        } else if (source instanceof Definition) {
            return "MetafieldDefinition";
        } else if (source instanceof Media) {
            return "MediaImage";
        } else if (source instanceof Publications.Channel) {
            return "Publication";
        } else if (source instanceof BulkOperation) {
            return "BulkOperation";
        } else if (source instanceof ProductSetOperations.Operation) {
            return "ProductSetOperation";
        }
        return source instanceof Map<?, ?> map && map.get("__typename") instanceof String name ? name : "Shop";
    }

    Map<String, Object> shop() {
        Plan current = plan.get();
        Map<String, Object> held = new HashMap<>();
        held.put("__typename", "Shop");
        held.put("id", Gid.of("Shop", 1));
        held.put("name", "Sandbox shop");
        held.put("email", "shop@" + shop.domain);
        held.put("myshopifyDomain", shop.domain);
        held.put("url", "https://" + shop.domain);
        held.put("currencyCode", CURRENCY);
        held.put("ianaTimezone", "Etc/UTC");
        held.put("weightUnit", "KILOGRAMS");
        held.put("taxesIncluded", false);
        held.put("createdAt", "2026-01-01T00:00:00Z");
        held.put(
                "primaryDomain",
                Map.of(
                        "id",
                        Gid.of("Domain", 1),
                        "host",
                        shop.domain,
                        "url",
                        "https://" + shop.domain,
                        "sslEnabled",
                        true));
        held.put(
                "plan",
                Map.of(
                        "displayName",
                        name(current),
                        "publicDisplayName",
                        name(current),
                        "partnerDevelopment",
                        false,
                        "shopifyPlus",
                        current == Plan.PLUS || current == Plan.ENTERPRISE));
        return held;
    }

    private static String name(Plan plan) {
        return switch (plan) {
            case STANDARD -> "Basic";
            case ADVANCED -> "Advanced";
            case PLUS, ENTERPRISE, UNLIMITED -> "Shopify Plus";
        };
    }

    static Map<String, Object> installation(Call call) {
        return Map.of(
                "__typename", "AppInstallation",
                "id", Gid.of("AppInstallation", 1),
                "app",
                        Map.of(
                                "__typename",
                                "App",
                                "id",
                                Gid.of("App", 1),
                                "title",
                                call.app(),
                                "handle",
                                "silkroute",
                                "apiKey",
                                "sandbox"),
                "accessScopes",
                        call.scopes().stream()
                                .sorted()
                                .map(scope -> Map.of("handle", scope, "description", scope.replace('_', ' ')))
                                .toList());
    }

    static Object versions() {
        return VERSIONS.stream()
                .map(version -> Map.of("handle", version, "displayName", version, "supported", true))
                .toList();
    }

    static boolean supported(String version) {
        return VERSIONS.contains(version);
    }

    static String oldestVersion() {
        return VERSIONS.get(0);
    }
}
