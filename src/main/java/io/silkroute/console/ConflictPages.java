package io.silkroute.console;

import io.silkroute.access.OperatorMay;
import io.silkroute.conflict.Conflict;
import io.silkroute.conflict.ConflictField;
import io.silkroute.conflict.ConflictKind;
import io.silkroute.conflict.ConflictResolutions;
import io.silkroute.conflict.Conflicts;
import io.silkroute.conflict.Keep;
import io.silkroute.connector.ConnectorName;
import io.silkroute.preview.AskedItem;
import io.silkroute.preview.Statuses;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.databind.JsonNode;

/** What the shop holds otherwise than it was exported, its values side by side, and the decisions on it. */
@Controller
class ConflictPages {

    private static final int SHOWN = 50;
    private static final int LONGEST = 400;
    private static final String FIELD = "field:";

    private final Statuses statuses;
    private final Conflicts conflicts;
    private final ConflictResolutions resolutions;
    private final ToDoTabs tabs;
    private final Links links;

    ConflictPages(Statuses statuses, Conflicts conflicts, ConflictResolutions resolutions, ToDoTabs tabs, Links links) {
        this.statuses = statuses;
        this.conflicts = conflicts;
        this.resolutions = resolutions;
        this.tabs = tabs;
        this.links = links;
    }

    /** One field's values, in words. */
    record Values(String field, String exported, String shop, String pim) {}

    record Shown(Conflict conflict, List<Values> fields) {}

    @GetMapping("/connectors/{connector}/conflicts")
    String conflicts(
            @PathVariable String connector,
            @RequestParam(defaultValue = "open") String state,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(required = false) @Nullable String cursor,
            @ModelAttribute(name = "frame", binding = false) Frame frame,
            Model model) {
        ConnectorName name = statuses.known(connector).name();
        boolean resolved = state.equals("resolved");
        ConflictKind only = kind.isEmpty()
                ? null
                : ConflictKind.of(kind)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such kind."));
        List<Conflict> found =
                conflicts.page(name, new Conflicts.Which(!resolved, only, null, null), cursor, SHOWN + 1);
        boolean more = found.size() > SHOWN;
        List<Conflict> page = more ? found.subList(0, SHOWN) : found;
        model.addAttribute("connector", name.text());
        model.addAttribute("tabs", tabs.of(connector, frame.status(connector), "conflicts"));
        model.addAttribute("resolved", resolved);
        model.addAttribute("kind", kind);
        model.addAttribute("kinds", ConflictKind.values());
        model.addAttribute("openCount", frame.status(connector).conflicts());
        model.addAttribute("usageCount", conflicts.count(name, ConflictKind.USAGE));
        model.addAttribute("shown", page.stream().map(ConflictPages::shown).toList());
        model.addAttribute("next", more ? page.get(SHOWN - 1).id() : null);
        model.addAttribute("behindFirst", cursor != null);
        return "console/conflicts";
    }

    private static Shown shown(Conflict conflict) {
        return new Shown(
                conflict, conflict.fields().stream().map(ConflictPages::values).toList());
    }

    private static Values values(ConflictField field) {
        return new Values(field.field(), inWords(field.exported()), inWords(field.shop()), inWords(field.pim()));
    }

    static String inWords(JsonNode value) {
        String text = value.isNull() ? "nothing" : value.isContainer() ? value.toString() : value.asString("");
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }

    /** Those that are ticked, or one of them: as a whole, or field by field. */
    @OperatorMay
    @PostMapping("/connectors/{connector}/conflicts/resolve")
    String resolve(
            @PathVariable String connector,
            @RequestParam(defaultValue = "") String keep,
            @RequestParam(defaultValue = "") String one,
            HttpServletRequest request,
            Principal actor,
            RedirectAttributes page) {
        ConnectorName name = statuses.known(connector).name();
        if (!one.isEmpty() && keep.isEmpty()) {
            Notices.after(page, () -> {
                resolutions.resolve(one, fields(request), actor.getName());
                return "It was decided. The next run does it.";
            });
        } else {
            Keep kept = Arrays.stream(Keep.values())
                    .filter(each -> each.word().equals(keep))
                    .findFirst()
                    .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such side."));
            String[] ticked = request.getParameterValues("id");
            List<String> ids = !one.isEmpty() ? List.of(one) : ticked == null ? List.of() : List.of(ticked);
            Notices.after(page, () -> told(resolutions.resolve(name, kept, ids, actor.getName())));
        }
        return "redirect:/connectors/" + Links.encoded(connector) + "/conflicts";
    }

    private static Map<String, Keep> fields(HttpServletRequest request) {
        Map<String, Keep> fields = new LinkedHashMap<>();
        request.getParameterMap().forEach((parameter, values) -> {
            if (parameter.startsWith(FIELD)) {
                Arrays.stream(Keep.values())
                        .filter(each -> each.word().equals(values[0]))
                        .forEach(each -> fields.put(parameter.substring(FIELD.length()), each));
            }
        });
        return fields;
    }

    private static String told(ConflictResolutions.Many many) {
        String done = many.resolved().isEmpty()
                ? "None was resolved."
                : (many.resolved().size() == 1
                                ? "One conflict was resolved."
                                : many.resolved().size() + " conflicts were resolved.")
                        + " The next run does it.";
        return many.refused().isEmpty()
                ? done
                : done + " Not so " + many.refused().size() + ": "
                        + many.refused().get(0).reason();
    }

    /** Lets the PIM's values stand again. @param field empty: all that are kept */
    @OperatorMay
    @PostMapping("/connectors/{connector}/items/kept/drop")
    String drop(
            @PathVariable String connector,
            @RequestParam String type,
            @RequestParam String id,
            @RequestParam(defaultValue = "") String field,
            Principal actor,
            RedirectAttributes page) {
        ConnectorName name = statuses.known(connector).name();
        Notices.after(
                page,
                () -> resolutions.dropKept(
                                name, AskedItem.key(type, id), field.isEmpty() ? null : field, actor.getName())
                        ? "The PIM's value stands again. The next run writes it."
                        : "Nothing of it is kept as the shop has it.");
        return "redirect:" + links.item(connector, type, id);
    }
}
