package io.silkroute.console.settings;

import io.silkroute.access.OperatorMay;
import io.silkroute.connector.Connector;
import io.silkroute.connector.config.ToldEvents;
import io.silkroute.connector.lifecycle.ConfigChanges;
import io.silkroute.connector.lifecycle.ConnectorSetup;
import io.silkroute.console.Links;
import io.silkroute.console.Notices;
import io.silkroute.delivery.Receivers;
import io.silkroute.outbox.OnDemand;
import io.silkroute.preview.Statuses;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Who is told of what happens: addresses and thresholds, one at a time, and mail. */
@Controller
class NotificationSettingsPages {

    private static final String SAVED = "Saved. Saving starts nothing.";

    private final Statuses statuses;
    private final ConnectorSetup setup;
    private final ConfigChanges changes;
    private final Receivers receivers;
    private final OnDemand onDemand;

    NotificationSettingsPages(
            Statuses statuses, ConnectorSetup setup, ConfigChanges changes, Receivers receivers, OnDemand onDemand) {
        this.statuses = statuses;
        this.setup = setup;
        this.changes = changes;
        this.receivers = receivers;
        this.onDemand = onDemand;
    }

    /** @param disabled why it is not called; null: it is @param failing why the last call failed; null: it did not */
    record ShownReceiver(
            String url,
            String format,
            List<String> events,
            boolean secret,
            boolean previousSecret,
            @Nullable String disabled,
            @Nullable String failing) {}

    @GetMapping("/connectors/{connector}/config/notifications")
    String all(
            @PathVariable String connector,
            @ModelAttribute(name = "administers", binding = false) boolean administers,
            Model model) {
        Connector known = statuses.known(connector);
        SettingsTask task = SettingsTask.NOTIFICATIONS;
        ObjectNode shown = setup.shown(connector);
        List<ShownReceiver> all = receivers(known, shown);
        model.addAttribute("connector", connector);
        model.addAttribute("tabs", SettingsTabs.of(connector, task.word(), administers));
        model.addAttribute("task", task);
        model.addAttribute("values", SettingsForm.shown(task, shown));
        model.addAttribute("wrong", Map.of());
        model.addAttribute("secrets", shown.path("secrets"));
        model.addAttribute("seen", changes.latest(known.name()));
        model.addAttribute("receivers", all);
        model.addAttribute("events", ToldEvents.WEBHOOKS);
        model.addAttribute("noEvents", List.of());
        model.addAttribute("thresholds", list(connector, "thresholds"));
        model.addAttribute(
                "testable",
                ToldEvents.WEBHOOKS.stream()
                        .filter(event ->
                                all.stream().anyMatch(one -> one.events().contains(event)))
                        .toList());
        return "console/notification-settings";
    }

    private List<ShownReceiver> receivers(Connector connector, JsonNode shown) {
        List<ShownReceiver> all = new ArrayList<>();
        JsonNode secrets = shown.at("/secrets/notificationWebhooks");
        connector.config().notifications().webhooks().forEach(one -> {
            JsonNode set = secrets.path(all.size());
            Receivers.Standing standing = receivers
                    .of(connector.name(), one.url().toString())
                    .orElse(new Receivers.Standing(0, null, null, null));
            all.add(new ShownReceiver(
                    one.url().toString(),
                    one.format().word(),
                    one.events(),
                    set.path("secret").asBoolean(false),
                    set.path("previousSecret").asBoolean(false),
                    standing.disabled(),
                    standing.disabledAt() == null ? standing.reason() : null));
        });
        return all;
    }

    /**
     * Adds an address, changes or removes one.
     *
     * @param before as it was shown; none: it is a new one
     */
    @PostMapping("/connectors/{connector}/config/notifications/receivers")
    String receiver(
            @PathVariable String connector,
            @RequestParam(defaultValue = "") String before,
            @RequestParam(defaultValue = "") String url,
            @RequestParam(defaultValue = "standard") String format,
            @RequestParam(defaultValue = "") String secret,
            @RequestParam(defaultValue = "") String previousSecret,
            @RequestParam(required = false) @Nullable String remove,
            @RequestParam(required = false) @Nullable String forget,
            @RequestParam Map<String, String> filled,
            Principal actor,
            RedirectAttributes page) {
        Notices.after(page, () -> {
            ArrayNode all = list(connector, "webhooks");
            int place = place(all, before);
            if (remove != null) {
                if (place >= 0) {
                    all.remove(place);
                }
            } else {
                ObjectNode one = place >= 0 ? (ObjectNode) all.get(place) : all.addObject();
                one.put("url", url.strip()).put("format", format);
                ArrayNode wanted = one.putArray("events");
                ToldEvents.WEBHOOKS.stream()
                        .filter(event -> filled.containsKey("event-" + event))
                        .forEach(wanted::add);
                if (!secret.isBlank()) {
                    one.put("secret", secret.strip());
                }
                if (forget != null) {
                    one.putNull("previousSecret");
                } else if (!previousSecret.isBlank()) {
                    one.put("previousSecret", previousSecret.strip());
                }
            }
            return save(connector, "webhooks", all, actor);
        });
        return back(connector);
    }

    private static int place(ArrayNode all, String url) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).path("url").asString("").equals(url)) {
                return i;
            }
        }
        return -1;
    }

    /** Adds a threshold, or removes the one that was shown at a place. */
    @PostMapping("/connectors/{connector}/config/notifications/thresholds")
    String threshold(
            @PathVariable String connector,
            @RequestParam(defaultValue = "code") String of,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "uses") String measure,
            @RequestParam(defaultValue = "") String amount,
            @RequestParam(required = false) @Nullable String remove,
            Principal actor,
            RedirectAttributes page) {
        Notices.after(page, () -> {
            ArrayNode all = list(connector, "thresholds");
            if (remove != null) {
                for (int i = all.size() - 1; i >= 0; i--) {
                    if (all.get(i).toString().equals(remove)) {
                        all.remove(i);
                    }
                }
            } else {
                ObjectNode one = all.addObject().put(of.equals("campaign") ? "campaign" : "code", name.strip());
                String text = amount.strip();
                if (measure.equals("revenue")) {
                    one.put("revenue", text);
                } else if (text.matches("\\d{1,9}")) {
                    one.put("uses", Integer.parseInt(text));
                } else {
                    one.put("uses", text); // the configuration's reader says what is wrong with it
                }
            }
            return save(connector, "thresholds", all, actor);
        });
        return back(connector);
    }

    /** A delivery that says that it is a test, to each address that wants this event. */
    @OperatorMay
    @PostMapping("/connectors/{connector}/config/notifications/test")
    String test(@PathVariable String connector, @RequestParam String event, RedirectAttributes page) {
        Connector known = statuses.known(connector);
        Notices.after(
                page,
                () -> onDemand.send(known.name(), event).orElse(0) == 0
                        ? "Nothing was sent: nobody is to be told of " + event + "."
                        : "A test is on its way. What comes of it stands among the deliveries.");
        return back(connector);
    }

    private ArrayNode list(String connector, String key) {
        return setup.shown(connector).path("notifications").path(key) instanceof ArrayNode list
                ? list
                : JsonNodeFactory.instance.arrayNode();
    }

    private String save(String name, String key, ArrayNode list, Principal actor) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("notifications").set(key, list);
        setup.patch(name, patch, actor.getName());
        return SAVED;
    }

    private static String back(String connector) {
        return "redirect:/connectors/" + Links.encoded(connector) + SettingsTask.NOTIFICATIONS.address();
    }
}
