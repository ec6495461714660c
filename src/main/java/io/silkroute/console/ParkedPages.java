package io.silkroute.console;

import io.silkroute.access.OperatorMay;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.connector.Connector;
import io.silkroute.export.ledger.Parked;
import io.silkroute.preview.AskedItem;
import io.silkroute.preview.Failures;
import io.silkroute.preview.Replays;
import io.silkroute.preview.Statuses;
import io.silkroute.run.Announcer;
import io.silkroute.run.Outcome;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The items that wait for a person, and trying them again. */
@Controller
class ParkedPages {

    private static final int SHOWN = 200;

    private final Statuses statuses;
    private final Parked parked;
    private final Failures failures;
    private final Replays replays;
    private final Announcer announcer;

    ParkedPages(Statuses statuses, Parked parked, Failures failures, Replays replays, Announcer announcer) {
        this.statuses = statuses;
        this.parked = parked;
        this.failures = failures;
        this.replays = replays;
        this.announcer = announcer;
    }

    /** @param ofRun only those that this run was the last to fail on @param forCode only those of this cause */
    @GetMapping("/connectors/{connector}/parked")
    String parked(
            @PathVariable String connector,
            @RequestParam(name = "run", defaultValue = "") String ofRun,
            @RequestParam(name = "code", defaultValue = "") String forCode,
            @RequestParam(defaultValue = "product") String type,
            @RequestParam(required = false) @Nullable String after,
            Model model) {
        Connector known = statuses.known(connector);
        String run = ofRun.isEmpty() ? null : ofRun; // a link that narrows by one of them names the other one empty
        String code = forCode.isEmpty() ? null : forCode;
        ItemKey behind = after == null ? null : AskedItem.key(type, after);
        List<Failures.Failure> shown = failures.of(known, run, code, behind, SHOWN);
        model.addAttribute("connector", known.name().text());
        model.addAttribute("waiting", shown);
        model.addAttribute("parked", parked.count(known.name(), Outcome.PARKED));
        model.addAttribute("rejected", parked.count(known.name(), Outcome.REJECTED));
        model.addAttribute("count", parked.count(known.name(), run, code));
        model.addAttribute("causes", parked.causes(known.name()));
        model.addAttribute("run", run);
        model.addAttribute("code", code);
        model.addAttribute("behind", behind);
        model.addAttribute("last", shown.size() < SHOWN ? null : shown.get(SHOWN - 1));
        return "console/parked";
    }

    /** @param forCode only those of this cause @param ofRun of them only those that this run was the last to fail on */
    @OperatorMay
    @PostMapping("/connectors/{connector}/parked/replay")
    String replayAll(
            @PathVariable String connector,
            @RequestParam(name = "run", defaultValue = "") String ofRun,
            @RequestParam(name = "code", defaultValue = "") String forCode,
            Principal actor,
            RedirectAttributes page) {
        Connector known = statuses.known(connector);
        String run = ofRun.isEmpty() ? null : ofRun;
        Notices.afterStart(
                page,
                forCode.isEmpty() ? "All of them are tried again." : "What waits for this cause is tried again.",
                () -> announcer.announce(
                        run == null && forCode.isEmpty()
                                ? replays.all(known, actor.getName())
                                : forCode.isEmpty()
                                        ? replays.failed(ofRun, actor.getName())
                                        : replays.ofCause(known, run, forCode, actor.getName())));
        return "redirect:/connectors/" + Links.encoded(connector) + "/parked";
    }
}
