package io.silkroute.preview;

import io.silkroute.connector.Connector;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** How a connector is doing. */
@RestController
class StatusApi {

    private final Statuses statuses;

    StatusApi(Statuses statuses) {
        this.statuses = statuses;
    }

    @GetMapping("/api/connectors/{connector}/status")
    Statuses.Status status(@PathVariable("connector") String name) {
        Connector connector = statuses.known(name);
        return statuses.of(connector);
    }
}
