package io.silkroute.preview;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.silkroute.access.OperatorMay;
import io.silkroute.connector.ConnectorName;
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
class RemovalPreviewApi {

    private final ConnectorSetup setup;
    private final FilterPreview filters;
    private final RemovalPreview removals;

    RemovalPreviewApi(ConnectorSetup setup, FilterPreview filters, RemovalPreview removals) {
        this.setup = setup;
        this.filters = filters;
        this.removals = removals;
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Page(
            List<RemovalPreview.Removal> items, @Nullable String next) {}

    /** What would enter and leave the exported set, and what would become of it. Filters that are left out stay as they are. */
    @OperatorMay
    @PostMapping("/api/connectors/{connector}/filter-effect")
    FilterPreview.Preview effect(@PathVariable String connector, @RequestBody JsonNode asked) {
        return filters.of(new ConnectorName(connector), setup.asked(connector, asked));
    }

    /** The pending items that the run would take from the shop, at most 500. */
    @GetMapping("/api/runs/{id}/removals")
    Page removals(@PathVariable String id) {
        return new Page(removals.of(id), null);
    }
}
