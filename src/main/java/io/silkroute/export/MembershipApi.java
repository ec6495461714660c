package io.silkroute.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorConfig;
import io.silkroute.connector.ConnectorConfig.StatusFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What a decision would do before it is taken: other filters, or the removals a run waits with. */
@RestController
class MembershipApi {

    private final Statuses statuses;
    private final Membership membership;
    private final Departures departures;

    MembershipApi(Statuses statuses, Membership membership, Departures departures) {
        this.statuses = statuses;
        this.membership = membership;
        this.departures = departures;
    }

    /** What is left out stays as the connector has it. */
    record Filters(
            @Nullable StatusFilter status,
            @Nullable List<String> tags,
            @Nullable List<String> families) {

        ConnectorConfig.Export over(ConnectorConfig.Export now) {
            return new ConnectorConfig.Export(
                    status == null ? now.status() : status,
                    tags == null ? now.tags() : tags,
                    families == null ? now.families() : families,
                    now.disableDeletions(),
                    now.removal());
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Page(List<Departures.Departure> items, @Nullable String next) {}

    /** How many items would enter and leave the exported set. */
    @PostMapping("/api/connectors/{connector}/filter-effect")
    Membership.Effect effect(@PathVariable("connector") String name, @RequestBody Filters filters) {
        Connector connector = statuses.known(name);
        return membership.effect(name, filters.over(connector.config().export()));
    }

    /** The pending items that the run would take from the shop, at most 500. */
    @GetMapping("/api/runs/{id}/removals")
    Page removals(@PathVariable String id) {
        return new Page(departures.of(id), null);
    }
}
