package io.silkroute.notify;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.silkroute.access.EveryUserMay;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** A user's notifications by HTTP. */
@RestController
@RequestMapping("/api/notifications")
class NotificationApi {

    private final Notifications notifications;

    NotificationApi(Notifications notifications) {
        this.notifications = notifications;
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Listed(List<Notification> items, @Nullable String next) {}

    /** At most 50, on one page. */
    @GetMapping
    Listed all(@RequestParam(defaultValue = "false") boolean unread, Principal person) {
        return new Listed(notifications.of(person.getName(), unread), null);
    }

    @EveryUserMay
    @PostMapping("/{id}/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void read(@PathVariable String id, @RequestParam(required = false) @Nullable Instant upTo, Principal person) {
        if (!notifications.read(person.getName(), id, upTo)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such notification any more.");
        }
    }

    @EveryUserMay
    @PostMapping("/read-all")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void readAll(@RequestParam(required = false) @Nullable Instant upTo, Principal person) {
        notifications.readAll(person.getName(), upTo);
    }
}
