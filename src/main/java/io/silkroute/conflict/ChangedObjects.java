package io.silkroute.conflict;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.conflict.compared.ComparedType;
import io.silkroute.connector.ConnectorName;
import io.silkroute.export.ledger.Exports;
import io.silkroute.shopevent.ShopEvent;
import io.silkroute.shopevent.ShopEventListener;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Hears of what has changed in a shop: of that, what this connector has exported is read anew and compared. What we wrote
 * ourselves is as it was exported, and so no difference.
 */
@Component
class ChangedObjects implements ShopEventListener {

    private final Exports exports;
    private final ShopLooks looks;
    private final DueLooks due;
    private final Set<ShopEvent.Subject> subjects = EnumSet.noneOf(ShopEvent.Subject.class);

    ChangedObjects(Exports exports, ShopLooks looks, DueLooks due, List<ComparedType> types) {
        this.exports = exports;
        this.looks = looks;
        this.due = due;
        types.forEach(type -> subjects.add(type.subject()));
    }

    @Override
    public Set<ShopEvent.Subject> subjects() {
        return subjects;
    }

    @Override
    public void changed(List<ShopEvent> events) {
        ConnectorName connector = events.get(0).connector();
        Collection<ItemKey> ours = exports.holders(
                        connector, events.stream().map(ShopEvent::id).toList())
                .values();
        if (!ours.isEmpty()) {
            DetectedBy by = DetectedBy.of(events.get(0).origin());
            due.lookAt(connector, looks.note(connector, ours.stream().collect(Collectors.toSet()), by));
        }
    }
}
