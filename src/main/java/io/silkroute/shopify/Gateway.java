package io.silkroute.shopify;

import io.silkroute.connector.ConnectorName;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls shops. A call blocks until it is answered for good: pacing, retries and the renewal of tokens happen
 * inside. Safe for threads; more threads are more calls at a time, as far as the shop's bucket and latency allow.
 */
public interface Gateway {

    default CallResult call(ConnectorName connector, Operation operation, ObjectNode variables) {
        return call(connector, operation, variables, null);
    }

    /**
     * What a shop or the way to it does is an {@link CallResult}. One that is not accepted does not promise that the shop
     * has done nothing: the answer to an attempt may have been lost.
     *
     * @param item whose request log the call belongs to, {@code type id}; null: nobody's
     * @throws IllegalStateException if the call failed inside the connector
     */
    CallResult call(ConnectorName connector, Operation operation, ObjectNode variables, @Nullable String item);

    /**
     * The same mutation for several items in one call. If the shop refuses anything of it, each is sent on its own:
     * one bad item harms no other.
     *
     * @param variables by item, {@code type id}
     * @return each item's answer, with its share of the points; the call itself counts with the first
     */
    Map<String, CallResult> together(ConnectorName connector, Operation operation, Map<String, ObjectNode> variables);

    /**
     * One call that does something for several items; it stands in the request log of each.
     *
     * @param items {@code type id} each, at least one
     * @return each item's answer, with its share of the points; the call itself counts with the first
     */
    Map<String, CallResult> forAll(
            ConnectorName connector, Operation operation, ObjectNode variables, Collection<String> items);

    /** Points that the shop would reserve for the call, as far as is known before it is sent; 0 without a shop. */
    double forecast(ConnectorName connector, Operation operation, ObjectNode variables);
}
