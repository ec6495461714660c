package io.silkroute.preview;

import io.silkroute.catalogue.Item;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.Items;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.export.ledger.Incomplete;
import io.silkroute.export.ledger.Parked;
import io.silkroute.run.Run;
import io.silkroute.run.RunRequests;
import io.silkroute.run.Runs;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Tries items again that an operator names, or that failed in a run. */
@Component
public class Replays {

    private final Items items;
    private final Parked parked;
    private final Incomplete incomplete;
    private final Runs runs;
    private final RunRequests requests;

    Replays(Items items, Parked parked, Incomplete incomplete, Runs runs, RunRequests requests) {
        this.items = items;
        this.parked = parked;
        this.incomplete = incomplete;
        this.runs = runs;
        this.requests = requests;
    }

    /** Empty if the PIM has not sent the item. A variant is tried again with its product. */
    public Optional<Run> item(Connector connector, ItemKey key, String actor) {
        return items.find(connector.name(), key)
                .map(Items.Stored::item)
                .map(Replays::owner)
                .map(owner -> requests.replay(connector.name(), together(connector.name(), List.of(owner)), actor));
    }

    private static ItemKey owner(Item item) {
        return item.type() == ItemType.VARIANT && item.parent() != null ? ItemKey.product(item.parent()) : item.key();
    }

    /** Items, and with them what waits because it goes out with them. */
    private Collection<RunRequests.Replayed> together(ConnectorName connector, Collection<ItemKey> owners) {
        Map<ItemKey, RunRequests.Replayed> all = new LinkedHashMap<>();
        owners.forEach(owner -> all.put(owner, new RunRequests.Replayed(owner, null)));
        parked.with(connector, owners)
                .forEach(one -> all.putIfAbsent(
                        one.key(),
                        new RunRequests.Replayed(one.key(), one.owner().id())));
        return all.values();
    }

    /** Those of these that failed, or are in the shop with something left out. */
    public Run chosen(Connector connector, Collection<ItemKey> keys, String actor) {
        Set<ItemKey> owners = new LinkedHashSet<>(parked.owners(connector.name(), keys));
        incomplete.among(connector.name(), keys).stream()
                .map(key -> items.find(connector.name(), key)
                        .map(Items.Stored::item)
                        .map(Replays::owner)
                        .orElse(key))
                .forEach(owners::add);
        if (owners.isEmpty()) {
            throw new ResponseStatusException(
                    HttpStatus.CONFLICT, "Nothing of what was chosen waits any more; there is nothing to replay.");
        }
        return requests.replay(connector.name(), together(connector.name(), owners), actor);
    }

    /** Everything of the connector that waits for a person. */
    public Run all(Connector connector, String actor) {
        Set<ItemKey> waiting = parked.owners(connector.name(), null, null);
        if (waiting.isEmpty()) {
            throw new ResponseStatusException(
                    HttpStatus.CONFLICT, "No item waits any more; there is nothing to replay.");
        }
        return requests.replay(connector.name(), together(connector.name(), waiting), actor);
    }

    /**
     * What waits for one cause.
     *
     * @param run only what it was the last to fail on; null: of any run
     */
    public Run ofCause(Connector connector, @Nullable String run, String code, String actor) {
        Set<ItemKey> waiting = parked.owners(connector.name(), run, code);
        if (waiting.isEmpty()) {
            throw new ResponseStatusException(
                    HttpStatus.CONFLICT, "Nothing waits for this cause any more; there is nothing to replay.");
        }
        return requests.replay(connector.name(), together(connector.name(), waiting), actor);
    }

    /** Everything that the run left rejected or parked and that no later run has closed. */
    public Run failed(String id, String actor) {
        Run run = runs.find(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no run " + id + "."));
        Set<ItemKey> failed = parked.owners(run.connector(), id, null);
        if (failed.isEmpty()) {
            throw new ResponseStatusException(
                    HttpStatus.CONFLICT, "Nothing that failed in this run waits any more; there is nothing to replay.");
        }
        return requests.replay(run.connector(), together(run.connector(), failed), actor);
    }
}
