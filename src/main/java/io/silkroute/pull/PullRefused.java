package io.silkroute.pull;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A request about pulls that cannot be granted, with what to do instead. */
public final class PullRefused extends ErrorResponseException {

    private static final long serialVersionUID = 1;

    private PullRefused(HttpStatus status, String title, String sentence) {
        super(status, problem(status, title, sentence), null);
    }

    private static ProblemDetail problem(HttpStatus status, String title, String sentence) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, sentence);
        problem.setTitle(title);
        return problem;
    }

    static PullRefused unknownPull() {
        return new PullRefused(
                HttpStatus.NOT_FOUND,
                "Unknown pull",
                "There is no such pull. Pulls that have ended are kept as long as the activity log is.");
    }

    static PullRefused noShop() {
        return new PullRefused(
                HttpStatus.CONFLICT,
                "Not possible now",
                "The connector has no shop yet. Set its domain and its access token.");
    }

    static PullRefused running(String stream, String pull) {
        PullRefused refused = new PullRefused(
                HttpStatus.CONFLICT,
                "Already running",
                "The " + stream + " are being pulled already. Wait until the pull " + pull + " has ended.");
        refused.getBody().setProperty("running", pull);
        return refused;
    }

    static PullRefused malformed(String sentence) {
        return new PullRefused(HttpStatus.BAD_REQUEST, "Malformed request", sentence);
    }

    static PullRefused invalid(String sentence) {
        return new PullRefused(HttpStatus.UNPROCESSABLE_CONTENT, "Not valid", sentence);
    }

    /** The sentence, for a person. */
    public String sentence() {
        return String.valueOf(getBody().getDetail());
    }
}
