package io.silkroute.export.rehearsal;

import io.silkroute.catalogue.Change;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.connector.Connector;
import io.silkroute.export.Decider;
import io.silkroute.export.Decision;
import io.silkroute.export.ExportItem;
import io.silkroute.export.ExportItemLoader;
import io.silkroute.export.Stage;
import io.silkroute.export.edited.EditedInShop;
import io.silkroute.export.edited.PayloadFields;
import io.silkroute.export.ledger.Exported;
import io.silkroute.export.pricelist.PriceListsOfRun;
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
    private final PriceListsOfRun priceLists;
    private final Clock clock;

    Rehearsal(ExportItemLoader loader, Decider decider, ShopFacts facts, PriceListsOfRun priceLists, Clock clock) {
        this.loader = loader;
        this.decider = decider;
        this.facts = facts;
        this.priceLists = priceLists;
        this.clock = clock;
    }

    /** @param key of a type that becomes something in a shop */
    public Decision decide(Connector connector, ItemKey key) {
        return decider.decide(load(connector, key.type(), List.of(key.id())).get(0));
    }

    /** Each as a run of this kind would take it up. @param changes all of one type, which becomes something in a shop */
    public List<Stage.Decided> takenUp(Connector connector, RunMode mode, List<Change> changes) {
        return loader.of(asIfRun(connector, mode), changes).stream()
                .map(this::takenUp)
                .toList();
    }

    /** An item of which something else is known now. */
    public Stage.Decided takenUp(ExportItem item) {
        return new Stage.Decided(item, decider.decide(item));
    }

    /** One of which it is known now what somebody has changed in the shop. @param recorded its last export */
    public Stage.Decided takenUp(ExportItem item, EditedInShop edited, Exported recorded, PayloadFields fields) {
        return takenUp(item.edited(edited, edited.over(recorded, fields)));
    }

    /** What the PIM would have of an item, whatever was decided of what people have changed in the shop. */
    public Decision ofThePim(ExportItem item) {
        return decider.decide(item.edited(EditedInShop.NOTHING, item.exported()));
    }

    /** What the PIM would have of each, whatever was decided of what people have changed in the shop; by id. */
    public Map<String, Decision> ofThePim(Connector connector, ItemType type, Collection<String> ids) {
        Map<String, Decision> decisions = new HashMap<>();
        if (!ids.isEmpty()) {
            load(connector, type, List.copyOf(ids))
                    .forEach(item -> decisions.put(item.key().id(), ofThePim(item)));
        }
        return decisions;
    }

    private List<ExportItem> load(Connector connector, ItemType type, List<String> ids) {
        return loader.of(
                asIfRun(connector, RunMode.INCREMENTAL),
                ids.stream()
                        .map(id -> new Change(new ItemKey(type, id), 0, 0, "looked at", 0))
                        .toList());
    }

    private ActiveRun asIfRun(Connector connector, RunMode mode) {
        ActiveRun run = new ActiveRun(new Run(
                "",
                connector.name(),
                mode,
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
        run.pricesBy(priceLists.known(connector.name(), connector.config()));
        return run;
    }
}
