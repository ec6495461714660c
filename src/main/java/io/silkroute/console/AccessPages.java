package io.silkroute.console;

import io.silkroute.access.AdminReads;
import io.silkroute.access.Secret;
import io.silkroute.signin.Access;
import java.security.Principal;
import java.util.function.Supplier;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Users and API tokens. What was made is shown on the next page and never again. */
@Controller
class AccessPages {

    private final Access access;

    AccessPages(Access access) {
        this.access = access;
    }

    @AdminReads
    @GetMapping("/access")
    String all(Model model) {
        model.addAttribute("people", access.users());
        model.addAttribute("tokens", access.tokens());
        return "console/access";
    }

    @PostMapping("/access/users")
    String add(
            @RequestParam String name,
            @RequestParam String password,
            @RequestParam String role,
            Principal by,
            RedirectAttributes page) {
        Notices.after(page, () -> {
            access.add(name, password, role, by.getName());
            return "The user " + name + " was added.";
        });
        return "redirect:/access";
    }

    @PostMapping("/access/users/{name}")
    String change(
            @PathVariable String name,
            @RequestParam String password,
            @RequestParam String role,
            Principal by,
            RedirectAttributes page) {
        Notices.after(page, () -> {
            access.change(name, password, role, by.getName());
            return "The user " + name + " was changed.";
        });
        return "redirect:/access";
    }

    @PostMapping("/access/users/{name}/remove")
    String remove(@PathVariable String name, Principal by, RedirectAttributes page) {
        Notices.after(page, () -> {
            access.remove(name, by.getName());
            return "The user " + name + " was removed.";
        });
        return "redirect:/access";
    }

    @PostMapping("/access/tokens")
    String make(@RequestParam String name, @RequestParam String role, Principal by, RedirectAttributes page) {
        afterMaking(page, () -> access.makeToken(name, role, by.getName()));
        return "redirect:/access";
    }

    @PostMapping("/access/tokens/{id}/revoke")
    String revoke(@PathVariable String id, Principal by, RedirectAttributes page) {
        Notices.after(page, () -> {
            access.revokeToken(id, by.getName());
            return "The token was revoked.";
        });
        return "redirect:/access";
    }

    private static void afterMaking(RedirectAttributes page, Supplier<Secret> make) {
        Notices.after(page, () -> {
            page.addFlashAttribute("made", make.get().text());
            return "The token was made. Copy it now: it is not shown again.";
        });
    }
}
