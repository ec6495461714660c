package io.silkroute.outbox;

import io.silkroute.connector.ConnectorName;
import java.util.List;
import java.util.OptionalInt;
import org.springframework.stereotype.Component;

/** Sends what a person has asked for, by whoever can. */
@Component
public class OnDemand {

    private final List<SentOnDemand> senders;

    OnDemand(List<SentOnDemand> senders) {
        this.senders = senders;
    }

    /** @return to how many it goes; empty: nobody sends such an event */
    public OptionalInt send(ConnectorName connector, String event) {
        List<SentOnDemand> able = senders.stream()
                .filter(sender -> sender.events().contains(event))
                .toList();
        return able.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(able.stream()
                        .mapToInt(sender -> sender.send(connector, event))
                        .sum());
    }
}
