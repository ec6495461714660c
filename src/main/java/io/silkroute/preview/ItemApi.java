package io.silkroute.preview;

import io.silkroute.access.OperatorMay;
import io.silkroute.activity.Activities;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.connector.Connector;
import io.silkroute.export.ledger.Incomplete;
import io.silkroute.run.Announcer;
import io.silkroute.run.RunView;
import io.silkroute.run.RunViews;
import java.security.Principal;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** One item over HTTP: what it is, what would happen to it and why, and trying it again. */
@RestController
class ItemApi {

    private static final int RECENT = 50;

    private final Statuses statuses;
    private final Explanations explanations;
    private final Activities activities;
    private final ItemRequests requests;
    private final Failures failures;
    private final Incomplete incomplete;
    private final Replays replays;
    private final Announcer announcer;
    private final RunViews views;
    private final ObjectMapper json;

    ItemApi(
            Statuses statuses,
            Explanations explanations,
            Activities activities,
            ItemRequests requests,
            Failures failures,
            Incomplete incomplete,
            Replays replays,
            Announcer announcer,
            RunViews views,
            ObjectMapper json) {
        this.statuses = statuses;
        this.explanations = explanations;
        this.activities = activities;
        this.requests = requests;
        this.failures = failures;
        this.incomplete = incomplete;
        this.replays = replays;
        this.announcer = announcer;
        this.views = views;
        this.json = json;
    }

    @GetMapping("/api/connectors/{connector}/items/{type}/{id}")
    ObjectNode item(@PathVariable String connector, @PathVariable String type, @PathVariable String id) {
        Connector known = statuses.known(connector);
        ItemKey key = AskedItem.key(type, id);
        Explanations.Explanation explanation =
                explanations.of(known, key).orElseThrow(() -> AskedItem.unknown(known.name(), key));
        ObjectNode item = json.valueToTree(explanation);
        item.set("failure", json.valueToTree(failures.of(known, key).orElse(null)));
        item.set(
                "incomplete",
                json.valueToTree(incomplete.of(known.name(), key).stream()
                        .map(IncompleteApi::row)
                        .toList()));
        item.set(
                "activity",
                json.valueToTree(activities.forItem(connector, type, id, RECENT).items()));
        item.set("requests", json.valueToTree(requests.of(connector, key)));
        return item;
    }

    @OperatorMay
    @PostMapping("/api/connectors/{connector}/items/{type}/{id}/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    RunView replay(
            @PathVariable String connector, @PathVariable String type, @PathVariable String id, Principal actor) {
        Connector known = statuses.known(connector);
        ItemKey key = AskedItem.key(type, id);
        return views.of(announcer.announce(
                replays.item(known, key, actor.getName()).orElseThrow(() -> AskedItem.unknown(known.name(), key))));
    }

    @OperatorMay
    @PostMapping("/api/runs/{run}/replay-failed")
    @ResponseStatus(HttpStatus.ACCEPTED)
    RunView replayFailed(@PathVariable String run, Principal actor) {
        return views.of(announcer.announce(replays.failed(run, actor.getName())));
    }
}
