package io.silkroute.shopevent;

import java.util.List;
import org.springframework.stereotype.Component;

/** Tells each listener what it wants to hear of. */
@Component
public class ShopEvents {

    private final List<ShopEventListener> listeners;

    ShopEvents(List<ShopEventListener> listeners) {
        this.listeners = listeners;
    }

    /**
     * @param events of one connector, at most one for an object
     * @throws RuntimeException the first of what the listeners threw; each of them was told nevertheless
     */
    public void tell(List<ShopEvent> events) {
        RuntimeException failed = null;
        for (ShopEventListener listener : listeners) {
            List<ShopEvent> wanted = events.stream()
                    .filter(event -> listener.subjects().contains(event.subject()))
                    .toList();
            if (!wanted.isEmpty()) {
                try {
                    listener.changed(wanted);
                } catch (RuntimeException failure) {
                    if (failed == null) {
                        failed = failure;
                    } else {
                        failed.addSuppressed(failure);
                    }
                }
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
