package io.silkroute.webhook;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.connector.config.ToldEvents;
import io.silkroute.outbox.Outbox;
import io.silkroute.outbox.OutboxEvent;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Pages;
import io.silkroute.shopify.Reason;
import io.silkroute.shopify.ShopifyId;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sees to it that a shop tells a connector what it is to tell: what is missing is subscribed to, what is different is put
 * right, what is not wanted any more is ended. Subscriptions to other addresses are nobody's business here.
 */
@Component
class Subscriptions {

    private static final Operation LIST = Operation.named("webhookSubscriptions");
    private static final Operation CREATE = Operation.named("webhookSubscriptionCreate");
    private static final Operation UPDATE = Operation.named("webhookSubscriptionUpdate");
    private static final Operation DELETE = Operation.named("webhookSubscriptionDelete");
    private static final int PAGES = 50;

    private final Gateway gateway;
    private final SubscriptionRows rows;
    private final ActivityLog activity;
    private final ApplicationEventPublisher events;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Subscriptions(
            Gateway gateway,
            SubscriptionRows rows,
            ActivityLog activity,
            ApplicationEventPublisher events,
            Outbox outbox,
            TransactionTemplate transaction,
            Clock clock) {
        this.gateway = gateway;
        this.rows = rows;
        this.activity = activity;
        this.events = events;
        this.outbox = outbox;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Where a shop delivers to; null: it is to deliver nothing. */
    static @Nullable URI address(Connector connector) {
        URI base = connector.config().shop().webhooks().address();
        return base == null ? null : URI.create(base + "/shopify/" + connector.name() + "/webhooks");
    }

    /** The topics that are to be told. */
    static Set<Topic> wanted(Connector connector) {
        ConnectorConfig.Webhooks webhooks = connector.config().shop().webhooks();
        return webhooks.address() == null
                ? Set.of()
                : Arrays.stream(Topic.values())
                        .filter(Topic::byApi)
                        .filter(topic -> webhooks.redeemCodes() || !topic.ofRedeemCode())
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Topic.class)));
    }

    private record Found(ShopifyId id, Topic topic, String uri, boolean whole) {}

    /** The shop does not say, or does not do it now. */
    static final class LookBroken extends RuntimeException {

        private static final long serialVersionUID = 1;

        LookBroken(Reason reason) {
            super(reason.sentence());
        }
    }

    /**
     * Makes the shop's subscriptions what they are to be.
     *
     * @throws LookBroken if the shop does not work; what was done is noted
     */
    void repair(Connector connector) {
        ConnectorName name = connector.name();
        URI address = address(connector);
        Map<Topic, ShopSubscription> known = rows.of(name);
        if (address == null && known.isEmpty()) {
            return;
        }
        Map<Topic, List<Found>> found = found(name, address, known);
        Set<Topic> wanted = wanted(connector);
        for (Topic topic : Topic.values()) {
            if (!wanted.contains(topic)) {
                found.getOrDefault(topic, List.of()).forEach(one -> end(name, one));
                rows.forget(name, topic);
            }
        }
        if (address == null) {
            activity.append(Entry.note(
                    name.text(), "The shop's webhooks were ended: the connector has no address for them any more."));
            return;
        }
        List<Topic> lost = wanted.stream()
                .filter(topic -> known.get(topic) != null && known.get(topic).id() != null)
                .filter(topic -> !found.containsKey(topic))
                .toList();
        try {
            makeWhole(name, wanted, known, found, address);
        } finally {
            tellLost(name, lost);
        }
    }

    private void makeWhole(
            ConnectorName name,
            Set<Topic> wanted,
            Map<Topic, ShopSubscription> known,
            Map<Topic, List<Found>> found,
            URI address) {
        for (Topic topic : wanted) {
            ShopSubscription before = known.get(topic);
            ShopSubscription now = subscribed(name, topic, address.toString(), found.getOrDefault(topic, List.of()));
            if (now.problem() != null && (before == null || !now.problem().equals(before.problem()))) {
                activity.append(Entry.note(name.text(), "Webhooks " + topic.text() + ": " + now.problem()));
            }
            rows.put(name, now);
        }
    }

    private void tellLost(ConnectorName name, List<Topic> lost) {
        if (!lost.isEmpty()) {
            List<String> topics = lost.stream().map(Topic::text).toList();
            String sentence = "The shop had ended subscriptions, which are made again: " + String.join(", ", topics)
                    + ". What has changed meanwhile is found by the next pull.";
            transaction.executeWithoutResult(status -> {
                activity.append(Entry.note(name.text(), sentence));
                outbox.put(new OutboxEvent(
                        ToldEvents.SUBSCRIPTION_LOST,
                        name,
                        "subscriptions",
                        clock.instant(),
                        sentence,
                        "/connectors/" + name + "/webhooks",
                        Map.of("topics", topics)));
            });
            events.publishEvent(new SubscriptionLost(name));
        }
    }

    /** Ours by topic: those that deliver to the address, and those that were made here and deliver elsewhere by now. */
    private Map<Topic, List<Found>> found(
            ConnectorName connector, @Nullable URI address, Map<Topic, ShopSubscription> known) {
        Map<Topic, List<Found>> found = new EnumMap<>(Topic.class);
        ObjectNode variables = JsonNodeFactory.instance.objectNode();
        for (int page = 0; page < PAGES; page++) {
            JsonNode list = accepted(gateway.call(connector, LIST, variables)).path("webhookSubscriptions");
            for (JsonNode node : list.path("nodes")) {
                Topic topic = Topic.named(node.path("topic").asString(""));
                String uri = node.path("uri").asString("");
                ShopifyId id = ShopifyId.of(node);
                boolean ours = address != null && uri.equals(address.toString())
                        || topic != null
                                && known.get(topic) != null
                                && id.equals(known.get(topic).id());
                if (topic != null && ours) {
                    boolean whole = node.path("format").asString("").equals("JSON")
                            && node.path("includeFields").isEmpty();
                    found.computeIfAbsent(topic, any -> new ArrayList<>()).add(new Found(id, topic, uri, whole));
                }
            }
            String after = Pages.after(list);
            if (after == null) {
                break;
            }
            variables.put("after", after);
        }
        return found;
    }

    private ShopSubscription subscribed(ConnectorName connector, Topic topic, String uri, List<Found> found) {
        if (found.isEmpty()) {
            return asked(connector, topic, uri, CREATE, variables(uri).put("topic", topic.name()), null);
        }
        Found first = found.stream()
                .filter(one -> one.uri().equals(uri) && one.whole())
                .findFirst()
                .orElse(found.get(0));
        if (!first.uri().equals(uri) || !first.whole()) {
            return asked(
                    connector,
                    topic,
                    uri,
                    UPDATE,
                    variables(uri).put("id", first.id().gid()),
                    first.id());
        }
        return found.size() == 1
                ? new ShopSubscription(topic, first.id(), uri, ShopSubscription.State.SUBSCRIBED, null)
                : new ShopSubscription(
                        topic,
                        first.id(),
                        uri,
                        ShopSubscription.State.DOUBLE,
                        "The shop delivers this topic " + found.size()
                                + " times to this address. End the others there: "
                                + found.stream()
                                        .map(Found::id)
                                        .filter(id -> !id.equals(first.id()))
                                        .map(ShopifyId::gid)
                                        .collect(Collectors.joining(", "))
                                + ".");
    }

    private ShopSubscription asked(
            ConnectorName connector,
            Topic topic,
            String uri,
            Operation operation,
            ObjectNode variables,
            @Nullable ShopifyId before) {
        CallResult answer = gateway.call(connector, operation, variables);
        Reason refused = answer instanceof CallResult.Refused one
                ? one.reason()
                : answer instanceof CallResult.Aborted other
                                && Reason.ACCESS_DENIED.equals(other.reason().code())
                        ? other.reason()
                        : null;
        if (refused != null) {
            return new ShopSubscription(topic, before, uri, ShopSubscription.State.REFUSED, refused.sentence());
        }
        JsonNode made = accepted(answer).path(operation.name()).path("webhookSubscription");
        return new ShopSubscription(topic, ShopifyId.of(made), uri, ShopSubscription.State.SUBSCRIBED, null);
    }

    private static ObjectNode variables(String uri) {
        ObjectNode variables = JsonNodeFactory.instance.objectNode();
        variables
                .putObject("webhookSubscription")
                .put("uri", uri)
                .put("format", "JSON")
                .putArray("includeFields");
        return variables;
    }

    /** What the shop refuses to end is gone already. */
    private void end(ConnectorName connector, Found one) {
        CallResult answer = gateway.call(
                connector,
                DELETE,
                JsonNodeFactory.instance.objectNode().put("id", one.id().gid()));
        if (!(answer instanceof CallResult.Refused)) {
            accepted(answer);
        }
    }

    private static JsonNode accepted(CallResult answer) {
        if (answer instanceof CallResult.Accepted accepted) {
            return accepted.data();
        }
        throw new LookBroken(answer.whyNot());
    }
}
