package io.silkroute.connector.lifecycle;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A request about a connector that cannot be granted, with what to do instead. */
public final class ConnectorRefused extends ErrorResponseException {

    private static final int LONGEST = 500; // characters

    private ConnectorRefused(HttpStatus status, String title, String sentence) {
        super(status, problem(status, title, sentence), null);
    }

    static ConnectorRefused unknown(String name) {
        String shown = name.length() > 63 ? name.substring(0, 63) + "…" : name;
        return new ConnectorRefused(HttpStatus.NOT_FOUND, "Unknown connector", "There is no connector " + shown + ".");
    }

    static ConnectorRefused exists(String name) {
        return new ConnectorRefused(
                HttpStatus.CONFLICT,
                "Connector exists",
                "There is a connector " + name + " already. Choose another name, or change its configuration.");
    }

    static ConnectorRefused active(String what, String name) {
        return new ConnectorRefused(
                        HttpStatus.CONFLICT,
                        "Connector is active",
                        what + " only while the connector is inactive. Deactivate it first.")
                .by("PUT /api/connectors/" + name + "/deactivate");
    }

    static ConnectorRefused unfinished(String what, String name, String run) {
        return new ConnectorRefused(
                        HttpStatus.CONFLICT,
                        "A run is unfinished",
                        what + " only when no run is unfinished, and run " + run + " of " + name
                                + " is. Let it end (activate the connector: an interrupted run goes on), or cancel it.")
                .by("POST /api/runs/" + run + "/cancel");
    }

    static ConnectorRefused changedMeanwhile(ConfigChange change) {
        String what = Stream.concat(
                        change.differences().stream().map(one -> one.path() + " " + one.then() + " → " + one.now()),
                        change.secrets().stream().map(name -> name + " (a secret)"))
                .collect(Collectors.joining("; "));
        return new ConnectorRefused(
                HttpStatus.CONFLICT,
                "Changed meanwhile",
                change.actor() + " has changed this since your page was opened: "
                        + (what.length() <= LONGEST ? what : what.substring(0, LONGEST) + "…")
                        + ". Nothing was saved. Save again if what stands here is to be in its place.");
    }

    /** For programs: the call that does what the sentence says. */
    private ConnectorRefused by(String call) {
        getBody().setProperty("call", call);
        return this;
    }

    private static ProblemDetail problem(HttpStatus status, String title, String sentence) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, sentence);
        problem.setTitle(title);
        return problem;
    }
}
