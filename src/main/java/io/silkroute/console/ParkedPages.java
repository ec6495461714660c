package io.silkroute.console;

import io.silkroute.access.OperatorMay;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.export.ledger.Parked;
import io.silkroute.preview.Replays;
import io.silkroute.preview.Statuses;
import io.silkroute.run.Announcer;
import io.silkroute.run.Outcome;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The items that wait for a person, and trying them again. */
@Controller
class ParkedPages {

    private static final int SHOWN = 200;

    private final Statuses statuses;
    private final Parked parked;
    private final Replays replays;
    private final Announcer announcer;

    ParkedPages(Statuses statuses, Parked parked, Replays replays, Announcer announcer) {
        this.statuses = statuses;
        this.parked = parked;
        this.replays = replays;
        this.announcer = announcer;
    }

    @GetMapping("/connectors/{connector}/parked")
    String parked(@PathVariable String connector, Model model) {
        String known = statuses.known(connector).name().text();
        model.addAttribute("connector", known);
        model.addAttribute("waiting", parked.of(new ConnectorName(known), SHOWN));
        model.addAttribute("parked", parked.count(new ConnectorName(known), Outcome.PARKED));
        model.addAttribute("rejected", parked.count(new ConnectorName(known), Outcome.REJECTED));
        return "console/parked";
    }

    @OperatorMay
    @PostMapping("/connectors/{connector}/parked/replay")
    String replayAll(@PathVariable String connector, RedirectAttributes page) {
        Connector known = statuses.known(connector);
        Notices.afterStart(page, "All of them are tried again.", () -> announcer.announce(replays.all(known)));
        return "redirect:/connectors/" + Links.encoded(connector) + "/parked";
    }
}
