package io.silkroute.console.runs;

import io.silkroute.access.OperatorReads;
import io.silkroute.activity.ActivityQuery;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.connector.Connector;
import io.silkroute.preview.AskedItem;
import io.silkroute.preview.Statuses;
import io.silkroute.preview.dryrun.DryRun;
import io.silkroute.preview.dryrun.DryRunAsked;
import io.silkroute.preview.dryrun.DryRunField;
import io.silkroute.preview.dryrun.DryRunItem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;

/** What a synchronization would do, before it is begun: of one item, of what is pending, or of everything. */
@Controller
class PreviewPage {

    private static final int LONGEST = 400;
    private static final int OPEN = 3; // items whose fields are shown at once

    private final Statuses statuses;
    private final DryRun dryRun;

    PreviewPage(Statuses statuses, DryRun dryRun) {
        this.statuses = statuses;
        this.dryRun = dryRun;
    }

    /** A field's values in words. */
    record Row(String field, String shop, String exported, String pim, String send, boolean sent, String why) {}

    record Shown(DryRunItem item, List<Row> rows, long sent) {}

    /** @param id of an item; empty: all that a run of this mode looks at */
    @OperatorReads
    @GetMapping("/connectors/{connector}/preview")
    String preview(
            @PathVariable String connector,
            @RequestParam(defaultValue = "incremental") String mode,
            @RequestParam(defaultValue = "product") String type,
            @RequestParam(defaultValue = "") String id,
            Model model) {
        Connector known = statuses.known(connector);
        List<ItemKey> named = id.isEmpty() ? List.of() : List.of(AskedItem.key(type, id));
        DryRun.Result result = dryRun.of(known, new DryRunAsked(named, DryRunAsked.mode(mode)));
        model.addAttribute("connector", known.name().text());
        model.addAttribute("active", known.active());
        model.addAttribute("mode", mode);
        model.addAttribute("type", type);
        model.addAttribute("id", id);
        model.addAttribute("types", ActivityQuery.TYPES);
        model.addAttribute("forecast", result.forecast());
        model.addAttribute("begin", Instant.EPOCH);
        model.addAttribute("singly", Instant.EPOCH.plusSeconds(result.forecast().secondsSingle()));
        model.addAttribute("bulk", Instant.EPOCH.plusSeconds(result.forecast().secondsBulk()));
        model.addAttribute("most", DryRunAsked.MOST);
        model.addAttribute("openFields", result.items().size() <= OPEN);
        model.addAttribute(
                "shown", result.items().stream().map(PreviewPage::shown).toList());
        return "console/preview";
    }

    private static Shown shown(DryRunItem item) {
        return new Shown(
                item,
                item.fields().stream().map(PreviewPage::row).toList(),
                item.fields().stream().filter(DryRunField::sent).count());
    }

    private static Row row(DryRunField field) {
        return new Row(
                field.field(),
                field.read() ? inWords(field.shop()) : "not read",
                inWords(field.exported()),
                inWords(field.pim()),
                field.sent() && field.send() == null ? "cleared" : inWords(field.send()),
                field.sent(),
                field.why());
    }

    private static String inWords(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return "";
        }
        String text = value.isContainer() ? value.toString() : value.asString("");
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
