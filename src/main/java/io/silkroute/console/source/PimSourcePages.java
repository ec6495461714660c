package io.silkroute.console.source;

import io.silkroute.access.OperatorMay;
import io.silkroute.connector.Connector;
import io.silkroute.connector.config.SourceConfig;
import io.silkroute.console.Links;
import io.silkroute.console.Notices;
import io.silkroute.fetch.FetchMode;
import io.silkroute.fetch.Fetches;
import io.silkroute.fetch.SourceFetch;
import io.silkroute.fetch.SourceState;
import io.silkroute.preview.Statuses;
import java.security.Principal;
import java.util.List;
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

/** A connector's sources: how each stands, what was fetched, and the buttons that fetch. */
@Controller
class PimSourcePages {

    private static final int FETCHES = 50;

    private final Statuses statuses;
    private final Fetches fetches;

    PimSourcePages(Statuses statuses, Fetches fetches) {
        this.statuses = statuses;
        this.fetches = fetches;
    }

    /** @param profile null: its kind needs none */
    record Row(SourceState state, @Nullable String profile) {}

    @GetMapping("/connectors/{connector}/sources")
    String all(@PathVariable String connector, Model model) {
        Connector known = statuses.known(connector);
        List<SourceConfig> sources = known.config().sources();
        model.addAttribute("connector", known.name().text());
        model.addAttribute("active", known.active());
        model.addAttribute(
                "sources", sources.stream().map(source -> row(known, source)).toList());
        return "console/sources";
    }

    @GetMapping("/connectors/{connector}/sources/{source}")
    String one(
            @PathVariable String connector,
            @PathVariable String source,
            @RequestParam(required = false) @Nullable String before,
            Model model) {
        Connector known = statuses.known(connector);
        SourceConfig wanted = wanted(known, source);
        List<SourceFetch> found = fetches.of(known.name(), wanted.name(), before, FETCHES + 1);
        boolean more = found.size() > FETCHES;
        model.addAttribute("connector", known.name().text());
        model.addAttribute("active", known.active());
        model.addAttribute("row", row(known, wanted));
        model.addAttribute("fetches", more ? found.subList(0, FETCHES) : found);
        model.addAttribute("older", more ? found.get(FETCHES - 1).id() : null);
        model.addAttribute("behindFirst", before != null);
        return "console/source";
    }

    private Row row(Connector connector, SourceConfig source) {
        return new Row(fetches.state(connector, source), source.profile());
    }

    private static SourceConfig wanted(Connector connector, String source) {
        return connector
                .config()
                .source(source)
                .orElseThrow(() ->
                        new ResponseStatusException(HttpStatus.NOT_FOUND, "The connector has no source of that name."));
    }

    @OperatorMay
    @PostMapping("/connectors/{connector}/sources/{source}/fetch")
    String fetch(
            @PathVariable String connector,
            @PathVariable String source,
            @RequestParam(defaultValue = "delta") String mode,
            Principal actor,
            RedirectAttributes page) {
        Connector known = statuses.known(connector);
        SourceConfig wanted = wanted(known, source);
        FetchMode asked = FetchMode.of(mode)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST, "The mode is delta or full."));
        Notices.after(page, () -> {
            fetches.ask(known, wanted, asked, actor.getName());
            return "The source " + wanted.name() + " is fetched from now on. It is safe to leave this page.";
        });
        return "redirect:/connectors/" + Links.encoded(known.name().text()) + "/sources/"
                + Links.encoded(wanted.name());
    }
}
