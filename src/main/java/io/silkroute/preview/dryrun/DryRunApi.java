package io.silkroute.preview.dryrun;

import io.silkroute.access.OperatorMay;
import io.silkroute.connector.Connectors;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The dry run of a synchronization over HTTP. It changes nothing, and reading the shop takes points. */
@RestController
class DryRunApi {

    private final Connectors connectors;
    private final DryRun dryRun;

    DryRunApi(Connectors connectors, DryRun dryRun) {
        this.connectors = connectors;
        this.dryRun = dryRun;
    }

    @OperatorMay
    @PostMapping("/api/connectors/{connector}/preview")
    DryRun.Result preview(@PathVariable("connector") String name, @RequestBody JsonNode asked) {
        return dryRun.of(connectors.asked(name), DryRunAsked.of(asked));
    }
}
