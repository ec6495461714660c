package io.silkroute.console;

import io.silkroute.connector.ConnectorName;
import io.silkroute.preview.Statuses;
import io.silkroute.run.RunView;
import io.silkroute.search.FoundItem;
import io.silkroute.search.ItemSearch;
import io.silkroute.search.OtherSearch;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One search over everything that has a page. */
@Controller
class SearchPages {

    private static final int FOUND = 50;

    private final Statuses statuses;
    private final ItemSearch items;
    private final OtherSearch others;
    private final Links links;

    SearchPages(Statuses statuses, ItemSearch items, OtherSearch others, Links links) {
        this.statuses = statuses;
        this.items = items;
        this.others = others;
        this.links = links;
    }

    /** @param connector whose items and runs; empty: everybody's @param all lists even what can be only one thing */
    @GetMapping("/search")
    String search(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String connector,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(required = false) @Nullable String cursor,
            Model model,
            RedirectAttributes page) {
        ConnectorName of =
                connector.isEmpty() ? null : statuses.known(connector).name();
        boolean tooLong = q.length() > ItemSearch.LONGEST_QUERY;
        String asked = (tooLong ? q.substring(0, ItemSearch.LONGEST_QUERY) : q).strip();
        ItemSearch.FoundPage found = asked.isEmpty()
                ? new ItemSearch.FoundPage(List.of(), null, true)
                : items.page(new ItemSearch.Asked(of, asked, null, null, cursor, FOUND));
        List<RunView> runs = asked.isEmpty() || cursor != null ? List.of() : others.runs(asked, of);
        List<ConnectorName> connectors =
                asked.isEmpty() || cursor != null || of != null ? List.of() : others.connectors(asked);
        List<FoundItem> exact = found.items().stream().filter(FoundItem::exact).toList();
        if (!all && cursor == null && found.complete() && runs.isEmpty() && connectors.isEmpty() && exact.size() == 1) {
            FoundItem only = exact.get(0);
            page.addFlashAttribute("searched", asked);
            return "redirect:" + links.item(only.connector(), only.type(), only.id());
        }
        model.addAttribute("longest", ItemSearch.LONGEST_QUERY);
        model.addAttribute("q", asked);
        model.addAttribute("tooLong", tooLong);
        model.addAttribute("connector", of == null ? null : of.text());
        model.addAttribute("found", found.items());
        model.addAttribute("complete", found.complete());
        model.addAttribute("indexed", items.indexed());
        model.addAttribute("next", found.next());
        model.addAttribute("behindFirst", cursor != null);
        model.addAttribute("runs", runs);
        model.addAttribute("connectors", connectors);
        model.addAttribute("marked", new Marked(asked));
        return "console/search";
    }
}
