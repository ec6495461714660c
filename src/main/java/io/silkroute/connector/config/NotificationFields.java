package io.silkroute.connector.config;

import io.silkroute.connector.config.ConnectorConfig.Notifications;
import io.silkroute.connector.config.ConnectorConfig.Notifications.Email;
import io.silkroute.connector.config.ConnectorConfig.Notifications.Format;
import io.silkroute.connector.config.ConnectorConfig.Notifications.Receiver;
import io.silkroute.connector.config.ConnectorConfig.Notifications.Summary;
import io.silkroute.connector.config.ConnectorConfig.Notifications.Threshold;
import io.silkroute.connector.secret.DeliveryKeys;
import java.math.BigDecimal;
import java.net.URI;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads who is told of what happens. What a receiver's webhooks are signed with stays as long as its address does. */
final class NotificationFields {

    private static final int MOST_RECEIVERS = 20;
    private static final int MOST_THRESHOLDS = 500;
    private static final int MOST_PEOPLE = 50;
    private static final int LONGEST = 255;
    private static final int LONGEST_ENTRY = 600;
    private static final int LONGEST_URL = 1000;
    private static final int LONGEST_SECRET = 255;
    private static final int MOST_DIGITS = 15;
    private static final int MOST_DECIMALS = 4;
    private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
    private static final Pattern MAIL = Pattern.compile("[^\\s@<>,;:\"]{1,64}@[^\\s@<>,;:\"]{1,190}");

    private NotificationFields() {}

    /** @param keys by the receiver's address */
    record Read(Notifications notifications, Map<String, DeliveryKeys> keys) {}

    /** @param before what is signed with so far, by the receiver's address */
    static Read read(Fields fields, Map<String, DeliveryKeys> before) {
        boolean inside = fields.flag("allowPrivateAddresses", Notifications.DEFAULT.allowPrivateAddresses());
        Map<String, DeliveryKeys> keys = new LinkedHashMap<>();
        List<Receiver> receivers = new ArrayList<>();
        Set<String> urls = new HashSet<>();
        for (Fields one : fields.objects("webhooks", MOST_RECEIVERS)) {
            Receiver receiver = receiver(one, inside, before, keys);
            if (receiver != null && !urls.add(receiver.url().toString())) {
                one.wrong("url", "stands there twice; an address has all its events in one entry.");
            } else if (receiver != null) {
                receivers.add(receiver);
            }
            one.end();
        }
        Notifications notifications = new Notifications(
                inside,
                receivers,
                thresholds(fields),
                summary(fields.within("summary")),
                email(fields.within("email")));
        fields.end();
        return new Read(notifications, keys);
    }

    private static @Nullable Receiver receiver(
            Fields fields, boolean inside, Map<String, DeliveryKeys> before, Map<String, DeliveryKeys> keys) {
        String text = fields.text("url", LONGEST_URL);
        URI url = text == null ? null : ReceiverAddress.read(fields, text, inside);
        if (text == null) {
            fields.wrong("url", "is missing: https:// and the address that is to be called.");
        }
        Format format = fields.word("format", Format.class, Format.STANDARD);
        List<String> events = events(fields, ToldEvents.WEBHOOKS);
        if (events.isEmpty()) {
            fields.wrong("events", "must name at least one of " + String.join(", ", ToldEvents.WEBHOOKS) + ".");
        }
        DeliveryKeys known = url == null ? DeliveryKeys.NONE : before.getOrDefault(url.toString(), DeliveryKeys.NONE);
        DeliveryKeys given = new DeliveryKeys(
                secret(fields, "secret", known.secret()), secret(fields, "previousSecret", known.previousSecret()));
        if (format == Format.STANDARD && given.secret() == null) {
            fields.wrong(
                    "secret",
                    "is missing: what deliveries to this address are signed with, such as whsec_ and 32 bytes in Base64.");
        }
        if (url == null) {
            return null;
        }
        if (!given.equals(DeliveryKeys.NONE)) {
            keys.put(url.toString(), given);
        }
        return new Receiver(url, events, format);
    }

    private static @Nullable String secret(Fields fields, String key, @Nullable String before) {
        String secret = fields.secret(key, LONGEST_SECRET, before);
        String problem = secret == null ? null : DeliveryKeys.problem(secret);
        if (problem != null) {
            fields.wrong(key, problem);
        }
        return secret;
    }

    private static List<String> events(Fields fields, List<String> known) {
        List<String> events = fields.texts("events", known.size(), LONGEST, List.of());
        for (int i = 0; i < events.size(); i++) {
            if (!known.contains(events.get(i))) {
                fields.wrong("events[" + i + "]", "must be one of " + String.join(", ", known) + ".");
            }
        }
        return events;
    }

    private static List<Threshold> thresholds(Fields fields) {
        List<Threshold> thresholds = new ArrayList<>();
        for (Fields one : fields.objects("thresholds", MOST_THRESHOLDS)) {
            String code = one.text("code", LONGEST);
            String campaign = one.text("campaign", LONGEST);
            JsonNode uses = one.raw("uses");
            boolean counted = !Fields.absent(uses);
            int number = one.number("uses", 1, Integer.MAX_VALUE, 0);
            BigDecimal revenue = revenue(one);
            if ((code == null) == (campaign == null)) {
                one.wrong("code", "must be given, or campaign; one of them.");
            } else if (counted == !Fields.absent(one.raw("revenue"))) {
                one.wrong("uses", "must be given, or revenue; one of them.");
            } else {
                thresholds.add(new Threshold(code, campaign, counted ? number : null, revenue));
            }
            one.end();
        }
        return thresholds;
    }

    private static @Nullable BigDecimal revenue(Fields fields) {
        JsonNode value = fields.raw("revenue");
        if (Fields.absent(value)) {
            return null;
        }
        try {
            BigDecimal amount = value.isNumber()
                    ? value.decimalValue()
                    : value.isString() ? new BigDecimal(value.stringValue(null).strip()) : null;
            if (amount != null
                    && amount.signum() > 0
                    && amount.precision() - amount.scale() <= MOST_DIGITS
                    && amount.scale() <= MOST_DECIMALS) {
                return amount;
            }
        } catch (NumberFormatException | JacksonException noNumber) {
            // told below
        }
        fields.wrong("revenue", "must be an amount above zero in the shop's currency, such as 10000.");
        return null;
    }

    private static Summary summary(Fields fields) {
        String at = fields.text("at", 10);
        if (at != null && !TIME.matcher(at).matches()) {
            fields.wrong("at", "must be a time such as 07:00.");
            at = null;
        }
        String weekly = fields.text("weekly", 10);
        if (weekly != null) {
            weekly = weekly.toUpperCase(Locale.ROOT);
            String day = weekly;
            if (Arrays.stream(DayOfWeek.values()).noneMatch(one -> one.name().equals(day))) {
                fields.wrong("weekly", "must be a day of the week, such as MONDAY.");
                weekly = null;
            }
        }
        fields.end();
        Summary usual = Summary.DEFAULT;
        return new Summary(at == null ? usual.at() : at, weekly == null ? usual.weekly() : weekly);
    }

    private static Email email(Fields fields) {
        String from = fields.text("from", LONGEST);
        List<String> to = fields.texts("to", MOST_PEOPLE, LONGEST_ENTRY, List.of());
        List<String> events = events(fields, ToldEvents.EMAIL);
        if (from != null && !MAIL.matcher(from).matches()) {
            fields.wrong("from", "must be a mail address such as silkroute@example.com.");
        }
        Email email = new Email(from, to, events);
        for (int i = 0; i < to.size(); i++) {
            Email.Person person = email.people().get(i);
            if (!MAIL.matcher(person.address()).matches()) {
                fields.wrong("to[" + i + "]", "must be a mail address such as anna@example.com.");
            } else if (!ToldEvents.EMAIL.containsAll(person.events())) {
                fields.wrong(
                        "to[" + i + "]",
                        "may name events behind the address, as in anna@example.com: run-failed, daily-summary; known are "
                                + String.join(", ", ToldEvents.EMAIL) + ".");
            }
        }
        if (from == null && !to.isEmpty()) {
            fields.wrong("from", "is missing: the address that mails come from.");
        }
        fields.end();
        return email;
    }
}
