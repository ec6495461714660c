package io.silkroute.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.silkroute.access.OperatorMay;
import io.silkroute.connector.Connectors;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Deliveries by HTTP. */
@RestController
class DeliveryApi {

    private static final int LARGEST_PAGE = 200;

    private final Connectors connectors;
    private final Deliveries deliveries;
    private final DeliveryReplays replays;
    private final ObjectMapper json;

    DeliveryApi(Connectors connectors, Deliveries deliveries, DeliveryReplays replays, ObjectMapper json) {
        this.connectors = connectors;
        this.deliveries = deliveries;
        this.replays = replays;
        this.json = json;
    }

    /** @param attempts the newest first */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Shown(
            String id,
            String connector,
            String event,
            String type,
            String address,
            DeliveryState state,
            boolean asked,
            Instant createdAt,
            @Nullable Instant nextAttemptAt,
            @Nullable Instant endedAt,
            @Nullable String reason,
            JsonNode body,
            List<Deliveries.Attempt> attempts) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Page(List<Shown> items, @Nullable String next) {}

    @GetMapping("/api/connectors/{connector}/deliveries")
    Page page(
            @PathVariable String connector,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String event,
            @RequestParam(required = false) @Nullable Long cursor,
            @RequestParam(defaultValue = "50") int limit) {
        var known = connectors.asked(connector);
        @Nullable
        DeliveryState only = state == null
                ? null
                : DeliveryState.of(state)
                        .orElseThrow(() -> new ResponseStatusException(
                                HttpStatus.BAD_REQUEST,
                                "The parameter state must be one of pending, delivered, failed, skipped."));
        int size = Math.max(1, Math.min(limit, LARGEST_PAGE));
        List<OutgoingDelivery> page =
                deliveries.page(known.name(), new Deliveries.Asked(only, event), cursor, size + 1);
        boolean more = page.size() > size;
        List<OutgoingDelivery> shown = more ? page.subList(0, size) : page;
        Map<Long, List<Deliveries.Attempt>> attempts = deliveries.attempts(shown);
        return new Page(
                shown.stream()
                        .map(one -> shown(one, attempts.getOrDefault(one.place(), List.of())))
                        .toList(),
                more ? Long.toString(page.get(size - 1).place()) : null);
    }

    @GetMapping("/api/deliveries/{id}")
    Shown one(@PathVariable String id) {
        return deliveries.find(id).map(this::shown).orElseThrow(DeliveryApi::unknown);
    }

    /** It is sent anew under the same id, for another day. */
    @OperatorMay
    @PostMapping("/api/deliveries/{id}/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Shown replay(@PathVariable String id, Principal actor) {
        return replays.replay(id, actor.getName()).map(this::shown).orElseThrow(DeliveryApi::unknown);
    }

    private Shown shown(OutgoingDelivery one) {
        return shown(one, deliveries.attempts(one));
    }

    private Shown shown(OutgoingDelivery one, List<Deliveries.Attempt> attempts) {
        return new Shown(
                one.id(),
                one.connector().text(),
                one.event(),
                one.type(),
                one.shownAddress(),
                one.state(),
                one.asked(),
                one.created(),
                one.due(),
                one.ended(),
                one.reason(),
                json.readTree(one.body()),
                attempts);
    }

    private static ResponseStatusException unknown() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such delivery any more.");
    }
}
