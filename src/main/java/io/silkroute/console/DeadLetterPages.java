package io.silkroute.console;

import io.silkroute.access.OperatorMay;
import io.silkroute.deadletter.DeadLetters;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Messages that nobody could work off. */
@Controller
class DeadLetterPages {

    private static final int SHOWN = 100;

    private final DeadLetters letters;
    private final PrettyJson json;

    DeadLetterPages(DeadLetters letters, PrettyJson json) {
        this.letters = letters;
        this.json = json;
    }

    @GetMapping("/dead-letters")
    String all(
            @RequestParam(name = "of", required = false) @Nullable String connector,
            @RequestParam(required = false) @Nullable Long before,
            Model model) {
        var page = letters.page(connector, before, SHOWN);
        model.addAttribute("of", connector);
        model.addAttribute("letters", page);
        model.addAttribute(
                "next", page.size() < SHOWN ? null : page.get(SHOWN - 1).id());
        return "console/dead-letters";
    }

    @GetMapping("/dead-letters/{id}")
    String one(@PathVariable long id, Model model) {
        DeadLetters.Opened opened =
                letters.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, gone(id)));
        model.addAttribute("letter", opened.letter());
        model.addAttribute("body", json.of(opened.body()));
        model.addAttribute("cut", opened.letter().size() > opened.body().length());
        return "console/dead-letter";
    }

    @OperatorMay
    @PostMapping("/dead-letters/{id}/replay")
    String replay(@PathVariable long id, Principal actor, RedirectAttributes page) {
        Notices.after(page, () -> letters.replay(id, actor.getName()) ? "The message is back on its queue." : gone(id));
        return "redirect:/dead-letters";
    }

    @PostMapping("/dead-letters/{id}/discard")
    String discard(@PathVariable long id, Principal actor, RedirectAttributes page) {
        Notices.after(page, () -> letters.discard(id, actor.getName()) ? "The message was discarded." : gone(id));
        return "redirect:/dead-letters";
    }

    private static String gone(long id) {
        return "There is no dead letter " + id + "; somebody may have replayed or discarded it already.";
    }
}
