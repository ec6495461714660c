package io.silkroute.signin;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A request about people or tokens that cannot be granted, with what to do instead. */
final class SignInRefused extends ErrorResponseException {

    private static final long serialVersionUID = 1;

    SignInRefused(HttpStatus status, String sentence) {
        super(status, ProblemDetail.forStatusAndDetail(status, sentence), null);
    }
}
