package io.silkroute.preview;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.silkroute.connector.Connector;
import io.silkroute.promotion.UsageFigures;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** How a connector is doing. */
@RestController
class StatusApi {

    private final Statuses statuses;
    private final UsageFigures usage;

    StatusApi(Statuses statuses, UsageFigures usage) {
        this.statuses = statuses;
        this.usage = usage;
    }

    /** @param usage how far the shop's orders were read; null where nobody looks at them */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record WithUsage(@JsonUnwrapped Statuses.Status status, UsageFigures.@Nullable Reading usage) {}

    @GetMapping("/api/connectors/{connector}/status")
    WithUsage status(@PathVariable("connector") String name) {
        Connector connector = statuses.known(name);
        return new WithUsage(
                statuses.of(connector), usage.reading(connector.name()).orElse(null));
    }
}
