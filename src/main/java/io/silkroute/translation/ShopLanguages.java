package io.silkroute.translation;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.connector.ConnectorName;
import io.silkroute.export.Answers;
import io.silkroute.export.Asked;
import io.silkroute.export.ItemCalls;
import io.silkroute.run.stream.ActiveRun;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.ShopFacts;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Which languages a shop has, asked once a run, when an item first has a text in another one; and what is told of that. */
@Component
class ShopLanguages {

    static final Operation READ = Operation.named("shopLocales");
    private static final String GRANT = "Grant read_locales, read_translations and write_translations to the app in the"
            + " shop, then start a force refresh.";

    private final ActivityLog activity;
    private final ShopFacts facts;
    private final Map<ConnectorName, OfRun> runs = new ConcurrentHashMap<>();

    ShopLanguages(ActivityLog activity, ShopFacts facts) {
        this.activity = activity;
        this.facts = facts;
    }

    private static final class OfRun {

        private final String run;
        private final Set<String> told = new HashSet<>();
        private @Nullable Spoken spoken;

        OfRun(String run) {
            this.run = run;
        }
    }

    Asked<Spoken> of(ItemCalls calls) {
        OfRun of = of(calls.run());
        synchronized (of) {
            if (of.spoken != null) {
                return new Asked.Told<>(of.spoken);
            }
            CallResult answer = Answers.forTheItem(calls.ask(READ, JsonNodeFactory.instance.objectNode()));
            if (answer instanceof CallResult.Refused no) {
                of.spoken = Spoken.unable(
                        Answers.denied(no)
                                ? "The app may not read the shop's languages, so no translation was sent. " + GRANT
                                : "The shop does not tell its languages, so no translation was sent: "
                                        + no.reason().sentence());
                facts.speaks(calls.run().connector(), List.of());
                return new Asked.Told<>(of.spoken);
            }
            return Answers.accepted(calls.run(), answer).map(data -> {
                Spoken spoken = read(data.path(READ.name()));
                of.spoken = spoken;
                facts.speaks(calls.run().connector(), spoken.all());
                return spoken;
            });
        }
    }

    private static Spoken read(JsonNode locales) {
        String primary = "";
        Map<String, Boolean> others = new LinkedHashMap<>();
        for (JsonNode one : locales) {
            String code = one.path("locale").asString("");
            if (one.path("primary").asBoolean(false)) {
                primary = code;
            } else {
                others.put(code, one.path("published").asBoolean(false));
            }
        }
        return new Spoken(primary, others, null);
    }

    /** The shop does not let the app write translations: none is tried for the rest of the run. @return that in a sentence */
    String denied(ActiveRun run) {
        String why = "The app may not read or write the shop's translations, so none was sent. " + GRANT;
        OfRun of = of(run);
        synchronized (of) {
            of.spoken = Spoken.unable(why);
        }
        return why;
    }

    /** As the last run found them; null if none has asked, or the shop did not tell. */
    @Nullable
    Spoken lastKnown(ConnectorName connector) {
        return facts.languages(connector)
                .filter(codes -> !codes.isEmpty())
                .map(Spoken::known)
                .orElse(null);
    }

    /** Tells a sentence, once a run. */
    void tell(ActiveRun run, String sentence) {
        OfRun of = of(run);
        synchronized (of) {
            if (!of.told.add(sentence)) {
                return;
            }
        }
        activity.append(Entry.ofRun(run.connector().text(), run.id(), sentence));
    }

    private OfRun of(ActiveRun run) {
        return runs.compute(
                run.connector(),
                (connector, known) -> known != null && known.run.equals(run.id()) ? known : new OfRun(run.id()));
    }
}
