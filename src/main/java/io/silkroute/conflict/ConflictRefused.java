package io.silkroute.conflict;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** What cannot be done with a conflict, with the sentence for whoever asked. */
final class ConflictRefused {

    private ConflictRefused() {}

    static ResponseStatusException unknown(String id) {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no conflict " + id + ".");
    }

    static ResponseStatusException invalid(String sentence) {
        return new ResponseStatusException(HttpStatus.UNPROCESSABLE_ENTITY, sentence);
    }

    static ResponseStatusException parameter(String sentence) {
        return new ResponseStatusException(HttpStatus.BAD_REQUEST, sentence);
    }

    static ResponseStatusException stands(String sentence) {
        return new ResponseStatusException(HttpStatus.CONFLICT, sentence);
    }

    static ResponseStatusException silent(String sentence) {
        return new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, sentence);
    }
}
