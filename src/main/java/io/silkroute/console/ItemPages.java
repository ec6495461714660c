package io.silkroute.console;

import io.silkroute.access.OperatorMay;
import io.silkroute.activity.Activities;
import io.silkroute.activity.ActivityQuery;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.Items;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.export.ledger.Incomplete;
import io.silkroute.preview.Explanations;
import io.silkroute.preview.Failures;
import io.silkroute.preview.ItemRequests;
import io.silkroute.preview.Replays;
import io.silkroute.preview.Statuses;
import io.silkroute.run.Announcer;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Items: found by their id, and one of them with everything that is known of it. */
@Controller
class ItemPages {

    private static final int FOUND = 50;
    private static final int HISTORY = 50;
    private static final int LONGEST_ID = 255;

    private final Statuses statuses;
    private final Items items;
    private final Explanations explanations;
    private final Activities activities;
    private final ItemRequests requests;
    private final Failures failures;
    private final Incomplete incomplete;
    private final Replays replays;
    private final Announcer announcer;
    private final Links links;
    private final PrettyJson json;

    ItemPages(
            Statuses statuses,
            Items items,
            Explanations explanations,
            Activities activities,
            ItemRequests requests,
            Failures failures,
            Incomplete incomplete,
            Replays replays,
            Announcer announcer,
            Links links,
            PrettyJson json) {
        this.statuses = statuses;
        this.items = items;
        this.explanations = explanations;
        this.activities = activities;
        this.requests = requests;
        this.failures = failures;
        this.incomplete = incomplete;
        this.replays = replays;
        this.announcer = announcer;
        this.links = links;
        this.json = json;
    }

    @GetMapping("/connectors/{connector}/items")
    String search(
            @PathVariable String connector,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String type,
            @RequestParam(defaultValue = "") String after,
            Model model) {
        String known = statuses.known(connector).name().text();
        String beginning = q.length() > LONGEST_ID ? q.substring(0, LONGEST_ID) : q;
        List<Items.Found> found = new ArrayList<>();
        for (ItemType each : type.isEmpty() ? List.of(ItemType.values()) : List.of(type(type))) {
            found.addAll(
                    items.beginning(new ConnectorName(known), each, beginning, type.isEmpty() ? "" : after, FOUND + 1));
        }
        boolean more = found.size() > FOUND;
        model.addAttribute("connector", known);
        model.addAttribute("q", beginning);
        model.addAttribute("type", type);
        model.addAttribute("types", ActivityQuery.TYPES);
        model.addAttribute("after", after);
        model.addAttribute("found", more ? found.subList(0, FOUND) : found);
        model.addAttribute("more", more);
        model.addAttribute("last", more ? found.get(FOUND - 1).key().id() : null);
        return "console/items";
    }

    @GetMapping("/connectors/{connector}/items/{type}/{id}")
    String item(@PathVariable String connector, @PathVariable String type, @PathVariable String id, Model model) {
        return show(connector, type, id, model);
    }

    /** For ids that no path can carry, such as {@code ..}. */
    @GetMapping("/connectors/{connector}/item")
    String oddItem(@PathVariable String connector, @RequestParam String type, @RequestParam String id, Model model) {
        return show(connector, type, id, model);
    }

    private String show(String connector, String type, String id, Model model) {
        Connector known = statuses.known(connector);
        ItemKey key = new ItemKey(type(type), id);
        Explanations.Explanation item = explanations.of(known, key).orElseThrow(() -> unknown(connector, key));
        model.addAttribute("connector", connector);
        model.addAttribute("item", item);
        model.addAttribute("would", Would.of(item.would()));
        model.addAttribute("image", json.of(item.image()));
        model.addAttribute("payload", json.of(item.payload()));
        model.addAttribute("lastExported", json.of(item.lastExported()));
        model.addAttribute("waiting", failures.of(known, key).orElse(null));
        model.addAttribute("missing", incomplete.of(new ConnectorName(connector), key));
        model.addAttribute("entries", activities.forItem(connector, type, id, HISTORY));
        model.addAttribute("requests", requests.of(connector, key));
        model.addAttribute("json", json);
        return "console/item";
    }

    @OperatorMay
    @PostMapping("/connectors/{connector}/items/replay")
    String replay(
            @PathVariable String connector,
            @RequestParam String type,
            @RequestParam String id,
            Principal actor,
            RedirectAttributes page) {
        Connector known = statuses.known(connector);
        ItemKey key = new ItemKey(type(type), id);
        Notices.afterStart(
                page,
                "The item is tried again.",
                () -> announcer.announce(
                        replays.item(known, key, actor.getName()).orElseThrow(() -> unknown(connector, key))));
        return "redirect:" + links.item(connector, type, id);
    }

    private static ItemType type(String word) {
        return ItemType.of(word)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND,
                        "There is no such item type; use product, variant, category, campaign or code."));
    }

    private static ResponseStatusException unknown(String connector, ItemKey key) {
        return new ResponseStatusException(
                HttpStatus.NOT_FOUND, "The PIM has not sent a " + key + " to connector " + connector + ".");
    }
}
