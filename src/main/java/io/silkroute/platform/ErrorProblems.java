package io.silkroute.platform;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.boot.webmvc.autoconfigure.error.BasicErrorController;
import org.springframework.boot.webmvc.error.ErrorAttributes;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.WebAttributes;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.ModelAndView;

/** Errors from outside any controller: a page for people, a problem document for everybody else. */
@Controller
class ErrorProblems extends BasicErrorController {

    private final ErrorAttributes attributes;

    ErrorProblems(ErrorAttributes attributes, WebProperties web) {
        super(attributes, web.getError());
        this.attributes = attributes;
    }

    @Override
    public ModelAndView errorHtml(HttpServletRequest request, HttpServletResponse response) {
        HttpStatus status = getStatus(request);
        ModelAndView page = new ModelAndView("console/error", status);
        page.addObject("status", status.value());
        page.addObject("title", title(status));
        page.addObject("sentence", told(request, status));
        return page;
    }

    @Override
    @SuppressWarnings("NullAway") // only newer compilers see what the library says of its values
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

    /** Who asks for this address itself, without an error, finds nothing here. */
    @Override
    protected HttpStatus getStatus(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) == null
                ? HttpStatus.NOT_FOUND
                : super.getStatus(request);
    }

    // Only our own refusals were written for people; any other failure's message stays in the log.
    private String told(HttpServletRequest request, HttpStatus status) {
        Throwable cause = attributes.getError(new ServletWebRequest(request));
        String detail = cause instanceof ErrorResponseException refused
                ? refused.getBody().getDetail()
                : null;
        if (detail != null) {
            return detail;
        }
        if (request.getAttribute(WebAttributes.ACCESS_DENIED_403) instanceof AccessDeniedException refused) {
            return SecurityConfiguration.sentence(refused);
        }
        return sentence(status);
    }

    private static String title(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "Not found";
            case FORBIDDEN -> "Not allowed";
            default -> status.is4xxClientError() ? "This did not work" : "Something went wrong";
        };
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
