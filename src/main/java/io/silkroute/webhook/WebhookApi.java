package io.silkroute.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.silkroute.connector.Connector;
import io.silkroute.connector.Connectors;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** What a connector's shop tells by itself, by HTTP. */
@RestController
@RequestMapping("/api/connectors/{connector}/webhooks")
class WebhookApi {

    private static final int LARGEST_PAGE = 500;

    private final Connectors connectors;
    private final WebhookOverviews overviews;
    private final KeptDeliveries deliveries;

    WebhookApi(Connectors connectors, WebhookOverviews overviews, KeptDeliveries deliveries) {
        this.connectors = connectors;
        this.overviews = overviews;
        this.deliveries = deliveries;
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record DeliveryPage(List<KeptDelivery> items, @Nullable String next) {}

    @GetMapping
    WebhookOverview overview(@PathVariable("connector") String name) {
        return overviews.of(connectors.asked(name));
    }

    @GetMapping("/deliveries")
    DeliveryPage deliveries(
            @PathVariable("connector") String name,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String topic,
            @RequestParam(required = false) @Nullable Long cursor,
            @RequestParam(defaultValue = "100") int limit) {
        Connector connector = connectors.asked(name);
        if (state != null && !KeptDeliveries.isState(state)) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST,
                    "The parameter state must be one of pending, done, older, ignored, failed.");
        }
        int size = Math.max(1, Math.min(limit, LARGEST_PAGE));
        List<KeptDelivery> page = deliveries.page(connector.name(), state, topic, cursor, size + 1);
        boolean more = page.size() > size;
        return new DeliveryPage(
                more ? page.subList(0, size) : page,
                more ? Long.toString(page.get(size - 1).id()) : null);
    }
}
