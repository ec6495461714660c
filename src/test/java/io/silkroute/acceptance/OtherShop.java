package io.silkroute.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import graphql.language.Field;
import graphql.language.OperationDefinition;
import graphql.language.VariableReference;
import graphql.parser.Parser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A shop that has nothing in common with the sandbox shop but Shopify's documentation, of which it uses every liberty:
 * it tells no cost and no request id, answers with another version, leaves out what need not be there, writes some
 * products in its own time, and keeps files on another port.
 */
final class OtherShop implements AutoCloseable {

    private static final Pattern FORM_FIELD =
            Pattern.compile("name=\"(\\w+)\"[^\r\n]*\r\n(?:[^\r\n]+\r\n)*\r\n(.*?)\r\n--", Pattern.DOTALL);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer api = server(this::api);
    private final HttpServer files = server(this::files);
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<String, String> idByItem = new ConcurrentHashMap<>();
    private final Map<String, String> titles = new ConcurrentHashMap<>();
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();
    private final Map<String, String> uploads = new ConcurrentHashMap<>();
    private final Map<String, String> results = new ConcurrentHashMap<>();
    private final Set<String> published = ConcurrentHashMap.newKeySet();
    final Set<String> wrongs = Collections.synchronizedSet(new TreeSet<>());
    final AtomicInteger operations = new AtomicInteger();

    private HttpServer server(com.sun.net.httpserver.HttpHandler handler) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(threads);
            server.createContext("/", handler);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + api.getAddress().getPort());
    }

    private String files() {
        return "http://localhost:" + files.getAddress().getPort();
    }

    /** What it holds: titles by item. */
    Map<String, String> titles() {
        Map<String, String> byItem = new TreeMap<>();
        idByItem.forEach((item, id) -> byItem.put(item, titles.get(id)));
        return byItem;
    }

    Set<String> publishedItems() {
        Set<String> items = new TreeSet<>();
        idByItem.forEach((item, id) -> {
            if (published.contains(id)) {
                items.add(item);
            }
        });
        return items;
    }

    private void api(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = Silkroute.JSON.readTree(exchange.getRequestBody());
            ObjectNode answer = answer(request.path("query").asString(), request.path("variables"));
            byte[] body = Silkroute.JSON.writeValueAsBytes(answer);
            exchange.getResponseHeaders().set("X-Shopify-API-Version", "2027-01");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private ObjectNode answer(String document, JsonNode variables) {
        OperationDefinition operation = Parser.parse(document)
                .getDefinitionsOfType(OperationDefinition.class)
                .get(0);
        ObjectNode answer = Silkroute.JSON.createObjectNode();
        ObjectNode data = answer.putObject("data");
        for (Field root : operation.getSelectionSet().getSelectionsOfType(Field.class)) {
            data.set(root.getResultKey(), result(root.getName(), given(root, variables)));
        }
        return answer;
    }

    /** Under an alias each variable carries its number: the arguments tell which is whose. */
    private static JsonNode given(Field root, JsonNode variables) {
        if (root.getAlias() == null) {
            return variables;
        }
        ObjectNode given = Silkroute.JSON.createObjectNode();
        root.getArguments()
                .forEach(argument -> given.set(
                        argument.getName(), variables.path(((VariableReference) argument.getValue()).getName())));
        return given;
    }

    private JsonNode result(String root, JsonNode variables) {
        return switch (root) {
            case "metafieldDefinitions" -> json("{\"nodes\":[]}");
            case "metafieldDefinitionCreate" ->
                json(
                        "{\"userErrors\":[{\"field\":[\"definition\",\"key\"],\"code\":\"TAKEN\",\"message\":\"in use\"}]}");
            case "shop" -> json("{\"currencyCode\":\"USD\"}");
            case "publications" -> publications(variables);
            case "locations" ->
                json("{\"nodes\":[{\"id\":\"gid://shopify/Location/1\",\"name\":\"Here\",\"isActive\":true}]}");
            case "productByIdentifier", "collectionByIdentifier" -> found(variables);
            case "productSet" -> productSet(variables);
            case "productOperation" -> operation(variables);
            case "publishablePublish" -> publish(variables);
            case "publicationUpdate" ->
                json("{\"publication\":null,\"userErrors\":[{\"code\":\"CANNOT_MODIFY_APP_CATALOG_PUBLICATION\","
                        + "\"message\":\"Cannot modify this publication.\"}]}");
            case "collectionCreate" -> collectionCreate(variables);
            case "collectionUpdate" -> collectionUpdate(variables);
            case "nodes" -> nodes(variables);
            case "stagedUploadsCreate" -> upload();
            case "bulkOperationRunMutation" -> run(variables);
            case "bulkOperation" -> poll(variables);
            default -> {
                wrongs.add("asked for " + root);
                yield json("null");
            }
        };
    }

    private static JsonNode publications(JsonNode variables) {
        return variables.path("after").asString("").equals("two")
                ? json("{\"nodes\":[{\"id\":\"gid://shopify/Publication/web\",\"name\":\"Online store\"}]}")
                : json("{\"nodes\":[{\"id\":\"gid://shopify/Publication/pos\",\"name\":\"Point of Sale\"}],"
                        + "\"pageInfo\":{\"hasNextPage\":true,\"endCursor\":\"two\"}}");
    }

    private JsonNode found(JsonNode variables) {
        String id = idByItem.get(variables.at("/identifier/customId/value").asString());
        return id == null ? json("null") : json("{\"id\":\"" + id + "\"}");
    }

    private JsonNode productSet(JsonNode variables) {
        String item = variables.at("/identifier/customId/value").asString("");
        String known = variables.at("/identifier/id").asString(null);
        String id = known != null
                ? known
                : idByItem.computeIfAbsent(item, name -> "gid://shopify/Product/p-" + numbers.incrementAndGet());
        String title = variables.at("/input/title").asString(null);
        if (title != null) {
            titles.put(id, title);
        }
        if (known != null && !idByItem.containsValue(known)) {
            return json("{\"product\":null,\"userErrors\":[{\"field\":null,\"message\":\"Product does not exist\"}]}");
        }
        if (id.endsWith("3")) {
            return variables.path("awaited").asBoolean()
                    ? json("{\"product\":null,\"productSetOperation\":{\"id\":\"gid://shopify/ProductSetOperation/" + id
                            + "\"},\"userErrors\":[]}")
                    : json("{\"product\":null,\"userErrors\":[]}");
        }
        return json("{\"product\":{\"id\":\"" + id + "\"}}");
    }

    private JsonNode operation(JsonNode variables) {
        String id = variables.path("id").asString().replace("gid://shopify/ProductSetOperation/", "");
        return asked.merge(id, 1, Integer::sum) % 3 != 0
                ? json("{\"status\":\"ACTIVE\",\"product\":null,\"userErrors\":[]}")
                : json("{\"status\":\"COMPLETE\",\"product\":{\"id\":\"" + id + "\"},\"userErrors\":[]}");
    }

    private JsonNode publish(JsonNode variables) {
        if (variables.at("/input/0/publicationId").asString().endsWith("/web")) {
            published.add(variables.path("id").asString());
        }
        return json("{\"userErrors\":[]}");
    }

    private JsonNode collectionCreate(JsonNode variables) {
        String id = "gid://shopify/Collection/c" + numbers.incrementAndGet();
        for (JsonNode metafield : variables.at("/collection/metafields")) {
            idByItem.put(metafield.path("value").asString(), id);
        }
        titles.put(id, variables.at("/collection/title").asString());
        return json("{\"collection\":{\"id\":\"" + id + "\"},\"userErrors\":[]}");
    }

    private JsonNode collectionUpdate(JsonNode variables) {
        String id = variables.at("/collection/id").asString();
        titles.put(id, variables.at("/collection/title").asString());
        return json("{\"collection\":null,\"job\":{\"id\":\"gid://shopify/Job/1\"},\"userErrors\":[]}");
    }

    private static JsonNode nodes(JsonNode variables) {
        ArrayNode nodes = Silkroute.JSON.createArrayNode();
        variables.path("ids").forEach(id -> nodes.addObject().set("id", id));
        return nodes;
    }

    private JsonNode upload() {
        return json("{\"stagedTargets\":[{\"url\":\"" + files() + "/in?sig=a%2Bb%3D\",\"resourceUrl\":null,"
                + "\"parameters\":[{\"name\":\"policy\",\"value\":\"cG9saWN5\"},{\"name\":\"key\",\"value\":\"tmp/"
                + numbers.incrementAndGet() + "\"}]}],\"userErrors\":[]}");
    }

    private JsonNode run(JsonNode variables) {
        if (operations.incrementAndGet() % 2 == 1) {
            return json("{\"bulkOperation\":null,\"userErrors\":[{\"field\":null,\"message\":"
                    + "\"A bulk mutation operation for this app and shop is already in progress: gid://1.\"}]}");
        }
        String lines = uploads.get(variables.path("stagedUploadPath").asString());
        if (lines == null) {
            return json("{\"bulkOperation\":null,\"userErrors\":[{\"code\":\"NO_SUCH_FILE\",\"message\":\"none\"}]}");
        }
        List<String> answers = new ArrayList<>();
        String[] each = lines.split("\n");
        for (int n = 0; n < each.length; n++) {
            ObjectNode line = answer(variables.path("mutation").asString(), json(each[n]));
            answers.add(line.put("__lineNumber", n).toString());
        }
        Collections.reverse(answers);
        answers.remove(0);
        String id = "gid://shopify/BulkOperation/b" + numbers.incrementAndGet();
        results.put(id, String.join("\n", answers));
        return json("{\"bulkOperation\":{\"id\":\"" + id + "\"},\"userErrors\":[]}");
    }

    private JsonNode poll(JsonNode variables) {
        String id = variables.path("id").asString();
        int times = asked.merge(id, 1, Integer::sum);
        String url = files() + "/out?id=" + id + "&sig=c%2Fd%3D&n=" + times;
        return times < 3
                ? json("{\"status\":\"" + (times == 1 ? "CREATED" : "RUNNING") + "\"}")
                : json("{\"status\":\"COMPLETED\",\"url\":\"" + url + "\"}");
    }

    private void files(HttpExchange exchange) throws IOException {
        try (exchange) {
            String query = exchange.getRequestURI().getRawQuery();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (exchange.getRequestHeaders().getFirst("X-Shopify-Access-Token") != null) {
                wrongs.add("a token went to the files");
            }
            if (exchange.getRequestURI().getPath().equals("/in")) {
                exchange.sendResponseHeaders(query.equals("sig=a%2Bb%3D") && take(body) ? 204 : 403, -1);
            } else if (query.contains("&sig=c%2Fd%3D&n=") && !query.endsWith("n=3")) {
                byte[] lines =
                        results.get(query.substring(3, query.indexOf('&'))).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(lines);
            } else {
                exchange.sendResponseHeaders(403, -1);
            }
        }
    }

    /** The form's parameters in the order in which they were given, then the file. */
    private boolean take(String form) {
        List<String> names = new ArrayList<>();
        Map<String, String> fields = new TreeMap<>();
        Matcher field = FORM_FIELD.matcher(form);
        while (field.find()) {
            names.add(field.group(1));
            fields.put(field.group(1), field.group(2));
        }
        if (!names.equals(List.of("policy", "key", "file"))) {
            wrongs.add("a form of " + names);
            return false;
        }
        uploads.put(fields.get("key"), fields.get("file"));
        return true;
    }

    private static JsonNode json(String text) {
        return Silkroute.JSON.readTree(text);
    }

    /** Somebody deletes it in the shop. */
    void delete(String item) {
        titles.remove(idByItem.remove(item));
    }

    @Override
    public void close() {
        api.stop(0);
        files.stop(0);
        threads.shutdownNow();
    }
}
