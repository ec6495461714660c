package io.silkroute.console;

import io.silkroute.access.OperatorMay;
import io.silkroute.connector.ConnectorName;
import io.silkroute.export.ledger.Resolved;
import io.silkroute.inbound.receipt.RefusedItems;
import io.silkroute.preview.Statuses;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The items that were refused at the door, over all deliveries; and what waited for somebody and is resolved. */
@Controller
class RefusedPages {

    private static final int SHOWN = 100;

    private final Statuses statuses;
    private final RefusedItems refused;
    private final Resolved resolved;
    private final ToDoTabs tabs;

    RefusedPages(Statuses statuses, RefusedItems refused, Resolved resolved, ToDoTabs tabs) {
        this.statuses = statuses;
        this.refused = refused;
        this.resolved = resolved;
        this.tabs = tabs;
    }

    /** @param standing open, seen or mended */
    @GetMapping("/connectors/{connector}/refused")
    String refused(
            @PathVariable String connector,
            @RequestParam(defaultValue = "open") String standing,
            @RequestParam(required = false) @Nullable Long before,
            @ModelAttribute(name = "frame", binding = false) Frame frame,
            Model model) {
        ConnectorName known = statuses.known(connector).name();
        RefusedItems.Which which = Arrays.stream(RefusedItems.Which.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(standing))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such list."));
        List<RefusedItems.Line> page = refused.page(known, which, before, SHOWN + 1);
        boolean more = page.size() > SHOWN;
        Statuses.Status status = frame.status(connector);
        model.addAttribute("connector", known.text());
        model.addAttribute("tabs", tabs.of(connector, status, "refused"));
        model.addAttribute("standing", standing);
        model.addAttribute("openCount", status.refused());
        model.addAttribute("lines", more ? page.subList(0, SHOWN) : page);
        model.addAttribute("older", more ? page.get(SHOWN - 1).id() : null);
        model.addAttribute("behindFirst", before != null);
        return "console/refused";
    }

    @OperatorMay
    @PostMapping("/connectors/{connector}/refused/accept")
    String accept(
            @PathVariable String connector,
            @RequestParam(defaultValue = "") String note,
            HttpServletRequest request,
            Principal actor,
            RedirectAttributes page) {
        ConnectorName known = statuses.known(connector).name();
        Notices.after(page, () -> {
            int seen = refused.see(known, ticked(request), actor.getName(), note.strip());
            if (seen == 0) {
                throw new ResponseStatusException(
                        HttpStatus.CONFLICT, "Nothing of what was chosen is left to be mended any more.");
            }
            return seen == 1
                    ? "It is not counted any more, unless it comes again and is refused again."
                    : seen + " are not counted any more, unless they come again and are refused again.";
        });
        return "redirect:/connectors/" + Links.encoded(connector) + "/refused";
    }

    private static List<Long> ticked(HttpServletRequest request) {
        String[] ticked = request.getParameterValues("line");
        List<Long> ids = ticked == null
                ? List.of()
                : Arrays.stream(ticked)
                        .filter(id -> id.matches("\\d{1,18}"))
                        .map(Long::valueOf)
                        .toList();
        if (ids.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "Nothing is chosen. Tick at least one row.");
        }
        return ids;
    }

    @GetMapping("/connectors/{connector}/resolved")
    String resolved(
            @PathVariable String connector,
            @RequestParam(required = false) @Nullable Long before,
            @ModelAttribute(name = "frame", binding = false) Frame frame,
            Model model) {
        ConnectorName known = statuses.known(connector).name();
        List<Resolved.Case> page = resolved.of(known, before, SHOWN + 1);
        boolean more = page.size() > SHOWN;
        model.addAttribute("connector", known.text());
        model.addAttribute("tabs", tabs.of(connector, frame.status(connector), "resolved"));
        model.addAttribute("cases", more ? page.subList(0, SHOWN) : page);
        model.addAttribute("kept", Resolved.KEPT);
        model.addAttribute("older", more ? page.get(SHOWN - 1).id() : null);
        model.addAttribute("behindFirst", before != null);
        return "console/resolved";
    }
}
