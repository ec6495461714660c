package io.silkroute.connector.config;

import io.silkroute.connector.config.ConnectorConfig.Campaigns;
import io.silkroute.connector.config.ConnectorConfig.Conflicts;
import io.silkroute.connector.config.ConnectorConfig.Export;
import io.silkroute.connector.config.ConnectorConfig.ExportPath;
import io.silkroute.connector.config.ConnectorConfig.Guard;
import io.silkroute.connector.config.ConnectorConfig.LinkExisting;
import io.silkroute.connector.config.ConnectorConfig.Pull;
import io.silkroute.connector.config.ConnectorConfig.Removal;
import io.silkroute.connector.config.ConnectorConfig.Rules;
import io.silkroute.connector.config.ConnectorConfig.Shop;
import io.silkroute.connector.config.ConnectorConfig.StatusFilter;
import io.silkroute.connector.config.ConnectorConfig.Trigger;
import io.silkroute.connector.config.ConnectorConfig.Webhooks;
import io.silkroute.connector.secret.Secrets;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads a connector's configuration from JSON: whole, with every problem at once, defaults for what is absent. */
@Component
public class ConfigReader {

    private static final Pattern DOMAIN = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}\\.myshopify\\.com");
    private static final Pattern MAPPING = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}\\.ya?ml");
    private static final Pattern PRICE_LIST = Pattern.compile("[A-Za-z]{3}\\s*:.*");
    private static final int MAX_FILTERS = 500;
    private static final int MAX_SCHEDULES = 20;
    private static final int LONGEST = 255;
    private static final int LONGEST_ZONE = 64;
    private static final int LONGEST_SECRET = 1000;
    private static final int SHORTEST_PIM_TOKEN = 20;
    private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);
    private static final Duration LONGEST_INTERVAL = Duration.ofDays(30);
    private static final ConnectorConfig USUAL = ConnectorConfig.DEFAULTS;

    private final ObjectProvider<MappingNames> mappings;

    ConfigReader(ObjectProvider<MappingNames> mappings) {
        this.mappings = mappings;
    }

    public record Read(ConnectorConfig config, Secrets secrets) {}

    /**
     * @param before the secrets that stay where the tree has none
     * @param active whether the connector works with it at once, so that nothing may be missing
     * @throws ConfigRefused with all problems
     */
    public Read read(JsonNode tree, Secrets before, boolean active) {
        return read(tree, null, before, active);
    }

    /**
     * The same for a connector that has a configuration. A secret that was saved for its shop is not taken along to
     * another one, where somebody else would get to know it: it has to be given anew, or be removed. A shop that is
     * removed takes its secrets along.
     */
    public Read read(JsonNode tree, Read before, boolean active) {
        return read(tree, before.config().shop(), before.secrets(), active);
    }

    private Read read(JsonNode tree, @Nullable Shop savedFor, Secrets before, boolean active) {
        List<FieldProblem> problems = new ArrayList<>();
        Fields fields = new Fields(tree, problems);
        fields.ignore("secrets"); // as GET gives it
        Fields shop = fields.within("shop");
        Shop address = shop(shop);
        boolean understood = problems.isEmpty();
        boolean removed = savedFor != null && !nowhere(savedFor) && nowhere(address);
        String pimToken = fields.secret("pimToken", LONGEST, before.pimToken());
        if (pimToken != null && !pimToken.equals(before.pimToken()) && pimToken.length() < SHORTEST_PIM_TOKEN) {
            fields.wrong(
                    "pimToken",
                    "must be at least " + SHORTEST_PIM_TOKEN + " characters long, so that nobody guesses it.");
        }
        NotificationFields.Read notifications =
                NotificationFields.read(fields.within("notifications"), before.deliveryKeys());
        SourceFields.Read sources = SourceFields.read(fields, before.sourceKeys());
        Secrets secrets = new Secrets(
                pimToken,
                shop.secret("accessToken", LONGEST_SECRET, removed ? null : before.accessToken()),
                shop.secret("clientSecret", LONGEST_SECRET, removed ? null : before.clientSecret()),
                shop.secret("webhookSecret", LONGEST_SECRET, before.webhookSecret()),
                shop.secret("nextWebhookSecret", LONGEST_SECRET, before.nextWebhookSecret()),
                notifications.keys(),
                sources.keys());
        if (savedFor != null && understood && !removed && elsewhere(savedFor, address)) {
            givenAnew(shop, "accessToken", before.accessToken(), savedFor);
            givenAnew(shop, "clientSecret", before.clientSecret(), savedFor);
        }
        shop.end();
        ConnectorConfig config = new ConnectorConfig(
                address,
                export(fields.within("export")),
                mapping(fields),
                fields.word("linkExisting", LinkExisting.class, USUAL.linkExisting()),
                trigger(fields.within("trigger")),
                fields.number("batchSize", 1, 1000, USUAL.batchSize()),
                fields.word("conflicts", Conflicts.class, USUAL.conflicts()),
                fields.word("exportPath", ExportPath.class, USUAL.exportPath()),
                guard(fields.within("guard")),
                rules(fields.within("rules")),
                campaigns(fields.within("campaigns")),
                pull(fields.within("pull")),
                LoyaltyFields.read(fields.within("loyalty")),
                notifications.notifications(),
                sources.sources());
        fields.end();
        if (active && problems.isEmpty()) {
            problems.addAll(missing(config, secrets));
        }
        if (!problems.isEmpty()) {
            throw new ConfigRefused(problems);
        }
        return new Read(config, secrets);
    }

    private static boolean nowhere(Shop shop) {
        return shop.domain() == null && shop.endpoint() == null;
    }

    // A loopback address is the sandbox's or a test's, and not the shop's own; between two of them nothing leaves.
    private static boolean elsewhere(Shop saved, Shop now) {
        return !nowhere(saved)
                && !(stays(saved) && stays(now))
                && !(Objects.equals(saved.domain(), now.domain()) && Objects.equals(saved.endpoint(), now.endpoint()));
    }

    private static boolean stays(Shop shop) {
        return shop.endpoint() != null && Endpoint.loopback(shop.endpoint());
    }

    private static void givenAnew(Fields shop, String secret, @Nullable String before, Shop savedFor) {
        if (before != null && shop.raw(secret).isMissingNode()) {
            shop.wrong(
                    secret,
                    "has to be given anew: the one that is stored was given for " + savedFor.domain()
                            + ", and goes nowhere else.");
        }
    }

    /** What an active connector cannot be without. */
    public List<FieldProblem> missing(ConnectorConfig config, Secrets secrets) {
        List<FieldProblem> missing = new ArrayList<>();
        if (config.shop().domain() == null) {
            missing.add(
                    new FieldProblem("shop.domain", "is missing: the shop's address, such as my-shop.myshopify.com."));
        }
        boolean grant = config.shop().clientId() != null && secrets.clientSecret() != null;
        if (secrets.accessToken() == null && !grant) {
            missing.add(new FieldProblem(
                    "shop.accessToken", "is missing: give the shop's access token, or clientId and clientSecret."));
        }
        if (!known(config.mapping())) {
            missing.add(new FieldProblem("mapping", noSuchMapping(config.mapping())));
        }
        return missing;
    }

    private Shop shop(Fields fields) {
        String domain = fields.text("domain", LONGEST);
        if (domain != null && !DOMAIN.matcher(domain).matches()) {
            fields.wrong("domain", "must be the shop's own address, such as my-shop.myshopify.com, in lower case.");
            domain = null;
        }
        String version = fields.text("apiVersion", 20);
        if (version != null && !version.equals(ConnectorConfig.API_VERSION)) {
            fields.wrong("apiVersion", "must be " + ConnectorConfig.API_VERSION + ", the version this release speaks.");
        }
        URI endpoint = Endpoint.read(fields, domain);
        return new Shop(
                domain,
                endpoint,
                ConnectorConfig.API_VERSION,
                fields.text("clientId", LONGEST),
                webhooks(fields.within("webhooks"), endpoint));
    }

    private static Webhooks webhooks(Fields fields, @Nullable URI endpoint) {
        Webhooks webhooks = new Webhooks(
                Endpoint.ofWebhooks(fields, endpoint != null && Endpoint.loopback(endpoint)),
                fields.flag("redeemCodes", USUAL.shop().webhooks().redeemCodes()));
        fields.end();
        return webhooks;
    }

    /**
     * An export with other filters; what is not given stays as it is.
     *
     * @throws ConfigRefused with all problems
     */
    public Export filters(JsonNode tree, Export now) {
        List<FieldProblem> problems = new ArrayList<>();
        Fields fields = new Fields(tree, problems);
        Export asked = filters(fields, now);
        fields.end();
        if (!tree.isObject()) {
            fields.wrong("filters", "must be an object with status, tags, families or some of them.");
        }
        if (!problems.isEmpty()) {
            throw ConfigRefused.filters(problems);
        }
        return asked;
    }

    /**
     * A loyalty configuration that is not saved.
     *
     * @throws ConfigRefused with all problems
     */
    public LoyaltyConfig loyalty(JsonNode tree) {
        List<FieldProblem> problems = new ArrayList<>();
        Fields fields = new Fields(tree, problems);
        LoyaltyConfig asked = LoyaltyFields.read(fields);
        if (!tree.isObject()) {
            fields.wrong("loyalty", "must be an object with enabled, evaluation and tiers.");
        }
        if (!problems.isEmpty()) {
            throw new ConfigRefused(problems);
        }
        return asked;
    }

    private static Export filters(Fields fields, Export usual) {
        return new Export(
                fields.word("status", StatusFilter.class, usual.status()),
                fields.texts("tags", MAX_FILTERS, LONGEST, usual.tags()),
                fields.texts("families", MAX_FILTERS, LONGEST, usual.families()),
                usual.disableDeletions(),
                usual.removal(),
                usual.priceLists());
    }

    private static Export export(Fields fields) {
        Export filters = filters(fields, USUAL.export());
        Export export = new Export(
                filters.status(),
                filters.tags(),
                filters.families(),
                fields.flag("disableDeletions", USUAL.export().disableDeletions()),
                fields.word("removal", Removal.class, USUAL.export().removal()),
                priceLists(fields));
        fields.end();
        return export;
    }

    private static List<String> priceLists(Fields fields) {
        List<String> entries =
                fields.texts("priceLists", MAX_FILTERS, LONGEST, USUAL.export().priceLists());
        for (int i = 0; i < entries.size(); i++) {
            if (!PRICE_LIST.matcher(entries.get(i)).matches()) {
                fields.wrong(
                        "priceLists[" + i + "]",
                        "must be a currency, a colon and the name of a price list, such as USD: US retail; without a name"
                                + " the currency goes nowhere.");
                return List.of();
            }
        }
        return entries;
    }

    private String mapping(Fields fields) {
        String file = fields.text("mapping", LONGEST);
        if (file == null) {
            return USUAL.mapping();
        }
        if (!MAPPING.matcher(file).matches()) {
            fields.wrong("mapping", "must be the name of a file in mappings/, such as product.yaml.");
        } else if (!known(file)) {
            fields.wrong("mapping", noSuchMapping(file));
        }
        return file;
    }

    private static Trigger trigger(Fields fields) {
        boolean onChange = fields.flag("onChange", USUAL.trigger().onChange());
        JsonNode given = fields.raw("schedule");
        List<String> words = given.isString() && !given.stringValue(null).isBlank()
                ? List.of(given.stringValue(null).strip())
                : given.isString() ? List.of() : fields.texts("schedule", MAX_SCHEDULES, LONGEST, List.of());
        boolean onlyIfChanged = fields.flag("onlyIfChanged", USUAL.trigger().onlyIfChanged());
        List<String> events = fields.texts("events", MAX_SCHEDULES, LONGEST, List.of());
        for (int i = 0; i < events.size(); i++) {
            if (!TriggerEvents.isWord(events.get(i))) {
                fields.wrong("events[" + i + "]", "must be " + TriggerEvents.words() + ".");
            }
        }
        String zone = fields.text("zone", LONGEST_ZONE);
        if (zone != null && !ZoneId.getAvailableZoneIds().contains(zone)) {
            fields.wrong("zone", "must be a time zone such as Europe/Berlin; without it, it is the shop's.");
        }
        fields.end();
        try {
            return new Trigger(onChange, new Schedule(words).words(), onlyIfChanged, events, zone);
        } catch (IllegalArgumentException e) {
            fields.wrong("schedule", String.valueOf(e.getMessage()));
            return USUAL.trigger();
        }
    }

    private static Guard guard(Fields fields) {
        Guard guard = new Guard(
                fields.share("share", USUAL.guard().share()),
                fields.number("minimum", 0, 1_000_000_000, USUAL.guard().minimum()));
        fields.end();
        return guard;
    }

    private static Rules rules(Fields fields) {
        Fields campaigns = fields.within("campaigns");
        Fields products = fields.within("excludeProducts");
        Rules usual = USUAL.rules();
        Rules rules = new Rules(
                new Rules.Chosen(
                        campaigns.texts(
                                "only", MAX_FILTERS, LONGEST, usual.campaigns().only()),
                        campaigns.texts(
                                "except",
                                MAX_FILTERS,
                                LONGEST,
                                usual.campaigns().except())),
                new Rules.Excluded(
                        products.texts(
                                "ids",
                                MAX_FILTERS,
                                LONGEST,
                                usual.excludeProducts().ids()),
                        products.texts(
                                "tags",
                                MAX_FILTERS,
                                LONGEST,
                                usual.excludeProducts().tags()),
                        products.texts(
                                "families",
                                MAX_FILTERS,
                                LONGEST,
                                usual.excludeProducts().families())),
                fields.word("priority", Rules.Priority.class, usual.priority()));
        campaigns.end();
        products.end();
        fields.end();
        return rules;
    }

    private static Campaigns campaigns(Fields fields) {
        Campaigns campaigns = new Campaigns(fields.word(
                "deactivation", Campaigns.Deactivation.class, USUAL.campaigns().deactivation()));
        fields.end();
        return campaigns;
    }

    private static Pull pull(Fields fields) {
        Pull usual = USUAL.pull();
        Pull pull = new Pull(
                fields.words("streams", Pull.Stream.class, usual.streams()),
                time(fields, "every", SHORTEST_INTERVAL, usual.every()),
                fields.words("triggers", Pull.PullOn.class, usual.triggers()),
                time(fields, "overlap", Duration.ZERO, usual.overlap()));
        fields.end();
        return pull;
    }

    private static String time(Fields fields, String key, Duration least, String usual) {
        String text = fields.text(key, 10);
        if (text == null) {
            return usual;
        }
        Optional<Duration> time = Pull.time(text);
        if (time.isEmpty() || time.get().compareTo(least) < 0 || time.get().compareTo(LONGEST_INTERVAL) > 0) {
            fields.wrong(key, "must be a time such as 90s, 30m, 2h or 1d, at most 30d.");
            return usual;
        }
        return text;
    }

    private boolean known(String mapping) {
        @Nullable MappingNames names = mappings.getIfAvailable();
        return names == null || names.names().contains(mapping);
    }

    private String noSuchMapping(String file) {
        MappingNames names = mappings.getIfAvailable();
        List<String> known = names == null ? List.of() : names.names();
        return "names a file that is not in mappings/: %s.%s"
                .formatted(
                        file,
                        DidYouMean.nearest(file, known)
                                .map(near -> " Did you mean " + near + "?")
                                .orElse(""));
    }
}
