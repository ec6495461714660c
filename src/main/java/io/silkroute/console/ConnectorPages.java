package io.silkroute.console;

import io.silkroute.access.OperatorMay;
import io.silkroute.connection.ConnectionCheck;
import io.silkroute.connector.Connector;
import io.silkroute.connector.lifecycle.ConnectorSetup;
import io.silkroute.inbound.PimAccess;
import io.silkroute.preview.ForceRefreshPreview;
import io.silkroute.preview.Statuses;
import io.silkroute.run.Announcer;
import io.silkroute.run.RunRequests;
import io.silkroute.run.RunView;
import io.silkroute.run.RunViews;
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

/** A connector: how it is doing, its runs, its switches. */
@Controller
class ConnectorPages {

    private static final int RUNS = 20;

    private final Statuses statuses;
    private final RunViews runs;
    private final RunRequests requests;
    private final Announcer announcer;
    private final ConnectorSetup setup;
    private final ForceRefreshPreview refresh;
    private final ConnectionCheck connection;
    private final PimAccess pim;

    ConnectorPages(
            Statuses statuses,
            RunViews runs,
            RunRequests requests,
            Announcer announcer,
            ConnectorSetup setup,
            ForceRefreshPreview refresh,
            ConnectionCheck connection,
            PimAccess pim) {
        this.statuses = statuses;
        this.runs = runs;
        this.requests = requests;
        this.announcer = announcer;
        this.setup = setup;
        this.refresh = refresh;
        this.connection = connection;
        this.pim = pim;
    }

    @GetMapping("/connectors/{connector}")
    String connector(
            @PathVariable("connector") String name,
            @RequestParam(required = false) @Nullable String before,
            Model model) {
        Connector connector = statuses.known(name);
        Statuses.Status status = statuses.of(connector);
        List<RunView> page = runs.of(connector.name(), before, RUNS);
        model.addAttribute("connector", connector.name().text());
        model.addAttribute("status", status);
        model.addAttribute("sentence", Condition.of(connector, status));
        model.addAttribute("token", pim.hasToken(name));
        model.addAttribute("report", connection.failing(name).orElse(null));
        model.addAttribute("runs", page);
        model.addAttribute(
                "older", page.size() < RUNS ? null : page.get(RUNS - 1).id());
        return "console/connector";
    }

    @OperatorMay
    @PostMapping("/connectors/{connector}/activate")
    String activate(@PathVariable("connector") String name, Principal actor, RedirectAttributes page) {
        Notices.after(page, () -> {
            setup.activate(name, actor.getName());
            return "The connector is active. What waited goes on.";
        });
        return to(name);
    }

    @OperatorMay
    @PostMapping("/connectors/{connector}/deactivate")
    String deactivate(@PathVariable("connector") String name, Principal actor, RedirectAttributes page) {
        Notices.after(page, () -> {
            setup.deactivate(name, actor.getName());
            return "The connector is inactive. A run at work stops after its present batch.";
        });
        return to(name);
    }

    @OperatorMay
    @PostMapping("/connectors/{connector}/sync")
    String synchronize(@PathVariable("connector") String name, Principal actor, RedirectAttributes page) {
        Notices.afterStart(
                page,
                "What is pending goes to the shop.",
                () -> announcer.announce(requests.synchronize(requests.named(name), actor.getName())));
        return to(name);
    }

    /** What a force refresh would do, and the button. */
    @GetMapping("/connectors/{connector}/force-refresh")
    String aboutForceRefresh(@PathVariable("connector") String name, Model model) {
        Connector connector = statuses.known(name);
        model.addAttribute("connector", connector.name().text());
        model.addAttribute("active", connector.active());
        model.addAttribute("disabled", connector.config().export().disableDeletions());
        model.addAttribute("preview", refresh.of(connector));
        return "console/force-refresh";
    }

    @OperatorMay
    @PostMapping("/connectors/{connector}/force-refresh")
    String forceRefresh(@PathVariable("connector") String name, Principal actor, RedirectAttributes page) {
        Notices.afterStart(
                page,
                "Everything is sent again.",
                () -> announcer.announce(requests.forceRefresh(requests.named(name), actor.getName())));
        return to(name);
    }

    private static String to(String name) {
        return "redirect:/connectors/" + Links.encoded(name);
    }
}
