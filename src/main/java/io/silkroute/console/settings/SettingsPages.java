package io.silkroute.console.settings;

import io.silkroute.access.OperatorMay;
import io.silkroute.catalogue.ItemType;
import io.silkroute.connection.ConnectionCheck;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConfigRefused;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.connector.config.ConnectorConfig.Trigger;
import io.silkroute.connector.config.FieldProblem;
import io.silkroute.connector.config.ScheduleWords;
import io.silkroute.connector.lifecycle.ConfigChanges;
import io.silkroute.connector.lifecycle.ConnectorSetup;
import io.silkroute.console.Links;
import io.silkroute.console.Notices;
import io.silkroute.export.ledger.Exports;
import io.silkroute.loyalty.tier.TierPreview;
import io.silkroute.preview.ConfigPreview;
import io.silkroute.preview.FilterPreview;
import io.silkroute.preview.Statuses;
import io.silkroute.run.DueRuns;
import java.security.Principal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.databind.node.ObjectNode;

/** A connector's settings, a form for each task. */
@Controller
class SettingsPages {

    private static final String SAVED = "Saved. Saving starts nothing.";
    private static final Set<String> FILTERS = Set.of("status", "tags", "families");
    private static final int TIMES = 5;
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final int MOVERS = 20;

    private final Statuses statuses;
    private final ConnectorSetup setup;
    private final ConfigChanges changes;
    private final ConfigPreview preview;
    private final FilterPreview filters;
    private final ConnectionCheck connection;
    private final DueRuns dueRuns;
    private final Exports exports;
    private final TierPreview tiers;

    SettingsPages(
            Statuses statuses,
            ConnectorSetup setup,
            ConfigChanges changes,
            ConfigPreview preview,
            FilterPreview filters,
            ConnectionCheck connection,
            DueRuns dueRuns,
            Exports exports,
            TierPreview tiers) {
        this.statuses = statuses;
        this.setup = setup;
        this.changes = changes;
        this.preview = preview;
        this.filters = filters;
        this.connection = connection;
        this.dueRuns = dueRuns;
        this.exports = exports;
        this.tiers = tiers;
    }

    /** @param told as the wall clock of the schedule's zone shows it */
    record NextTime(Instant at, String told) {}

    @GetMapping("/connectors/{connector}/config")
    String shop(
            @PathVariable("connector") String name,
            @ModelAttribute(name = "administers", binding = false) boolean administers,
            Model model) {
        return page(name, SettingsTask.SHOP, administers, model);
    }

    @GetMapping("/connectors/{connector}/config/{task}")
    String task(
            @PathVariable("connector") String name,
            @PathVariable("task") String word,
            @ModelAttribute(name = "administers", binding = false) boolean administers,
            Model model) {
        SettingsTask task = task(word);
        return task == SettingsTask.PIM
                ? "redirect:/connectors/" + Links.encoded(name) + "/pim-tokens"
                : page(name, task, administers, model);
    }

    private String page(String name, SettingsTask task, boolean administers, Model model) {
        return form(name, task, SettingsForm.shown(task, setup.shown(name)), Map.of(), administers, model);
    }

    private static SettingsTask task(String word) {
        return SettingsTask.of(word)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There are no such settings."));
    }

    /** @param filled with {@code test} the connection is tested as well, once the values are saved */
    @PostMapping("/connectors/{connector}/config")
    String saveShop(
            @PathVariable("connector") String name,
            @RequestParam Map<String, String> filled,
            @ModelAttribute(name = "administers", binding = false) boolean administers,
            Principal actor,
            Model model,
            RedirectAttributes page) {
        return save(name, SettingsTask.SHOP, filled, administers, actor.getName(), model, page);
    }

    @PostMapping("/connectors/{connector}/config/{task}")
    String saveTask(
            @PathVariable("connector") String name,
            @PathVariable("task") String word,
            @RequestParam Map<String, String> filled,
            @ModelAttribute(name = "administers", binding = false) boolean administers,
            Principal actor,
            Model model,
            RedirectAttributes page) {
        return save(name, task(word), filled, administers, actor.getName(), model, page);
    }

    /** What a change would do to items in the shop is said first, and saved when it comes again. */
    private String save(
            String name,
            SettingsTask task,
            Map<String, String> filled,
            boolean administers,
            String actor,
            Model model,
            RedirectAttributes page) {
        try {
            ObjectNode patch = SettingsForm.patch(task, filled);
            List<ConfigPreview.Consequence> consequences = filled.containsKey("sure")
                    ? List.of()
                    : preview.of(statuses.known(name), setup.tried(name, patch).config());
            if (!consequences.isEmpty()) {
                model.addAttribute("consequences", consequences);
                return form(name, task, filled, Map.of(), administers, model);
            }
            setup.patch(name, patch, actor, seen(task, filled));
            page.addFlashAttribute("notice", SAVED);
            if (filled.containsKey("test")) {
                Notices.unless(page, () -> connection.test(name, SettingsForm.patch(task, Map.of()), actor));
            }
            return "redirect:/connectors/" + Links.encoded(name)
                    + (task == SettingsTask.PIM ? "/pim-tokens" : task.address());
        } catch (ConfigRefused refused) {
            return corrected(
                    name, task, filled, "Nothing was saved. What has to be corrected:", refused, administers, model);
        } catch (ErrorResponseException refused) {
            model.addAttribute("problem", Notices.sentence(refused));
            return form(name, task, filled, Map.of(), administers, model);
        }
    }

    private static ConnectorSetup.@Nullable Seen seen(SettingsTask task, Map<String, String> filled) {
        String last = filled.getOrDefault("seen", "");
        return last.matches("-?\\d{1,18}") ? new ConnectorSetup.Seen(Long.parseLong(last), task.paths()) : null;
    }

    /** Asks the shop with the values of the form; nothing is saved. */
    @PostMapping("/connectors/{connector}/config/test")
    String test(
            @PathVariable("connector") String name,
            @RequestParam Map<String, String> filled,
            @ModelAttribute(name = "administers", binding = false) boolean administers,
            Principal actor,
            Model model) {
        SettingsTask task = SettingsTask.SHOP;
        try {
            model.addAttribute("report", connection.test(name, SettingsForm.patch(task, filled), actor.getName()));
        } catch (ConfigRefused refused) {
            return corrected(
                    name,
                    task,
                    filled,
                    "The shop was not asked. What has to be corrected:",
                    refused,
                    administers,
                    model);
        } catch (ErrorResponseException refused) {
            model.addAttribute("problem", Notices.sentence(refused));
        }
        return form(name, task, filled, Map.of(), administers, model);
    }

    /** How many items other filters would bring in and take out; nothing is saved. */
    @OperatorMay
    @PostMapping("/connectors/{connector}/config/preview")
    String preview(
            @PathVariable("connector") String name,
            @RequestParam Map<String, String> filled,
            @ModelAttribute(name = "administers", binding = false) boolean administers,
            Model model) {
        SettingsTask task = SettingsTask.EXPORT;
        Connector known = statuses.known(name);
        try {
            ConnectorConfig asked = setup.asked(
                    name, SettingsForm.patch(task, filled).withObject("/export").retain(FILTERS));
            FilterPreview.Preview effect = filters.of(known.name(), asked);
            model.addAttribute("notice", effect.sentence() + " Nothing is saved yet.");
            model.addAttribute("effect", effect);
        } catch (ConfigRefused refused) {
            return corrected(
                    name,
                    task,
                    filled,
                    "Nothing was looked at. What has to be corrected:",
                    refused,
                    administers,
                    model);
        }
        return form(name, task, filled, Map.of(), administers, model);
    }

    /** Who would get another tier; nothing is saved. */
    @OperatorMay
    @PostMapping("/connectors/{connector}/config/moves")
    String moves(
            @PathVariable("connector") String name,
            @RequestParam Map<String, String> filled,
            @ModelAttribute(name = "administers", binding = false) boolean administers,
            Model model) {
        SettingsTask task = SettingsTask.LOYALTY;
        try {
            TierPreview.Preview would = tiers.of(
                    statuses.known(name).name(),
                    setup.tried(name, SettingsForm.patch(task, filled)).config().loyalty(),
                    "",
                    MOVERS);
            model.addAttribute(
                    "notice",
                    "%d of %d customers would have another tier once tiers are recalculated. Nothing is saved yet."
                            .formatted(would.moving(), would.customers()));
            model.addAttribute("would", would);
        } catch (ConfigRefused refused) {
            return corrected(
                    name,
                    task,
                    filled,
                    "Nothing was looked at. What has to be corrected:",
                    refused,
                    administers,
                    model);
        }
        return form(name, task, filled, Map.of(), administers, model);
    }

    /** When a schedule that is not saved would ask for runs. */
    @OperatorMay
    @PostMapping("/connectors/{connector}/config/times")
    String times(
            @PathVariable("connector") String name,
            @RequestParam Map<String, String> filled,
            @ModelAttribute(name = "administers", binding = false) boolean administers,
            Model model) {
        SettingsTask task = SettingsTask.WHEN;
        try {
            Trigger asked =
                    setup.tried(name, SettingsForm.patch(task, filled)).config().trigger();
            model.addAttribute("notice", "Nothing is saved yet. What the clock would do stands below.");
            schedule(statuses.known(name).name(), asked, model);
        } catch (ConfigRefused refused) {
            return corrected(
                    name, task, filled, "Nothing was computed. What has to be corrected:", refused, administers, model);
        }
        return form(name, task, filled, Map.of(), administers, model);
    }

    private void schedule(ConnectorName connector, Trigger trigger, Model model) {
        DueRuns.Zone whose = dueRuns.zone(connector, trigger);
        ZoneId zone = whose.id();
        model.addAttribute("inWords", ScheduleWords.of(trigger, zone));
        model.addAttribute(
                "nextTimes",
                dueRuns.next(connector, trigger, TIMES).stream()
                        .map(at -> new NextTime(at, SHOWN.format(at.atZone(zone)) + " " + ScheduleWords.zone(zone)))
                        .toList());
        model.addAttribute("zoneKnown", !whose.from().equals("default"));
    }

    private String corrected(
            String name,
            SettingsTask task,
            Map<String, String> filled,
            String sentence,
            ConfigRefused refused,
            boolean administers,
            Model model) {
        model.addAttribute("problem", sentence);
        Map<String, String> wrong = refused.problems().stream()
                .collect(Collectors.toMap(
                        problem -> problem.field().replaceFirst("\\[.*", ""),
                        FieldProblem::message,
                        (one, other) -> one,
                        LinkedHashMap::new));
        return form(name, task, filled, wrong, administers, model);
    }

    private String form(
            String name,
            SettingsTask task,
            Map<String, String> values,
            Map<String, String> wrong,
            boolean administers,
            Model model) {
        Connector known = statuses.known(name);
        model.addAttribute("connector", name);
        model.addAttribute("tabs", SettingsTabs.of(name, task.word(), administers));
        model.addAttribute("task", task);
        model.addAttribute("address", "/connectors/" + Links.encoded(name) + task.address());
        model.addAttribute("values", values);
        model.addAttribute("secrets", setup.shown(name).path("secrets"));
        model.addAttribute("typed", SettingsForm.secretsIn(task, values));
        model.addAttribute("wrong", wrong);
        model.addAttribute("seen", changes.latest(known.name()));
        model.addAttribute("active", known.active());
        switch (task) {
            case SHOP -> {
                if (!model.containsAttribute("report")) {
                    model.addAttribute("report", connection.last(name).orElse(null));
                }
            }
            case WHEN -> {
                if (!model.containsAttribute("nextTimes")) {
                    schedule(known.name(), known.config().trigger(), model);
                }
            }
            case REMOVALS -> model.addAttribute("guard", guard(known));
            default -> {}
        }
        return "console/settings";
    }

    /** What the guard, as it is saved, comes to for the products that are in the shop. */
    private String guard(Connector connector) {
        ConnectorConfig config = connector.config();
        ConnectorName name = connector.name();
        long products = exports.count(name, ItemType.PRODUCT);
        long most = Math.max(
                config.guard().minimum() - 1L, (long) Math.floor(config.guard().share() * products));
        return String.format(
                Locale.ROOT,
                "As it is saved: of %,d %s in the shop a run takes at most %,d without asking.",
                products,
                products == 1 ? "product" : "products",
                Math.max(0, Math.min(most, products)));
    }
}
