package io.silkroute.console.loyalty;

import io.silkroute.access.OperatorMay;
import io.silkroute.access.OperatorReads;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.LoyaltyConfig;
import io.silkroute.console.Links;
import io.silkroute.console.Notices;
import io.silkroute.loyalty.customer.CustomerDecisions;
import io.silkroute.loyalty.customer.CustomerVisits;
import io.silkroute.loyalty.customer.Customers;
import io.silkroute.loyalty.ledger.TermsHistory;
import io.silkroute.loyalty.tier.TierRounds;
import io.silkroute.preview.Statuses;
import java.math.BigDecimal;
import java.security.Principal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

/** Customers by spend, and one with ledger, tier and why. Persons, so viewers do not see them. */
@Controller
class CustomerPages {

    private static final int SHOWN = 50;
    private static final int LONGEST_QUERY = 255;

    private final Statuses statuses;
    private final Customers customers;
    private final CustomerVisits visits;
    private final CustomerDecisions decisions;
    private final TermsHistory history;
    private final TierRounds rounds;

    CustomerPages(
            Statuses statuses,
            Customers customers,
            CustomerVisits visits,
            CustomerDecisions decisions,
            TermsHistory history,
            TierRounds rounds) {
        this.statuses = statuses;
        this.customers = customers;
        this.visits = visits;
        this.decisions = decisions;
        this.history = history;
        this.rounds = rounds;
    }

    /** A tier to choose from, with how many have it. @param word as the address says it */
    record TierChoice(String word, String label, long customers) {}

    @OperatorReads
    @GetMapping("/connectors/{connector}/customers")
    String customers(
            @PathVariable String connector,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String tier,
            @RequestParam(defaultValue = "") String cursor,
            Model model) {
        Connector known = statuses.known(connector);
        ConnectorName name = known.name();
        String asked = q.length() > LONGEST_QUERY ? q.substring(0, LONGEST_QUERY) : q;
        Map<String, Long> byTier = customers.byTier(name);
        model.addAttribute("connector", name.text());
        model.addAttribute("q", asked);
        model.addAttribute("tier", tier);
        model.addAttribute("found", customers.page(name, asked, tier, Customers.place(cursor), SHOWN));
        model.addAttribute(
                "held", byTier.values().stream().mapToLong(Long::longValue).sum());
        model.addAttribute("tiers", choices(known.config().loyalty(), byTier));
        model.addAttribute("enabled", known.config().loyalty().enabled());
        model.addAttribute("period", period(known));
        model.addAttribute("waits", history.waits(name));
        return "console/customers";
    }

    private static List<TierChoice> choices(LoyaltyConfig loyalty, Map<String, Long> byTier) {
        List<TierChoice> choices = new ArrayList<>();
        choices.add(new TierChoice(
                "", "All", byTier.values().stream().mapToLong(Long::longValue).sum()));
        for (LoyaltyConfig.Tier tier : loyalty.tiers()) {
            choices.add(new TierChoice(tier.name(), tier.name(), byTier.getOrDefault(tier.name(), 0L)));
        }
        byTier.forEach((tier, n) -> {
            if (!tier.isEmpty() && loyalty.tier(tier).isEmpty()) {
                choices.add(new TierChoice(tier, tier, n));
            }
        });
        if (byTier.containsKey("")) {
            choices.add(new TierChoice("none", "None", byTier.getOrDefault("", 0L)));
        }
        return choices;
    }

    private String period(Connector connector) {
        LoyaltyConfig applied = history.applied(connector.name());
        LoyaltyConfig.Period period = (applied == null ? connector.config().loyalty() : applied)
                .evaluation()
                .period();
        return switch (period) {
            case DAYS_365 -> "in the last 365 days";
            case LIFETIME -> "in all";
            case CALENDAR_YEAR -> "this year";
        };
    }

    /** A visit asks the shop, unless it was asked within a minute. */
    @OperatorReads
    @GetMapping("/connectors/{connector}/customers/{id}")
    String customer(
            @PathVariable String connector,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String cursor,
            Model model) {
        Connector known = statuses.known(connector);
        ConnectorName name = known.name();
        Customers.OneCustomer one = customers.one(name, number(id), visits.visit(name, number(id)));
        LoyaltyConfig applied = history.applied(name);
        model.addAttribute("connector", name.text());
        model.addAttribute("customer", one);
        model.addAttribute(
                "ledger",
                cursor.isEmpty() ? one.ledger() : customers.ledger(name, number(id), Customers.before(cursor), SHOWN));
        model.addAttribute("orders", customers.orders(name, number(id), SHOWN));
        model.addAttribute("tiers", applied == null ? List.of() : applied.tiers());
        model.addAttribute("period", period(known));
        return "console/customer";
    }

    @OperatorMay
    @PostMapping("/connectors/{connector}/customers/{id}/sync")
    String sync(@PathVariable String connector, @PathVariable String id, RedirectAttributes page) {
        ConnectorName name = statuses.known(connector).name();
        Notices.after(page, () -> {
            CustomerVisits.Visit visit = visits.sync(name, number(id));
            if (visit.problem() != null) {
                throw new ResponseStatusException(
                        HttpStatus.SERVICE_UNAVAILABLE, "The shop could not be asked. " + visit.problem());
            }
            return "Read from the shop: %d of its orders%s."
                    .formatted(
                            visit.orders(),
                            visit.discrepancies().isEmpty()
                                    ? ""
                                    : ", of which " + visit.discrepancies().size() + " do not count");
        });
        return back(name, id);
    }

    @OperatorMay
    @PostMapping("/connectors/{connector}/customers/{id}/adjustments")
    String adjust(
            @PathVariable String connector,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String amount,
            @RequestParam(defaultValue = "") String reason,
            Principal actor,
            RedirectAttributes page) {
        ConnectorName name = statuses.known(connector).name();
        Notices.after(page, () -> {
            customers.known(name, number(id));
            decisions.adjust(name, number(id), amount(amount), reason.strip(), actor.getName());
            return "Adjusted.";
        });
        return back(name, id);
    }

    private static BigDecimal amount(String text) {
        if (!text.strip().matches("-?\\d{1,12}(\\.\\d{1,6})?")) {
            throw new ResponseStatusException(
                    HttpStatus.UNPROCESSABLE_CONTENT, "An amount such as 5.00 or -5.00 is needed.");
        }
        return new BigDecimal(text.strip());
    }

    @OperatorMay
    @PostMapping("/connectors/{connector}/customers/{id}/tier")
    String give(
            @PathVariable String connector,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String tier,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(defaultValue = "") String reason,
            Principal actor,
            RedirectAttributes page) {
        ConnectorName name = statuses.known(connector).name();
        Notices.after(page, () -> {
            customers.known(name, number(id));
            decisions.give(name, number(id), tier, day(until), reason.strip(), actor.getName());
            return "The tier is given.";
        });
        return back(name, id);
    }

    /** The end of a day as a box has it; null: none is chosen. */
    private static @Nullable Instant day(String text) {
        try {
            return text.isBlank()
                    ? null
                    : LocalDate.parse(text.strip())
                            .plusDays(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant();
        } catch (DateTimeException none) {
            throw new ResponseStatusException(
                    HttpStatus.UNPROCESSABLE_CONTENT, "A day such as 2026-12-31 is needed, or none.");
        }
    }

    @OperatorMay
    @PostMapping("/connectors/{connector}/customers/{id}/tier/end")
    String end(@PathVariable String connector, @PathVariable String id, Principal actor, RedirectAttributes page) {
        ConnectorName name = statuses.known(connector).name();
        Notices.after(page, () -> {
            customers.known(name, number(id));
            decisions.end(name, number(id), actor.getName());
            return "The tier is the one that is reached.";
        });
        return back(name, id);
    }

    @OperatorMay
    @PostMapping("/connectors/{connector}/customers/recalculate")
    String recalculate(@PathVariable String connector, Principal actor, RedirectAttributes page) {
        ConnectorName name = statuses.known(connector).name();
        Notices.after(page, () -> {
            TierRounds.Round round = rounds.recalculate(name, actor.getName());
            return round.completed()
                    ? "Tiers were made anew: %d of %d customers have changed."
                            .formatted(round.changed(), round.customers())
                    : "Tiers are made anew. It goes on when you leave this page.";
        });
        return "redirect:/connectors/" + Links.encoded(name.text()) + "/customers";
    }

    private static String back(ConnectorName connector, String id) {
        return "redirect:/connectors/" + Links.encoded(connector.text()) + "/customers/" + number(id);
    }

    private static String number(String id) {
        return Customers.number(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such customer."));
    }
}
