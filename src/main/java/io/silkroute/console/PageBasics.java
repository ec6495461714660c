package io.silkroute.console;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page needs: addresses, times, and which buttons it shows. What it does not show is refused as well. */
@ControllerAdvice(basePackageClasses = PageBasics.class)
class PageBasics {

    private final Links links;
    private final Times times;

    PageBasics(Links links, Times times) {
        this.links = links;
        this.times = times;
    }

    @ModelAttribute("links")
    Links links() {
        return links;
    }

    @ModelAttribute("times")
    Times times() {
        return times;
    }

    @ModelAttribute("operates")
    boolean operates(HttpServletRequest request) {
        return request.isUserInRole("OPERATOR") || request.isUserInRole("ADMIN");
    }

    @ModelAttribute("administers")
    boolean administers(HttpServletRequest request) {
        return request.isUserInRole("ADMIN");
    }
}
