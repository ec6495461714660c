package io.silkroute.console;

import io.silkroute.catalogue.WaitingItems;
import io.silkroute.connector.ConnectorName;
import io.silkroute.preview.Statuses;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The items that wait for another one: variants for a product, codes for a campaign, campaigns for what they apply to. */
@Controller
class WaitingPages {

    private static final int SHOWN = 200;

    private final Statuses statuses;
    private final WaitingItems waiting;
    private final ToDoTabs tabs;

    WaitingPages(Statuses statuses, WaitingItems waiting, ToDoTabs tabs) {
        this.statuses = statuses;
        this.waiting = waiting;
        this.tabs = tabs;
    }

    @GetMapping("/connectors/{connector}/waiting")
    String waiting(
            @PathVariable String connector,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "false") boolean overdue,
            @RequestParam(required = false) @Nullable String cursor,
            @ModelAttribute(name = "frame", binding = false) Frame frame,
            Model model) {
        ConnectorName known = statuses.known(connector).name();
        WaitingItems.After after =
                cursor == null ? null : WaitingItems.After.of(cursor).orElse(null);
        List<WaitingItems.Waiting> found = waiting.page(known, q, overdue, after, SHOWN + 1);
        boolean more = found.size() > SHOWN;
        model.addAttribute("connector", known.text());
        model.addAttribute("tabs", tabs.of(connector, frame.status(connector), "waiting"));
        model.addAttribute("q", q);
        model.addAttribute("overdue", overdue);
        model.addAttribute("count", waiting.count(known));
        model.addAttribute("overdueCount", waiting.overdue(known));
        model.addAttribute("waiting", more ? found.subList(0, SHOWN) : found);
        model.addAttribute("next", more ? found.get(SHOWN - 1).place().toString() : null);
        model.addAttribute("behindFirst", after != null);
        return "console/waiting";
    }
}
