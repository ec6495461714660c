package io.silkroute.deadletter;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A request about a dead letter that cannot be granted, with what to do instead. */
final class DeadLetterRefused extends ErrorResponseException {

    private DeadLetterRefused(HttpStatus status, String sentence) {
        super(status, ProblemDetail.forStatusAndDetail(status, sentence), null);
    }

    static DeadLetterRefused unknown(long id) {
        return new DeadLetterRefused(
                HttpStatus.NOT_FOUND,
                "There is no dead letter " + id + "; somebody may have replayed or discarded it already.");
    }

    static DeadLetterRefused foreign(String queue) {
        return new DeadLetterRefused(
                HttpStatus.CONFLICT,
                "The message came from " + queue + ", which is none of Silkroute's queues, so that"
                        + " nobody would work it off. Read it, then discard it.");
    }
}
