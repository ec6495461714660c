package io.silkroute.acceptance;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What an Akeneo PIM answers, two entries a page: lists with links, searches by time and by parent, single models. */
final class AkeneoAnswers {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 2;

    private final JsonNode catalogue;
    private final String self;

    AkeneoAnswers(JsonNode catalogue, String self) {
        this.catalogue = catalogue;
        this.self = self;
    }

    Optional<JsonNode> answer(String path, Map<String, String> query) {
        String what = path.substring("/api/rest/v1/".length());
        if (what.startsWith("product-models/")) {
            return found("product-models", what.substring("product-models/".length()));
        }
        if (what.startsWith("families/")) {
            return Optional.of(catalogue.path("familyVariants").path(what.replaceAll("families/|variants/", "")));
        }
        if (what.startsWith("attributes/")) {
            return Optional.of(list(path, query, catalogue.path("options").path(what.split("/")[1]), "code"));
        }
        return switch (what) {
            case "categories", "attributes", "product-models" ->
                Optional.of(list(path, query, catalogue.path(what), "code"));
            case "products-uuid" -> Optional.of(list(path, query, catalogue.path(what), "uuid"));
            default -> Optional.empty();
        };
    }

    private Optional<JsonNode> found(String what, String code) {
        return catalogue
                .path(what)
                .valueStream()
                .filter(one -> one.path("code").asString().equals(code))
                .findFirst();
    }

    private JsonNode list(String path, Map<String, String> query, JsonNode all, String key) {
        JsonNode search = JSON.readTree(query.getOrDefault("search", "{}"));
        List<JsonNode> found = new ArrayList<>();
        all.forEach(one -> {
            if (matches(one, search)) {
                found.add(one);
            }
        });
        String after = query.getOrDefault("search_after", "");
        int from = 0;
        while (!after.isEmpty()
                && from < found.size()
                && !found.get(from).path(key).asString().equals(after)) {
            from++;
        }
        from += after.isEmpty() ? 0 : 1;
        int to = Math.min(found.size(), from + PAGE);
        ObjectNode page = JSON.createObjectNode();
        ObjectNode links = page.putObject("_links");
        links.putObject("self").put("href", self + path);
        if (to < found.size()) {
            Map<String, String> next = new TreeMap<>(query);
            next.put("search_after", found.get(to - 1).path(key).asString());
            StringBuilder href = new StringBuilder(self + path);
            next.forEach((name, value) -> href.append(href.indexOf("?") < 0 ? "?" : "&")
                    .append(name)
                    .append('=')
                    .append(java.net.URLEncoder.encode(value, java.nio.charset.StandardCharsets.UTF_8)));
            links.putObject("next").put("href", href.toString());
        }
        ArrayNode items = page.putObject("_embedded").putArray("items");
        found.subList(Math.min(from, to), to).forEach(one -> {
            ObjectNode copy = one.deepCopy().asObject();
            copy.putObject("_links").putObject("self").put("href", self + path + "/one");
            items.add(copy);
        });
        return page;
    }

    private static boolean matches(JsonNode one, JsonNode search) {
        JsonNode since = search.path("updated").path(0).path("value");
        if (since.isString()
                && one.path("updated").asString("").replace('T', ' ').compareTo(since.asString()) <= 0) {
            return false;
        }
        JsonNode parents = search.path("parent").path(0).path("value");
        if (parents.isArray()) {
            Set<String> wanted = new HashSet<>();
            parents.forEach(parent -> wanted.add(parent.asString()));
            return wanted.contains(one.path("parent").asString(""));
        }
        return true;
    }
}
