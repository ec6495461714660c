package io.silkroute.connector.config;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A configuration, or filters that were only asked about, with everything that is wrong with them. */
public final class ConfigRefused extends ErrorResponseException {

    private final List<FieldProblem> problems;

    public ConfigRefused(List<FieldProblem> problems) {
        this(HttpStatus.UNPROCESSABLE_ENTITY, "Invalid configuration", "Nothing was saved. ", problems);
    }

    private ConfigRefused(HttpStatus status, String title, String opening, List<FieldProblem> problems) {
        super(status, problem(status, title, opening, problems), null);
        this.problems = List.copyOf(problems);
    }

    /** Of a question: nothing was to be saved. */
    static ConfigRefused filters(List<FieldProblem> problems) {
        return new ConfigRefused(HttpStatus.BAD_REQUEST, "Invalid filters", "", problems);
    }

    public List<FieldProblem> problems() {
        return problems;
    }

    private static ProblemDetail problem(HttpStatus status, String title, String opening, List<FieldProblem> problems) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                status,
                opening
                        + (problems.size() == 1
                                ? "One field has to be corrected: "
                                : problems.size() + " fields have to be corrected, the first: ")
                        + problems.get(0).field() + ": " + problems.get(0).message());
        problem.setTitle(title);
        problem.setProperty("errors", problems);
        return problem;
    }
}
