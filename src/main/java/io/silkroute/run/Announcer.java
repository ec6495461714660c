package io.silkroute.run;

import io.silkroute.connector.ConnectorActivated;
import io.silkroute.connector.ConnectorName;
import java.util.Collection;
import org.apache.camel.ProducerTemplate;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Puts runs that beans have asked for on the queue, through the route that does so for everybody. */
@Component
public class Announcer implements MarkedChanges {

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

    @Override
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
