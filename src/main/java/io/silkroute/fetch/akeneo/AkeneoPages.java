package io.silkroute.fetch.akeneo;

import io.silkroute.connector.config.SourceConfig;
import io.silkroute.fetch.FetchFailed;
import io.silkroute.fetch.Query;
import io.silkroute.fetch.SourceAnswer;
import io.silkroute.fetch.SourceCalls;
import io.silkroute.fetch.SourcePages;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Akeneo's pages: categories first, then the product models, then the products. When only what changed is asked for, a
 * changed model brings the products below it, as theirs is what they inherit from it, and a product brings its root.
 * Source: api.akeneo.com, documentation/pagination and documentation/filter.
 */
@Component
class AkeneoPages implements SourcePages {

    private static final String API = "/api/rest/v1/";
    private static final String MODELS = "models ";
    private static final String PRODUCTS = "products ";
    private static final int PAGE = 100; // the most that it gives
    private static final int CHANGED_MODELS = 20; // whose products are read with them
    private static final int MOST_LOOKED_UP = 8;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final SourceCalls calls;
    private final Map<String, AkeneoLookups> byFetch = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, AkeneoLookups> eldest) {
            return size() > MOST_LOOKED_UP;
        }
    };

    AkeneoPages(SourceCalls calls) {
        this.calls = calls;
    }

    @Override
    public SourceConfig.Kind kind() {
        return SourceConfig.Kind.AKENEO;
    }

    @Override
    public List<Part> parts(SourceConfig source) {
        return List.of(
                new Part("categories", "akeneo-categories"),
                new Part("products", source.profile() == null ? "akeneo" : source.profile()));
    }

    @Override
    public Page page(Wanted wanted) {
        return wanted.part() == 0 ? categories(wanted) : products(wanted);
    }

    private Page categories(Wanted wanted) {
        URI address = wanted.place() == null ? listed(wanted, "categories").address() : URI.create(wanted.place());
        AkeneoList list = AkeneoList.of(wanted.asked(), address, calls.get(wanted.asked(), address));
        return new Page(list.items(), list.next(), list.at());
    }

    private Page products(Wanted wanted) {
        String place = wanted.place() == null ? MODELS + first(wanted, "product-models") : wanted.place();
        boolean models = place.startsWith(MODELS);
        URI address = URI.create(place.substring(place.indexOf(' ') + 1));
        AkeneoLookups lookups = lookups(wanted);
        AkeneoRecords records = new AkeneoRecords(wanted.asked().source(), lookups);
        SourceAnswer answer = calls.get(wanted.asked(), address);
        AkeneoList list = AkeneoList.of(wanted.asked(), address, answer);
        List<JsonNode> out = new ArrayList<>();
        if (models) {
            models(wanted, list.items(), lookups, records, out);
        } else {
            list.items().forEach(product -> product(wanted, product, lookups, records, out));
        }
        String next = list.next();
        if (next != null) {
            return new Page(out, (models ? MODELS : PRODUCTS) + next, list.at());
        }
        return new Page(out, models ? PRODUCTS + first(wanted, "products-uuid") : null, list.at());
    }

    private void models(
            Wanted wanted, List<JsonNode> models, AkeneoLookups lookups, AkeneoRecords records, List<JsonNode> out) {
        List<String> changed = new ArrayList<>();
        for (JsonNode model : models) {
            lookups.learn(model);
            changed.add(model.path("code").asString(""));
            if (AkeneoLookups.isRoot(model)) {
                root(model, lookups, records, out);
            }
        }
        if (wanted.since() == null || changed.isEmpty()) {
            return; // all products come anyway
        }
        each(wanted, of(wanted, "product-models", "parent", changed), model -> {
            lookups.learn(model);
            changed.add(model.path("code").asString(""));
        });
        each(
                wanted,
                of(wanted, "products-uuid", "parent", changed),
                product -> product(wanted, product, lookups, records, out));
    }

    private static void root(JsonNode model, AkeneoLookups lookups, AkeneoRecords records, List<JsonNode> out) {
        if (lookups.shown(model.path("code").asString(""))) {
            out.add(records.model(model));
        }
    }

    private static void product(
            Wanted wanted, JsonNode product, AkeneoLookups lookups, AkeneoRecords records, List<JsonNode> out) {
        String parent = product.path("parent").asString("");
        if (!parent.isEmpty() && wanted.since() != null) {
            JsonNode root = lookups.rootToShow(parent);
            if (root != null) {
                root(root, lookups, records, out);
            }
        }
        out.add(records.product(product));
    }

    private void each(Wanted wanted, URI first, java.util.function.Consumer<JsonNode> one) {
        String next = first.toString();
        while (next != null) {
            URI address = URI.create(next);
            AkeneoList list = AkeneoList.of(wanted.asked(), address, calls.get(wanted.asked(), address));
            list.items().forEach(one);
            if (next.equals(list.next())) {
                throw new FetchFailed("Akeneo's pages lead round in a circle.");
            }
            next = list.next();
        }
    }

    private AkeneoLookups lookups(Wanted wanted) {
        synchronized (byFetch) {
            return byFetch.computeIfAbsent(wanted.fetch(), any -> new AkeneoLookups(calls, wanted.asked()));
        }
    }

    private static Query listed(Wanted wanted, String what) {
        return new Query(URI.create(wanted.asked().source().address() + API + what)).set("limit", "" + PAGE);
    }

    private static String first(Wanted wanted, String what) {
        Query query = ofValues(wanted, what);
        Instant since = wanted.since();
        if (since != null) {
            query.set("search", search("updated", ">", JsonNodeFactory.instance.stringNode(TIME.format(since))));
            if (what.equals("product-models")) {
                query.set("limit", "" + CHANGED_MODELS);
            }
        }
        return query.address().toString();
    }

    private static URI of(Wanted wanted, String what, String property, List<String> values) {
        var list = JsonNodeFactory.instance.arrayNode();
        values.stream().distinct().forEach(list::add);
        return ofValues(wanted, what)
                .set("search", search(property, "IN", list))
                .address();
    }

    private static Query ofValues(Wanted wanted, String what) {
        SourceConfig source = wanted.asked().source();
        Query query = listed(wanted, what).set("pagination_type", "search_after");
        @Nullable String channel = source.channel();
        if (channel != null) {
            query.set("scope", channel);
        }
        if (!source.locales().isEmpty()) {
            query.set("locales", String.join(",", source.locales()));
        }
        return query;
    }

    private static String search(String property, String operator, JsonNode value) {
        ObjectNode search = JsonNodeFactory.instance.objectNode();
        search.putArray(property).addObject().put("operator", operator).set("value", value);
        return search.toString();
    }
}
