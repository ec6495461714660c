package io.silkroute.console;

import io.silkroute.activity.Activities;
import io.silkroute.activity.ActivityPage;
import io.silkroute.activity.ActivityQuery;
import io.silkroute.omission.Omission;
import io.silkroute.preview.Statuses;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The activity log of a connector, filtered and searched. */
@Controller
class ActivityPages {

    private final Activities activities;
    private final Statuses statuses;
    private final PrettyJson json;

    ActivityPages(Activities activities, Statuses statuses, PrettyJson json) {
        this.activities = activities;
        this.statuses = statuses;
        this.json = json;
    }

    @GetMapping("/connectors/{connector}/activity")
    String activity(
            @PathVariable String connector, HttpServletRequest request, HttpServletResponse response, Model model) {
        ActivityFilter filter =
                ActivityFilter.of(statuses.known(connector).name().text(), request.getParameterMap());
        model.addAttribute("connector", connector);
        model.addAttribute("filter", filter);
        model.addAttribute("types", ActivityQuery.TYPES);
        model.addAttribute("outcomes", ActivityQuery.OUTCOMES);
        model.addAttribute("kinds", ActivityQuery.KINDS);
        model.addAttribute(
                "causes", Arrays.stream(Omission.values()).map(Omission::word).toList());
        model.addAttribute("json", json);
        ActivityPage page = new ActivityPage(List.of(), null, null);
        try {
            page = activities.page(ActivityQuery.of(filter.parameters()));
        } catch (ErrorResponseException refused) {
            response.setStatus(refused.getStatusCode().value());
            model.addAttribute("problem", Notices.sentence(refused));
        }
        model.addAttribute("entries", page.items());
        model.addAttribute("next", page.next() == null ? null : filter.address(page.next()));
        model.addAttribute("lookedBackTo", page.lookedBackTo());
        model.addAttribute("csv", filter.csv());
        return "console/activity";
    }
}
