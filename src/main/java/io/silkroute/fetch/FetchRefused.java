package io.silkroute.fetch;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A request about sources that cannot be granted, with what to do instead. */
final class FetchRefused extends ErrorResponseException {

    private static final long serialVersionUID = 1;

    private FetchRefused(HttpStatus status, String title, String sentence) {
        super(status, ProblemDetail.forStatusAndDetail(status, sentence), null);
        getBody().setTitle(title);
    }

    static FetchRefused unknownSource(String connector) {
        return new FetchRefused(
                HttpStatus.NOT_FOUND,
                "Unknown source",
                "The connector %s has no source of that name. GET /api/connectors/%s/sources lists those that it has; they are set below “sources” of its configuration."
                        .formatted(connector, connector));
    }

    static FetchRefused unknownFetch() {
        return new FetchRefused(
                HttpStatus.NOT_FOUND,
                "Unknown fetch",
                "There is no such fetch. Fetches that have ended are kept as long as the activity log is.");
    }

    static FetchRefused running(String fetch) {
        FetchRefused refused = new FetchRefused(
                HttpStatus.CONFLICT,
                "Already running",
                "The source is being fetched already. Wait until the fetch " + fetch + " has ended.");
        refused.getBody().setProperty("running", fetch);
        return refused;
    }

    static FetchRefused malformed(String sentence) {
        return new FetchRefused(HttpStatus.BAD_REQUEST, "Malformed request", sentence);
    }

    static FetchRefused invalid(String sentence) {
        return new FetchRefused(HttpStatus.UNPROCESSABLE_CONTENT, "Not valid", sentence);
    }
}
