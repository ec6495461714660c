package io.silkroute.discount;

import io.silkroute.export.Answers;
import io.silkroute.export.Asked;
import io.silkroute.export.ItemCalls;
import io.silkroute.shopify.Operation;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Asks the shop about discounts. An app without the scopes for them parks campaigns, and goes on with the catalogue. */
final class ShopReads {

    private ShopReads() {}

    /** How the shop is asked by what asks several times, or not by an item alone. */
    static BiFunction<Operation, ObjectNode, Asked<JsonNode>> by(ItemCalls calls) {
        return (operation, variables) -> read(calls, operation, variables);
    }

    static Asked<JsonNode> read(ItemCalls calls, Operation operation, ObjectNode variables) {
        return Answers.accepted(calls.run(), Answers.forTheItem(calls.ask(operation, variables)));
    }
}
