package io.silkroute.run;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.silkroute.access.OperatorMay;
import io.silkroute.access.ProgressStreams;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConfigJson;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Runs over HTTP: ask for them, watch them, end them. */
@RestController
class RunApi {

    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 500;

    private final Runs runs;
    private final RunViews views;
    private final RunRequests requests;
    private final Announcer announcer;
    private final ProgressStreams streams;

    RunApi(Runs runs, RunViews views, RunRequests requests, Announcer announcer, ProgressStreams streams) {
        this.runs = runs;
        this.views = views;
        this.requests = requests;
        this.announcer = announcer;
        this.streams = streams;
    }

    /** @param configDifferences in what the connector's configuration of today differs from the run's */
    record Opened(@JsonUnwrapped RunView run, List<ConfigJson.Difference> configDifferences) {}

    @OperatorMay
    @PostMapping("/api/connectors/{connector}/sync")
    @ResponseStatus(HttpStatus.ACCEPTED)
    RunView synchronize(@PathVariable String connector, Principal actor) {
        return announced(() -> requests.synchronize(requests.named(connector), actor.getName()));
    }

    @OperatorMay
    @PostMapping("/api/connectors/{connector}/force-refresh")
    @ResponseStatus(HttpStatus.ACCEPTED)
    RunView forceRefresh(@PathVariable String connector, Principal actor) {
        return announced(() -> requests.forceRefresh(requests.named(connector), actor.getName()));
    }

    @GetMapping("/api/connectors/{connector}/runs")
    Map<String, @Nullable Object> history(
            @PathVariable String connector,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "" + PAGE) int limit) {
        ConnectorName name = requests.named(connector);
        requests.requireKnown(name);
        int size = Math.max(1, Math.min(limit, LARGEST_PAGE));
        List<RunView> page = views.of(name, cursor, size);
        Map<String, @Nullable Object> list = new java.util.LinkedHashMap<>();
        list.put("items", page);
        list.put("next", page.size() < size ? null : page.get(size - 1).id());
        return list;
    }

    @GetMapping("/api/runs/{id}")
    Opened run(@PathVariable String id) {
        RunView run = views.find(id).orElseThrow(() -> RunRefused.unknown(id));
        return new Opened(run, views.changedSince(run));
    }

    @GetMapping(path = "/api/runs/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter events(@PathVariable String id, HttpServletRequest request) {
        String run = runs.find(id).orElseThrow(() -> RunRefused.unknown(id)).id();
        return streams.open(
                request,
                new ProgressStreams.Progress<>(
                        "run",
                        () -> views.find(run),
                        (before, now) -> before.counts().equals(now.counts())
                                && before.state().equals(now.state()),
                        now -> RunState.of(now.state()).finished()));
    }

    @OperatorMay
    @PostMapping("/api/runs/{id}/cancel")
    RunView cancel(@PathVariable String id, Principal actor) {
        return views.of(announcer.cancel(id, actor.getName()));
    }

    @OperatorMay
    @PostMapping("/api/runs/{id}/confirm-removals")
    @ResponseStatus(HttpStatus.ACCEPTED)
    RunView confirmRemovals(@PathVariable String id, Principal actor) {
        return announced(() -> requests.confirmRemovals(id, actor.getName()));
    }

    private RunView announced(Supplier<Run> request) {
        return views.of(announcer.announce(request.get()));
    }
}
