package io.silkroute.console.runs;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.silkroute.access.OperatorMay;
import io.silkroute.activity.Activities;
import io.silkroute.activity.ActivityQuery;
import io.silkroute.activity.LoggedEntry;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ScheduleWords;
import io.silkroute.console.Links;
import io.silkroute.console.Notices;
import io.silkroute.console.PrettyJson;
import io.silkroute.export.ledger.Mend;
import io.silkroute.export.ledger.Parked;
import io.silkroute.metrics.Figure;
import io.silkroute.metrics.Metrics;
import io.silkroute.omission.Omission;
import io.silkroute.preview.RemovalPreview;
import io.silkroute.preview.Replays;
import io.silkroute.preview.Statuses;
import io.silkroute.run.Announcer;
import io.silkroute.run.RunRequests;
import io.silkroute.run.RunView;
import io.silkroute.run.RunViews;
import io.silkroute.run.budget.Budgets;
import java.security.Principal;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A connector's runs, and one of them, live while it is under way. */
@Controller
class RunPages {

    private static final int RUNS = 25;
    private static final int TOLD = 50;
    private static final int ENOUGH = 20; // done items, for a speed to be told by

    private final RunViews runs;
    private final Metrics metrics;
    private final Budgets budgets;
    private final RunRequests requests;
    private final Announcer announcer;
    private final Replays replays;
    private final RemovalPreview removals;
    private final Statuses statuses;
    private final Parked parked;
    private final Activities activities;
    private final PrettyJson json;
    private final ShownRuns shown;
    private final MeterRegistry meters;
    private final Clock clock;
    private final int batches;

    RunPages(
            RunViews runs,
            Metrics metrics,
            Budgets budgets,
            RunRequests requests,
            Announcer announcer,
            Replays replays,
            RemovalPreview removals,
            Statuses statuses,
            Parked parked,
            Activities activities,
            PrettyJson json,
            ShownRuns shown,
            MeterRegistry meters,
            Clock clock,
            @Value("${silkroute.run.batches}") int batches) {
        this.runs = runs;
        this.metrics = metrics;
        this.budgets = budgets;
        this.requests = requests;
        this.announcer = announcer;
        this.replays = replays;
        this.removals = removals;
        this.statuses = statuses;
        this.parked = parked;
        this.activities = activities;
        this.json = json;
        this.shown = shown;
        this.meters = meters;
        this.clock = clock;
        this.batches = batches;
    }

    /** Why something of a run failed and waits still. @param told of the first one */
    record Failed(Parked.Cause cause, String mend, String told) {}

    /**
     * @param before the id of the last run that was shown; null: from the newest on
     * @param range how far back the charts go
     * @param day of which the hours are drawn; empty: none
     */
    @GetMapping("/connectors/{connector}/runs")
    String all(
            @PathVariable String connector,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(defaultValue = "") String range,
            @RequestParam(defaultValue = "") String day,
            Model model) {
        history(statuses.known(connector).name(), range, day, model);
        List<RunView> page = runs.of(statuses.known(connector).name(), before, RUNS + 1);
        boolean more = page.size() > RUNS;
        model.addAttribute("connector", connector);
        model.addAttribute("runs", more ? page.subList(0, RUNS) : page);
        model.addAttribute("older", more ? page.get(RUNS - 1).id() : null);
        model.addAttribute("behindFirst", before != null);
        return "console/runs";
    }

    private void history(ConnectorName connector, String range, String day, Model model) {
        HistoryRange chosen = HistoryRange.of(range);
        List<Figure> hours = day.isEmpty() ? null : HistoryRange.day(metrics, connector, day);
        List<Figure> drawn = hours == null ? chosen.of(metrics, connector, clock.instant()) : hours;
        ZoneId zone = metrics.zone(connector);
        model.addAttribute("ranges", HistoryRange.values());
        model.addAttribute("range", hours == null ? chosen : null);
        model.addAttribute("day", hours == null ? null : day);
        model.addAttribute("zone", ScheduleWords.zone(zone));
        model.addAttribute("hourly", hours != null || chosen.hourly());
        model.addAttribute("charts", HistoryCharts.of(drawn));
        model.addAttribute("figures", ShownFigure.of(drawn, zone));
    }

    @GetMapping("/runs/{id}")
    String run(@PathVariable String id, Model model) {
        RunView run = runs.find(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no run " + id + "."));
        boolean interrupted = run.state().equals("interrupted");
        boolean active = statuses.known(run.connector().text()).active();
        model.addAttribute("connector", run.connector().text());
        model.addAttribute("run", run);
        model.addAttribute("runName", shown.name(run));
        model.addAttribute("outcomes", ShownRuns.OUTCOMES);
        model.addAttribute(
                "causes",
                Arrays.stream(Omission.values())
                        .filter(cause -> run.incompleteBy().containsKey(cause.word()))
                        .toList());
        model.addAttribute("stillWaiting", parked.count(run.connector(), id, null));
        model.addAttribute("failed", failed(run));
        model.addAttribute("live", List.of("queued", "running", "stopping").contains(run.state()));
        model.addAttribute("active", active);
        model.addAttribute("mostRemovals", RemovalPreview.MAX);
        model.addAttribute("removals", interrupted && active ? removals.of(id) : List.of());
        model.addAttribute("differences", runs.changedSince(run));
        model.addAttribute("config", json.ofValue(run.config()));
        model.addAttribute("timeline", timeline(run));
        model.addAttribute("stopsIn", stopsIn(run));
        model.addAttribute(
                "budget",
                budgets.of(id)
                        .filter(budget -> budget.points().size() > 1)
                        .map(BudgetGraph::of)
                        .orElse(null));
        model.addAttribute("pointsLeft", run.state().equals("running") ? pointsLeft(run.connector()) : null);
        return "console/run";
    }

    private List<Failed> failed(RunView run) {
        return parked.causes(run.connector(), run.id()).stream()
                .map(cause -> new Failed(
                        cause,
                        Mend.of(cause.code()).sentence(),
                        parked.of(run.connector(), run.id(), cause.code(), null, 1).stream()
                                .map(Parked.Waiting::sentence)
                                .findFirst()
                                .orElse("")))
                .toList();
    }

    /** What happened to the run and who did something to it, in its order; of a long story the end. */
    private List<LoggedEntry> timeline(RunView run) {
        return Stream.of("run", "operator")
                .flatMap(kind -> activities
                        .page(new ActivityQuery(
                                run.connector().text(),
                                run.id(),
                                null,
                                null,
                                null,
                                null,
                                kind,
                                null,
                                null,
                                null,
                                TOLD,
                                null))
                        .items()
                        .stream())
                .sorted(Comparator.comparing(LoggedEntry::at).thenComparing(one -> Long.parseLong(one.id())))
                .toList();
    }

    /** In the shop's bucket, as the node that calls it knows; null on another node, and before the first call. */
    private @Nullable Long pointsLeft(ConnectorName connector) {
        Gauge bucket = meters.find("silkroute.shop.points.available")
                .tag("connector", connector.text())
                .gauge();
        return bucket == null || Double.isNaN(bucket.value()) ? null : Math.max(0, Math.round(bucket.value()));
    }

    /** In how many seconds at most it stops when it is told to now: the batches in hand, at its speed; null if not known. */
    private @Nullable Long stopsIn(RunView run) {
        boolean known = run.state().equals("running")
                && run.itemsPerSecond() > 0
                && run.counts().getOrDefault("done", 0L) >= ENOUGH
                && run.api().getOrDefault("bulkOperations", 0L) == 0;
        long left = run.counts().getOrDefault("total", 0L) - run.counts().getOrDefault("done", 0L);
        long inHand = Math.min(left, (long) batches * run.config().batchSize());
        return known ? Math.max(1, (long) Math.ceil(inHand / run.itemsPerSecond())) : null;
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
