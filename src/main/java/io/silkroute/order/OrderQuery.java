package io.silkroute.order;

import io.silkroute.connector.ConnectorName;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Reason;
import tools.jackson.databind.node.ObjectNode;

/**
 * A query of orders. Names and e-mail addresses of customers are told only to apps that Shopify has approved for protected
 * customer data, and beside the refusal nothing else of the answer counts: then it is asked again without them.
 * https://shopify.dev/docs/apps/launch/protected-customer-data
 */
public final class OrderQuery {

    private final Gateway gateway;
    private final Operation whole;
    private final Operation nameless;
    private final Runnable keptBack;
    private boolean withoutNames;

    /** @param keptBack called when it is found that the names are */
    public OrderQuery(Gateway gateway, Operation whole, Operation nameless, boolean withoutNames, Runnable keptBack) {
        this.gateway = gateway;
        this.whole = whole;
        this.nameless = nameless;
        this.withoutNames = withoutNames;
        this.keptBack = keptBack;
    }

    public CallResult ask(ConnectorName connector, ObjectNode variables) {
        if (!withoutNames) {
            CallResult answer = gateway.call(connector, whole, variables);
            if (answer instanceof CallResult.Accepted || !denied(answer.whyNot())) {
                return answer;
            }
        }
        CallResult answer = gateway.call(connector, nameless, variables);
        if (!withoutNames && answer instanceof CallResult.Accepted) {
            withoutNames = true;
            keptBack.run();
        }
        return answer;
    }

    public static boolean denied(Reason reason) {
        return Reason.ACCESS_DENIED.equals(reason.code());
    }
}
