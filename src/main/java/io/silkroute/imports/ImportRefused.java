package io.silkroute.imports;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A request about imports that cannot be granted, with what to do instead. */
public final class ImportRefused extends ErrorResponseException {

    private static final long serialVersionUID = 1;

    private ImportRefused(HttpStatus status, String title, String sentence) {
        super(status, problem(status, title, sentence), null);
    }

    private static ProblemDetail problem(HttpStatus status, String title, String sentence) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, sentence);
        problem.setTitle(title);
        return problem;
    }

    static ImportRefused unknown() {
        return new ImportRefused(
                HttpStatus.NOT_FOUND,
                "Unknown import",
                "There is no such import. Imports that have ended are kept as long as the activity log is.");
    }

    static ImportRefused noShop() {
        return new ImportRefused(
                HttpStatus.CONFLICT,
                "Not possible now",
                "The connector has no shop yet. Set its domain and its access token.");
    }

    static ImportRefused running(String id) {
        ImportRefused refused = new ImportRefused(
                HttpStatus.CONFLICT,
                "Already running",
                "Another import of this connector is running. Wait until the import " + id
                        + " has ended, or cancel it.");
        refused.getBody().setProperty("running", id);
        return refused;
    }

    static ImportRefused ended(ImportState state) {
        return new ImportRefused(
                HttpStatus.CONFLICT, "Not possible now", "The import has ended already: it is " + state.word() + ".");
    }

    static ImportRefused truncated() {
        ImportRefused refused = new ImportRefused(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "Not all orders are told of",
                "Shopify tells this app of the orders of the last 60 days only, because it lacks the access scope"
                        + " read_all_orders. Ask Shopify for the scope and grant it to the app, choose the last 30 days, or"
                        + " accept that the import will be incomplete (acceptTruncated).");
        refused.getBody().setProperty("scope", "read_all_orders");
        return refused;
    }

    static ImportRefused notAnswered(ImportBroken broken) {
        return new ImportRefused(
                broken.again() ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.UNPROCESSABLE_CONTENT,
                "The shop did not say how much there is",
                String.valueOf(broken.getMessage()));
    }

    static ImportRefused malformed(String sentence) {
        return new ImportRefused(HttpStatus.BAD_REQUEST, "Malformed request", sentence);
    }

    static ImportRefused invalid(String sentence) {
        return new ImportRefused(HttpStatus.UNPROCESSABLE_CONTENT, "Not valid", sentence);
    }
}
