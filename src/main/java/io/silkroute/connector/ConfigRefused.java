package io.silkroute.connector;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A configuration that is not accepted, with everything that is wrong with it. */
public final class ConfigRefused extends ErrorResponseException {

    private final List<FieldProblem> problems;

    ConfigRefused(List<FieldProblem> problems) {
        super(HttpStatus.UNPROCESSABLE_ENTITY, problem(problems), null);
        this.problems = List.copyOf(problems);
    }

    public List<FieldProblem> problems() {
        return problems;
    }

    private static ProblemDetail problem(List<FieldProblem> problems) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.UNPROCESSABLE_ENTITY,
                "Nothing was saved. "
                        + (problems.size() == 1
                                ? "One field has to be corrected: "
                                : problems.size() + " fields have to be corrected, the first: ")
                        + problems.get(0).field() + ": " + problems.get(0).message());
        problem.setTitle("Invalid configuration");
        problem.setProperty("errors", problems);
        return problem;
    }
}
