package io.silkroute.export;

import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Readiness;
import io.silkroute.shopify.call.ShopSetup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** Publishes what is new to the online store: Shopify creates products and collections unpublished. */
@Component("publisher")
public class Publisher {

    static final Operation PUBLISH = Operation.named("publishablePublish");
    // At 10 points each: a quarter of the largest call, and a small part of the smallest plan's bucket.
    private static final int AT_ONCE = 25;

    private final Gateway gateway;
    private final ShopSetup setup;
    private final ObjectMapper json;

    Publisher(Gateway gateway, ShopSetup setup, ObjectMapper json) {
        this.gateway = gateway;
        this.setup = setup;
        this.json = json;
    }

    /** Publishes what of a batch is new in the shop, many in a call; what cannot be published is parked. */
    public void publish(List<Work> works) {
        List<Work> created = works.stream().filter(Work::awaitsPublication).toList();
        for (int i = 0; i < created.size(); i += AT_ONCE) {
            publishTogether(created.subList(i, Math.min(created.size(), i + AT_ONCE)));
        }
    }

    private void publishTogether(List<Work> works) {
        String connector = works.get(0).run().connector();
        if (!(setup.of(connector) instanceof Readiness.Ready shop)) {
            throw new IllegalStateException("the shop was ready when the run began");
        }
        if (shop.publicationId() == null) {
            return; // a shop without online store: there is nowhere to publish to
        }
        Map<String, ObjectNode> variables = new LinkedHashMap<>();
        for (Work work : works) {
            variables.put(work.key().toString(), variables(shopifyId(work), shop.publicationId()));
        }
        Map<String, CallResult> answers = gateway.together(connector, PUBLISH, variables);
        for (Work work : works) {
            CallResult answer = Objects.requireNonNull(answers.get(work.key().toString()));
            work.add(answer.usage());
            Answers.accepted(work, answer);
        }
    }

    private static String shopifyId(Work work) {
        Verdict.Written written = (Verdict.Written) Objects.requireNonNull(work.verdict());
        return Objects.requireNonNull(written.now().shopifyId());
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
