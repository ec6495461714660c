package io.silkroute.sandbox.webhook;

import io.silkroute.sandbox.graphql.Call;
import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.graphql.Input;
import io.silkroute.sandbox.graphql.Page;
import io.silkroute.sandbox.graphql.Payload;
import io.silkroute.sandbox.graphql.SandboxFeature;
import io.silkroute.sandbox.graphql.SearchQuery;
import io.silkroute.sandbox.graphql.SearchTerms;
import io.silkroute.sandbox.graphql.Times;
import io.silkroute.sandbox.graphql.UserError;
import io.silkroute.sandbox.graphql.Wiring;
import io.silkroute.sandbox.shop.InSandbox;
import io.silkroute.sandbox.shop.Notice;
import io.silkroute.sandbox.shop.SandboxSettings;
import io.silkroute.sandbox.shop.Shelf;
import io.silkroute.sandbox.shop.Shop;
import io.silkroute.sandbox.shop.Tokens;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Webhook subscriptions in the API, and the deliveries that follow from them. */
@InSandbox
@Component("sandboxWebhookFeature")
final class WebhookFeature implements SandboxFeature, Notice.Ear {

    /** Of bodies: that of the app. */
    static final String VERSION = "2026-10";

    private static final List<String> ADDRESS = List.of("webhookSubscription", "callbackUrl");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    /** What an app has to be allowed for a topic, by how its name begins. */
    private static final Map<String, String> SCOPES = Map.of(
            "ORDERS_", "read_orders",
            "REFUNDS_", "read_orders",
            "DISCOUNTS_", "read_discounts",
            "PRODUCTS_", "read_products",
            "COLLECTIONS_", "read_products",
            "INVENTORY_LEVELS_", "read_inventory",
            "CUSTOMERS_", "read_customers");

    private final Shop shop;
    private final Shelf<Subscription> subscriptions;
    private final Deliveries deliveries;

    WebhookFeature(Shop shop, SandboxSettings settings) {
        this.shop = shop;
        this.subscriptions =
                shop.shelf("webhookSubscription", Subscription.class, Subscription::id, new Shelf.Index<>() {
                    @Override
                    public void adding(@Nullable Subscription before, Subscription now) {
                        shop.seen(now.id());
                    }
                });
        this.deliveries = new Deliveries(shop, settings, this::end);
        shop.tellTo(this);
    }

    private void end(Subscription subscription) {
        shop.write(() -> {
            if (subscriptions.get(subscription.id()) != null) {
                subscriptions.remove(subscription.id());
            }
            return true;
        });
    }

    @Override
    public boolean listens() {
        return !subscriptions.all().isEmpty();
    }

    @Override
    public void hear(Notice notice) {
        String topic = notice.topic().replace('/', '_').toUpperCase(Locale.ROOT);
        String event = UUID.randomUUID().toString();
        subscriptions.all().values().stream()
                .filter(one -> one.topic().equals(topic))
                .forEach(one -> deliveries.send(one, notice, event));
    }

    @Override
    public void wire(Wiring wiring) {
        wiring.schema("/shopify/admin-subset-webhooks.graphqls");
        wiring.object(Subscription.GID, Subscription.class)
                .get("id", Subscription::gid)
                .get("legacyResourceId", one -> Long.toString(one.id()))
                .get("apiVersion", one -> Map.of("handle", VERSION, "displayName", VERSION, "supported", true))
                .get("topic", Subscription::topic)
                .get("uri", Subscription::uri)
                .get("format", Subscription::format)
                .get("includeFields", Subscription::includeFields)
                .get("filter", one -> null)
                .get("name", Subscription::name)
                .get("createdAt", one -> Times.of(one.createdAt()))
                .get("updatedAt", one -> Times.of(one.updatedAt()));
        wiring.query("webhookSubscription", null, (args, call) -> find(args.text("id", ""), call));
        wiring.searches("webhookSubscriptions", Set.of("id", "created_at", "updated_at"));
        wiring.query("webhookSubscriptions", null, this::page);
        wiring.mutation("webhookSubscriptionCreate", null, this::create);
        wiring.mutation("webhookSubscriptionUpdate", null, this::update);
        wiring.mutation("webhookSubscriptionDelete", null, this::delete);
    }

    private @Nullable Subscription find(String gid, Call call) {
        Subscription found = subscriptions.get(Gid.number(gid, Subscription.GID));
        return found == null || !found.app().equals(call.app()) ? null : found;
    }

    private Page page(Input args, Call call) {
        List<String> topics = args.given("topics") ? args.texts("topics") : List.of();
        Predicate<Subscription> matches =
                SearchTerms.predicate(SearchQuery.parse(args.text("query")), WebhookFeature::matches);
        List<Subscription> found = subscriptions.all().values().stream()
                .filter(one -> one.app().equals(call.app()))
                .filter(one -> topics.isEmpty() || topics.contains(one.topic()))
                .filter(one -> !args.given("uri") || one.uri().equals(args.text("uri")))
                .filter(one -> !args.given("format") || one.format().equals(args.text("format")))
                .filter(matches)
                .toList();
        return Page.of(found, Subscription::id, args);
    }

    private static @Nullable Boolean matches(Subscription one, SearchQuery.Term term) {
        return switch (term.field()) {
            case "id" -> SearchTerms.compare(one.id(), term);
            case "created_at" -> SearchTerms.time(one.createdAt(), term);
            case "updated_at" -> SearchTerms.time(one.updatedAt(), term);
            default -> null;
        };
    }

    private Map<String, Object> create(Input args, Call call) {
        String topic = args.text("topic", "");
        Input input = args.input("webhookSubscription");
        return shop.write(() -> {
            Subscription made = new Subscription(
                    shop.nextId(),
                    call.app(),
                    topic,
                    input.text("uri", ""),
                    input.text("format", "JSON"),
                    input.given("includeFields") ? input.texts("includeFields") : List.of(),
                    input.text("name"),
                    shop.now(),
                    shop.now());
            UserError refused = refusal(made, call);
            if (refused != null) {
                return Payload.errors(refused);
            }
            subscriptions.put(made);
            return Payload.of("webhookSubscription", made, List.of());
        });
    }

    private Map<String, Object> update(Input args, Call call) {
        Input input = args.input("webhookSubscription");
        return shop.write(() -> {
            Subscription before = find(args.text("id", ""), call);
            if (before == null) {
                return Payload.errors(new UserError(List.of("id"), "Webhook subscription does not exist", null));
            }
            Subscription now = new Subscription(
                    before.id(),
                    before.app(),
                    before.topic(),
                    input.given("uri") ? input.text("uri", "") : before.uri(),
                    input.given("format") ? input.text("format", "JSON") : before.format(),
                    input.given("includeFields") ? input.texts("includeFields") : before.includeFields(),
                    input.given("name") ? input.text("name") : before.name(),
                    before.createdAt(),
                    shop.now());
            UserError refused = refusal(now, call);
            if (refused != null) {
                return Payload.errors(refused);
            }
            subscriptions.put(now);
            return Payload.of("webhookSubscription", now, List.of());
        });
    }

    private Map<String, Object> delete(Input args, Call call) {
        return shop.write(() -> {
            Subscription found = find(args.text("id", ""), call);
            if (found == null) {
                return Payload.errors(new UserError(List.of("id"), "Webhook subscription does not exist", null));
            }
            subscriptions.remove(found.id());
            return Payload.of("deletedWebhookSubscriptionId", found.gid(), List.of());
        });
    }

    private @Nullable UserError refusal(Subscription wanted, Call call) {
        String scope = SCOPES.entrySet().stream()
                .filter(entry -> wanted.topic().startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
        if (scope != null && !call.scopes().contains(scope)) {
            return new UserError(
                    List.of("topic"),
                    "You do not have permission to create or update webhooks with " + wanted.topic()
                            + " topic. The access scope " + scope + " is needed.",
                    null);
        }
        String address = addressProblem(wanted.uri());
        if (address != null) {
            return new UserError(ADDRESS, address, null);
        }
        String name = wanted.name();
        if (name != null && !name.matches("[A-Za-z0-9_-]{1,50}")) {
            return new UserError(List.of("webhookSubscription", "name"), "Name is invalid", null);
        }
        for (Subscription other : subscriptions.all().values()) {
            if (other.id() != wanted.id() && other.sameAs(wanted)) {
                return new UserError(ADDRESS, "Address for this topic has already been taken", null);
            }
            if (other.id() != wanted.id()
                    && other.app().equals(wanted.app())
                    && name != null
                    && name.equals(other.name())) {
                return new UserError(
                        List.of("webhookSubscription", "name"), "Name already exists, no duplicate allowed", null);
            }
        }
        return null;
    }

    /** Plain HTTP is taken on this machine, where no shop of Shopify's could reach it anyway. */
    private @Nullable String addressProblem(String uri) {
        if (uri.isBlank()) {
            return "Address can't be blank";
        }
        try {
            URI parsed = new URI(uri);
            if (parsed.getHost() == null) {
                return "Address is invalid";
            }
            if (!"https".equals(parsed.getScheme())
                    && !("http".equals(parsed.getScheme()) && LOOPBACK.contains(parsed.getHost()))) {
                return "Address protocol " + parsed.getScheme() + ":// is not supported";
            }
            return parsed.getHost().endsWith(".myshopify.com")
                            || parsed.getHost().endsWith("shopify.com")
                    ? "Address cannot be a Shopify or an internal domain"
                    : null;
        } catch (URISyntaxException e) {
            return "Address is invalid";
        }
    }

    @Override
    public void tell(Map<String, Object> state) {
        state.put("webhookSubscriptions", subscriptions.all().size());
        state.put("webhooksWaiting", deliveries.waiting());
    }

    @Override
    public Map<String, Contents> contents() {
        return Map.of(
                "webhookSubscriptions",
                () -> subscriptions.all().values().stream()
                        .map(one -> Map.of("id", one.gid(), "topic", one.topic(), "uri", one.uri(), "app", one.app())),
                "webhooks",
                () -> deliveries.told().stream());
    }

    /** {@code {"webhooks": {"retryMillis": 100, "lose": ["ORDERS_CREATE"], "subscribe": [{"topic", "uri"}]}}}. */
    @Override
    public Map<String, Consumer<JsonNode>> controls() {
        return Map.of("webhooks", this::control);
    }

    private void control(JsonNode wanted) {
        wanted.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            switch (entry.getKey()) {
                case "retryMillis" -> deliveries.pause(value.isNumber() ? value.asLong() : null);
                case "lose" -> value.forEach(topic -> lose(topic.asString("")));
                case "subscribe" -> value.forEach(this::subscribe);
                default ->
                    throw new IllegalArgumentException(entry.getKey() + " is none of retryMillis, lose, subscribe");
            }
        });
    }

    /** As Shopify ends a subscription, without a word to its app. */
    private void lose(String topic) {
        List.copyOf(subscriptions.all().values()).stream()
                .filter(one -> topic.equals("all") || one.topic().equals(topic))
                .forEach(this::end);
    }

    /** As somebody else makes one for the connector's app: its checks are not asked. */
    private void subscribe(JsonNode wanted) {
        shop.write(() -> {
            subscriptions.put(new Subscription(
                    shop.nextId(),
                    Tokens.CONNECTOR,
                    wanted.path("topic").asString(""),
                    wanted.path("uri").asString(""),
                    wanted.path("format").asString("JSON"),
                    wanted.path("includeFields")
                            .valueStream()
                            .map(field -> field.asString(""))
                            .toList(),
                    null,
                    shop.now(),
                    shop.now()));
            return true;
        });
    }

    @Override
    public void reset(boolean contents) {
        deliveries.pause(null);
        deliveries.forget();
    }
}
