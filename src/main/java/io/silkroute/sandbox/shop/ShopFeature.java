package io.silkroute.sandbox.shop;

import io.silkroute.sandbox.graphql.Call;
import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.graphql.Page;
import io.silkroute.sandbox.graphql.SandboxFeature;
import io.silkroute.sandbox.graphql.Wiring;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The shop itself, its location, the app's installation, the versions that are served. */
@InSandbox
@Component("sandboxShopFeature")
final class ShopFeature implements SandboxFeature {
    private final Shop shop;
    private final SandboxSettings settings;
    private final Jobs jobs;

    ShopFeature(Shop shop, SandboxSettings settings, Jobs jobs) {
        this.shop = shop;
        this.settings = settings;
        this.jobs = jobs;
    }

    @Override
    public List<String> scopes() {
        return List.of("read_locations");
    }

    @Override
    public void wire(Wiring wiring) {
        wiring.query("shop", null, (args, call) -> shop.object());
        wiring.node("Shop", gid -> shop.object());
        wiring.query(
                "locations",
                "read_locations",
                (args, call) -> Page.of(
                        locations(), location -> Gid.number(String.valueOf(location.get("id")), "Location"), args));
        wiring.query("location", "read_locations", (args, call) -> location(args.text("id")));
        wiring.node("Location", this::location);
        wiring.query("publicApiVersions", null, (args, call) -> ServedVersions.told());
        wiring.query("appInstallation", null, (args, call) -> installation(call));
        wiring.query("currentAppInstallation", null, (args, call) -> installation(call));
        wiring.query("job", null, (args, call) -> jobs.told(args.text("id", "")));
    }

    @Override
    public void tell(Map<String, Object> state) {
        state.put("currency", shop.currency().getCurrencyCode());
        state.put("giftCards", shop.hasGiftCards());
    }

    @Override
    public Map<String, Consumer<JsonNode>> controls() {
        return Map.of(
                "currency",
                wanted -> become(wanted.asString("")),
                "locations",
                this::stocksAt,
                "giftCards",
                activated -> shop.giftCards(activated.asBoolean(false)));
    }

    private void become(String code) {
        Currency wanted = Currency.getAvailableCurrencies().stream()
                .filter(currency -> currency.getCurrencyCode().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("currency " + code + " is none"));
        shop.become(wanted);
    }

    private void stocksAt(JsonNode names) {
        shop.stocksAt(names.valueStream().map(name -> name.asString("")).toList());
    }

    @Override
    public void reset(boolean contents) {
        shop.become(settings.currency());
        shop.stocksAt(List.of());
        shop.giftCards(false);
    }

    private List<Map<String, Object>> locations() {
        return LongStream.range(Shop.LOCATION, Shop.LOCATION + shop.locations().size())
                .mapToObj(number -> location(shop, number))
                .toList();
    }

    /** The location of this id; without one the first. */
    private @Nullable Map<String, Object> location(@Nullable String gid) {
        return shop.location(gid == null ? Shop.LOCATION : Gid.number(gid, "Location"));
    }

    static Map<String, Object> location(Shop shop, long number) {
        Map<String, Object> location = new HashMap<>();
        location.put("__typename", "Location");
        location.put("id", Gid.of("Location", number));
        location.put("legacyResourceId", String.valueOf(number));
        location.put("name", shop.locations().get((int) (number - Shop.LOCATION)));
        location.put("isActive", true);
        location.put("isPrimary", number == Shop.LOCATION);
        location.put("fulfillsOnlineOrders", true);
        return location;
    }

    static Map<String, Object> object(Shop shop) {
        Plan current = shop.plan();
        Map<String, Object> held = new HashMap<>();
        held.put("__typename", "Shop");
        held.put("id", Gid.of("Shop", 1));
        held.put("name", "Sandbox shop");
        held.put("email", "shop@" + shop.domain());
        held.put("myshopifyDomain", shop.domain());
        held.put("url", "https://" + shop.domain());
        held.put("currencyCode", shop.currency().getCurrencyCode());
        held.put("ianaTimezone", "Etc/UTC");
        held.put("weightUnit", "KILOGRAMS");
        held.put("taxesIncluded", false);
        held.put("createdAt", "2026-01-01T00:00:00Z");
        held.put(
                "primaryDomain",
                Map.of(
                        "id",
                        Gid.of("Domain", 1),
                        "host",
                        shop.domain(),
                        "url",
                        "https://" + shop.domain(),
                        "sslEnabled",
                        true));
        held.put(
                "plan",
                Map.of(
                        "displayName",
                        name(current),
                        "publicDisplayName",
                        name(current),
                        "partnerDevelopment",
                        false,
                        "shopifyPlus",
                        current == Plan.PLUS || current == Plan.ENTERPRISE));
        return held;
    }

    private static String name(Plan plan) {
        return switch (plan) {
            case STANDARD -> "Basic";
            case ADVANCED -> "Advanced";
            case PLUS, ENTERPRISE, UNLIMITED -> "Plus";
        };
    }

    private static Map<String, Object> installation(Call call) {
        return Map.of(
                "__typename", "AppInstallation",
                "id", Gid.of("AppInstallation", 1),
                "app",
                        Map.of(
                                "__typename",
                                "App",
                                "id",
                                Gid.of("App", 1),
                                "title",
                                call.app(),
                                "handle",
                                "silkroute",
                                "apiKey",
                                "sandbox"),
                "accessScopes",
                        call.scopes().stream()
                                .sorted()
                                .map(scope -> Map.of("handle", scope, "description", scope.replace('_', ' ')))
                                .toList());
    }
}
