package io.silkroute.export.definition;

import io.silkroute.connector.ConnectorName;
import io.silkroute.mapping.Mapping;
import io.silkroute.mapping.value.MetafieldRule;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Pages;
import io.silkroute.shopify.Reason;
import io.silkroute.shopify.Remedy;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A shop refuses a metafield of another type than it defines, on every item. So the definitions are looked at before the
 * first item, and those that the mapping asks for are made. Once per mapping and start, unless it is forgotten.
 */
@Component
public class ShopDefinitions {

    private static final Operation DEFINED = Operation.named("metafieldDefinitions");
    private static final Operation DEFINE = Operation.named("metafieldDefinitionCreate");
    private static final int PAGE = 250;
    private static final int MAX_PAGES = 4; // a shop has 256 of the merchant's and 256 of each app
    private static final int MAX_NAMED = 5;
    private static final String NO_PIN_LEFT = "PINNED_LIMIT_REACHED";

    private final Gateway gateway;
    private final Map<ConnectorName, Set<String>> fitting = new ConcurrentHashMap<>();

    public ShopDefinitions(Gateway gateway) {
        this.gateway = gateway;
    }

    /**
     * How a mapping's metafields fit the shop.
     *
     * @param stops why nothing can be told; null if it can
     * @param refused that the shop defines one as another type; null if it does not
     * @param notes what was not made, a sentence each
     */
    public record Look(@Nullable Reason stops, @Nullable String refused, List<String> notes) {

        static final Look FITS = new Look(null, null, List.of());
    }

    /** Looks again when it is asked next. */
    public void forget(ConnectorName connector) {
        fitting.remove(connector);
    }

    /** @param shop the address of the connector's, which may be another than before */
    public Look look(ConnectorName connector, URI shop, Mapping products, Mapping collections) {
        Set<WantedDefinition> wanted = WantedDefinition.of(products, collections);
        Set<String> keys = new HashSet<>(Set.of(shop.toString()));
        wanted.forEach(one -> keys.add(one.key()));
        if (wanted.isEmpty() || keys.equals(fitting.get(connector))) {
            return Look.FITS;
        }
        Map<String, String> types = new HashMap<>();
        for (String place : places(wanted)) {
            Reason stops = read(connector, place, types);
            if (stops != null) {
                return new Look(stops, null, List.of());
            }
        }
        List<String> others = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (WantedDefinition one : wanted) {
            String type = types.get(name(one));
            MetafieldRule.Demand demand = one.rule().demand();
            if (type == null && demand != null) {
                type = make(connector, one, demand, notes);
            }
            if (type != null && !type.equals(one.type())) {
                others.add("%s as %s, and the shop defines it as %s".formatted(one.named(), one.type(), type));
            }
        }
        if (!others.isEmpty()) {
            return new Look(null, refused(others), notes);
        }
        if (notes.isEmpty()) {
            fitting.put(connector, keys);
        }
        return new Look(null, null, notes);
    }

    private static Set<String> places(Set<WantedDefinition> wanted) {
        return wanted.stream().map(ShopDefinitions::place).collect(Collectors.toSet());
    }

    private static String place(WantedDefinition one) {
        return one.owner() + " " + one.rule().namespace();
    }

    private static String name(WantedDefinition one) {
        return place(one) + " " + one.rule().key();
    }

    private static String refused(List<String> others) {
        String more = others.size() > MAX_NAMED ? "; and " + (others.size() - MAX_NAMED) + " more" : "";
        return "The mapping sends the metafield "
                + String.join("; ", others.subList(0, Math.min(MAX_NAMED, others.size()))) + more
                + ". Give it the shop's type in the mapping, or change the definition in the shop's settings, then start"
                + " the run again.";
    }

    /** Why the shop cannot be asked; null if it has told. A shop that does not let the app see them is not asked again. */
    private @Nullable Reason read(ConnectorName connector, String place, Map<String, String> types) {
        String[] of = place.split(" ");
        ObjectNode variables = JsonNodeFactory.instance
                .objectNode()
                .put("ownerType", of[0])
                .put("namespace", of[1])
                .put("first", PAGE);
        for (int page = 0; page < MAX_PAGES; page++) {
            CallResult answer = gateway.call(connector, DEFINED, variables);
            if (answer instanceof CallResult.Aborted aborted) {
                return aborted.reason();
            }
            if (!(answer instanceof CallResult.Accepted accepted)) {
                return null;
            }
            JsonNode definitions = accepted.data().path("metafieldDefinitions");
            for (JsonNode node : definitions.path("nodes")) {
                if (node.path("namespace").asString("").equals(of[1])) {
                    types.put(
                            place + " " + node.path("key").asString(""),
                            node.path("type").path("name").asString(""));
                }
            }
            String after = Pages.after(definitions);
            if (after == null) {
                return null;
            }
            variables.put("after", after);
        }
        return null;
    }

    /** The type that the shop has it in now; null if it was not made, which is noted. */
    private @Nullable String make(
            ConnectorName connector, WantedDefinition one, MetafieldRule.Demand demand, List<String> notes) {
        CallResult answer = gateway.call(connector, DEFINE, variables(one, demand, demand.pin()));
        if (demand.pin() && is(answer, NO_PIN_LEFT)) {
            notes.add("The definition of " + one.named() + " was not pinned: the shop has no pin left.");
            answer = gateway.call(connector, DEFINE, variables(one, demand, false));
        }
        if (answer instanceof CallResult.Accepted) {
            return one.type();
        }
        if (answer instanceof CallResult.Refused refused
                && refused.errors().stream().anyMatch(error -> error.remedy() == Remedy.TAKE_AS_DONE)) {
            Map<String, String> types = new HashMap<>();
            read(connector, place(one), types);
            return types.get(name(one));
        }
        notes.add("The definition of " + one.named() + " was not made: " + why(answer));
        return null;
    }

    private static ObjectNode variables(WantedDefinition one, MetafieldRule.Demand demand, boolean pin) {
        ObjectNode variables = JsonNodeFactory.instance.objectNode();
        variables.set("definition", one.input(demand, pin));
        return variables;
    }

    private static boolean is(CallResult answer, String code) {
        return answer instanceof CallResult.Refused refused
                && refused.errors().stream().anyMatch(error -> code.equals(error.code()));
    }

    private static String why(CallResult answer) {
        return answer instanceof CallResult.Refused refused
                ? refused.reason().sentence()
                : answer instanceof CallResult.Aborted aborted
                        ? aborted.reason().sentence()
                        : answer instanceof CallResult.Postponed postponed
                                ? postponed.reason().sentence()
                                : "the shop has not said why.";
    }
}
