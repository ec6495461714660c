package io.silkroute.platform;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.autoconfigure.web.servlet.error.BasicErrorController;
import org.springframework.boot.web.servlet.error.ErrorAttributes;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;

/** Errors from outside any controller: a page for people, a problem document for everybody else. */
@Controller
class ErrorProblems extends BasicErrorController {

    ErrorProblems(ErrorAttributes attributes, ServerProperties server) {
        super(attributes, server.getError());
    }

    @Override
    public ResponseEntity<Map<String, Object>> error(HttpServletRequest request) {
        HttpStatus status = getStatus(request);
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", status.getReasonPhrase());
        problem.put("status", status.value());
        problem.put("detail", sentence(status));
        Object address = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        if (address != null) {
            problem.put("instance", address.toString());
        }
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static String sentence(HttpStatus status) {
        if (status == HttpStatus.NOT_FOUND) {
            return "There is nothing at this address. Check its spelling.";
        }
        return status.is4xxClientError()
                ? "The request cannot be answered as it is (" + status.getReasonPhrase() + "). Check address and body."
                : "Something went wrong here. The log says what; try again, and report it if it stays.";
    }
}
