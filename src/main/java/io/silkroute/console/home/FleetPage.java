package io.silkroute.console.home;

import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.lifecycle.ConnectorSetup;
import io.silkroute.console.Frame;
import io.silkroute.console.Links;
import io.silkroute.console.Notices;
import io.silkroute.deadletter.DeadLetters;
import io.silkroute.inbound.receipt.Receipts;
import io.silkroute.preview.ConnectorState;
import io.silkroute.preview.Statuses;
import java.security.Principal;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** All connectors at a glance, the gravest first, and a new one. */
@Controller
class FleetPage {

    /** What the table can be sorted by, in the order of its columns. What is worth a look comes first. */
    private static final Map<String, Comparator<Row>> ORDERS = new LinkedHashMap<>();

    static {
        Comparator<Row> byName =
                Comparator.comparing(row -> row.connector().name().text());
        Comparator<Row> byState = Comparator.comparing(row -> row.status().state());
        ORDERS.put("name", byName);
        ORDERS.put("state", byState.thenComparing(byName));
        ORDERS.put("pending", most(row -> row.status().pending()).thenComparing(byName));
        ORDERS.put("failed", most(row -> row.status().failed()).thenComparing(byName));
        ORDERS.put("incomplete", most(row -> row.status().incomplete()).thenComparing(byName));
        ORDERS.put(
                "push",
                Comparator.comparing(Row::lastPush, Comparator.nullsFirst(Comparator.naturalOrder()))
                        .thenComparing(byName));
        ORDERS.put(
                "next",
                Comparator.comparing(
                                (Row row) -> row.status().nextRun(), Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(byName));
    }

    private final Connectors connectors;
    private final ConnectorSetup setup;
    private final Receipts receipts;
    private final DeadLetters letters;

    FleetPage(Connectors connectors, ConnectorSetup setup, Receipts receipts, DeadLetters letters) {
        this.connectors = connectors;
        this.setup = setup;
        this.receipts = receipts;
        this.letters = letters;
    }

    /** @param sentence why the state is what it is @param lastPush null: none of late */
    record Row(
            Connector connector,
            Statuses.Status status,
            String sentence,
            @Nullable Instant lastPush) {}

    private static Comparator<Row> most(ToLongFunction<Row> number) {
        return Comparator.comparingLong(number).reversed();
    }

    @GetMapping("/")
    String overview(
            @RequestParam(defaultValue = "state") String sort,
            @ModelAttribute(name = "frame", binding = false) Frame frame,
            Model model) {
        Map<ConnectorName, Statuses.Status> status = frame.statuses();
        List<Connector> all = connectors.all().stream()
                .filter(connector -> status.containsKey(connector.name()))
                .toList();
        Map<ConnectorName, Instant> pushes =
                receipts.latest(all.stream().map(Connector::name).toList());
        List<Row> rows = all.stream()
                .map(connector -> {
                    Statuses.Status own = Objects.requireNonNull(status.get(connector.name()));
                    return new Row(connector, own, Condition.of(connector, own), pushes.get(connector.name()));
                })
                .sorted(ORDERS.getOrDefault(sort, Objects.requireNonNull(ORDERS.get("state"))))
                .toList();
        Map<ConnectorState, Long> states = new EnumMap<>(ConnectorState.class);
        rows.forEach(row -> states.merge(row.status().state(), 1L, Long::sum));
        model.addAttribute("rows", rows);
        model.addAttribute("states", states);
        model.addAttribute("sort", ORDERS.containsKey(sort) ? sort : "state");
        model.addAttribute("letters", letters.count());
        return "console/overview";
    }

    /** A new connector is inactive; its page asks for the rest. */
    @PostMapping("/connectors")
    String create(@RequestParam String name, Principal actor, RedirectAttributes page) {
        ObjectNode nothing = JsonNodeFactory.instance.objectNode();
        try {
            Connector created = setup.create(name.strip(), nothing, actor.getName());
            page.addFlashAttribute("notice", "The connector was created, inactive. Name its shop, then activate it.");
            return "redirect:/connectors/" + Links.encoded(created.name().text());
        } catch (ErrorResponseException refused) {
            page.addFlashAttribute("problem", Notices.sentence(refused));
            return "redirect:/";
        }
    }
}
