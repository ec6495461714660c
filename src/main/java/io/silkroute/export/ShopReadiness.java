package io.silkroute.export;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.export.definition.ShopDefinitions;
import io.silkroute.export.pricelist.PriceListsOfRun;
import io.silkroute.mapping.Mappings;
import io.silkroute.run.stream.ActiveRun;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Readiness;
import io.silkroute.shopify.Reason;
import io.silkroute.shopify.ShopFacts;
import io.silkroute.shopify.call.ShopLocations;
import io.silkroute.shopify.call.ShopSetup;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Before a run's first item: does the shop answer, and is there in it what every write needs? */
@Component("shopReadiness")
public class ShopReadiness {

    private final ShopSetup setup;
    private final ShopDefinitions definitions;
    private final ShopLocations locations;
    private final ShopFacts facts;
    private final PriceListsOfRun priceLists;
    private final Mappings mappings;
    private final ActivityLog activity;

    public ShopReadiness(
            ShopSetup setup,
            ShopDefinitions definitions,
            ShopLocations locations,
            ShopFacts facts,
            PriceListsOfRun priceLists,
            Mappings mappings,
            ActivityLog activity) {
        this.setup = setup;
        this.definitions = definitions;
        this.locations = locations;
        this.facts = facts;
        this.priceLists = priceLists;
        this.mappings = mappings;
        this.activity = activity;
    }

    /**
     * A shop that is not ready fails the run with one reason, before any item is touched. A force refresh restores the
     * shop, whatever became of it, so nothing is taken as done before.
     */
    public void check(ActiveRun run) {
        if (run.forceRefresh()) {
            setup.forget(run.connector());
            definitions.forget(run.connector());
        }
        if (run.sendsAgain()) {
            locations.forget(run.connector());
        }
        Readiness readiness = setup.ofRun(run.connector());
        if (readiness instanceof Readiness.Ready ready) {
            sell(run, ready.currency());
            facts.liesIn(run.connector(), ready.zone());
            stock(run);
            run.pricesBy(priceLists.of(run));
            metafields(run);
        } else if (readiness instanceof Readiness.NotReady notReady) {
            Answers.stop(run, notReady.reason());
        }
    }

    // A price in another currency is another price; none is ever taken for the shop's.
    private void sell(ActiveRun run, @Nullable String currency) {
        String file = run.config().mapping();
        List<String> named = mappings.product(file).currencies();
        if (currency != null && !named.isEmpty() && named.stream().noneMatch(currency::equalsIgnoreCase)) {
            run.fail("The shop has its prices in %s, and the mapping %s names only %s (currency). Add %s there and to"
                            .formatted(currency, file, String.join(", ", named), currency)
                    + " the items' prices, then start the run again.");
        }
        if (currency == null) {
            activity.append(Entry.ofRun(
                    run.connector().text(),
                    run.id(),
                    "The shop does not tell its currency. Prices are taken in the first of the mapping's currencies that"
                            + " is there, and may be another one."));
        } else {
            facts.sellsIn(run.connector(), currency);
        }
        run.sellsIn(currency);
    }

    // A shop that does not let the app read its locations takes everything but stock.
    private void stock(ActiveRun run) {
        if (!run.stops() && mappings.product(run.config().mapping()).mapsStock()) {
            Reason broken = locations.refresh(run.connector());
            if (broken != null) {
                Answers.stop(run, broken);
            }
            run.stocksAt(facts.locations(run.connector()).orElse(null));
        }
    }

    // Of another type than the shop defines, a metafield would be refused with every item that has it.
    private void metafields(ActiveRun run) {
        if (run.stops()) {
            return;
        }
        String file = run.config().mapping();
        ShopDefinitions.Look look = definitions.look(
                run.connector(), run.config().shop().address(), mappings.product(file), mappings.collection(file));
        look.notes().forEach(note -> activity.append(Entry.ofRun(run.connector().text(), run.id(), note)));
        if (look.stops() != null) {
            Answers.stop(run, look.stops());
        } else if (look.refused() != null) {
            run.fail(look.refused());
        }
    }

    /**
     * Does the shop know nothing any more of the identity by which items are found again? Then the item is left to a run
     * that defines it anew; else null.
     */
    public @Nullable Conclusion lost(ExportItem item, CallResult answer) {
        if (!DeletedInShop.identity(answer) || !item.mayWait()) {
            return null;
        }
        setup.forget(item.run().connector());
        return new Conclusion.Deferred(
                "The shop has lost the definition of the metafield " + ShopSetup.NAMESPACE + "." + ShopSetup.KEY
                        + ". It is made anew before the item is sent again.",
                true,
                Set.of());
    }
}
