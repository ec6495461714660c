package io.silkroute.console;

import io.silkroute.connector.Connectors;
import io.silkroute.deadletter.DeadLetters;
import io.silkroute.disk.DiskRoom;
import io.silkroute.notify.Notifications;
import io.silkroute.preview.Statuses;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.webmvc.autoconfigure.error.BasicErrorController;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.util.WebUtils;

/** What every page needs, the errors' too: its frame, addresses, times, and which buttons it shows. What it does not show is refused as well. */
@ControllerAdvice(basePackageClasses = PageBasics.class, assignableTypes = BasicErrorController.class)
class PageBasics {

    private static final Set<String> THEMES = Set.of("light", "dark");

    private final Links links;
    private final ShownTimes times;
    private final ShownNumbers numbers;
    private final DiskRoom room;
    private final Connectors connectors;
    private final Statuses statuses;
    private final DeadLetters letters;
    private final Notifications notifications;
    private final boolean sandbox;

    PageBasics(
            Links links,
            ShownTimes times,
            ShownNumbers numbers,
            DiskRoom room,
            Connectors connectors,
            Statuses statuses,
            DeadLetters letters,
            Notifications notifications,
            @Value("${silkroute.sandbox.enabled:false}") boolean sandbox) {
        this.links = links;
        this.times = times;
        this.numbers = numbers;
        this.room = room;
        this.connectors = connectors;
        this.statuses = statuses;
        this.letters = letters;
        this.notifications = notifications;
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

    /** The places around the page. */
    @ModelAttribute("frame")
    Frame frame(HttpServletRequest request) {
        String user = user(request);
        return new Frame(
                connectors,
                statuses,
                letters,
                () -> user == null ? 0 : notifications.unread(user),
                operates(request),
                administers(request),
                sandbox);
    }

    /** Light or dark, as the viewer chose it in this browser; null: as the system is. */
    @ModelAttribute("theme")
    @Nullable
    String theme(HttpServletRequest request) {
        Cookie chosen = WebUtils.getCookie(request, "silkroute-theme");
        return chosen != null && THEMES.contains(chosen.getValue()) ? chosen.getValue() : null;
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
