package io.silkroute.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphQLError;
import graphql.GraphQLException;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import graphql.schema.TypeResolver;
import io.silkroute.shopify.AdminSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/**
 * A shop that executes the Admin API's own schema, the whole of it: what does not fit is refused as GraphQL refuses it,
 * a field that has no value here is null, or an error where it may not be. What the mutations do stands in
 * {@link SchemaShopShelves}; neither knows anything of the sandbox shop.
 */
final class SchemaShop implements AutoCloseable {

    static final String TOKEN = "token-of-the-schema-shop";

    private static final String PATH = "/admin/api/2026-10/graphql.json";
    private static final TypeReference<Map<String, Object>> VARIABLES = new TypeReference<>() {};

    /** What was sent that no shop would understand, or no shop should be asked. */
    final Set<String> wrongs = Collections.synchronizedSet(new TreeSet<>());

    final List<JsonNode> mutations = Collections.synchronizedList(new ArrayList<>());
    final SchemaShopShelves shelves = new SchemaShopShelves(wrongs);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final GraphQL graphql;
    private final HttpServer server;

    SchemaShop() {
        graphql = GraphQL.newGraphQL(executable(AdminSchema.read().schema())).build();
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private GraphQLSchema executable(GraphQLSchema schema) {
        GraphQLCodeRegistry.Builder code =
                GraphQLCodeRegistry.newCodeRegistry().defaultDataFetcher(environment -> this::value);
        TypeResolver resolver = environment -> {
            Map<?, ?> object = environment.getObject();
            return environment.getSchema().getObjectType((String) object.get("__typename"));
        };
        for (GraphQLNamedType type : schema.getAllTypesAsList()) {
            if (type instanceof GraphQLInterfaceType || type instanceof GraphQLUnionType) {
                code.typeResolver(type.getName(), resolver);
            }
        }
        GraphQLCodeRegistry registry = code.build();
        return schema.transformWithoutTypes(builder -> builder.codeRegistry(registry));
    }

    private @Nullable Object value(DataFetchingEnvironment field) {
        String parent = ((GraphQLNamedType) field.getParentType()).getName();
        String name = field.getField().getName();
        Object value;
        if (parent.equals("QueryRoot") || parent.equals("Mutation")) {
            value = shelves.answer(name, field.getArguments());
        } else {
            value = field.<Map<?, ?>>getSource().get(name);
        }
        boolean connection = ((GraphQLNamedType) GraphQLTypeUtil.unwrapAll(field.getFieldType()))
                .getName()
                .endsWith("Connection");
        return connection && value instanceof List<?> all ? page(all, field) : value;
    }

    private static Map<String, @Nullable Object> page(List<?> all, DataFetchingEnvironment field) {
        Integer first = field.getArgument("first");
        String after = field.getArgument("after");
        if (first == null) {
            throw new GraphQLException("you must provide one of first or last");
        }
        if (first > 250) {
            throw new GraphQLException("first cannot exceed 250");
        }
        int from = after == null ? 0 : Integer.parseInt(after.substring("after ".length()));
        int to = Math.min(all.size(), from + first);
        List<?> nodes = all.subList(Math.min(from, to), to);
        Map<String, @Nullable Object> info = new LinkedHashMap<>();
        info.put("hasNextPage", to < all.size());
        info.put("hasPreviousPage", from > 0);
        info.put("endCursor", nodes.isEmpty() ? null : "after " + to);
        Map<String, @Nullable Object> page = new LinkedHashMap<>();
        page.put("nodes", nodes);
        page.put("pageInfo", info);
        return page;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = Silkroute.JSON.readTree(exchange.getRequestBody());
            if (!exchange.getRequestURI().getPath().equals(PATH)
                    || !TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Shopify-Access-Token"))
                    || !"application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
                wrongs.add("a request to " + exchange.getRequestURI() + " with " + exchange.getRequestHeaders());
            }
            byte[] body = Silkroute.JSON.writeValueAsBytes(execute(request));
            exchange.getResponseHeaders().set("X-Shopify-API-Version", "2026-10");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Map<String, Object> execute(JsonNode request) {
        String document = request.path("query").asString();
        if (document.startsWith("mutation")) {
            mutations.add(request);
        }
        ExecutionResult result;
        synchronized (shelves) {
            result = graphql.execute(ExecutionInput.newExecutionInput(document)
                    .variables(Silkroute.JSON.convertValue(request.path("variables"), VARIABLES))
                    .build());
        }
        for (GraphQLError error : result.getErrors()) {
            wrongs.add(error.getMessage());
        }
        Map<String, Object> answer = new LinkedHashMap<>(result.toSpecification());
        answer.put(
                "extensions",
                Map.of(
                        "cost",
                        Map.of(
                                "requestedQueryCost",
                                12,
                                "actualQueryCost",
                                11,
                                "throttleStatus",
                                Map.of(
                                        "maximumAvailable",
                                        20_000.0,
                                        "currentlyAvailable",
                                        19_000,
                                        "restoreRate",
                                        1_000.0))));
        return answer;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
