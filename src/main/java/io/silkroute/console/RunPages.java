package io.silkroute.console;

import io.silkroute.access.OperatorMay;
import io.silkroute.export.ledger.Parked;
import io.silkroute.omission.Omission;
import io.silkroute.preview.RemovalPreview;
import io.silkroute.preview.Replays;
import io.silkroute.preview.Statuses;
import io.silkroute.run.Announcer;
import io.silkroute.run.RunRequests;
import io.silkroute.run.RunView;
import io.silkroute.run.RunViews;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A run, live while it is under way. */
@Controller
class RunPages {

    private static final List<String> OUTCOMES = List.of(
            "created",
            "updated",
            "unchanged",
            "filtered",
            "archived",
            "deleted",
            "rejected",
            "parked",
            "conflict",
            "incomplete");

    private final RunViews runs;
    private final RunRequests requests;
    private final Announcer announcer;
    private final Replays replays;
    private final RemovalPreview removals;
    private final Statuses statuses;
    private final Parked parked;

    RunPages(
            RunViews runs,
            RunRequests requests,
            Announcer announcer,
            Replays replays,
            RemovalPreview removals,
            Statuses statuses,
            Parked parked) {
        this.runs = runs;
        this.requests = requests;
        this.announcer = announcer;
        this.replays = replays;
        this.removals = removals;
        this.statuses = statuses;
        this.parked = parked;
    }

    @GetMapping("/runs/{id}")
    String run(@PathVariable String id, Model model) {
        RunView run = runs.find(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no run " + id + "."));
        boolean interrupted = run.state().equals("interrupted");
        boolean active = statuses.known(run.connector().text()).active();
        model.addAttribute("run", run);
        model.addAttribute("outcomes", OUTCOMES);
        model.addAttribute(
                "causes",
                Arrays.stream(Omission.values())
                        .filter(cause -> run.incompleteBy().containsKey(cause.word()))
                        .toList());
        model.addAttribute("stillWaiting", parked.count(run.connector(), id, null));
        model.addAttribute("live", List.of("queued", "running", "stopping").contains(run.state()));
        model.addAttribute("active", active);
        model.addAttribute("removals", interrupted && active ? removals.of(id) : List.of());
        model.addAttribute("differences", interrupted ? runs.changedSince(run) : List.of());
        return "console/run";
    }

    @OperatorMay
    @PostMapping("/runs/{id}/cancel")
    String cancel(@PathVariable String id, Principal actor, RedirectAttributes page) {
        Notices.after(page, () -> {
            announcer.cancel(id, actor.getName());
            return "The run was cancelled. What it had not done stays pending.";
        });
        return "redirect:/runs/" + Links.encoded(id);
    }

    @OperatorMay
    @PostMapping("/runs/{id}/confirm-removals")
    String confirm(@PathVariable String id, Principal actor, RedirectAttributes page) {
        Notices.after(page, () -> {
            announcer.announce(requests.confirmRemovals(id, actor.getName()));
            return "The run goes on, with its removals.";
        });
        return "redirect:/runs/" + Links.encoded(id);
    }

    @OperatorMay
    @PostMapping("/runs/{id}/replay-failed")
    String replay(@PathVariable String id, Principal actor, RedirectAttributes page) {
        Notices.afterStart(
                page, "What failed is tried again.", () -> announcer.announce(replays.failed(id, actor.getName())));
        return "redirect:/runs/" + Links.encoded(id);
    }
}
