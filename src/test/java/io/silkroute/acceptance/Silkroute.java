package io.silkroute.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** A running connector, seen only through its public doors, and the sandbox shop behind it. */
class Silkroute {

    static final String PIM_TOKEN = "pim-token-of-the-tests";
    static final String ADMIN_PASSWORD = "admin-password-of-the-tests";
    static final String ADMIN = "admin:" + ADMIN_PASSWORD;
    static final String SHOP_TOKEN = "shop-token-of-the-tests";
    static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI connector;
    private final URI shop;

    Silkroute(URI connector, URI shop) {
        this.connector = connector;
        this.shop = shop;
    }

    URI address() {
        return connector;
    }

    record Response(int status, String contentType, String text) {

        JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (JacksonException e) {
                throw new AssertionError("not JSON: " + text, e);
            }
        }
    }

    Response push(String name, String... items) {
        return push(name, "application/x-ndjson", String.join("\n", items).getBytes(StandardCharsets.UTF_8));
    }

    Response push(String name, String contentType, byte[] body) {
        return pushAs(PIM_TOKEN, name, contentType, body);
    }

    Response pushAs(String token, String name, String contentType, byte[] body) {
        return send(HttpRequest.newBuilder(connector.resolve("/pim/" + name + "/items"))
                .header("Content-Type", contentType)
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    /** A file of rows. @param query with its question mark, or empty */
    Response pushFile(String name, String query, byte[] file) {
        return send(HttpRequest.newBuilder(connector.resolve("/pim/" + name + "/files" + query))
                .header("Content-Type", "text/csv")
                .header("Authorization", "Bearer " + PIM_TOKEN)
                .POST(HttpRequest.BodyPublishers.ofByteArray(file)));
    }

    Response post(String path, String contentType, byte[] body) {
        return send(api(path).header("Content-Type", contentType).POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    Response get(String path) {
        return send(api(path).GET());
    }

    Response post(String path) {
        return send(api(path).POST(HttpRequest.BodyPublishers.noBody()));
    }

    Response post(String path, String json) {
        return send(
                api(path).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    Response put(String path) {
        return send(api(path).PUT(HttpRequest.BodyPublishers.noBody()));
    }

    Response put(String path, String json) {
        return send(
                api(path).header("Content-Type", "application/json").PUT(HttpRequest.BodyPublishers.ofString(json)));
    }

    Response delete(String path) {
        return send(api(path).DELETE());
    }

    Response patch(String path, String json) {
        return send(api(path)
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(json)));
    }

    /** The header that signs in. @param user with the password behind a colon */
    static String basic(String user) {
        return "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    }

    private HttpRequest.Builder api(String path) {
        return HttpRequest.newBuilder(connector.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("Accept", "application/json")
                .header("Authorization", basic(ADMIN));
    }

    private Response send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Response(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What Prometheus would read, by name and labels. */
    Map<String, Double> metrics() {
        Response response = send(
                api("/actuator/prometheus").setHeader("Accept", "text/plain").GET());
        if (response.status() != 200) {
            throw new IllegalStateException(response.toString());
        }
        return response.text()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.lastIndexOf(' ')),
                        line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1))));
    }

    /** Adds an active connector to the sandbox shop. @param config more configuration, merged over the basics */
    void connect(String name, String config) {
        Response created = post("/api/connectors", "{\"name\":\"" + name + "\"}");
        if (created.status() != 201) {
            throw new IllegalStateException(created.toString());
        }
        String basics = """
                {"pimToken":"%s","shop":{"domain":"demo.myshopify.com","endpoint":"%s","accessToken":"%s"}}""".formatted(PIM_TOKEN, shop, SHOP_TOKEN);
        for (String change : new String[] {basics, config}) {
            Response patched = patch("/api/connectors/" + name + "/config", change);
            if (patched.status() != 200) {
                throw new IllegalStateException(patched.toString());
            }
        }
        put("/api/connectors/" + name + "/activate");
    }

    /** Waits until nothing is pending and no run is under way; returns the last run. */
    JsonNode settled(String name) {
        return settled(name, Duration.ofSeconds(90));
    }

    JsonNode settled(String name, Duration patience) {
        return Awaitility.await("connector " + name + " has settled")
                .atMost(patience)
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> get("/api/connectors/" + name + "/status").json(),
                        status -> !status.path("indicator").asString().equals("in-progress")
                                && status.path("pending").asLong() == 0)
                .path("lastRun");
    }

    Response push(String name, Collection<Pim> items) {
        Response pushed = push(name, items.stream().map(Pim::toString).toArray(String[]::new));
        if (pushed.status() != 202) {
            throw new IllegalStateException(pushed.toString());
        }
        return pushed;
    }

    /** Pushes and waits until the run that this began has ended and nothing is left; returns it. */
    JsonNode synchronize(String name, Pim... items) {
        String before = lastRun(name).path("id").asString();
        push(name, List.of(items));
        return runAfter(name, before);
    }

    /** Waits until a later run than this has ended. @param before a run's id; empty: any run */
    JsonNode runAfter(String name, String before) {
        Awaitility.await("a run of " + name + " after " + before)
                .atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> lastRun(name).path("id").asString().compareTo(before) > 0);
        return settled(name);
    }

    JsonNode lastRun(String name) {
        return runs(name).path(0);
    }

    /** Newest first. */
    JsonNode runs(String name) {
        return get("/api/connectors/" + name + "/runs").json().path("items");
    }

    /** Waits until so many items are pending. */
    void pending(String name, long items) {
        Awaitility.await(items + " pending items of " + name)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> status(name).path("pending").asLong() == items);
    }

    JsonNode status(String name) {
        return get("/api/connectors/" + name + "/status").json();
    }

    /** Waits until a run has done some items and is still at work. */
    JsonNode underWay(String name) {
        return Awaitility.await("a run of " + name + " is under way")
                .atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> lastRun(name),
                        run -> run.path("state").asString().equals("running")
                                && run.path("counts").path("done").asLong() > 0);
    }

    /** What the activity log says of one item in the words of a person, newest first. */
    List<String> told(String name, String type, String id) {
        return activity("connector=" + name + "&type=" + type + "&item=" + id).stream()
                .map(entry -> entry.path("sentence").asString())
                .toList();
    }

    JsonNode run(String id) {
        return get("/api/runs/" + id).json();
    }

    JsonNode runIn(String id, String... states) {
        return Awaitility.await("run " + id + " in " + List.of(states))
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> run(id),
                        run -> List.of(states).contains(run.path("state").asString()));
    }

    List<JsonNode> activity(String query) {
        List<JsonNode> entries = new ArrayList<>();
        get("/api/activity?limit=500&" + query).json().path("items").forEach(entries::add);
        return entries;
    }

    JsonNode item(String name, String type, String id) {
        return get("/api/connectors/" + name + "/items/" + type + "/"
                        + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20"))
                .json();
    }

    /** What the shop holds, by PIM id. */
    SortedMap<String, JsonNode> products() {
        SortedMap<String, JsonNode> products = new TreeMap<>();
        for (JsonNode product : export("/sandbox/products.jsonl")) {
            products.put(identity(product), product);
        }
        return products;
    }

    SortedMap<String, JsonNode> collections() {
        SortedMap<String, JsonNode> collections = new TreeMap<>();
        for (JsonNode collection : export("/sandbox/collections.jsonl")) {
            collections.put(identity(collection), collection);
        }
        return collections;
    }

    /** The shop's discounts, in the order in which they were made. */
    List<JsonNode> discounts() {
        return export("/sandbox/discounts.jsonl");
    }

    /** What was done to them, in that order. */
    List<JsonNode> discountWrites() {
        return export("/sandbox/discountWrites.jsonl");
    }

    /** The shop's only discount of a title. */
    JsonNode discount(String title) {
        List<JsonNode> titled = discounts().stream()
                .filter(one -> one.path("title").asString().equals(title))
                .toList();
        if (titled.size() != 1) {
            throw new AssertionError(titled.size() + " discounts are called " + title + " of " + discounts());
        }
        return titled.get(0);
    }

    /** What the shop has to sell, by SKU; at another location than its first by SKU, @ and the location's name. */
    SortedMap<String, Integer> stock() {
        SortedMap<String, Integer> stock = new TreeMap<>();
        for (JsonNode level : export("/sandbox/inventory.jsonl")) {
            String location = level.path("location").asString();
            stock.put(
                    level.path("sku").asString() + (location.equals("Main warehouse") ? "" : "@" + location),
                    level.path("available").asInt());
        }
        return stock;
    }

    /** Somebody buys so many of it. */
    void sell(String sku, int n) {
        control("{\"stock\":[{\"sku\":\"" + sku + "\",\"sold\":" + n + "}]}");
    }

    private static String identity(JsonNode owner) {
        for (JsonNode metafield : owner.path("metafields")) {
            if (metafield.path("namespace").asString().equals("silkroute")
                    && metafield.path("key").asString().equals("item_id")) {
                return metafield.path("value").asString();
            }
        }
        return owner.path("id").asString();
    }

    /** What the shop holds of a kind, such as {@code orders}. */
    List<JsonNode> shopContents(String name) {
        return export("/sandbox/" + name + ".jsonl");
    }

    private List<JsonNode> export(String path) {
        List<JsonNode> lines = new ArrayList<>();
        Response response = send(shopRequest(path).GET());
        for (String line : response.text().split("\n")) {
            if (!line.isBlank()) {
                lines.add(new Response(200, "", line).json());
            }
        }
        return lines;
    }

    /** Calls the shop as another app would. */
    JsonNode shop(String document, ObjectNode variables) {
        ObjectNode body = JSON.createObjectNode().put("query", document);
        body.set("variables", variables);
        return send(shopRequest("/admin/api/2026-10/graphql.json")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString())))
                .json();
    }

    /** As somebody does in the shop's admin. @param product its PIM id */
    void deleteInShop(String product) {
        ObjectNode variables = JSON.createObjectNode();
        variables.putObject("input").set("id", products().get(product).path("id"));
        shop("mutation($input: ProductDeleteInput!) { productDelete(input: $input) { deletedProductId } }", variables);
    }

    /** Somebody deletes a product's variants, all but the one of this size. */
    void deleteVariantsInShop(String product, String left) {
        ObjectNode variables = JSON.createObjectNode().put("size", left);
        variables.set("id", products().get(product).path("id"));
        shop(
                "mutation($id: ID!, $size: String!) { productSet(identifier: {id: $id}, input: {"
                        + "productOptions: [{name: \"Size\", values: [{name: $size}]}],"
                        + " variants: [{optionValues: [{optionName: \"Size\", name: $size}]}]})"
                        + " { userErrors { message } } }",
                variables);
    }

    /** How often the shop has been called so. @param operation the mutation's or query's name */
    long calls(String operation) {
        return shopState().findValue("calls").path(operation).asLong();
    }

    /** How many lines of bulk operations the shop has worked off for a mutation. */
    long bulkLines(String operation) {
        return shopState().findValue("bulkLines").path(operation).asLong();
    }

    JsonNode control(String json) {
        return send(shopRequest("/sandbox/control")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json)))
                .json();
    }

    /** How many mutations the shop has carried out. */
    long writes() {
        return shopState().findValue("writes").asLong();
    }

    JsonNode shopState() {
        return send(shopRequest("/sandbox/state").GET()).json();
    }

    private HttpRequest.Builder shopRequest(String path) {
        return HttpRequest.newBuilder(shop.resolve(path)).header("X-Shopify-Access-Token", SHOP_TOKEN);
    }
}
