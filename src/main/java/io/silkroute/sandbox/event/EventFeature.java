package io.silkroute.sandbox.event;

import io.silkroute.sandbox.event.Events.BasicEvent;
import io.silkroute.sandbox.graphql.Input;
import io.silkroute.sandbox.graphql.Page;
import io.silkroute.sandbox.graphql.SandboxFeature;
import io.silkroute.sandbox.graphql.SearchQuery;
import io.silkroute.sandbox.graphql.SearchTerms;
import io.silkroute.sandbox.graphql.Times;
import io.silkroute.sandbox.graphql.Wiring;
import io.silkroute.sandbox.shop.InSandbox;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Events in the API, to be read: deletions leave them. */
@InSandbox
@Component("sandboxEventFeature")
final class EventFeature implements SandboxFeature {
    private static final Set<String> FIELDS = Set.of("", "action", "comments", "created_at", "id", "subject_type");

    private final Events events;

    EventFeature(Events events) {
        this.events = events;
    }

    @Override
    public void wire(Wiring wiring) {
        wiring.schema("/shopify/admin-subset-events.graphqls");
        wiring.object("BasicEvent", BasicEvent.class)
                .get("id", BasicEvent::gid)
                .get("action", BasicEvent::action)
                .get("appTitle", event -> null)
                .get("createdAt", event -> Times.of(event.createdAt()))
                .get("subjectId", BasicEvent::subjectId)
                .get("subjectType", BasicEvent::subjectType);
        wiring.node("BasicEvent", events::find);
        wiring.searches("events", FIELDS);
        wiring.query("events", null, (args, call) -> page(args));
    }

    private Page page(Input args) {
        Predicate<BasicEvent> matches =
                SearchTerms.predicate(SearchQuery.parse(args.text("query")), EventFeature::matches);
        if (args.text("sortKey", "ID").equals("CREATED_AT")) {
            List<BasicEvent> sorted = events.all().values().stream()
                    .filter(matches)
                    .sorted(Comparator.comparing(BasicEvent::createdAt).thenComparing(BasicEvent::id))
                    .toList();
            return Page.of(sorted, BasicEvent::id, args);
        }
        return Page.of(events.all(), matches, args);
    }

    private static @Nullable Boolean matches(BasicEvent event, SearchQuery.Term term) {
        return switch (term.field()) {
            case "id" -> SearchTerms.compare(event.id(), term);
            case "action" -> SearchTerms.equal(event.action(), term);
            case "subject_type" -> SearchTerms.equal(event.subjectType(), term);
            case "created_at" -> SearchTerms.time(event.createdAt(), term);
            case "comments" -> true;
            default -> null;
        };
    }

    @Override
    public void tell(Map<String, Object> state) {
        state.put("events", events.all().size());
    }
}
