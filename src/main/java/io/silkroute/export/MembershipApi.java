package io.silkroute.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.silkroute.access.OperatorMay;
import io.silkroute.connector.lifecycle.ConnectorSetup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What a decision would do before it is taken: other filters, or the removals a run waits with. */
@RestController
class MembershipApi {

    private final ConnectorSetup setup;
    private final Membership membership;
    private final Departures departures;

    MembershipApi(ConnectorSetup setup, Membership membership, Departures departures) {
        this.setup = setup;
        this.membership = membership;
        this.departures = departures;
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Page(List<Departures.Departure> items, @Nullable String next) {}

    /** How many items would enter and leave the exported set. Filters that are left out stay as they are. */
    @OperatorMay
    @PostMapping("/api/connectors/{connector}/filter-effect")
    Membership.Effect effect(@PathVariable String connector, @RequestBody JsonNode filters) {
        return membership.effect(connector, setup.asked(connector, filters));
    }

    /** The pending items that the run would take from the shop, at most 500. */
    @GetMapping("/api/runs/{id}/removals")
    Page removals(@PathVariable String id) {
        return new Page(departures.of(id), null);
    }
}
