package io.silkroute.console.home;

import io.silkroute.access.OperatorMay;
import io.silkroute.catalogue.ItemType;
import io.silkroute.connection.ConnectionCheck;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ScheduleWords;
import io.silkroute.connector.lifecycle.ConnectorSetup;
import io.silkroute.console.Frame;
import io.silkroute.console.Links;
import io.silkroute.console.Notices;
import io.silkroute.console.ShownNumbers;
import io.silkroute.export.ledger.Exports;
import io.silkroute.inbound.PimAccess;
import io.silkroute.inbound.receipt.Receipts;
import io.silkroute.preview.ForceRefreshPreview;
import io.silkroute.preview.Statuses;
import io.silkroute.run.Announcer;
import io.silkroute.run.DueRuns;
import io.silkroute.run.RunRequests;
import io.silkroute.run.RunView;
import io.silkroute.run.RunViews;
import io.silkroute.run.Runs;
import java.security.Principal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A connector's home: how it is doing, what waits for somebody, its latest runs, its switches. */
@Controller
class HomePage {

    private static final int DRAWN = 40;
    private static final int LISTED = 5;
    private static final int CAUSES = 4;

    /** Whose number in the shop is told, and by which word; variants stand in the books with their product. */
    private static final Map<ItemType, List<String>> IN_SHOP = new LinkedHashMap<>();

    static {
        IN_SHOP.put(ItemType.PRODUCT, List.of("product", "products"));
        IN_SHOP.put(ItemType.CATEGORY, List.of("collection", "collections"));
    }

    private final Statuses statuses;
    private final Runs stands;
    private final RunViews runs;
    private final RunRequests requests;
    private final Announcer announcer;
    private final ConnectorSetup setup;
    private final ForceRefreshPreview refresh;
    private final Exports exports;
    private final Receipts receipts;
    private final ToDo toDo;
    private final ShownNumbers numbers;
    private final ConnectionCheck connection;
    private final PimAccess pim;
    private final DueRuns dueRuns;

    HomePage(
            Statuses statuses,
            Runs stands,
            RunViews runs,
            RunRequests requests,
            Announcer announcer,
            ConnectorSetup setup,
            ForceRefreshPreview refresh,
            Exports exports,
            Receipts receipts,
            ToDo toDo,
            ShownNumbers numbers,
            ConnectionCheck connection,
            PimAccess pim,
            DueRuns dueRuns) {
        this.statuses = statuses;
        this.stands = stands;
        this.runs = runs;
        this.requests = requests;
        this.announcer = announcer;
        this.setup = setup;
        this.refresh = refresh;
        this.exports = exports;
        this.receipts = receipts;
        this.toDo = toDo;
        this.numbers = numbers;
        this.connection = connection;
        this.pim = pim;
        this.dueRuns = dueRuns;
    }

    @GetMapping("/connectors/{connector}")
    String connector(
            @PathVariable("connector") String name,
            @ModelAttribute(name = "frame", binding = false) Frame frame,
            Model model) {
        Connector connector = statuses.known(name);
        Statuses.Status status = frame.status(name);
        List<RunView> latest = runs.of(connector.name(), null, DRAWN);
        WayOut way = WayOut.of(status, latest);
        List<ToDo.Cause> causes = new ArrayList<>(toDo.waiting(connector, status));
        causes.addAll(toDo.incomplete(connector.name()));
        model.addAttribute("connector", connector.name().text());
        model.addAttribute("status", status);
        model.addAttribute("sentence", Condition.of(connector, status));
        model.addAttribute("inShop", inShop(connector.name()));
        model.addAttribute("wayOut", way == null ? null : way.sentence());
        model.addAttribute("onChange", connector.config().trigger().onChange());
        model.addAttribute(
                "schedule",
                ScheduleWords.of(
                        connector.config().trigger(),
                        dueRuns.zone(connector.name(), connector.config().trigger())
                                .id()));
        model.addAttribute("token", pim.hasToken(connector.name().text()));
        model.addAttribute("report", connection.failing(connector.name().text()).orElse(null));
        model.addAttribute(
                "push",
                receipts.page(connector.name(), false, null, 1).stream()
                        .findFirst()
                        .orElse(null));
        model.addAttribute("causes", causes.subList(0, Math.min(CAUSES, causes.size())));
        model.addAttribute("moreCauses", causes.size() > CAUSES);
        model.addAttribute("latest", latest);
        model.addAttribute("runs", latest.subList(0, Math.min(LISTED, latest.size())));
        return "console/connector";
    }

    /** Products first; what there is none of is left out, but for them. */
    private List<String> inShop(ConnectorName connector) {
        String stand = stands.stand(connector);
        List<String> told = new ArrayList<>();
        IN_SHOP.forEach((type, words) -> {
            long n = exports.count(connector, type, stand);
            if (n > 0 || type == ItemType.PRODUCT) {
                told.add(numbers.of(n, words.get(0), words.get(1)));
            }
        });
        return told;
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
