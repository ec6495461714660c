package io.silkroute.connector;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** There is no connector of the name that an address has. */
public final class UnknownConnector extends ErrorResponseException {

    private static final int LONGEST = 63; // as long as a name can be

    UnknownConnector(String name) {
        super(HttpStatus.NOT_FOUND, problem(name), null);
    }

    private static ProblemDetail problem(String name) {
        String shown = name.length() > LONGEST ? name.substring(0, LONGEST) + "…" : name;
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "There is no connector " + shown + ".");
        problem.setTitle("Unknown connector");
        return problem;
    }
}
