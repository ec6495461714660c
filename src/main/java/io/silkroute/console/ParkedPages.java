package io.silkroute.console;

import io.silkroute.access.OperatorMay;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.connector.Connector;
import io.silkroute.export.ledger.Parked;
import io.silkroute.preview.Acceptances;
import io.silkroute.preview.AskedItem;
import io.silkroute.preview.Failures;
import io.silkroute.preview.Replays;
import io.silkroute.preview.Statuses;
import io.silkroute.run.Announcer;
import io.silkroute.run.Outcome;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The items that failed: those that wait for a person and those that one has accepted; trying them again. */
@Controller
class ParkedPages {

    private static final int SHOWN = 200;

    private final Statuses statuses;
    private final Parked parked;
    private final Failures failures;
    private final Replays replays;
    private final Acceptances acceptances;
    private final Announcer announcer;
    private final ToDoTabs tabs;

    ParkedPages(
            Statuses statuses,
            Parked parked,
            Failures failures,
            Replays replays,
            Acceptances acceptances,
            Announcer announcer,
            ToDoTabs tabs) {
        this.statuses = statuses;
        this.parked = parked;
        this.failures = failures;
        this.replays = replays;
        this.acceptances = acceptances;
        this.announcer = announcer;
        this.tabs = tabs;
    }

    /** @param ofRun only those that this run was the last to fail on @param forCode only those of this cause */
    @GetMapping("/connectors/{connector}/parked")
    String parked(
            @PathVariable String connector,
            @RequestParam(name = "run", defaultValue = "") String ofRun,
            @RequestParam(name = "code", defaultValue = "") String forCode,
            @RequestParam(defaultValue = "open") String standing,
            @RequestParam(defaultValue = "product") String type,
            @RequestParam(required = false) @Nullable String after,
            @ModelAttribute(name = "frame", binding = false) Frame frame,
            Model model) {
        Connector known = statuses.known(connector);
        Statuses.Status status = frame.status(connector);
        String run = ofRun.isEmpty() ? null : ofRun; // a link that narrows by one of them names the other one empty
        String code = forCode.isEmpty() ? null : forCode;
        boolean accepted = standing.equals("accepted");
        Parked.Which which = new Parked.Which(run, code, accepted);
        ItemKey behind = after == null ? null : AskedItem.key(type, after);
        List<Failures.Failure> shown = failures.of(known, which, behind, SHOWN);
        model.addAttribute("connector", known.name().text());
        model.addAttribute("tabs", tabs.of(connector, status, "failed"));
        model.addAttribute("accepted", accepted);
        model.addAttribute("openCount", status.failed());
        model.addAttribute("acceptedCount", status.acceptedFailed());
        model.addAttribute("waiting", shown);
        model.addAttribute("parked", parked.count(known.name(), Outcome.PARKED));
        model.addAttribute("rejected", parked.count(known.name(), Outcome.REJECTED));
        model.addAttribute("count", parked.count(known.name(), which));
        model.addAttribute("causes", parked.causes(known.name(), new Parked.Which(null, null, accepted)));
        model.addAttribute("run", run);
        model.addAttribute("code", code);
        model.addAttribute("behind", behind);
        model.addAttribute("last", shown.size() < SHOWN ? null : shown.get(SHOWN - 1));
        return "console/parked";
    }

    /**
     * @param forCode only those of this cause
     * @param ofRun of them only those that this run was the last to fail on
     * @param chosen only those that are ticked
     */
    @OperatorMay
    @PostMapping("/connectors/{connector}/parked/replay")
    String replay(
            @PathVariable String connector,
            @RequestParam(name = "run", defaultValue = "") String ofRun,
            @RequestParam(name = "code", defaultValue = "") String forCode,
            @RequestParam(defaultValue = "false") boolean chosen,
            HttpServletRequest request,
            Principal actor,
            RedirectAttributes page) {
        Connector known = statuses.known(connector);
        String run = ofRun.isEmpty() ? null : ofRun;
        if (chosen) {
            Notices.afterStart(
                    page,
                    "What was chosen is tried again.",
                    () -> announcer.announce(replays.chosen(known, ChosenItems.of(request), actor.getName())));
            return to(connector);
        }
        Notices.afterStart(
                page,
                forCode.isEmpty() ? "All of them are tried again." : "What waits for this cause is tried again.",
                () -> announcer.announce(
                        run == null && forCode.isEmpty()
                                ? replays.all(known, actor.getName())
                                : forCode.isEmpty()
                                        ? replays.failed(ofRun, actor.getName())
                                        : replays.ofCause(known, run, forCode, actor.getName())));
        return to(connector);
    }

    /** @param all all that wait for the cause; else those that are ticked */
    @OperatorMay
    @PostMapping("/connectors/{connector}/parked/accept")
    String accept(
            @PathVariable String connector,
            @RequestParam(name = "code", defaultValue = "") String forCode,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(defaultValue = "") String note,
            HttpServletRequest request,
            Principal actor,
            RedirectAttributes page) {
        Connector known = statuses.known(connector);
        Notices.after(
                page,
                () -> all && !forCode.isEmpty()
                        ? acceptances.failedFor(known.name(), forCode, note, actor.getName())
                        : acceptances.failed(known.name(), ChosenItems.of(request), note, actor.getName()));
        return to(connector);
    }

    @OperatorMay
    @PostMapping("/connectors/{connector}/parked/reopen")
    String reopen(
            @PathVariable String connector, HttpServletRequest request, Principal actor, RedirectAttributes page) {
        Connector known = statuses.known(connector);
        Notices.after(page, () -> acceptances.reopenFailed(known.name(), ChosenItems.of(request), actor.getName()));
        return to(connector);
    }

    private static String to(String connector) {
        return "redirect:/connectors/" + Links.encoded(connector) + "/parked";
    }
}
