package io.silkroute.console;

import io.silkroute.access.OperatorMay;
import io.silkroute.activity.Activities;
import io.silkroute.activity.ActivityPage;
import io.silkroute.activity.ActivityQuery;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.Items;
import io.silkroute.conflict.Conflicts;
import io.silkroute.conflict.EditedFields;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.export.ledger.Incomplete;
import io.silkroute.preview.AskedItem;
import io.silkroute.preview.Explanations;
import io.silkroute.preview.Failures;
import io.silkroute.preview.ItemFields;
import io.silkroute.preview.ItemRequests;
import io.silkroute.preview.Replays;
import io.silkroute.preview.ShopAdmin;
import io.silkroute.preview.Statuses;
import io.silkroute.run.Announcer;
import io.silkroute.search.FoundItem;
import io.silkroute.search.ItemSearch;
import io.silkroute.search.ItemState;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Items: listed and found, and one of them with everything that is known of it. */
@Controller
class ItemPages {

    private static final int FOUND = 50;
    private static final int HISTORY = 50;
    private static final int VARIANTS = 100;

    private final Statuses statuses;
    private final Items items;
    private final ItemSearch search;
    private final Explanations explanations;
    private final ItemFields fields;
    private final ShopAdmin admin;
    private final Activities activities;
    private final ItemRequests requests;
    private final Failures failures;
    private final Incomplete incomplete;
    private final EditedFields edited;
    private final Conflicts conflicts;
    private final Replays replays;
    private final Announcer announcer;
    private final Links links;
    private final PrettyJson json;

    ItemPages(
            Statuses statuses,
            Items items,
            ItemSearch search,
            Explanations explanations,
            ItemFields fields,
            ShopAdmin admin,
            Activities activities,
            ItemRequests requests,
            Failures failures,
            Incomplete incomplete,
            EditedFields edited,
            Conflicts conflicts,
            Replays replays,
            Announcer announcer,
            Links links,
            PrettyJson json) {
        this.statuses = statuses;
        this.items = items;
        this.search = search;
        this.explanations = explanations;
        this.fields = fields;
        this.admin = admin;
        this.activities = activities;
        this.requests = requests;
        this.failures = failures;
        this.incomplete = incomplete;
        this.edited = edited;
        this.conflicts = conflicts;
        this.replays = replays;
        this.announcer = announcer;
        this.links = links;
        this.json = json;
    }

    @GetMapping("/connectors/{connector}/items")
    String items(
            @PathVariable String connector,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String type,
            @RequestParam(defaultValue = "") String outcome,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        ConnectorName known = statuses.known(connector).name();
        boolean tooLong = q.length() > ItemSearch.LONGEST_QUERY;
        String asked = tooLong ? q.substring(0, ItemSearch.LONGEST_QUERY) : q;
        ItemSearch.FoundPage page = search.page(new ItemSearch.Asked(
                known,
                asked,
                type.isEmpty() ? null : AskedItem.type(type),
                outcome.isEmpty() ? null : state(outcome),
                cursor,
                FOUND));
        model.addAttribute("connector", known.text());
        model.addAttribute("q", asked);
        model.addAttribute("tooLong", tooLong);
        model.addAttribute("type", type);
        model.addAttribute("types", ActivityQuery.TYPES);
        model.addAttribute("outcome", outcome);
        model.addAttribute("states", ItemState.values());
        model.addAttribute("found", page.items());
        model.addAttribute("marked", new Marked(asked));
        model.addAttribute("complete", page.complete());
        model.addAttribute("indexed", search.indexed());
        model.addAttribute("next", page.next());
        model.addAttribute("behindFirst", cursor != null);
        return "console/items";
    }

    private static ItemState state(String word) {
        return ItemState.of(word)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such outcome."));
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
        ItemKey key = AskedItem.key(type, id);
        Explanations.Explanation item =
                explanations.of(known, key).orElseThrow(() -> AskedItem.unknown(known.name(), key));
        FoundItem listed = search.one(known.name(), key).orElseThrow(() -> AskedItem.unknown(known.name(), key));
        model.addAttribute("connector", connector);
        model.addAttribute("item", item);
        model.addAttribute("listed", listed);
        model.addAttribute("fields", fields.of(known, item));
        model.addAttribute("admin", admin.address(known, item).orElse(null));
        model.addAttribute("variants", variants(known.name(), key));
        model.addAttribute("mostVariants", VARIANTS);
        model.addAttribute("would", Would.of(item.would()));
        model.addAttribute("image", json.of(item.image()));
        model.addAttribute("payload", json.of(item.payload()));
        model.addAttribute("lastExported", json.of(item.lastExported()));
        model.addAttribute("waiting", failures.of(known, key).orElse(null));
        model.addAttribute("missing", incomplete.of(known.name(), key));
        model.addAttribute(
                "kept",
                edited.kept(known.name(), key).stream()
                        .map(one -> new Kept(
                                one.field(),
                                one.field().equals("*") ? "deleted" : ConflictPages.inWords(one.shop()),
                                ConflictPages.inWords(one.pim())))
                        .toList());
        model.addAttribute("conflicts", conflicts.open(known.name(), key.type(), List.of(key.id())));
        ActivityPage history = activities.forItem(connector, type, id, HISTORY);
        model.addAttribute("entries", history.items());
        model.addAttribute("lookedBackTo", history.lookedBackTo());
        model.addAttribute("requests", requests.of(connector, key));
        model.addAttribute("json", json);
        return "console/item";
    }

    /** A field that stays as the shop has it, in words. */
    record Kept(String field, String shop, String pim) {}

    private List<String> variants(ConnectorName connector, ItemKey key) {
        return key.type() == ItemType.PRODUCT ? items.variantIds(connector, key.id(), VARIANTS) : List.of();
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
        ItemKey key = AskedItem.key(type, id);
        Notices.afterStart(
                page,
                "The item is tried again.",
                () -> announcer.announce(replays.item(known, key, actor.getName())
                        .orElseThrow(() -> AskedItem.unknown(known.name(), key))));
        return "redirect:" + links.item(connector, type, id);
    }
}
