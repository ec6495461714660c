package io.silkroute.fetch.akeneo;

import io.silkroute.fetch.FetchFailed;
import io.silkroute.fetch.Query;
import io.silkroute.fetch.SourceCalls;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is looked up for the products of one fetch, each thing once: attributes, labels of options, axes, models. */
final class AkeneoLookups {

    private static final String API = "/api/rest/v1/";
    private static final int MOST_OPTIONS = 100_000; // of one attribute; the codes of others stand for themselves
    private static final int MOST_MODELS = 500_000;
    private static final int DEEPEST = 5;
    private static final int MOST_PAGES = 100_000;

    private final SourceCalls calls;
    private final SourceCalls.Asked asked;
    private final Map<String, String> types = new HashMap<>();
    private final Map<String, Map<String, JsonNode>> labels = new HashMap<>();
    private final Map<String, List<String>> axes = new HashMap<>();
    private final Map<String, Model> models = new HashMap<>();
    private final Set<String> shown = new HashSet<>();
    private @Nullable String identifier;

    private record Model(String parent, String family, String familyVariant) {}

    AkeneoLookups(SourceCalls calls, SourceCalls.Asked asked) {
        this.calls = calls;
        this.asked = asked;
    }

    static boolean isRoot(JsonNode model) {
        return model.path("parent").asString("").isEmpty();
    }

    /** @return false if it was shown already */
    boolean shown(String root) {
        return shown.size() >= MOST_MODELS || shown.add(root);
    }

    void learn(JsonNode model) {
        if (models.size() < MOST_MODELS) {
            models.put(model.path("code").asString(""), model(model));
        }
    }

    private static Model model(JsonNode model) {
        return new Model(
                model.path("parent").asString(""),
                model.path("family").asString(""),
                model.path("family_variant").asString(""));
    }

    private Model model(String code) {
        Model known = models.get(code);
        if (known != null) {
            return known;
        }
        JsonNode model = one("product-models/" + segment(code));
        learn(model);
        return model(model);
    }

    private JsonNode one(String path) {
        return calls.get(asked, URI.create(asked.source().address() + API + path))
                .body();
    }

    private static String segment(String code) {
        return URLEncoder.encode(code, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The root of a model, by its code. */
    String root(String code) {
        String root = code;
        for (int i = 0; i < DEEPEST; i++) {
            String parent = model(root).parent();
            if (parent.isEmpty()) {
                return root;
            }
            root = parent;
        }
        throw new FetchFailed("The product model %s has more than %d levels above it.".formatted(code, DEEPEST));
    }

    /** The root of a model, if it was not shown yet. */
    @Nullable
    JsonNode rootToShow(String code) {
        String root = root(code);
        return shown.contains(root) ? null : one("product-models/" + segment(root));
    }

    /** The attributes in which the products below a model differ, those of the upper level first. */
    List<String> axes(String model) {
        Model of = model(model);
        return axes.computeIfAbsent(of.family() + "/" + of.familyVariant(), any -> {
            JsonNode variant = one("families/" + segment(of.family()) + "/variants/" + segment(of.familyVariant()));
            List<JsonNode> sets = new ArrayList<>();
            variant.path("variant_attribute_sets").forEach(sets::add);
            sets.sort(Comparator.comparingInt(set -> set.path("level").asInt(0)));
            List<String> found = new ArrayList<>();
            sets.forEach(set -> set.path("axes").forEach(axis -> found.add(axis.asString(""))));
            return List.copyOf(found);
        });
    }

    /** Such as {@code pim_catalog_simpleselect}; empty if there is no such attribute. */
    String type(String attribute) {
        if (types.isEmpty()) {
            each("attributes", one -> {
                String code = one.path("code").asString("");
                String type = one.path("type").asString("");
                types.put(code, type);
                boolean main = one.path("is_main_identifier").asBoolean(false);
                if (type.equals("pim_catalog_identifier") && (identifier == null || main)) {
                    identifier = code;
                }
            });
        }
        return types.getOrDefault(attribute, "");
    }

    /** The attribute that holds the SKU. */
    String identifier() {
        type("");
        return identifier == null ? "sku" : identifier;
    }

    /** The labels of an attribute's option, by locale; empty if it has none. */
    JsonNode labels(String attribute, String option) {
        Map<String, JsonNode> known = labels.computeIfAbsent(attribute, any -> {
            Map<String, JsonNode> found = new HashMap<>();
            each("attributes/" + segment(attribute) + "/options", one -> {
                if (found.size() < MOST_OPTIONS) {
                    found.put(one.path("code").asString(""), one.path("labels"));
                }
            });
            return found;
        });
        JsonNode label = known.get(option);
        return label == null ? tools.jackson.databind.node.MissingNode.getInstance() : label;
    }

    private void each(String what, Consumer<JsonNode> one) {
        String next = new Query(URI.create(asked.source().address() + API + what))
                .set("limit", "100")
                .address()
                .toString();
        Set<String> read = new HashSet<>();
        while (next != null) {
            if (!read.add(next) || read.size() > MOST_PAGES) {
                throw new FetchFailed("Akeneo's pages of %s lead round in a circle.".formatted(what));
            }
            URI address = URI.create(next);
            AkeneoList list = AkeneoList.of(asked, address, calls.get(asked, address));
            list.items().forEach(one);
            next = list.next();
        }
    }
}
