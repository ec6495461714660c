package io.silkroute.webhook;

import io.silkroute.connector.Connector;
import java.util.Set;

/** Something that is to be done when a shop says so, on an inactive connector too. */
interface ShopTask {

    Set<Topic> topics();

    /**
     * Does it; twice does no harm.
     *
     * @throws RuntimeException it is done again later
     */
    void perform(Connector connector, WaitingObject asked);
}
