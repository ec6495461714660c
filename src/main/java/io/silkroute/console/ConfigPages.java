package io.silkroute.console;

import io.silkroute.access.OperatorMay;
import io.silkroute.connection.ConnectionCheck;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConfigRefused;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.connector.config.ConnectorConfig.Removal;
import io.silkroute.connector.config.ConnectorConfig.StatusFilter;
import io.silkroute.connector.config.FieldProblem;
import io.silkroute.connector.lifecycle.ConnectorSetup;
import io.silkroute.preview.FilterPreview;
import io.silkroute.preview.Statuses;
import java.security.Principal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.databind.node.ObjectNode;

/** A connector's configuration as a form. */
@Controller
class ConfigPages {

    private final Statuses statuses;
    private final ConnectorSetup setup;
    private final FilterPreview filters;
    private final ConnectionCheck connection;

    ConfigPages(Statuses statuses, ConnectorSetup setup, FilterPreview filters, ConnectionCheck connection) {
        this.statuses = statuses;
        this.setup = setup;
        this.filters = filters;
        this.connection = connection;
    }

    @GetMapping("/connectors/{connector}/config")
    String config(@PathVariable("connector") String name, Model model) {
        ObjectNode config = setup.shown(name);
        Map<String, String> values = new LinkedHashMap<>();
        ConfigForm.SECTIONS.forEach(section ->
                section.inputs().forEach(input -> values.put(input.path(), ConfigForm.shown(config, input))));
        model.addAttribute("report", connection.last(name).orElse(null));
        return form(name, config, values, Map.of(), model);
    }

    /** @param filled with {@code test} the connection is tested as well, once the values are saved */
    @PostMapping("/connectors/{connector}/config")
    String save(
            @PathVariable("connector") String name,
            @RequestParam Map<String, String> filled,
            Principal actor,
            Model model,
            RedirectAttributes page) {
        try {
            setup.patch(name, ConfigForm.patch(filled), actor.getName());
            if (filled.containsKey("test")) {
                page.addFlashAttribute("notice", "Saved. Saving starts nothing.");
                Notices.unless(page, () -> connection.test(name, ConfigForm.patch(Map.of()), actor.getName()));
                return "redirect:/connectors/" + Links.encoded(name) + "/config";
            }
            page.addFlashAttribute("notice", "Saved. Saving starts nothing.");
            return "redirect:/connectors/" + Links.encoded(name);
        } catch (ConfigRefused refused) {
            return corrected(name, filled, "Nothing was saved. What has to be corrected:", refused, model);
        } catch (ErrorResponseException refused) {
            model.addAttribute("problem", Notices.sentence(refused));
            return form(name, setup.shown(name), filled, Map.of(), model);
        }
    }

    /** Asks the shop with the values of the form; nothing is saved. */
    @PostMapping("/connectors/{connector}/config/test")
    String test(
            @PathVariable("connector") String name,
            @RequestParam Map<String, String> filled,
            Principal actor,
            Model model) {
        try {
            model.addAttribute("report", connection.test(name, ConfigForm.patch(filled), actor.getName()));
            model.addAttribute("typed", ConfigForm.secretsIn(filled));
        } catch (ConfigRefused refused) {
            return corrected(name, filled, "The shop was not asked. What has to be corrected:", refused, model);
        } catch (ErrorResponseException refused) {
            model.addAttribute("problem", Notices.sentence(refused));
        }
        return form(name, setup.shown(name), filled, Map.of(), model);
    }

    private String corrected(
            String name, Map<String, String> filled, String sentence, ConfigRefused refused, Model model) {
        model.addAttribute("problem", sentence);
        Map<String, String> wrong = refused.problems().stream()
                .collect(Collectors.toMap(
                        FieldProblem::field, FieldProblem::message, (one, other) -> one, LinkedHashMap::new));
        return form(name, setup.shown(name), filled, wrong, model);
    }

    /** How many items other filters would bring in and take out; nothing is saved. */
    @OperatorMay
    @PostMapping("/connectors/{connector}/config/preview")
    String preview(@PathVariable("connector") String name, @RequestParam Map<String, String> filled, Model model) {
        ObjectNode export = ConfigForm.patch(filled).withObject("/export");
        ConnectorConfig saved = statuses.known(name).config();
        ConnectorConfig.Export now = saved.export();
        FilterPreview.Preview effect = filters.of(
                new ConnectorName(name),
                saved.withExport(new ConnectorConfig.Export(
                        "all".equals(export.path("status").asString("")) ? StatusFilter.ALL : StatusFilter.ONLY_VISIBLE,
                        texts(export, "tags"),
                        texts(export, "families"),
                        export.path("disableDeletions").asBoolean(now.disableDeletions()),
                        removal(export, now.removal()))));
        model.addAttribute("notice", effect.sentence() + " Nothing is saved yet.");
        model.addAttribute("effect", effect);
        return form(name, setup.shown(name), filled, Map.of(), model);
    }

    private static Removal removal(ObjectNode export, Removal now) {
        return switch (export.path("removal").asString("")) {
            case "archive" -> Removal.ARCHIVE;
            case "delete" -> Removal.DELETE;
            default -> now;
        };
    }

    private static List<String> texts(ObjectNode export, String name) {
        List<String> texts = new ArrayList<>();
        export.path(name).forEach(text -> texts.add(text.asString("")));
        return texts;
    }

    private String form(
            String name, ObjectNode config, Map<String, String> values, Map<String, String> wrong, Model model) {
        model.addAttribute("connector", name);
        model.addAttribute("sections", ConfigForm.SECTIONS);
        model.addAttribute("values", values);
        model.addAttribute("wrong", wrong);
        model.addAttribute("secrets", config.path("secrets"));
        return "console/config";
    }
}
