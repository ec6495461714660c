package io.silkroute.connector;

import java.util.Optional;

/** What a connector's shop lets be spent on calls; whoever makes the calls knows. */
public interface ShopBudgets {

    /**
     * @param available points in the shop's bucket at this moment, those of calls in flight already taken
     * @param maximum how many it holds at most
     * @param spent by this node since its start
     */
    record Level(double available, double maximum, double spent) {}

    /** Empty as long as the shop has not told its bucket to this node. */
    Optional<Level> of(ConnectorName connector);
}
