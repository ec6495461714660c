package io.silkroute.platform;

import io.silkroute.door.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.util.stream.Collectors;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/** Every error that a program meets is a problem document with a sentence; a page's error stays a page. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class WebProblems {

    private static final Logger LOG = LoggerFactory.getLogger(WebProblems.class);

    @ExceptionHandler
    @Nullable
    ResponseEntity<ProblemDetail> problem(Exception failure, HttpServletRequest request) throws Exception {
        if (gone(failure)) {
            LOG.debug("Who sent {} {} has left: {}", request.getMethod(), request.getRequestURI(), failure.toString());
            return null;
        }
        if (!Problems.forPrograms(request)
                || failure instanceof AccessDeniedException
                || failure instanceof AuthenticationException) {
            throw failure; // for those who come after
        }
        HttpHeaders headers = new HttpHeaders();
        if (failure instanceof ErrorResponse response) {
            headers.putAll(response.getHeaders());
        }
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        ProblemDetail problem = told(failure, request);
        return new ResponseEntity<>(problem, headers, problem.getStatus());
    }

    private static boolean gone(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AsyncRequestNotUsableException || cause instanceof ClientAbortException) {
                return true;
            }
        }
        return false;
    }

    private static ProblemDetail told(Exception failure, HttpServletRequest request) {
        if (failure instanceof NoResourceFoundException) {
            return of(HttpStatus.NOT_FOUND, "There is nothing at this address. Check its spelling.");
        }
        if (failure instanceof HttpRequestMethodNotSupportedException method) {
            String known = method.getSupportedHttpMethods() == null
                    ? "another method"
                    : method.getSupportedHttpMethods().stream()
                            .map(Object::toString)
                            .sorted()
                            .collect(Collectors.joining(" or "));
            return of(
                    HttpStatus.METHOD_NOT_ALLOWED,
                    "This address does not take " + request.getMethod() + ". Use " + known + ".");
        }
        if (failure instanceof HttpMediaTypeNotSupportedException type) {
            return of(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "Send the body as "
                            + type.getSupportedMediaTypes().stream()
                                    .map(MediaType::toString)
                                    .collect(Collectors.joining(" or "))
                            + ", and say so in Content-Type.");
        }
        if (failure instanceof HttpMessageNotReadableException unreadable) {
            return of(HttpStatus.BAD_REQUEST, unreadable(unreadable));
        }
        if (failure instanceof MissingServletRequestParameterException missing) {
            return of(HttpStatus.BAD_REQUEST, "The parameter " + missing.getParameterName() + " is missing.");
        }
        if (failure instanceof TypeMismatchException mismatch) {
            return of(
                    HttpStatus.BAD_REQUEST,
                    "The parameter " + mismatch.getPropertyName() + " has not the form it should have.");
        }
        if (failure instanceof ErrorResponse response) {
            return response.getBody();
        }
        LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
        return of(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "Something went wrong here. The log says what; try again, and report it if it stays.");
    }

    private static String unreadable(HttpMessageNotReadableException failure) {
        if (failure.getCause() instanceof JacksonException json) {
            TokenStreamLocation where = json.getLocation();
            return where == null || where.getLineNr() < 0
                    ? "The body is not the JSON that is expected here."
                    : "The body is not valid JSON: line %d, column %d."
                            .formatted(where.getLineNr(), where.getColumnNr());
        }
        return "The body is missing, or is not the JSON that is expected here.";
    }

    private static ProblemDetail of(HttpStatus status, String sentence) {
        return ProblemDetail.forStatusAndDetail(status, sentence);
    }
}
