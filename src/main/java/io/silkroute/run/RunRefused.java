package io.silkroute.run;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A request about a run that cannot be granted, with what to do instead. */
public final class RunRefused extends ErrorResponseException {

    private RunRefused(HttpStatus status, String sentence) {
        super(status, ProblemDetail.forStatusAndDetail(status, sentence), null);
    }

    static RunRefused unknown(String id) {
        return new RunRefused(HttpStatus.NOT_FOUND, "There is no run " + id + ".");
    }

    static RunRefused unknownConnector(String name) {
        return new RunRefused(HttpStatus.NOT_FOUND, "There is no connector " + name + ".");
    }

    static RunRefused state(String sentence) {
        return new RunRefused(HttpStatus.CONFLICT, sentence);
    }
}
