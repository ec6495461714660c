package io.silkroute.run;

import io.silkroute.connector.ConnectorActivated;
import io.silkroute.connector.ConnectorName;
import java.util.Collection;
import org.apache.camel.ProducerTemplate;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Puts runs that beans have asked for on the queue, through the route that does so for everybody. */
@Component
public class Announcer {

    private final ProducerTemplate camel;
    private final RunRequests requests;

    Announcer(ProducerTemplate camel, RunRequests requests) {
        this.camel = camel;
        this.requests = requests;
    }

    public Run announce(Run run) {
        camel.sendBody("direct:announce-run", run);
        return run;
    }

    /** Changes have become pending: a run begins if the connector runs on change, or if one of them is urgent. */
    public void onChange(ConnectorName connector) {
        Run run = requests.onChange(connector.text());
        if (run != null) {
            announce(run);
        }
    }

    /** Ends a run that is not at work; the one that waited behind it begins. */
    public Run cancel(String id, String actor) {
        Run cancelled = requests.cancel(id, actor);
        requests.waiting(cancelled.connector()).ifPresent(this::announce);
        return cancelled;
    }

    void announce(Collection<Run> runs) {
        runs.forEach(this::announce);
    }

    @EventListener
    void activated(ConnectorActivated event) {
        announce(requests.resume(event.name()));
    }
}
