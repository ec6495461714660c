package io.silkroute.console;

import io.silkroute.disk.DiskRoom;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.webmvc.autoconfigure.error.BasicErrorController;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page needs, the errors' too: addresses, times, and which buttons it shows. What it does not show is refused as well. */
@ControllerAdvice(basePackageClasses = PageBasics.class, assignableTypes = BasicErrorController.class)
class PageBasics {

    private final Links links;
    private final ShownTimes times;
    private final ShownNumbers numbers;
    private final DiskRoom room;
    private final boolean sandbox;

    PageBasics(
            Links links,
            ShownTimes times,
            ShownNumbers numbers,
            DiskRoom room,
            @Value("${silkroute.sandbox.enabled:false}") boolean sandbox) {
        this.links = links;
        this.times = times;
        this.numbers = numbers;
        this.room = room;
        this.sandbox = sandbox;
    }

    @ModelAttribute("links")
    Links links() {
        return links;
    }

    @ModelAttribute("times")
    ShownTimes times() {
        return times;
    }

    @ModelAttribute("numbers")
    ShownNumbers numbers() {
        return numbers;
    }

    /** Is there a sandbox shop to look at? */
    @ModelAttribute("sandbox")
    boolean sandbox() {
        return sandbox;
    }

    /** Why nothing is accepted and nothing runs, if that is so. */
    @ModelAttribute("noRoom")
    @Nullable
    String noRoom() {
        return room.lack().orElse(null);
    }

    @ModelAttribute("user")
    @Nullable
    String user(HttpServletRequest request) {
        return request.getRemoteUser();
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
