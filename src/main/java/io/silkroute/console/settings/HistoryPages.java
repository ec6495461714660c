package io.silkroute.console.settings;

import io.silkroute.connector.Connector;
import io.silkroute.connector.config.ConfigJson.Difference;
import io.silkroute.connector.config.ConfigRefused;
import io.silkroute.connector.lifecycle.ConfigChange;
import io.silkroute.connector.lifecycle.ConfigChanges;
import io.silkroute.connector.lifecycle.ConnectorSetup;
import io.silkroute.console.Links;
import io.silkroute.console.Notices;
import io.silkroute.console.PrettyJson;
import io.silkroute.preview.ConfigPreview;
import io.silkroute.preview.Statuses;
import java.security.Principal;
import java.util.List;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What was changed of a connector's settings, by whom and when, and taking a change back. */
@Controller
class HistoryPages {

    private static final int SHOWN = 25;

    private final Statuses statuses;
    private final ConnectorSetup setup;
    private final ConfigChanges changes;
    private final ConfigPreview preview;
    private final PrettyJson json;

    HistoryPages(
            Statuses statuses, ConnectorSetup setup, ConfigChanges changes, ConfigPreview preview, PrettyJson json) {
        this.statuses = statuses;
        this.setup = setup;
        this.changes = changes;
        this.preview = preview;
        this.json = json;
    }

    /** One key of a change that is to be taken back. @param others somebody has changed it again since */
    record Back(String path, JsonNode now, JsonNode then, boolean others) {}

    @GetMapping("/connectors/{connector}/config/history")
    String all(
            @PathVariable String connector,
            @RequestParam(required = false) @Nullable Long before,
            @ModelAttribute(name = "administers", binding = false) boolean administers,
            Model model) {
        Connector known = statuses.known(connector);
        List<ConfigChange> page = changes.of(known.name(), before, SHOWN + 1);
        boolean more = page.size() > SHOWN;
        model.addAttribute("connector", connector);
        model.addAttribute("tabs", SettingsTabs.of(connector, SettingsTabs.HISTORY, administers));
        model.addAttribute("changes", more ? page.subList(0, SHOWN) : page);
        model.addAttribute("older", more ? page.get(SHOWN - 1).id() : null);
        model.addAttribute("behindFirst", before != null);
        model.addAttribute("config", json.of(setup.shown(connector)));
        return "console/settings-history";
    }

    /** What taking it back would do, and the button. */
    @GetMapping("/connectors/{connector}/config/history/{change}")
    String one(
            @PathVariable String connector,
            @PathVariable("change") long id,
            @ModelAttribute(name = "administers", binding = false) boolean administers,
            Model model) {
        Connector known = statuses.known(connector);
        ConfigChange change = find(known, id);
        ObjectNode now = setup.shown(connector);
        List<Back> back = change.differences().stream()
                .map(each -> back(each, now))
                .filter(each -> !each.now().equals(each.then()))
                .toList();
        model.addAttribute("connector", connector);
        model.addAttribute("tabs", SettingsTabs.of(connector, SettingsTabs.HISTORY, administers));
        model.addAttribute("change", change);
        model.addAttribute("back", back);
        model.addAttribute("seen", changes.latest(known.name()));
        try {
            model.addAttribute(
                    "consequences",
                    preview.of(
                            known,
                            setup.tried(connector, ConnectorSetup.before(change))
                                    .config()));
        } catch (ConfigRefused refused) {
            model.addAttribute("refused", Notices.sentence(refused));
        }
        return "console/settings-undo";
    }

    private static Back back(Difference each, ObjectNode now) {
        JsonNode value = now.at("/" + each.path().replace('.', '/'));
        return new Back(each.path(), value, each.then(), !value.equals(each.now()));
    }

    @PostMapping("/connectors/{connector}/config/history/{change}/undo")
    String undo(
            @PathVariable String connector,
            @PathVariable("change") long id,
            @RequestParam(defaultValue = "-1") long seen,
            Principal actor,
            RedirectAttributes page) {
        ConfigChange change = find(statuses.known(connector), id);
        String history = "redirect:/connectors/" + Links.encoded(connector) + "/config/history";
        try {
            setup.undo(connector, change, seen, actor.getName());
            page.addFlashAttribute("notice", "The change was taken back, as a change of its own. It starts nothing.");
            return history;
        } catch (ErrorResponseException refused) {
            page.addFlashAttribute("problem", Notices.sentence(refused));
            return history + "/" + id;
        }
    }

    private ConfigChange find(Connector connector, long id) {
        return changes.find(connector.name(), id)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "There is no such change. The latest 200 are kept."));
    }
}
