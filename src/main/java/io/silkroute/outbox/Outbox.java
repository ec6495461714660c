package io.silkroute.outbox;

/** Takes what has happened, to be told by the route that reads it. */
public interface Outbox {

    /** Within the caller's transaction: it is told if and only if what it is about has happened. */
    void put(OutboxEvent event);
}
