package io.silkroute.loyalty.tier;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.silkroute.access.OperatorMay;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.config.ConfigReader;
import java.security.Principal;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Tiers over HTTP: make them anew, or see who would move. */
@RestController
class TierApi {

    private static final int LARGEST_PAGE = 500;

    private final Connectors connectors;
    private final ConfigReader reader;
    private final TierRounds rounds;
    private final TierPreview preview;

    TierApi(Connectors connectors, ConfigReader reader, TierRounds rounds, TierPreview preview) {
        this.connectors = connectors;
        this.reader = reader;
        this.rounds = rounds;
        this.preview = preview;
    }

    /** {@code 202} if it takes longer than some seconds, and goes on by itself. */
    @OperatorMay
    @PostMapping("/api/connectors/{connector}/loyalty/recalculate")
    ResponseEntity<TierRounds.Round> recalculate(@PathVariable String connector, Principal actor) {
        ConnectorName name = connectors.asked(connector).name();
        TierRounds.Round round = rounds.recalculate(name, actor.getName());
        return ResponseEntity.status(round.completed() ? HttpStatus.OK : HttpStatus.ACCEPTED)
                .body(round);
    }

    /** @param body as {@code loyalty} of the configuration */
    @OperatorMay
    @PostMapping("/api/connectors/{connector}/loyalty/preview")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    TierPreview.Preview preview(
            @PathVariable String connector,
            @RequestBody JsonNode body,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(defaultValue = "") String cursor) {
        ConnectorName name = connectors.asked(connector).name();
        return preview.of(name, reader.loyalty(body), cursor, Math.max(1, Math.min(limit, LARGEST_PAGE)));
    }
}
