package io.silkroute.discount.audience;

import io.silkroute.export.Asked;
import io.silkroute.export.Conclusion;
import io.silkroute.omission.LeftOut;
import io.silkroute.omission.Omission;
import io.silkroute.shopify.ExactSearch;
import io.silkroute.shopify.Operation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who a discount is for, in the shop's ids. A discount for nobody who is known never becomes one for everybody.
 *
 * @param unknown who is not known, and so is left out
 */
public record Audience(Set<String> ids, List<LeftOut> unknown) {

    private static final Operation CUSTOMER = Operation.named("customerByEmail");
    private static final Operation SEGMENTS = Operation.named("segmentsByName");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,20}");

    public static final Audience EVERYBODY = new Audience(Set.of(), List.of());

    /** @param ask how the shop is asked @param context of a discount's payload */
    public static Asked<Audience> of(BiFunction<Operation, ObjectNode, Asked<JsonNode>> ask, JsonNode context) {
        if (context.has("all")) {
            return new Asked.Told<>(EVERYBODY);
        }
        boolean segments = context.has("segments");
        Set<String> ids = new LinkedHashSet<>();
        List<String> unknown = new ArrayList<>();
        for (JsonNode word : context.path(segments ? "segments" : "customers")) {
            Asked<String> asked = segments ? segment(ask, word.asString("")) : customer(ask, word.asString(""));
            if (!(asked instanceof Asked.Told<String> told)) {
                return asked.map(nothing -> EVERYBODY);
            }
            if (told.value().isEmpty()) {
                unknown.add(word.asString(""));
            } else {
                ids.add(told.value());
            }
        }
        String what = segments ? "segments" : "customers";
        if (ids.isEmpty()) {
            return new Asked.Ended<>(new Conclusion.Rejected(
                    "The shop knows none of the %s that it is for: %s. It does not go out, for it would be for nobody, or for everybody."
                            .formatted(what, String.join(", ", unknown))));
        }
        return new Asked.Told<>(new Audience(
                ids,
                unknown.isEmpty()
                        ? List.of()
                        : List.of(new LeftOut(
                                Omission.CUSTOMER,
                                "The shop does not know these %s, and they were left out: %s."
                                        .formatted(what, String.join(", ", unknown))))));
    }

    private static @Nullable String id(String type, String word) {
        String prefix = "gid://shopify/" + type + "/";
        return word.startsWith(prefix) ? word : NUMBER.matcher(word).matches() ? prefix + word : null;
    }

    private static Asked<String> customer(BiFunction<Operation, ObjectNode, Asked<JsonNode>> ask, String word) {
        String id = id("Customer", word);
        if (id != null) {
            return new Asked.Told<>(id);
        }
        return ask.apply(CUSTOMER, JsonNodeFactory.instance.objectNode().put("email", word))
                .map(data -> data.at("/customerByIdentifier/id").asString(""));
    }

    private static Asked<String> segment(BiFunction<Operation, ObjectNode, Asked<JsonNode>> ask, String word) {
        String id = id("Segment", word);
        if (id != null) {
            return new Asked.Told<>(id);
        }
        ObjectNode variables = JsonNodeFactory.instance.objectNode().put("query", ExactSearch.of("name", word));
        return ask.apply(SEGMENTS, variables).map(data -> {
            for (JsonNode segment : data.at("/segments/nodes")) {
                if (segment.path("name").asString("").equals(word)) {
                    return segment.path("id").asString("");
                }
            }
            return "";
        });
    }
}
