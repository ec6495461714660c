package io.silkroute.export.pricelist;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.RenderingChanged;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.run.stream.ActiveRun;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Pages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers which price lists the amounts in a currency go to: Shopify's ids; empty where the shop has none, and a list of
 * none where the connector is set to send them nowhere, or nothing is known of the shop yet.
 */
@Component
public class PriceListsOfRun {

    /** What an id of a price list begins with. */
    public static final String GID = "gid://shopify/PriceList/";

    static final Operation READ = Operation.named("priceLists");
    private static final int MAX_PAGES = 20;
    private static final int LONGEST = 255;
    private static final String OF_COMPANIES = "CompanyLocationCatalog";

    private final Gateway gateway;
    private final ShopPriceLists lists;
    private final ActivityLog activity;
    private final ApplicationEventPublisher events;

    PriceListsOfRun(Gateway gateway, ShopPriceLists lists, ActivityLog activity, ApplicationEventPublisher events) {
        this.gateway = gateway;
        this.lists = lists;
        this.activity = activity;
        this.events = events;
    }

    /** As a run asks: the shop is read when the first currency is asked for, and what it lacks is told once a run. */
    public Function<String, Optional<List<String>>> of(ActiveRun run) {
        if (run.sendsAgain()) {
            lists.expire(run.connector());
        }
        return new Asking(run);
    }

    /** As far as it is known without asking the shop. */
    public Function<String, Optional<List<String>>> known(ConnectorName connector, ConnectorConfig config) {
        return currency -> lists.known(connector)
                .map(known -> Choice.of(currency, known, config.export()).ids())
                .orElse(Optional.of(List.of()));
    }

    /** What is known of a shop, for whoever has to notice that it has become another. */
    public String told(ConnectorName connector) {
        return lists.known(connector)
                .filter(known -> !known.isEmpty())
                .map(List::toString)
                .orElse("");
    }

    /** Of the threads of one run. */
    private final class Asking implements Function<String, Optional<List<String>>> {

        private final ActiveRun run;
        private final Map<String, Optional<List<String>>> answers = new HashMap<>();
        private @Nullable List<ShopPriceList> all;
        private boolean unread; // and nothing is known of before

        Asking(ActiveRun run) {
            this.run = run;
        }

        @Override
        public synchronized Optional<List<String>> apply(String currency) {
            Optional<List<String>> known = answers.get(currency);
            if (known == null) {
                known = answer(currency);
                answers.put(currency, known);
            }
            return known;
        }

        private Optional<List<String>> answer(String currency) {
            Optional<List<String>> named = run.config().export().namedLists(currency);
            if (named.filter(List::isEmpty).isPresent()) {
                return named;
            }
            if (all == null) {
                all = read();
            }
            if (unread) {
                return Optional.empty();
            }
            Choice choice = Choice.of(currency, all, run.config().export());
            choice.told().forEach(this::tell);
            return choice.ids();
        }

        private void tell(String sentence) {
            activity.append(Entry.ofRun(run.connector().text(), run.id(), sentence));
        }

        /** What cannot be read leaves what is known. */
        private List<ShopPriceList> read() {
            Optional<List<ShopPriceList>> known = lists.known(run.connector());
            if (known.isPresent() && lists.areFresh(run.connector())) {
                return known.get();
            }
            List<ShopPriceList> found = new ArrayList<>();
            ObjectNode variables = JsonNodeFactory.instance.objectNode();
            for (int page = 0; page < MAX_PAGES; page++) {
                CallResult answer = gateway.call(run.connector(), READ, variables);
                if (!(answer instanceof CallResult.Accepted accepted)) {
                    tell("The shop does not tell its price lists: "
                            + answer.whyNot().sentence());
                    unread = known.isEmpty();
                    return known.orElse(List.of());
                }
                JsonNode told = accepted.data().path("priceLists");
                told.path("nodes").forEach(list -> add(list, found));
                String after = Pages.after(told);
                if (after == null) {
                    break;
                }
                variables.put("after", after);
            }
            lists.put(run.connector(), found);
            if (!known.orElse(List.of()).equals(found)) {
                events.publishEvent(new RenderingChanged(run.connector()));
            }
            return found;
        }
    }

    private static void add(JsonNode list, List<ShopPriceList> found) {
        String id = list.path("id").asString("");
        String name = list.path("name").asString("");
        if (id.startsWith(GID) && name.length() <= LONGEST) {
            found.add(new ShopPriceList(
                    id,
                    name,
                    list.path("currency").asString(""),
                    list.path("catalog").path("__typename").asString("").equals(OF_COMPANIES)));
        }
    }
}
