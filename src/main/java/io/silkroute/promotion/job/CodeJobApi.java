package io.silkroute.promotion.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.silkroute.access.OperatorMay;
import io.silkroute.access.ProgressStreams;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Jobs of codes over HTTP: ask for them, watch them, end them. */
@RestController
class CodeJobApi {

    private final Connectors connectors;
    private final CodeJobRequests requests;
    private final CodeJobs jobs;
    private final ProgressStreams streams;

    CodeJobApi(Connectors connectors, CodeJobRequests requests, CodeJobs jobs, ProgressStreams streams) {
        this.connectors = connectors;
        this.requests = requests;
        this.jobs = jobs;
        this.streams = streams;
    }

    /** @param repeated how many given codes stood there more than once; each is made once */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Asked(String job, int repeated) {}

    @OperatorMay
    @PostMapping("/api/connectors/{connector}/campaigns/{id}/codes")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Asked ask(
            @PathVariable("connector") String name,
            @PathVariable String id,
            @RequestBody byte[] body,
            Principal actor) {
        ConnectorName connector = connectors.asked(name).name();
        CodesAsked asked = CodesAsked.read(body);
        return new Asked(requests.ask(connector, id, asked, actor.getName()), asked.repeated());
    }

    @GetMapping("/api/code-jobs/{job}")
    CodeJob job(@PathVariable String job) {
        return requests.find(job);
    }

    @GetMapping(path = "/api/code-jobs/{job}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter events(@PathVariable String job, HttpServletRequest request) {
        String id = requests.find(job).id();
        return streams.open(
                request,
                new ProgressStreams.Progress<>(
                        "job",
                        () -> jobs.find(id),
                        CodeJob::equals,
                        now -> now.state().finished()));
    }

    @OperatorMay
    @PostMapping("/api/code-jobs/{job}/cancel")
    CodeJob cancel(@PathVariable String job, Principal actor) {
        return requests.cancel(job, actor.getName());
    }

    /** What failed is tried again. */
    @OperatorMay
    @PostMapping("/api/code-jobs/{job}/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    CodeJob retry(@PathVariable String job, Principal actor) {
        return requests.retry(job, actor.getName());
    }
}
