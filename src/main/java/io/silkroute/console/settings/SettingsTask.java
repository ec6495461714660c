package io.silkroute.console.settings;

import io.silkroute.connector.config.ToldEvents;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What somebody sets at once, and the keys that belong to it, each named by its path as the API has it. */
enum SettingsTask {
    SHOP(
            "shop",
            "Shop",
            text("shop.domain", "Domain", "Such as my-shop.myshopify.com."),
            secret("shop.accessToken", "Access token", "Of a custom app in the shop."),
            text("shop.clientId", "Client id", "Instead of a token: the client credentials grant."),
            secret("shop.clientSecret", "Client secret", "Belongs to the client id."),
            text("shop.endpoint", "Endpoint", "Only where the Admin API answers elsewhere.")),
    EXPORT(
            "export",
            "What goes out",
            choice("export.status", "Status", "Which items belong to the shop.", "only-visible", "all"),
            list("export.tags", "Tags", "Only items with one of them; empty: all. One a line."),
            list("export.families", "Families", "Only items of one of them; empty: all. One a line."),
            text("mapping", "Mapping", "A file in mappings/."),
            list(
                    "export.priceLists",
                    "Price lists",
                    "Such as USD: US retail, one a line; a currency that is not named goes to all of the markets' lists"
                            + " that have it, and GBP: alone goes nowhere."),
            choice(
                    "linkExisting",
                    "Link existing products",
                    "Adopt what the shop held before.",
                    "none",
                    "handle",
                    "sku"),
            choice("exportPath", "Path", "One call an item, or bulk operations.", "auto", "single", "bulk"),
            number("batchSize", "Batch size", "Items that are recorded together, 1 to 1,000.")),
    CAMPAIGNS(
            "campaigns",
            "Campaigns",
            list("rules.campaigns.only", "Only these", "Campaigns and codes by id or tag; empty: all. One a line."),
            list("rules.campaigns.except", "Except", "By id or tag. One a line."),
            list("rules.excludeProducts.ids", "Products never in a campaign", "By id, whatever it says. One a line."),
            list("rules.excludeProducts.tags", "Nor those with a tag", "One a line."),
            list("rules.excludeProducts.families", "Nor those of a family", "One a line."),
            choice(
                    "rules.priority",
                    "First in a run",
                    "What a run takes up first; the other is never left out.",
                    "campaigns-first",
                    "catalogue-first"),
            choice(
                    "campaigns.deactivation",
                    "What is switched off is",
                    "Ended in the shop and resumed with its own dates, or deleted there and made anew.",
                    "expire",
                    "delete")),
    LOYALTY(
            "loyalty",
            "Loyalty",
            flag("loyalty.enabled", "Customers earn cashback", "By the tier that they have reached."),
            choice(
                    "loyalty.evaluation.period",
                    "Whose spend decides",
                    "The last 365 days; all of it, and a tier is kept; or this calendar year.",
                    "365d",
                    "lifetime",
                    "calendar-year"),
            new Input(
                    "loyalty.tiers",
                    "Tiers",
                    "Name; spend with which it begins; cashback in per cent. One a line, such as Silver; 500; 3.",
                    Kind.TIERS,
                    List.of())),
    WHEN(
            "when",
            "When",
            flag("trigger.onChange", "On every change", "A push starts a run by itself."),
            list(
                    "trigger.events",
                    "On events",
                    "Although it does not run on every change: campaign-created, codes-generated, pending-over-100. One a line."),
            new Input("trigger.schedule", "By the clock", "Times of the zone below.", Kind.SCHEDULE, List.of()),
            text("trigger.zone", "Time zone", "Such as Europe/Berlin; empty: the shop's own."),
            flag("trigger.onlyIfChanged", "Only if changed", "A time at which nothing is to be sent starts no run.")),
    FROM_SHOPIFY(
            "from-shopify",
            "From Shopify",
            text(
                    "shop.webhooks.address",
                    "Address",
                    "https:// and the name by which the shop reaches this machine. Empty: it is told nothing."),
            flag("shop.webhooks.redeemCodes", "Each redeem code too", "One delivery a code: many at a time."),
            secret(
                    "shop.webhookSecret",
                    "Webhook secret",
                    "Of the app whose webhooks come here, where that is not the client secret."),
            secret(
                    "shop.nextWebhookSecret",
                    "Next webhook secret",
                    "While the app's secret is changed: both hold until one is removed."),
            list(
                    "pull.streams",
                    "What is pulled by itself",
                    "products, customers, orders, discounts; empty: nothing is. One a line."),
            text("pull.every", "Every", "When nothing was heard of it for so long, such as 30m."),
            list("pull.triggers", "And also on", "start-up, sign-in, page-refresh, webhook. One a line."),
            text("pull.overlap", "Overlap", "How far before its checkpoint a pull begins, such as 5m.")),
    REMOVALS(
            "removals",
            "Removals and guard",
            flag("export.disableDeletions", "Only note what leaves", "Nothing is taken from the shop."),
            choice(
                    "export.removal",
                    "What leaves is",
                    "When removals are on. What is deleted is gone for good, with its Shopify id.",
                    "archive",
                    "delete"),
            number("guard.share", "Guard: share", "A run that removes more waits for you (0 to 1)."),
            number("guard.minimum", "Guard: at least", "Fewer removals are never questioned.")),
    CONFLICTS(
            "conflicts",
            "Conflicts",
            choice(
                    "conflicts",
                    "What somebody changes in the shop",
                    "Is written over by the next run; or stays until the PIM has another value; or waits for a person.",
                    "pim-wins",
                    "shopify-wins",
                    "manual")),
    NOTIFICATIONS(
            "notifications",
            "Notifications",
            flag(
                    "notifications.allowPrivateAddresses",
                    "Private addresses",
                    "Addresses within the own network are called as well, and without https."),
            text("notifications.summary.at", "Summaries at", "Such as 07:00, in the shop's time zone."),
            choice(
                    "notifications.summary.weekly",
                    "The weekly one on",
                    "In the shop's time zone.",
                    "MONDAY",
                    "TUESDAY",
                    "WEDNESDAY",
                    "THURSDAY",
                    "FRIDAY",
                    "SATURDAY",
                    "SUNDAY"),
            text("notifications.email.from", "Mail from", "The address that mails come from."),
            list(
                    "notifications.email.to",
                    "Mail to",
                    "One a line; anna@example.com: run-failed, daily-summary for one who wants others than those below."),
            list("notifications.email.events", "Mail of", String.join(", ", ToldEvents.EMAIL) + ". One a line.")),
    PIM(
            "pim",
            "PIM access",
            secret(
                    "pimToken",
                    "PIM token",
                    "One of your own making, of 20 characters or more, that the PIM sends as Bearer token. It takes the"
                            + " place of the one that is set, which is refused at once."));

    enum Kind {
        TEXT,
        LIST,
        FLAG,
        CHOICE,
        NUMBER,
        SECRET,
        SCHEDULE,
        TIERS
    }

    /** @param path such as {@code export.status} */
    record Input(String path, String label, String help, Kind kind, List<String> choices) {}

    private final String word;
    private final String label;
    private final List<Input> inputs;

    SettingsTask(String word, String label, Input... inputs) {
        this.word = word;
        this.label = label;
        this.inputs = List.of(inputs);
    }

    static Optional<SettingsTask> of(String word) {
        return Arrays.stream(values()).filter(task -> task.word.equals(word)).findFirst();
    }

    String word() {
        return word;
    }

    /** As its tab is called. */
    public String label() {
        return label;
    }

    public List<Input> inputs() {
        return inputs;
    }

    List<String> paths() {
        return inputs.stream().map(Input::path).toList();
    }

    /** Behind the connector's own; where its form stands and is sent to. */
    String address() {
        return this == SHOP ? "/config" : "/config/" + word;
    }

    private static Input text(String path, String label, String help) {
        return new Input(path, label, help, Kind.TEXT, List.of());
    }

    private static Input secret(String path, String label, String help) {
        return new Input(path, label, help, Kind.SECRET, List.of());
    }

    private static Input list(String path, String label, String help) {
        return new Input(path, label, help, Kind.LIST, List.of());
    }

    private static Input flag(String path, String label, String help) {
        return new Input(path, label, help, Kind.FLAG, List.of());
    }

    private static Input number(String path, String label, String help) {
        return new Input(path, label, help, Kind.NUMBER, List.of());
    }

    private static Input choice(String path, String label, String help, String... choices) {
        return new Input(path, label, help, Kind.CHOICE, List.of(choices));
    }
}
