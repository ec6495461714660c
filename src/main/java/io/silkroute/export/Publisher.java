package io.silkroute.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Readiness;
import io.silkroute.shopify.ShopSetup;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Publishes what is new to the online store: Shopify creates products and collections unpublished. */
@Component
class Publisher {

    static final Operation PUBLISH = Operation.named("publishablePublish");

    private final Gateway gateway;
    private final ShopSetup setup;
    private final ObjectMapper json;

    Publisher(Gateway gateway, ShopSetup setup, ObjectMapper json) {
        this.gateway = gateway;
        this.setup = setup;
        this.json = json;
    }

    /** False, and the work concluded, if the shop refused. */
    boolean publish(Work work, String shopifyId) {
        Readiness shop = setup.of(work.run().connector());
        if (!(shop instanceof Readiness.Ready ready)) {
            throw new IllegalStateException("the shop was ready when the run began");
        }
        if (ready.publicationId() == null) {
            return true; // a shop without online store: there is nowhere to publish to
        }
        ObjectNode variables = variables(shopifyId, ready.publicationId());
        return Answers.accepted(work, Answers.ask(gateway, work, PUBLISH, variables)) != null;
    }

    /** Where new products are published to; null where there is no online store. */
    @Nullable
    String publicationId(String connector) {
        return setup.of(connector) instanceof Readiness.Ready ready ? ready.publicationId() : null;
    }

    /** How the sentence about something new goes on. */
    String outlook(String connector) {
        return publicationId(connector) != null
                ? " and published"
                : "; not published, because the shop has no sales channel named Online Store";
    }

    ObjectNode variables(String shopifyId, String publicationId) {
        ObjectNode variables = json.createObjectNode().put("id", shopifyId);
        variables.putArray("input").addObject().put("publicationId", publicationId);
        return variables;
    }
}
