package io.silkroute.export.rehearsal;

import io.silkroute.catalogue.Change;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.connector.Connector;
import io.silkroute.export.Decider;
import io.silkroute.export.Decision;
import io.silkroute.export.ExportItem;
import io.silkroute.export.ExportItemLoader;
import io.silkroute.export.edited.EditedInShop;
import io.silkroute.run.Counts;
import io.silkroute.run.Run;
import io.silkroute.run.RunMode;
import io.silkroute.run.RunState;
import io.silkroute.run.RunTrigger;
import io.silkroute.run.stream.ActiveRun;
import io.silkroute.shopify.ShopFacts;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The same steps as a run takes, as far as the decision: nothing is changed, in the shop or here. */
@Component
public class Rehearsal {

    private final ExportItemLoader loader;
    private final Decider decider;
    private final ShopFacts facts;
    private final Clock clock;

    Rehearsal(ExportItemLoader loader, Decider decider, ShopFacts facts, Clock clock) {
        this.loader = loader;
        this.decider = decider;
        this.facts = facts;
        this.clock = clock;
    }

    /** @param key of a type that becomes something in a shop */
    public Decision decide(Connector connector, ItemKey key) {
        return decider.decide(load(connector, key.type(), List.of(key.id())).get(0));
    }

    /** What the PIM would have of each, whatever was decided of what people have changed in the shop; by id. */
    public Map<String, Decision> ofThePim(Connector connector, ItemType type, Collection<String> ids) {
        Map<String, Decision> decisions = new HashMap<>();
        if (!ids.isEmpty()) {
            load(connector, type, List.copyOf(ids))
                    .forEach(item -> decisions.put(
                            item.key().id(), decider.decide(item.edited(EditedInShop.NOTHING, item.exported()))));
        }
        return decisions;
    }

    private List<ExportItem> load(Connector connector, ItemType type, List<String> ids) {
        return loader.of(
                asIfRun(connector),
                ids.stream()
                        .map(id -> new Change(new ItemKey(type, id), 0, 0, "looked at", 0))
                        .toList());
    }

    private ActiveRun asIfRun(Connector connector) {
        ActiveRun run = new ActiveRun(new Run(
                "",
                connector.name(),
                RunMode.INCREMENTAL,
                RunTrigger.API,
                null,
                RunState.RUNNING,
                clock.instant(),
                null,
                null,
                connector.config(),
                null,
                true,
                false,
                0,
                new Counts()));
        run.sellsIn(facts.currency(connector.name()).orElse(null));
        run.stocksAt(facts.locations(connector.name()).orElse(null));
        return run;
    }
}
