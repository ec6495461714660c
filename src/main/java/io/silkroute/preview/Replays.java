package io.silkroute.preview;

import io.silkroute.catalogue.Item;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.Items;
import io.silkroute.connector.Connector;
import io.silkroute.export.ledger.Parked;
import io.silkroute.run.Run;
import io.silkroute.run.RunRequests;
import io.silkroute.run.Runs;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Tries items again that an operator names, or that failed in a run. */
@Component
public class Replays {

    private final Items items;
    private final Parked parked;
    private final Runs runs;
    private final RunRequests requests;

    Replays(Items items, Parked parked, Runs runs, RunRequests requests) {
        this.items = items;
        this.parked = parked;
        this.runs = runs;
        this.requests = requests;
    }

    /** Empty if the PIM has not sent the item. A variant is tried again with its product. */
    public Optional<Run> item(Connector connector, ItemKey key) {
        return items.find(connector.name(), key)
                .map(Items.Stored::item)
                .map(Replays::owner)
                .map(owner -> requests.replay(connector.name(), List.of(owner)));
    }

    private static ItemKey owner(Item item) {
        return item.type() == ItemType.VARIANT && item.parent() != null ? ItemKey.product(item.parent()) : item.key();
    }

    /** Everything of the connector that waits for a person. */
    public Run all(Connector connector) {
        List<ItemKey> waiting = parked.keys(connector.name());
        if (waiting.isEmpty()) {
            throw new ResponseStatusException(
                    HttpStatus.CONFLICT, "No item waits any more; there is nothing to replay.");
        }
        return requests.replay(connector.name(), waiting);
    }

    /** Everything that the run left rejected or parked and that no later run has closed. */
    public Run failed(String id) {
        Run run = runs.find(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no run " + id + "."));
        List<ItemKey> failed =
                parked.ofRun(id).stream().map(Parked.Waiting::key).toList();
        if (failed.isEmpty()) {
            throw new ResponseStatusException(
                    HttpStatus.CONFLICT, "Nothing that failed in this run waits any more; there is nothing to replay.");
        }
        return requests.replay(run.connector(), failed);
    }
}
