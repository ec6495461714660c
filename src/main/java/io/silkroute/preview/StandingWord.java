package io.silkroute.preview;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** Which of what failed or is incomplete a list is asked for. */
final class StandingWord {

    private StandingWord() {}

    /** What a person has accepted; else what is open. */
    static boolean accepted(String standing) {
        return switch (standing) {
            case "open" -> false;
            case "accepted" -> true;
            default ->
                throw new ResponseStatusException(
                        HttpStatus.BAD_REQUEST, "There is no standing of this name; there are open and accepted.");
        };
    }
}
