package io.silkroute.console.shop;

import io.silkroute.access.OperatorMay;
import io.silkroute.access.OperatorReads;
import io.silkroute.connector.Connector;
import io.silkroute.console.Links;
import io.silkroute.console.Notices;
import io.silkroute.imports.ImportAsked;
import io.silkroute.imports.ImportRange;
import io.silkroute.imports.ImportRefused;
import io.silkroute.imports.ImportStream;
import io.silkroute.imports.Imports;
import io.silkroute.imports.ShopImport;
import io.silkroute.order.Discrepancy;
import io.silkroute.preview.Statuses;
import java.security.Principal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Imports: what is asked for, first how much that is and then for good; what they brought, and what they could not. */
@Controller
class ImportPages {

    private static final int SHOWN = 20;
    private static final int DISCREPANCIES = 50;

    private final Statuses statuses;
    private final Imports imports;

    ImportPages(Statuses statuses, Imports imports) {
        this.statuses = statuses;
        this.imports = imports;
    }

    @GetMapping("/connectors/{connector}/imports")
    String imports(@PathVariable String connector, Model model) {
        return page(
                statuses.known(connector),
                new ImportAsked(ImportStream.ORDERS, ImportRange.LAST_30_DAYS, true, true, false),
                null,
                model);
    }

    /** Asks the shop how much it would be; nothing is begun. */
    @OperatorReads
    @GetMapping("/connectors/{connector}/imports/preview")
    String preview(
            @PathVariable String connector,
            @RequestParam(defaultValue = "orders") String stream,
            @RequestParam(defaultValue = "") String range,
            @RequestParam(defaultValue = "false") boolean reconcile,
            @RequestParam(defaultValue = "false") boolean updateMetrics,
            Model model) {
        Connector known = statuses.known(connector);
        ImportAsked asked = asked(stream, range, reconcile, updateMetrics, false);
        Imports.Preview found = null;
        try {
            found = imports.preview(known, asked);
        } catch (ImportRefused refused) {
            model.addAttribute("problem", Notices.sentence(refused));
        }
        return page(known, asked, found, model);
    }

    private static ImportAsked asked(
            String stream, String range, boolean reconcile, boolean updateMetrics, boolean acceptTruncated) {
        return new ImportAsked(
                ImportStream.of(stream).orElse(ImportStream.ORDERS),
                ImportRange.of(range).orElse(ImportRange.LAST_30_DAYS),
                reconcile,
                updateMetrics,
                acceptTruncated);
    }

    private String page(Connector connector, ImportAsked asked, Imports.@Nullable Preview preview, Model model) {
        List<ShopImport> recent = imports.of(connector.name(), null, SHOWN);
        model.addAttribute("connector", connector.name().text());
        model.addAttribute("asked", asked);
        model.addAttribute("preview", preview);
        model.addAttribute(
                "previewEnd",
                preview == null
                        ? null
                        : Instant.EPOCH.plusSeconds(preview.estimate().seconds()));
        model.addAttribute("previewBegin", Instant.EPOCH);
        model.addAttribute("recent", recent);
        model.addAttribute(
                "running",
                recent.stream().filter(one -> !one.state().ended()).findFirst().orElse(null));
        return "console/imports";
    }

    @OperatorMay
    @PostMapping("/connectors/{connector}/imports")
    String begin(
            @PathVariable String connector,
            @RequestParam(defaultValue = "orders") String stream,
            @RequestParam(defaultValue = "") String range,
            @RequestParam(defaultValue = "false") boolean reconcile,
            @RequestParam(defaultValue = "false") boolean updateMetrics,
            @RequestParam(defaultValue = "false") boolean acceptTruncated,
            Principal actor,
            RedirectAttributes page) {
        Connector known = statuses.known(connector);
        try {
            ShopImport begun = imports.ask(
                    known, asked(stream, range, reconcile, updateMetrics, acceptTruncated), actor.getName());
            return "redirect:/imports/" + begun.id();
        } catch (ImportRefused refused) {
            page.addFlashAttribute("problem", Notices.sentence(refused));
            return "redirect:/connectors/" + Links.encoded(known.name().text()) + "/imports";
        }
    }

    @GetMapping("/imports/{id}")
    String one(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        ShopImport found = imports.asked(id);
        Discrepancy.Reason only = Arrays.stream(Discrepancy.Reason.values())
                .filter(one -> one.word().equals(reason))
                .findFirst()
                .orElse(null);
        model.addAttribute("connector", found.connector().text());
        model.addAttribute("found", found);
        model.addAttribute("reasons", imports.reasons(id));
        model.addAttribute("reason", only == null ? "" : only.word());
        model.addAttribute("discrepancies", imports.discrepancies(id, only, cursor, DISCREPANCIES));
        return "console/import";
    }

    @OperatorMay
    @PostMapping("/imports/{id}/cancel")
    String cancel(@PathVariable String id, Principal actor, RedirectAttributes page) {
        Notices.after(page, () -> {
            imports.cancel(id, actor.getName());
            return "The import ends. What was read stays.";
        });
        return "redirect:/imports/" + Links.encoded(id);
    }
}
