package io.silkroute.shopify.call;

import io.silkroute.connector.ConnectorName;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Pause;
import io.silkroute.shopify.ShopifySettings;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Product writes that the shop carries out in its own time. */
@Component
public class ProductOperations {

    private static final Operation ASK = Operation.named("productOperation");
    private static final int MAX_QUESTIONS = 200;

    private final Gateway gateway;
    private final ShopifySettings settings;
    private final Pause pause;

    ProductOperations(Gateway gateway, ShopifySettings settings, Pause pause) {
        this.gateway = gateway;
        this.settings = settings;
        this.pause = pause;
    }

    /**
     * Blocks until the operation has ended.
     *
     * @param variables of the write: how many variants and files are to be told
     * @return {@code productOperation} with its product, or what was refused
     */
    public CallResult end(ConnectorName connector, String id, ObjectNode variables, String item) {
        ObjectNode question = JsonNodeFactory.instance.objectNode().put("id", id);
        for (String asked : List.of("variantsFirst", "withVariants", "mediaFirst", "withMedia")) {
            question.set(asked, variables.get(asked));
        }
        CallResult answer = gateway.call(connector, ASK, question, item);
        for (int n = 1; n < MAX_QUESTIONS && running(answer); n++) {
            try {
                pause.of(settings.firstPause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return CallResult.Aborted.interrupted(answer.usage());
            }
            answer = gateway.call(connector, ASK, question, item);
        }
        return answer;
    }

    private static boolean running(CallResult answer) {
        if (!(answer instanceof CallResult.Accepted accepted)) {
            return false;
        }
        JsonNode status = accepted.data().path("productOperation").path("status");
        return status.asString("").equals("CREATED") || status.asString("").equals("ACTIVE");
    }
}
