package io.silkroute.connector.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an operator sets for one connector, without its secrets. The same shape in {@code application.yaml}
 * (kebab-case), in {@code /api/connectors/{c}/config} (camelCase) and in a run's snapshot. What a snapshot lacks,
 * because it is older than a key, has its default.
 *
 * @param exportPath how changes go to the shop: one call an item, one bulk operation, or what suits their number
 * @param sources PIMs that are asked for their catalogue
 */
public record ConnectorConfig(
        Shop shop,
        Export export,
        String mapping,
        LinkExisting linkExisting,
        Trigger trigger,
        int batchSize,
        Conflicts conflicts,
        ExportPath exportPath,
        Guard guard,
        Rules rules,
        Campaigns campaigns,
        Pull pull,
        LoyaltyConfig loyalty,
        Notifications notifications,
        List<SourceConfig> sources) {

    /** The only version of the Admin API that this connector speaks. */
    public static final String API_VERSION = "2026-10";

    /** Source: shopify.dev/changelog/release-notes/2026-10. */
    public static final Instant API_VERSION_SUPPORTED_UNTIL = Instant.parse("2027-10-16T15:00:00Z");

    public static final int DEFAULT_BATCH_SIZE = 50;

    /** A new connector is safe: nothing that is not visible, no deletion. */
    public static final ConnectorConfig DEFAULTS = new ConnectorConfig(
            new Shop(null, null, API_VERSION, null),
            new Export(StatusFilter.ONLY_VISIBLE, List.of(), List.of(), true, Removal.ARCHIVE),
            "product.yaml",
            LinkExisting.NONE,
            Trigger.DEFAULT,
            DEFAULT_BATCH_SIZE,
            Conflicts.PIM_WINS,
            ExportPath.AUTO,
            Guard.DEFAULT,
            Rules.DEFAULT,
            Campaigns.DEFAULT,
            Pull.DEFAULT,
            LoyaltyConfig.DEFAULT,
            Notifications.DEFAULT,
            List.of());

    public ConnectorConfig {
        batchSize = batchSize == 0 ? DEFAULT_BATCH_SIZE : batchSize;
        exportPath = exportPath == null ? ExportPath.AUTO : exportPath;
        guard = guard == null ? Guard.DEFAULT : guard;
        rules = rules == null ? Rules.DEFAULT : rules;
        campaigns = campaigns == null ? Campaigns.DEFAULT : campaigns;
        pull = pull == null ? Pull.DEFAULT : pull;
        loyalty = loyalty == null ? LoyaltyConfig.DEFAULT : loyalty;
        notifications = notifications == null ? Notifications.DEFAULT : notifications;
        sources = sources == null ? List.of() : List.copyOf(sources);
    }

    /** The PIM of that name that is asked; empty if there is none. */
    public Optional<SourceConfig> source(String name) {
        return sources.stream().filter(source -> source.name().equals(name)).findFirst();
    }

    /** Does the same item become the same payload under both? */
    public boolean rendersAs(ConnectorConfig other) {
        return mapping.equals(other.mapping())
                && export.priceLists().equals(other.export().priceLists())
                && export.disableDeletions() == other.export().disableDeletions();
    }

    /** Do the same items go to the shop under both? */
    public boolean filtersAs(ConnectorConfig other) {
        return export.status() == other.export().status()
                && new HashSet<>(export.tags())
                        .equals(new HashSet<>(other.export().tags()))
                && new HashSet<>(export.families())
                        .equals(new HashSet<>(other.export().families()))
                && rules.campaigns().equals(other.rules().campaigns())
                && rules.excludeProducts().equals(other.rules().excludeProducts());
    }

    public ConnectorConfig withShop(Shop changed) {
        return new ConnectorConfig(
                changed,
                export,
                mapping,
                linkExisting,
                trigger,
                batchSize,
                conflicts,
                exportPath,
                guard,
                rules,
                campaigns,
                pull,
                loyalty,
                notifications,
                sources);
    }

    public ConnectorConfig withExport(Export changed) {
        return new ConnectorConfig(
                shop,
                changed,
                mapping,
                linkExisting,
                trigger,
                batchSize,
                conflicts,
                exportPath,
                guard,
                rules,
                campaigns,
                pull,
                loyalty,
                notifications,
                sources);
    }

    public ConnectorConfig withBatchSize(int changed) {
        return new ConnectorConfig(
                shop,
                export,
                mapping,
                linkExisting,
                trigger,
                changed,
                conflicts,
                exportPath,
                guard,
                rules,
                campaigns,
                pull,
                loyalty,
                notifications,
                sources);
    }

    /** @param endpoint where the Admin API answers; null: {@code https://} and the domain */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Shop(
            @Nullable String domain,
            @Nullable URI endpoint,
            String apiVersion,
            @Nullable String clientId,
            Webhooks webhooks) {

        public Shop {
            webhooks = webhooks == null ? Webhooks.DEFAULT : webhooks;
        }

        public Shop(@Nullable String domain, @Nullable URI endpoint, String apiVersion, @Nullable String clientId) {
            this(domain, endpoint, apiVersion, clientId, Webhooks.DEFAULT);
        }

        public URI address() {
            return endpoint != null ? endpoint : URI.create("https://" + domain);
        }

        /** Is it the same shop, called in the same way? Where it delivers its webhooks is another matter. */
        public boolean calledAs(Shop other) {
            return Objects.equals(domain, other.domain)
                    && Objects.equals(endpoint, other.endpoint)
                    && apiVersion.equals(other.apiVersion)
                    && Objects.equals(clientId, other.clientId);
        }
    }

    /**
     * What the shop tells us by itself.
     *
     * @param address of this machine as the shop reaches it; null: nothing is subscribed to
     * @param redeemCodes also each code that is added to a discount or taken from it, in a delivery of its own
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Webhooks(@Nullable URI address, boolean redeemCodes) {

        static final Webhooks DEFAULT = new Webhooks(null, false);
    }

    /**
     * What goes to the shop.
     *
     * @param priceLists which of the shop's price lists amounts in other currencies go to, as {@code USD: US retail}; a
     *     currency without a name, as {@code GBP:}, goes nowhere; one that is not named goes to all lists that have it
     */
    public record Export(
            StatusFilter status,
            List<String> tags,
            List<String> families,
            boolean disableDeletions,
            Removal removal,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> priceLists) {

        public Export {
            tags = tags == null ? List.of() : List.copyOf(tags);
            families = families == null ? List.of() : List.copyOf(families);
            priceLists = priceLists == null ? List.of() : List.copyOf(priceLists);
        }

        public Export(
                StatusFilter status,
                List<String> tags,
                List<String> families,
                boolean disableDeletions,
                Removal removal) {
            this(status, tags, families, disableDeletions, removal, List.of());
        }

        /** The lists that a currency's amounts go to, by name: none is nowhere; empty where it is not said. */
        public Optional<List<String>> namedLists(String currency) {
            List<String> entries = priceLists.stream()
                    .filter(entry ->
                            entry.substring(0, entry.indexOf(':')).strip().equalsIgnoreCase(currency))
                    .map(entry -> entry.substring(entry.indexOf(':') + 1).strip())
                    .toList();
            return entries.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            entries.stream().filter(name -> !name.isEmpty()).toList());
        }
    }

    /**
     * When a run starts without a person's asking.
     *
     * @param schedule {@code manual}, {@code 15m}, {@code 1h}, {@code 6h}, {@code daily} or Quartz cron expressions
     * @param onlyIfChanged a scheduled time at which nothing is pending starts no run
     * @param events what starts a run although {@code onChange} is off: the words of {@link TriggerEvents}
     * @param zone whose times the schedule means, such as {@code Europe/Berlin}; null: the shop's
     */
    public record Trigger(
            boolean onChange,
            List<String> schedule,
            Boolean onlyIfChanged,
            List<String> events,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String zone) {

        static final Trigger DEFAULT = new Trigger(true, List.of("manual"));

        public Trigger {
            schedule = schedule == null || schedule.isEmpty() ? List.of("manual") : List.copyOf(schedule);
            onlyIfChanged = onlyIfChanged == null || onlyIfChanged;
            events = events == null ? List.of() : List.copyOf(events);
        }

        public Trigger(boolean onChange, List<String> schedule) {
            this(onChange, schedule, true, List.of(), null);
        }
    }

    /**
     * A run that would remove more than this from the shop waits for a person.
     *
     * @param share of the exported items, 0 to 1
     * @param minimum removals below this number are never questioned
     */
    public record Guard(double share, int minimum) {

        static final Guard DEFAULT = new Guard(0.2, 20);
    }

    /**
     * What of the campaigns is exported, and when.
     *
     * @param campaigns which of them, by id or tag
     * @param excludeProducts never part of a campaign, whatever it says
     */
    public record Rules(Chosen campaigns, Excluded excludeProducts, Priority priority) {

        static final Rules DEFAULT = new Rules(
                new Chosen(List.of(), List.of()),
                new Excluded(List.of(), List.of(), List.of()),
                Priority.CAMPAIGNS_FIRST);

        public Rules {
            campaigns = campaigns == null ? DEFAULT.campaigns : campaigns;
            excludeProducts = excludeProducts == null ? DEFAULT.excludeProducts : excludeProducts;
            priority = priority == null ? Priority.CAMPAIGNS_FIRST : priority;
        }

        /** @param only none: all */
        public record Chosen(List<String> only, List<String> except) {
            public Chosen {
                only = only == null ? List.of() : List.copyOf(only);
                except = except == null ? List.of() : List.copyOf(except);
            }
        }

        public record Excluded(List<String> ids, List<String> tags, List<String> families) {
            public Excluded {
                ids = ids == null ? List.of() : List.copyOf(ids);
                tags = tags == null ? List.of() : List.copyOf(tags);
                families = families == null ? List.of() : List.copyOf(families);
            }

            public boolean none() {
                return ids.isEmpty() && tags.isEmpty() && families.isEmpty();
            }
        }

        /** What a run takes up first. */
        public enum Priority {
            CAMPAIGNS_FIRST,
            CATALOGUE_FIRST;

            @JsonValue
            public String word() {
                return EnumNames.of(this);
            }

            @JsonCreator
            static Priority of(String word) {
                return EnumNames.parse(Priority.class, word);
            }
        }
    }

    /** @param deactivation what becomes of a campaign in the shop that is not active */
    public record Campaigns(Deactivation deactivation) {

        static final Campaigns DEFAULT = new Campaigns(Deactivation.EXPIRE);

        public Campaigns {
            deactivation = deactivation == null ? Deactivation.EXPIRE : deactivation;
        }

        public enum Deactivation {
            EXPIRE,
            DELETE;

            @JsonValue
            public String word() {
                return EnumNames.of(this);
            }

            @JsonCreator
            static Deactivation of(String word) {
                return EnumNames.parse(Deactivation.class, word);
            }
        }
    }

    /**
     * What is read from the shop by itself, and when. Nothing, unless streams are named.
     *
     * @param every how long nothing may have been heard of a stream before it is pulled, such as {@code 30m}
     * @param triggers what starts a pull beside that
     * @param overlap how far before its checkpoint a pull begins: an object may be found later than it was changed
     */
    public record Pull(List<Stream> streams, String every, List<PullOn> triggers, String overlap) {

        static final Pull DEFAULT = new Pull(List.of(), "30m", List.of(PullOn.values()), "5m");

        private static final Pattern TIME = Pattern.compile("([1-9]\\d{0,4})([smhd])");

        public Pull {
            streams = streams == null ? List.of() : List.copyOf(streams);
            every = every == null ? DEFAULT.every : every;
            triggers = triggers == null ? DEFAULT.triggers : List.copyOf(triggers);
            overlap = overlap == null ? DEFAULT.overlap : overlap;
        }

        public Duration interval() {
            return time(every).orElseThrow();
        }

        public Duration overlapping() {
            return time(overlap).orElseThrow();
        }

        /** Empty: not a number of seconds, minutes, hours or days, such as {@code 90s}, {@code 30m}, {@code 2h}. */
        static Optional<Duration> time(String text) {
            Matcher time = TIME.matcher(text);
            if (!time.matches()) {
                return Optional.empty();
            }
            long n = Long.parseLong(time.group(1));
            return Optional.of(
                    switch (time.group(2)) {
                        case "s" -> Duration.ofSeconds(n);
                        case "m" -> Duration.ofMinutes(n);
                        case "h" -> Duration.ofHours(n);
                        default -> Duration.ofDays(n);
                    });
        }

        /** A kind of objects that is pulled, each with a checkpoint of its own. */
        public enum Stream {
            PRODUCTS,
            CUSTOMERS,
            ORDERS,
            DISCOUNTS;

            @JsonValue
            public String word() {
                return EnumNames.of(this);
            }

            @JsonCreator
            public static Stream of(String word) {
                return EnumNames.parse(Stream.class, word);
            }
        }

        /** What starts a pull beside the clock and a person. */
        public enum PullOn {
            START_UP,
            SIGN_IN,
            PAGE_REFRESH,
            WEBHOOK;

            @JsonValue
            public String word() {
                return EnumNames.of(this);
            }

            @JsonCreator
            static PullOn of(String word) {
                return EnumNames.parse(PullOn.class, word);
            }
        }
    }

    /**
     * Who is told of what happens, and how.
     *
     * @param allowPrivateAddresses also addresses within the own network are called, and without https
     * @param webhooks programs that are called
     * @param thresholds what a code or a campaign is to reach
     */
    public record Notifications(
            boolean allowPrivateAddresses,
            List<Receiver> webhooks,
            List<Threshold> thresholds,
            Summary summary,
            Email email) {

        static final Notifications DEFAULT =
                new Notifications(false, List.of(), List.of(), Summary.DEFAULT, Email.DEFAULT);

        public Notifications {
            webhooks = webhooks == null ? List.of() : List.copyOf(webhooks);
            thresholds = thresholds == null ? List.of() : List.copyOf(thresholds);
            summary = summary == null ? Summary.DEFAULT : summary;
            email = email == null ? Email.DEFAULT : email;
        }

        /** The programs that are to be told of it. @param type what has happened, in the words of {@link ToldEvents} */
        public List<Receiver> wanting(String type) {
            String word = ToldEvents.subscription(type);
            return webhooks.stream()
                    .filter(receiver -> receiver.events().contains(word))
                    .toList();
        }

        /** A program that is called. @param events the words of {@link ToldEvents} */
        public record Receiver(URI url, List<String> events, Format format) {
            public Receiver {
                events = events == null ? List.of() : List.copyOf(events);
                format = format == null ? Format.STANDARD : format;
            }
        }

        /** How a receiver wants it: after Standard Webhooks, or as Slack's incoming webhooks read it. */
        public enum Format {
            STANDARD,
            SLACK;

            @JsonValue
            public String word() {
                return EnumNames.of(this);
            }

            @JsonCreator
            static Format of(String word) {
                return EnumNames.parse(Format.class, word);
            }
        }

        /** Exactly one of code and campaign, and one of uses and revenue, which is in the shop's currency. */
        public record Threshold(
                @Nullable String code,
                @Nullable String campaign,
                @Nullable Integer uses,
                @Nullable BigDecimal revenue) {}

        /**
         * When summaries are sent, in the shop's time zone.
         *
         * @param at such as {@code 07:00}
         * @param weekly a day of the week, such as {@code MONDAY}
         */
        public record Summary(String at, String weekly) {

            static final Summary DEFAULT = new Summary("07:00", "MONDAY");

            public Summary {
                at = at == null ? "07:00" : at;
                weekly = weekly == null ? "MONDAY" : weekly;
            }

            public LocalTime time() {
                return LocalTime.parse(at);
            }

            public DayOfWeek day() {
                return DayOfWeek.valueOf(weekly);
            }
        }

        /** @param to none: nobody gets mail @param events the words of {@link ToldEvents}, summaries included */
        @JsonInclude(JsonInclude.Include.ALWAYS)
        public record Email(@Nullable String from, List<String> to, List<String> events) {

            static final Email DEFAULT = new Email(null, List.of(), List.of());

            public Email {
                to = to == null ? List.of() : List.copyOf(to);
                events = events == null ? List.of() : List.copyOf(events);
            }

            /** Who gets mail, and of what. */
            public record Person(String address, List<String> events) {}

            /** Who is to get mail of it, each once; nobody as long as nobody is set to send it. @param type as above */
            public List<String> wanting(String type) {
                String word = ToldEvents.subscription(type);
                return from == null
                        ? List.of()
                        : people().stream()
                                .filter(person -> person.events().contains(word))
                                .map(Person::address)
                                .distinct()
                                .toList();
            }

            /** An entry is an address, and behind a colon the events of one who wants others than all the others. */
            public List<Person> people() {
                return to.stream().map(this::person).toList();
            }

            private Person person(String entry) {
                int colon = entry.indexOf(':');
                return colon < 0
                        ? new Person(entry.strip(), events)
                        : new Person(
                                entry.substring(0, colon).strip(),
                                Arrays.stream(entry.substring(colon + 1).split(","))
                                        .map(String::strip)
                                        .filter(word -> !word.isEmpty())
                                        .toList());
            }
        }
    }

    public enum StatusFilter {
        ONLY_VISIBLE,
        ALL;

        @JsonValue
        public String word() {
            return EnumNames.of(this);
        }

        @JsonCreator
        static StatusFilter of(String word) {
            return EnumNames.parse(StatusFilter.class, word);
        }
    }

    public enum Removal {
        ARCHIVE,
        DELETE;

        @JsonValue
        public String word() {
            return EnumNames.of(this);
        }

        @JsonCreator
        static Removal of(String word) {
            return EnumNames.parse(Removal.class, word);
        }
    }

    public enum LinkExisting {
        NONE,
        HANDLE,
        SKU;

        @JsonValue
        public String word() {
            return EnumNames.of(this);
        }

        @JsonCreator
        static LinkExisting of(String word) {
            return EnumNames.parse(LinkExisting.class, word);
        }
    }

    public enum Conflicts {
        PIM_WINS,
        SHOPIFY_WINS,
        MANUAL;

        @JsonValue
        public String word() {
            return EnumNames.of(this);
        }

        @JsonCreator
        static Conflicts of(String word) {
            return EnumNames.parse(Conflicts.class, word);
        }
    }

    public enum ExportPath {
        AUTO,
        SINGLE,
        BULK;

        @JsonValue
        public String word() {
            return EnumNames.of(this);
        }

        @JsonCreator
        static ExportPath of(String word) {
            return EnumNames.parse(ExportPath.class, word);
        }
    }
}
