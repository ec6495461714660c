package io.silkroute.console;

import io.silkroute.access.EveryUserMay;
import io.silkroute.notify.Notifications;
import java.security.Principal;
import java.time.Instant;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What the bell in the frame leads to: what has happened of late, and what of it the viewer has read. */
@Controller
class NotificationPages {

    private final Notifications notifications;

    NotificationPages(Notifications notifications) {
        this.notifications = notifications;
    }

    @GetMapping("/notifications")
    String all(Principal person, Model model) {
        var all = notifications.of(person.getName(), false);
        model.addAttribute("notifications", all);
        model.addAttribute("days", Notifications.DAYS);
        model.addAttribute("newest", all.isEmpty() ? null : all.get(0).at());
        model.addAttribute("unread", all.stream().filter(one -> !one.read()).count());
        return "console/notifications";
    }

    @EveryUserMay
    @PostMapping("/notifications/read")
    String read(@RequestParam String id, @RequestParam Instant upTo, Principal person) {
        notifications.read(person.getName(), id, upTo);
        return "redirect:/notifications";
    }

    @EveryUserMay
    @PostMapping("/notifications/read-all")
    String readAll(@RequestParam Instant upTo, Principal person) {
        notifications.readAll(person.getName(), upTo);
        return "redirect:/notifications";
    }
}
