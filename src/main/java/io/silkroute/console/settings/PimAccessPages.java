package io.silkroute.console.settings;

import io.silkroute.access.AdminReads;
import io.silkroute.access.Secret;
import io.silkroute.connector.Connector;
import io.silkroute.connector.lifecycle.ConfigChanges;
import io.silkroute.connector.lifecycle.ConnectorSetup;
import io.silkroute.console.Notices;
import io.silkroute.guide.Guides;
import io.silkroute.inbound.PimAccess;
import io.silkroute.preview.Statuses;
import java.security.Principal;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.databind.node.JsonNodeFactory;

/** The tokens of a connector's PIM. What was made is shown on the next page and never again. */
@Controller
class PimAccessPages {

    private static final String PAGE = "redirect:/connectors/{connector}/pim-tokens";

    /** The token of the configuration, where the others have an id. */
    private static final String CONFIGURED = "configured";

    private final Statuses statuses;
    private final PimAccess pim;
    private final ConnectorSetup setup;
    private final ConfigChanges changes;
    private final Guides guides;

    PimAccessPages(Statuses statuses, PimAccess pim, ConnectorSetup setup, ConfigChanges changes, Guides guides) {
        this.statuses = statuses;
        this.pim = pim;
        this.setup = setup;
        this.changes = changes;
        this.guides = guides;
    }

    @AdminReads
    @GetMapping("/connectors/{connector}/pim-tokens")
    String all(@PathVariable String connector, Model model) {
        Connector known = statuses.known(connector);
        model.addAttribute("connector", connector);
        model.addAttribute("tabs", SettingsTabs.of(connector, SettingsTask.PIM.word(), true));
        model.addAttribute("tokens", pim.of(connector));
        model.addAttribute("configured", pim.configuredLast4(connector));
        model.addAttribute("guide", guides.of(known));
        model.addAttribute("task", SettingsTask.PIM);
        model.addAttribute("values", Map.of());
        model.addAttribute("wrong", Map.of());
        model.addAttribute("secrets", setup.shown(connector).path("secrets"));
        model.addAttribute("seen", changes.latest(known.name()));
        return "console/pim-tokens";
    }

    @PostMapping("/connectors/{connector}/pim-tokens")
    String make(@PathVariable String connector, Principal by, RedirectAttributes page) {
        Notices.after(page, () -> {
            show(page, pim.make(connector, by.getName()));
            return "The token was made. Copy it now: it is not shown again.";
        });
        page.addAttribute("connector", connector);
        return PAGE;
    }

    /** Another one in the place of this one, which is refused from now on. */
    @PostMapping("/connectors/{connector}/pim-tokens/{id}/rotate")
    String rotate(@PathVariable String connector, @PathVariable String id, Principal by, RedirectAttributes page) {
        Notices.after(page, () -> {
            if (id.equals(CONFIGURED)) {
                // Shown in any case: it is there, even if the old one cannot be taken away.
                show(page, pim.make(connector, by.getName()));
                setup.patch(connector, JsonNodeFactory.instance.objectNode().putNull("pimToken"), by.getName());
            } else {
                show(page, pim.rotate(connector, id, by.getName()));
            }
            return "The token was made, and the old one is refused from now on. Copy it now: it is not shown again.";
        });
        page.addAttribute("connector", connector);
        return PAGE;
    }

    @PostMapping("/connectors/{connector}/pim-tokens/{id}/revoke")
    String revoke(@PathVariable String connector, @PathVariable String id, Principal by, RedirectAttributes page) {
        Notices.after(page, () -> {
            pim.revoke(connector, id, by.getName());
            return "The PIM token was revoked.";
        });
        page.addAttribute("connector", connector);
        return PAGE;
    }

    private static void show(RedirectAttributes page, Secret made) {
        page.addFlashAttribute("made", made.text());
    }
}
