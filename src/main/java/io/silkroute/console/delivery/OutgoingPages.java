package io.silkroute.console.delivery;

import io.silkroute.access.OperatorMay;
import io.silkroute.connector.Connector;
import io.silkroute.console.Links;
import io.silkroute.console.Notices;
import io.silkroute.delivery.Deliveries;
import io.silkroute.delivery.DeliveryReplays;
import io.silkroute.delivery.DeliveryState;
import io.silkroute.delivery.OutgoingDelivery;
import io.silkroute.preview.Statuses;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What a connector has told programs, each attempt of it, and sending it again. */
@Controller
class OutgoingPages {

    private static final int SHOWN = 25;

    private final Statuses statuses;
    private final Deliveries deliveries;
    private final DeliveryReplays replays;

    OutgoingPages(Statuses statuses, Deliveries deliveries, DeliveryReplays replays) {
        this.statuses = statuses;
        this.deliveries = deliveries;
        this.replays = replays;
    }

    record Sent(OutgoingDelivery delivery, List<Deliveries.Attempt> attempts) {}

    /**
     * @param state of the deliveries that are shown; another word than a state's, or none: all
     * @param before the place of the last one that was shown; null: from the newest on
     */
    @GetMapping("/connectors/{connector}/deliveries")
    String all(
            @PathVariable String connector,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(required = false) @Nullable Long before,
            Model model) {
        Connector known = statuses.known(connector);
        @Nullable DeliveryState only = DeliveryState.of(state).orElse(null);
        List<OutgoingDelivery> page =
                deliveries.page(known.name(), new Deliveries.Asked(only, null), before, SHOWN + 1);
        boolean more = page.size() > SHOWN;
        List<OutgoingDelivery> shown = more ? page.subList(0, SHOWN) : page;
        Map<Long, List<Deliveries.Attempt>> attempts = deliveries.attempts(shown);
        model.addAttribute("connector", connector);
        model.addAttribute(
                "sent",
                shown.stream()
                        .map(one -> new Sent(one, attempts.getOrDefault(one.place(), List.of())))
                        .toList());
        model.addAttribute("state", only == null ? null : only.word());
        model.addAttribute("states", List.of(DeliveryState.values()));
        model.addAttribute("older", more ? page.get(SHOWN - 1).place() : null);
        model.addAttribute("behindFirst", before != null);
        return "console/outgoing";
    }

    @OperatorMay
    @PostMapping("/connectors/{connector}/deliveries/{id}/replay")
    String replay(@PathVariable String connector, @PathVariable String id, Principal actor, RedirectAttributes page) {
        Notices.after(
                page,
                () -> replays.replay(id, actor.getName()).isPresent()
                        ? "It is sent again, under the same id."
                        : "There is no such delivery any more.");
        return "redirect:/connectors/" + Links.encoded(connector) + "/deliveries";
    }
}
