package io.silkroute.outbox;

import java.util.List;

/** Told of what has happened, at least once, the older first. */
public interface OutboxListener {

    /** One row of the outbox. @param id the same however often it is told */
    record Told(String id, OutboxEvent event) {}

    /**
     * Called outside of any transaction. When it returns, what it has to do is done or durably noted.
     *
     * @throws RuntimeException the events are told again later, to this listener and to the others
     */
    void happened(List<Told> events);
}
