package io.silkroute.console.campaign;

import io.silkroute.access.OperatorMay;
import io.silkroute.connector.Connector;
import io.silkroute.console.Links;
import io.silkroute.console.Notices;
import io.silkroute.preview.Statuses;
import io.silkroute.promotion.job.CodeJob;
import io.silkroute.promotion.job.CodeJobRequests;
import java.security.Principal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A job of codes, live while it is under way. */
@Controller
class CodeJobPages {

    private static final int SHOWN = 50;

    private final CodeJobRequests requests;
    private final Statuses statuses;

    CodeJobPages(CodeJobRequests requests, Statuses statuses) {
        this.requests = requests;
        this.statuses = statuses;
    }

    @GetMapping("/code-jobs/{job}")
    String job(@PathVariable String job, Model model) {
        CodeJob found = requests.find(job);
        Connector connector = statuses.known(found.connector().text());
        model.addAttribute("connector", connector.name().text());
        model.addAttribute("active", connector.active());
        model.addAttribute("job", found);
        model.addAttribute(
                "failures",
                found.failures().subList(0, Math.min(SHOWN, found.failures().size())));
        return "console/code-job";
    }

    @OperatorMay
    @PostMapping("/code-jobs/{job}/cancel")
    String cancel(@PathVariable String job, Principal actor, RedirectAttributes page) {
        Notices.after(page, () -> {
            requests.cancel(job, actor.getName());
            return "The job was cancelled. Codes that were on their way stay.";
        });
        return "redirect:/code-jobs/" + Links.encoded(job);
    }

    @OperatorMay
    @PostMapping("/code-jobs/{job}/retry")
    String retry(@PathVariable String job, Principal actor, RedirectAttributes page) {
        Notices.after(page, () -> {
            requests.retry(job, actor.getName());
            return "What failed is tried again.";
        });
        return "redirect:/code-jobs/" + Links.encoded(job);
    }
}
