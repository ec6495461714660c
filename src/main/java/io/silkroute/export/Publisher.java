package io.silkroute.export;

import io.silkroute.connector.ConnectorName;
import io.silkroute.run.stream.ActiveRun;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Readiness;
import io.silkroute.shopify.ShopifyId;
import io.silkroute.shopify.call.ShopSetup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Publishes what is new to the online store: Shopify creates products and collections unpublished. */
@Component("publisher")
public class Publisher {

    public static final Operation PUBLISH = Operation.named("publishablePublish");
    private static final Operation ADD = Operation.named("publicationUpdate");
    // https://shopify.dev/docs/api/admin-graphql/latest/input-objects/PublicationUpdateInput
    private static final int AT_ONCE = 50;
    // At 10 points each: a quarter of the largest call, and a small part of the smallest plan's bucket.
    private static final int SINGLY_AT_ONCE = 25;

    private final Gateway gateway;
    private final ShopSetup setup;
    private final ObjectMapper json;
    private final Set<ConnectorName> onlySingly = ConcurrentHashMap.newKeySet(); // whose shops refuse many at once

    public Publisher(Gateway gateway, ShopSetup setup, ObjectMapper json) {
        this.gateway = gateway;
        this.setup = setup;
        this.json = json;
    }

    /** Publishes what of a batch is new in the shop, many in a call; what cannot be published is parked. */
    public List<Stage> publish(List<Stage> batch) {
        List<Stage> published = new ArrayList<>(batch);
        List<Integer> created = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            if (batch.get(i) instanceof Stage.Concluded concluded
                    && concluded.conclusion() instanceof Conclusion.Written written
                    && written.awaitsPublication()) {
                created.add(i);
            }
        }
        for (int i = 0; i < created.size(); i += AT_ONCE) {
            publishTogether(published, created.subList(i, Math.min(created.size(), i + AT_ONCE)));
        }
        return published;
    }

    private void publishTogether(List<Stage> batch, List<Integer> created) {
        ActiveRun run = batch.get(created.get(0)).run();
        if (!(setup.of(run.connector()) instanceof Readiness.Ready shop)) {
            throw new IllegalStateException("the shop was ready when the run began");
        }
        if (shop.publicationId() == null) {
            return; // a shop without online store: there is nowhere to publish to
        }
        Map<String, ObjectNode> single = new LinkedHashMap<>();
        for (int i : created) {
            Stage.Concluded item = (Stage.Concluded) batch.get(i);
            single.put(item.key().toString(), variables(shopifyId(item), shop.publicationId()));
        }
        Map<String, CallResult> answers = ask(run.connector(), single, shop.publicationId());
        for (int i : created) {
            CallResult answer =
                    Objects.requireNonNull(answers.get(batch.get(i).key().toString()));
            Stage item = batch.get(i).using(answer.usage());
            batch.set(i, Answers.accepted(run, answer).either(data -> item, item::concluded));
        }
    }

    /** All in one change of the publication; one by one where the shop does not take that. @param single by item */
    private Map<String, CallResult> ask(ConnectorName connector, Map<String, ObjectNode> single, String publication) {
        if (single.size() == 1 || onlySingly.contains(connector)) {
            return singly(connector, single);
        }
        ObjectNode variables = json.createObjectNode().put("id", publication);
        single.values()
                .forEach(one -> variables.withArray("/input/publishablesToAdd").add(one.path("id")));
        Map<String, CallResult> answers = gateway.forAll(connector, ADD, variables, single.keySet());
        if (answers.values().stream().noneMatch(Publisher::isNot)) {
            return answers;
        }
        Map<String, CallResult> singly = singly(connector, single);
        if (singly.values().stream().allMatch(CallResult.Accepted.class::isInstance)) {
            onlySingly.add(connector); // what it refused was the way, not one of them
        }
        singly.replaceAll((item, one) ->
                one.withUsage(Objects.requireNonNull(answers.get(item)).usage().plus(one.usage())));
        return singly;
    }

    private Map<String, CallResult> singly(ConnectorName connector, Map<String, ObjectNode> all) {
        Map<String, CallResult> answers = new LinkedHashMap<>();
        Map<String, ObjectNode> some = new LinkedHashMap<>();
        all.forEach((item, variables) -> {
            some.put(item, variables);
            if (some.size() == SINGLY_AT_ONCE || answers.size() + some.size() == all.size()) {
                answers.putAll(gateway.together(connector, PUBLISH, some));
                some.clear();
            }
        });
        return answers;
    }

    /** Refused, or taken without a word of what came of it. */
    private static boolean isNot(CallResult added) {
        return added instanceof CallResult.Refused
                || added instanceof CallResult.Accepted accepted
                        && !Answers.named(accepted.data().path(ADD.name()).path("publication"));
    }

    private static ShopifyId shopifyId(Stage.Concluded item) {
        return Objects.requireNonNull(
                ((Conclusion.Written) item.conclusion()).now().shopifyId());
    }

    /** Where new products are published to; null where there is no online store. */
    public @Nullable String publicationId(ConnectorName connector) {
        return setup.of(connector) instanceof Readiness.Ready ready ? ready.publicationId() : null;
    }

    /** What publishing takes of each of many that are new, in a forecast. */
    public static ItemExporter.Share share() {
        ObjectNode variables = JsonNodeFactory.instance.objectNode();
        variables.putObject("input").putArray("publishablesToAdd");
        return new ItemExporter.Share(new ItemExporter.Request(ADD, variables), 1.0 / AT_ONCE, 1.0 / AT_ONCE);
    }

    /** How the sentence about something new goes on. */
    public String outlook(ConnectorName connector) {
        return publicationId(connector) != null
                ? " and published"
                : "; not published, because the shop has no sales channel named Online Store";
    }

    public ObjectNode variables(ShopifyId shopifyId, String publicationId) {
        ObjectNode variables = json.createObjectNode().put("id", shopifyId.gid());
        variables.putArray("input").addObject().put("publicationId", publicationId);
        return variables;
    }
}
