package io.silkroute.guide;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.Items;
import io.silkroute.connection.ConnectionCheck;
import io.silkroute.connection.ConnectionReport;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.export.ledger.Exports;
import io.silkroute.guide.Guide.Name;
import io.silkroute.guide.Guide.Step;
import io.silkroute.inbound.PimAccess;
import io.silkroute.run.Runs;
import io.silkroute.shopify.ShopifyId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** Looks up how far each connector has come. To be asked while a request is answered, for it is that request's address. */
@Component
public class Guides {

    private static final String TAG = "first";

    private final Connectors connectors;
    private final ConnectionCheck connection;
    private final Runs runs;
    private final Items items;
    private final Exports exports;
    private final PimAccess pim;
    private final ObjectMapper json;
    private final Path inbox;

    Guides(
            Connectors connectors,
            ConnectionCheck connection,
            Runs runs,
            Items items,
            Exports exports,
            PimAccess pim,
            ObjectMapper json,
            @Value("${silkroute.inbox:./inbox}") Path inbox) {
        this.connectors = connectors;
        this.connection = connection;
        this.runs = runs;
        this.items = items;
        this.exports = exports;
        this.pim = pim;
        this.json = json;
        this.inbox = inbox;
    }

    /** That of the first connector without a run that has ended; where there is no connector, how to get one. */
    public @Nullable Guide home() {
        List<Connector> all = connectors.all();
        Map<ConnectorName, Runs.Recent> recent =
                runs.recent(all.stream().map(Connector::name).toList());
        return all.isEmpty()
                ? none()
                : all.stream()
                        .filter(one -> Objects.requireNonNull(recent.get(one.name()), "asked for")
                                        .ended()
                                == null)
                        .findFirst()
                        .map(this::of)
                        .orElse(null);
    }

    public Guide of(Connector connector) {
        ConnectorName name = connector.name();
        ConnectorConfig config = connector.config();
        Optional<ConnectionReport> report = connection.last(name.text());
        Optional<ItemKey> shown = exports.any(name, ItemType.PRODUCT);
        boolean reached = connection.reached(name.text());
        boolean pushed = items.any(name);
        boolean opened = shown.isPresent()
                && config.export().tags().isEmpty()
                && config.export().families().isEmpty();
        boolean token = pim.hasToken(name.text());
        List<Step> steps = List.of(
                new Step(Name.MADE, "A connector", true, made(config)),
                new Step(Name.CONNECTED, "Its shop answers", reached, connected(report.orElse(null), reached)),
                new Step(
                        Name.PUSHED,
                        "A first push is taken in",
                        pushed,
                        pushed
                                ? "Items have come from the PIM."
                                : (token ? "Push" : "The PIM has no token yet: make one. Then push")
                                        + " this product, or put it into the inbox."),
                new Step(
                        Name.IN_SHOP,
                        "One product is in the shop",
                        shown.isPresent(),
                        inShop(connector, pushed, shown)),
                new Step(Name.OPENED, "The filter is opened", opened, opened(config, shown.isPresent())));
        return new Guide(
                name.text(),
                connector.active(),
                token,
                steps,
                address(),
                line(config),
                inbox.toAbsolutePath().normalize().resolve(name.text()).toString(),
                shown.flatMap(key -> address(connector, key)).orElse(null));
    }

    private Guide none() {
        String begin = "Give it a name: it links one PIM to one Shopify shop.";
        return new Guide(
                null,
                false,
                false,
                List.of(
                        new Step(Name.MADE, "A connector", false, begin),
                        new Step(Name.CONNECTED, "Its shop answers", false, ""),
                        new Step(Name.PUSHED, "A first push is taken in", false, ""),
                        new Step(Name.IN_SHOP, "One product is in the shop", false, ""),
                        new Step(Name.OPENED, "The filter is opened", false, "")),
                address(),
                "",
                "",
                null);
    }

    private static String made(ConnectorConfig config) {
        return config.shop().domain() == null
                ? "It has no shop yet."
                : "Its shop is " + config.shop().domain() + ".";
    }

    private static String inShop(Connector connector, boolean pushed, Optional<ItemKey> shown) {
        if (shown.isPresent()) {
            return "The shop holds " + shown.get() + ".";
        }
        if (!connector.active()) {
            return "Activate the connector: an inactive one sends nothing.";
        }
        return pushed
                ? "It is on its way, or something is in its way: the connector's page says so."
                : "A push starts a run by itself"
                        + (connector.config().trigger().onChange()
                                ? "."
                                : ", if the configuration says on every change.");
    }

    private static String opened(ConnectorConfig config, boolean shown) {
        ConnectorConfig.Export export = config.export();
        if (export.tags().isEmpty() && export.families().isEmpty()) {
            return shown
                    ? "Everything visible that the PIM sends goes to the shop."
                    : "No tag narrows what goes out. To begin with one product, set the tag " + TAG
                            + " in the configuration, and empty it again when that product looks right.";
        }
        return "Only items with "
                + named("tag", "tags", export.tags())
                + (export.tags().isEmpty() || export.families().isEmpty() ? "" : " and ")
                + named("family", "families", export.families())
                + " go out. When the first looks right: deactivate, empty these filters in the configuration, activate.";
    }

    private static String named(String one, String several, List<String> words) {
        return words.isEmpty()
                ? ""
                : words.size() == 1
                        ? "the " + one + " " + words.get(0)
                        : "one of the " + several + " " + String.join(", ", words);
    }

    private static String connected(@Nullable ConnectionReport report, boolean reached) {
        if (report != null && report.passed() == reached) {
            return report.sentence();
        }
        return reached
                ? "A run has reached the shop."
                : "Name the shop and give its access token in the configuration, then test the connection.";
    }

    /** Visible, with the first tag and family of the filters. */
    private String line(ConnectorConfig config) {
        List<String> tags = config.export().tags();
        List<String> families = config.export().families();
        ObjectNode item = json.createObjectNode()
                .put("type", "product")
                .put("id", "FIRST-1")
                .put("sku", "FIRST-1");
        item.putArray("tags").add(tags.isEmpty() ? TAG : tags.get(0));
        if (!families.isEmpty()) {
            item.put("family", families.get(0));
        }
        item.put("status", "visible").put("name", "First product").put("price", "39.00");
        return item.toString();
    }

    /** In the shop's admin; of a shop on this machine on the sandbox's page. */
    private Optional<String> address(Connector connector, ItemKey key) {
        ShopifyId id = exports.shopifyIds(connector.name(), key.type(), List.of(key.id()))
                .get(key.id());
        String domain = connector.config().shop().domain();
        if (id == null || domain == null) {
            return Optional.empty();
        }
        String number = id.gid().substring(id.gid().lastIndexOf('/') + 1);
        if (!number.matches("\\d+")) {
            return Optional.empty();
        }
        return Optional.of(
                connector.config().shop().endpoint() != null
                        ? "/sandbox/products/" + number
                        : "https://admin.shopify.com/store/" + domain.replace(".myshopify.com", "") + "/products/"
                                + number);
    }

    private static String address() {
        return ServletUriComponentsBuilder.fromCurrentContextPath().toUriString();
    }
}
