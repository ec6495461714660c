package io.silkroute.console;

import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.deadletter.DeadLetters;
import io.silkroute.preview.ConnectorStand;
import io.silkroute.preview.Statuses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What stands around one page: the places there are, with their counts, and how one gets to another connector. Made for
 * one request; it looks at a connector's status once, when the page or its frame asks for it.
 */
public final class Frame {

    private static final int LISTED = 20;
    private static final String ERROR = "error"; // nothing is asked then: the database may be what fails

    // Pages that a change of how things stand does not concern, or that show what is shown once.
    private static final Set<String> QUIET = Set.of(
            ERROR,
            "access",
            "pim-tokens",
            "dead-letters",
            "guide",
            "mapping",
            "api-reference",
            "system",
            "search",
            "campaign-edit");

    // Pages that stand below a place.
    private static final Map<String, String> PLACE_OF = Map.ofEntries(
            Map.entry("connector", "home"),
            Map.entry("guide", "home"),
            Map.entry("parked", "to-do"),
            Map.entry("incomplete", "to-do"),
            Map.entry("waiting", "to-do"),
            Map.entry("run", "runs"),
            Map.entry("performance", "runs"),
            Map.entry("pim-tokens", "config"),
            Map.entry("outgoing", "config"),
            Map.entry("campaign", "campaigns"),
            Map.entry("campaign-edit", "campaigns"),
            Map.entry("code-job", "campaigns"),
            Map.entry("import", "pulls"),
            Map.entry("imports", "pulls"),
            Map.entry("customer", "customers"),
            Map.entry("mirror", "pulls"),
            Map.entry("webhooks", "pulls"),
            Map.entry("source", "receipts"),
            Map.entry("sources", "receipts"),
            Map.entry("refused", "to-do"),
            Map.entry("resolved", "to-do"));

    private final Connectors connectors;
    private final Statuses statuses;
    private final DeadLetters letters;
    private final IntSupplier unread;
    private final boolean operates;
    private final boolean administers;
    private final boolean sandbox;
    private final Map<String, Statuses.Status> known = new HashMap<>();
    private @Nullable Map<ConnectorName, Statuses.Status> all;

    Frame(
            Connectors connectors,
            Statuses statuses,
            DeadLetters letters,
            IntSupplier unread,
            boolean operates,
            boolean administers,
            boolean sandbox) {
        this.connectors = connectors;
        this.statuses = statuses;
        this.letters = letters;
        this.unread = unread;
        this.operates = operates;
        this.administers = administers;
        this.sandbox = sandbox;
    }

    /** Places under one heading. @param name empty for the first ones, which need none */
    public record Group(String name, List<Place> places) {}

    /**
     * @param key by which one gets there, after {@code g}; null if by none
     * @param count 0: none is shown
     * @param tone of the count: bad, warn or busy
     * @param counted what it counts, in words
     */
    public record Place(
            String label,
            String address,
            String icon,
            @Nullable String key,
            long count,
            String tone,
            String counted,
            boolean here) {}

    /** @param connector whose places; null on pages of all connectors */
    public List<Group> groups(@Nullable String connector, String page) {
        String here = PLACE_OF.getOrDefault(page, page);
        List<Group> groups = new ArrayList<>();
        if (connector != null) {
            groups.add(new Group("", ofConnector(connector, here)));
            String base = base(connector);
            List<Place> setUp = new ArrayList<>();
            setUp.add(plain("Deliveries", base + "/receipts", "deliveries", here.equals("receipts")));
            setUp.add(plain("Settings", base + "/config", "settings", here.equals("config")));
            setUp.add(plain("Mapping", base + "/mapping", "mapping", here.equals("mapping")));
            groups.add(new Group("This connector", setUp));
        }
        groups.add(new Group(connector == null ? "" : "System", system(connector, here)));
        return groups;
    }

    private List<Place> ofConnector(String connector, String here) {
        String base = base(connector);
        Statuses.Status status = status(connector);
        boolean waits = status.needsYou() > 0;
        List<Place> places = new ArrayList<>(List.of(
                new Place("Home", base, "home", "h", 0, "", "", here.equals("home")),
                new Place(
                        "To do",
                        base + "/to-do",
                        "todo",
                        "t",
                        waits ? status.needsYou() : status.incomplete(),
                        waits ? "bad" : "warn",
                        waits ? "waiting for somebody" : "incomplete",
                        here.equals("to-do")),
                new Place(
                        "Runs",
                        base + "/runs",
                        "runs",
                        "r",
                        status.working(),
                        "busy",
                        "queued or under way",
                        here.equals("runs")),
                new Place("Items", base + "/items", "items", "i", 0, "", "", here.equals("items")),
                new Place(
                        "Campaigns & codes",
                        base + "/campaigns",
                        "campaigns",
                        "c",
                        0,
                        "",
                        "",
                        here.equals("campaigns"))));
        if (operates) { // customers are persons, whom viewers do not see
            places.add(new Place("Customers", base + "/customers", "user", "u", 0, "", "", here.equals("customers")));
        }
        places.add(new Place("From Shopify", base + "/pulls", "pulls", "f", 0, "", "", here.equals("pulls")));
        places.add(new Place("Activity", base + "/activity", "activity", "a", 0, "", "", here.equals("activity")));
        return places;
    }

    private List<Place> system(@Nullable String connector, String here) {
        List<Place> places = new ArrayList<>();
        places.add(new Place(
                connector == null ? "Connectors" : "All connectors",
                "/",
                "connectors",
                connector == null ? "h" : null,
                0,
                "",
                "",
                here.equals("overview")));
        places.add(new Place(
                "Dead letters",
                "/dead-letters",
                "letters",
                null,
                here.equals(ERROR) ? 0 : letters.count(),
                "bad",
                "kept",
                here.equals("dead-letters")));
        if (administers) {
            places.add(plain("Access", "/access", "access", here.equals("access")));
        }
        places.add(plain("API reference", "/api-reference", "reference", here.equals("api-reference")));
        places.add(plain("System", "/system", "system", here.equals("system")));
        if (sandbox) {
            places.add(plain("Sandbox", "/sandbox", "sandbox", false));
        }
        return places;
    }

    private static Place plain(String label, String address, String icon, boolean here) {
        return new Place(label, address, icon, null, 0, "", "", here);
    }

    /** How many notifications the viewer has not read. */
    public int bell(String page) {
        return page.equals(ERROR) ? 0 : unread.getAsInt();
    }

    /** The connectors to go to, not too many for a menu. */
    public List<Connector> others(@Nullable String connector) {
        return connectors.all().stream()
                .filter(other -> !other.name().text().equals(connector))
                .limit(LISTED)
                .toList();
    }

    public int connectors() {
        return connectors.all().size();
    }

    /** Its shop; null if it has none yet, or if there is no such connector. */
    public @Nullable String domain(String connector) {
        return connectors
                .find(new ConnectorName(connector))
                .map(one -> one.config().shop().domain())
                .orElse(null);
    }

    public Statuses.Status status(String connector) {
        return known.computeIfAbsent(connector, name -> statuses.of(statuses.known(name)));
    }

    /** Of all connectors, by name. */
    public Map<ConnectorName, Statuses.Status> statuses() {
        Map<ConnectorName, Statuses.Status> asked = all;
        if (asked == null) {
            asked = statuses.of(connectors.all());
            all = asked;
        }
        return asked;
    }

    /** Where the page hears that something has changed; null if it is not to. */
    public @Nullable String live(@Nullable String connector, String page) {
        if (QUIET.contains(page)) {
            return null;
        }
        return "/live?connector=" + (connector == null ? "*" : Links.encoded(connector));
    }

    /** How things stand, as that tells it; so the page knows whether it is older. */
    public String stand(@Nullable String connector) {
        return connector == null ? ConnectorStand.of(statuses()) : ConnectorStand.of(status(connector));
    }

    private static String base(String connector) {
        return "/connectors/" + Links.encoded(connector);
    }
}
