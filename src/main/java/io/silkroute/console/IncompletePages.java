package io.silkroute.console;

import io.silkroute.access.OperatorMay;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.export.ledger.Incomplete;
import io.silkroute.omission.Omission;
import io.silkroute.preview.Acceptances;
import io.silkroute.preview.AskedItem;
import io.silkroute.preview.Replays;
import io.silkroute.preview.Statuses;
import io.silkroute.run.Announcer;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

/** The items that are in the shop with something left out, by cause. */
@Controller
class IncompletePages {

    private static final int OF_EACH = 20;
    private static final int OF_ONE = 200;

    private final Statuses statuses;
    private final Incomplete incomplete;
    private final Acceptances acceptances;
    private final Replays replays;
    private final Announcer announcer;
    private final ToDoTabs tabs;

    IncompletePages(
            Statuses statuses,
            Incomplete incomplete,
            Acceptances acceptances,
            Replays replays,
            Announcer announcer,
            ToDoTabs tabs) {
        this.statuses = statuses;
        this.incomplete = incomplete;
        this.acceptances = acceptances;
        this.replays = replays;
        this.announcer = announcer;
        this.tabs = tabs;
    }

    /** @param count of all items with this cause @param last the item behind which the next page begins; null if there is none */
    record Group(
            Omission cause,
            long count,
            List<Incomplete.Missing> items,
            @Nullable ItemKey last) {}

    @GetMapping("/connectors/{connector}/incomplete")
    String incomplete(
            @PathVariable String connector,
            @RequestParam(defaultValue = "") String cause,
            @RequestParam(defaultValue = "open") String standing,
            @RequestParam(defaultValue = "product") String type,
            @RequestParam(defaultValue = "") String after,
            @ModelAttribute(name = "frame", binding = false) Frame frame,
            Model model) {
        ConnectorName name = statuses.known(connector).name();
        Statuses.Status status = frame.status(connector);
        boolean accepted = standing.equals("accepted");
        Map<Omission, Long> counts = incomplete.byCause(name, accepted);
        Omission only = cause.isEmpty() ? null : asked(cause);
        List<Group> groups = new ArrayList<>();
        counts.forEach((each, count) -> {
            if (only == null || only == each) {
                int most = only == null ? OF_EACH : OF_ONE;
                List<Incomplete.Missing> items = incomplete.of(
                        name,
                        each,
                        accepted,
                        only == null || after.isEmpty() ? null : AskedItem.key(type, after),
                        most);
                groups.add(new Group(
                        each,
                        count,
                        items,
                        items.size() < most ? null : items.get(most - 1).key()));
            }
        });
        model.addAttribute("connector", name.text());
        model.addAttribute("tabs", tabs.of(connector, status, "incomplete"));
        model.addAttribute("accepted", accepted);
        model.addAttribute("openCount", status.incomplete());
        model.addAttribute("acceptedCount", status.accepted() - status.acceptedFailed());
        model.addAttribute("count", incomplete.count(name));
        model.addAttribute("groups", groups);
        model.addAttribute("only", only);
        model.addAttribute("after", after);
        return "console/incomplete";
    }

    /** Sends what is ticked again, changed or not. */
    @OperatorMay
    @PostMapping("/connectors/{connector}/incomplete/replay")
    String replay(
            @PathVariable String connector, HttpServletRequest request, Principal actor, RedirectAttributes page) {
        Connector known = statuses.known(connector);
        Notices.afterStart(
                page,
                "What was chosen is sent again.",
                () -> announcer.announce(replays.chosen(known, ChosenItems.of(request), actor.getName())));
        return to(connector);
    }

    /** @param all all that are open for the cause; else those that are ticked */
    @OperatorMay
    @PostMapping("/connectors/{connector}/incomplete/accept")
    String accept(
            @PathVariable String connector,
            @RequestParam(defaultValue = "") String cause,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(defaultValue = "") String note,
            HttpServletRequest request,
            Principal actor,
            RedirectAttributes page) {
        ConnectorName name = statuses.known(connector).name();
        Notices.after(
                page,
                () -> all
                        ? acceptances.incompleteFor(name, asked(cause), note, actor.getName())
                        : acceptances.incomplete(name, asked(cause), ChosenItems.of(request), note, actor.getName()));
        return to(connector);
    }

    @OperatorMay
    @PostMapping("/connectors/{connector}/incomplete/reopen")
    String reopen(
            @PathVariable String connector,
            @RequestParam(defaultValue = "") String cause,
            HttpServletRequest request,
            Principal actor,
            RedirectAttributes page) {
        ConnectorName name = statuses.known(connector).name();
        Notices.after(
                page, () -> acceptances.reopenIncomplete(name, asked(cause), ChosenItems.of(request), actor.getName()));
        return to(connector);
    }

    private static String to(String connector) {
        return "redirect:/connectors/" + Links.encoded(connector) + "/incomplete";
    }

    private static Omission asked(String cause) {
        return Omission.of(cause)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such cause."));
    }
}
