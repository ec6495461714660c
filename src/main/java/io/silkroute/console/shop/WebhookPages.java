package io.silkroute.console.shop;

import io.silkroute.connector.Connector;
import io.silkroute.preview.Statuses;
import io.silkroute.webhook.KeptDeliveries;
import io.silkroute.webhook.KeptDelivery;
import io.silkroute.webhook.WebhookOverviews;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** What the shop is to tell by itself, and what it has told of late. */
@Controller
class WebhookPages {

    private static final int DELIVERIES = 50;

    private final Statuses statuses;
    private final WebhookOverviews overviews;
    private final KeptDeliveries deliveries;

    WebhookPages(Statuses statuses, WebhookOverviews overviews, KeptDeliveries deliveries) {
        this.statuses = statuses;
        this.overviews = overviews;
        this.deliveries = deliveries;
    }

    /**
     * @param state of the deliveries that are shown; another word than a state's, or none: all
     * @param before the id of the last one that was shown; null: from the newest on
     */
    @GetMapping("/connectors/{connector}/webhooks")
    String webhooks(
            @PathVariable String connector,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(required = false) @Nullable Long before,
            Model model) {
        Connector known = statuses.known(connector);
        String only = KeptDeliveries.isState(state) ? state : null;
        List<KeptDelivery> page = deliveries.page(known.name(), only, null, before, DELIVERIES + 1);
        boolean more = page.size() > DELIVERIES;
        model.addAttribute("connector", known.name().text());
        model.addAttribute("overview", overviews.of(known));
        model.addAttribute("state", only);
        model.addAttribute("deliveries", more ? page.subList(0, DELIVERIES) : page);
        model.addAttribute("older", more ? page.get(DELIVERIES - 1).id() : null);
        model.addAttribute("behindFirst", before != null);
        return "console/webhooks";
    }
}
