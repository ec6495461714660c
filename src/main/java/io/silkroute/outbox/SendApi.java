package io.silkroute.outbox;

import io.silkroute.access.OperatorMay;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** What is sent by itself, sent now: a summary, or a delivery that tries an address. */
@RestController
class SendApi {

    private final Connectors connectors;
    private final OnDemand onDemand;

    SendApi(Connectors connectors, OnDemand onDemand) {
        this.connectors = connectors;
        this.onDemand = onDemand;
    }

    /** @param sent to how many it goes */
    record Sent(int sent) {}

    @OperatorMay
    @PostMapping("/api/connectors/{connector}/notifications/{event}/send")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Sent send(@PathVariable("connector") String name, @PathVariable String event) {
        ConnectorName connector = connectors.asked(name).name();
        int sent = onDemand.send(connector, event)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "There is no such event that could be sent."));
        if (sent == 0) {
            throw new ResponseStatusException(
                    HttpStatus.CONFLICT,
                    "Nobody is to be told of " + event
                            + ": the connector's notifications name no address for it, and no"
                            + " person or no sender of mails (email.from).");
        }
        return new Sent(sent);
    }
}
