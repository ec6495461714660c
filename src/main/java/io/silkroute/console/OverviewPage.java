package io.silkroute.console;

import io.silkroute.connector.Connector;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.lifecycle.ConnectorSetup;
import io.silkroute.preview.Statuses;
import java.security.Principal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** All connectors at a glance, and a new one. */
@Controller
class OverviewPage {

    private final Connectors connectors;
    private final ConnectorSetup setup;
    private final Statuses statuses;

    OverviewPage(Connectors connectors, ConnectorSetup setup, Statuses statuses) {
        this.connectors = connectors;
        this.setup = setup;
        this.statuses = statuses;
    }

    /** @param sentence why the indicator says what it says */
    record Card(Connector connector, Statuses.Status status, String sentence) {}

    @GetMapping("/")
    String overview(Model model) {
        model.addAttribute(
                "cards",
                connectors.all().stream()
                        .map(connector -> {
                            Statuses.Status status = statuses.of(connector);
                            return new Card(connector, status, Condition.of(connector, status));
                        })
                        .toList());
        return "console/overview";
    }

    /** A new connector is inactive; its page asks for the rest. */
    @PostMapping("/connectors")
    String create(@RequestParam String name, Principal actor, RedirectAttributes page) {
        ObjectNode nothing = JsonNodeFactory.instance.objectNode();
        try {
            Connector created = setup.create(name.strip(), nothing, actor.getName());
            page.addFlashAttribute("notice", "The connector was created, inactive. Name its shop, then activate it.");
            return "redirect:/connectors/" + Links.encoded(created.name().text());
        } catch (ErrorResponseException refused) {
            page.addFlashAttribute("problem", Notices.sentence(refused));
            return "redirect:/";
        }
    }
}
