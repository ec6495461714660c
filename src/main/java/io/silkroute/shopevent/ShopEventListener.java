package io.silkroute.shopevent;

import java.util.List;
import java.util.Set;

/** Told of what has changed in the shops, at least once and in no promised order; an older event may come after a newer. */
public interface ShopEventListener {

    /** What it wants to hear of. */
    Set<ShopEvent.Subject> subjects();

    /**
     * Called outside of any transaction. When it returns, what it has to do is done or durably noted: it is not told again.
     *
     * @param events of one connector, at most one for an object, of wanted subjects only; not empty
     * @throws RuntimeException the events are told again later, to this listener and to the others
     */
    void changed(List<ShopEvent> events);
}
