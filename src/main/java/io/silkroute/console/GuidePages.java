package io.silkroute.console;

import io.silkroute.connection.ConnectionCheck;
import io.silkroute.guide.Guide;
import io.silkroute.guide.Guides;
import io.silkroute.inbound.PimAccess;
import io.silkroute.preview.Statuses;
import java.security.Principal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.databind.node.JsonNodeFactory;

/** The way of a new connector to its first product in the shop. */
@Controller
class GuidePages {

    private static final String GUIDE = "redirect:/connectors/{connector}/guide";

    private final Statuses statuses;
    private final Guides guides;
    private final ConnectionCheck connection;
    private final PimAccess pim;

    GuidePages(Statuses statuses, Guides guides, ConnectionCheck connection, PimAccess pim) {
        this.statuses = statuses;
        this.guides = guides;
        this.connection = connection;
        this.pim = pim;
    }

    /** For an installation that has no connector, or one that has not run yet. */
    @GetMapping("/guide")
    String home(Model model) {
        Guide guide = guides.home();
        model.addAttribute("guide", guide);
        return guide == null ? "redirect:/" : "console/guide-page";
    }

    @GetMapping("/connectors/{connector}/guide")
    String guide(@PathVariable String connector, Model model) {
        model.addAttribute("guide", guides.of(statuses.known(connector)));
        model.addAttribute("connector", connector);
        return "console/guide-page";
    }

    /** The token is shown on the next page and never again. */
    @PostMapping("/connectors/{connector}/guide/pim-token")
    String makeToken(@PathVariable String connector, Principal by, RedirectAttributes page) {
        Notices.after(page, () -> {
            page.addFlashAttribute("made", pim.make(connector, by.getName()).text());
            return "The PIM token was made, and stands in the command below. Copy it now: it is not shown again.";
        });
        page.addAttribute("connector", connector);
        return GUIDE;
    }

    @PostMapping("/connectors/{connector}/guide/test")
    String test(@PathVariable String connector, Principal by, RedirectAttributes page) {
        Notices.unless(page, () -> connection.test(connector, JsonNodeFactory.instance.objectNode(), by.getName()));
        page.addAttribute("connector", connector);
        return GUIDE;
    }
}
