package io.silkroute.export;

import io.silkroute.catalogue.Change;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.run.Run;
import io.silkroute.run.Runs;
import io.silkroute.run.stream.ActiveRun;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** The list an operator reads before confirming a run's removals. */
@Component
public class Departures {

    private static final int MOST = 500;

    private final Runs runs;
    private final Membership membership;
    private final WorkLoader loader;
    private final Relevance relevance;

    Departures(Runs runs, Membership membership, WorkLoader loader, Relevance relevance) {
        this.runs = runs;
        this.membership = membership;
        this.loader = loader;
        this.relevance = relevance;
    }

    /** @param why it would leave, in a sentence */
    public record Departure(
            String type, String id, @Nullable String shopifyId, String why) {}

    /** By the filters the run started with; at most 500. */
    public List<Departure> of(String id) {
        Run run = runs.find(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no run " + id + "."));
        List<Departure> departures = new ArrayList<>();
        if (run.state().finished()) {
            return departures;
        }
        List<ItemKey> keys = membership.departing(run.connector(), run.config().export(), MOST);
        for (ItemType type : List.of(ItemType.CATEGORY, ItemType.PRODUCT)) {
            List<Change> changes = keys.stream()
                    .filter(key -> key.type() == type)
                    .map(key -> new Change(key, 0, 0, "looked at", 0))
                    .toList();
            if (!changes.isEmpty()) {
                loader.load(new ActiveRun(run), changes).forEach(work -> departures.add(departure(work)));
            }
        }
        return departures;
    }

    private Departure departure(Work work) {
        String why = relevance.obstacle(work);
        Exported exported = work.exported();
        return new Departure(
                work.key().type().word(),
                work.key().id(),
                exported == null ? null : exported.shopifyId(),
                why == null ? "It leaves the exported set." : why);
    }
}
