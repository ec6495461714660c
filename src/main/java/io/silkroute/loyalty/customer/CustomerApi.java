package io.silkroute.loyalty.customer;

import io.silkroute.access.OperatorMay;
import io.silkroute.access.OperatorReads;
import io.silkroute.activity.Csv;
import io.silkroute.activity.CsvAnswer;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.loyalty.customer.Customers.CustomerPage;
import io.silkroute.loyalty.customer.Customers.OneCustomer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.JsonNode;

/** Customers and their ledger over HTTP. They are persons, so viewers do not read them. */
@RestController
class CustomerApi {

    private static final String CUSTOMERS = "/api/connectors/{connector}/customers";
    private static final int LARGEST_PAGE = 500;
    private static final int LONGEST_QUERY = 255;

    private final Connectors connectors;
    private final Customers customers;
    private final CustomerVisits visits;
    private final CustomerDecisions decisions;

    CustomerApi(Connectors connectors, Customers customers, CustomerVisits visits, CustomerDecisions decisions) {
        this.connectors = connectors;
        this.customers = customers;
        this.visits = visits;
        this.decisions = decisions;
    }

    @OperatorReads
    @GetMapping(CUSTOMERS)
    CustomerPage list(
            @PathVariable String connector,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable String tier,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(defaultValue = "") String cursor) {
        if (q.length() > LONGEST_QUERY) {
            throw bad("The parameter q is too long: at most " + LONGEST_QUERY + " characters.");
        }
        return customers.page(
                named(connector), q, tier, Customers.place(cursor), Math.max(1, Math.min(limit, LARGEST_PAGE)));
    }

    /** The shop is asked, unless it was within a minute; if it does not answer, what is known is told. */
    @OperatorReads
    @GetMapping(CUSTOMERS + "/{id}")
    OneCustomer one(@PathVariable String connector, @PathVariable String id) {
        ConnectorName name = named(connector);
        return customers.one(name, number(id), visits.visit(name, number(id)));
    }

    @OperatorMay
    @PostMapping(CUSTOMERS + "/{id}/sync")
    OneCustomer sync(@PathVariable String connector, @PathVariable String id) {
        ConnectorName name = named(connector);
        CustomerVisits.Visit visit = visits.sync(name, number(id));
        if (visit.unknown()) {
            customers.known(name, number(id));
        }
        if (visit.problem() != null) {
            throw new ResponseStatusException(
                    HttpStatus.SERVICE_UNAVAILABLE, "The customer could not be read from the shop. " + visit.problem());
        }
        return customers.one(name, number(id), visit);
    }

    @OperatorReads
    @GetMapping(CUSTOMERS + "/{id}/ledger")
    @Nullable
    ResponseEntity<Customers.LedgerPage> ledger(
            @PathVariable String connector,
            @PathVariable String id,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(defaultValue = "") String cursor,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        ConnectorName name = named(connector);
        customers.known(name, number(id));
        if (Csv.preferred(request.getHeader(HttpHeaders.ACCEPT))) {
            csv(name, number(id), response);
            return null;
        }
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(customers.ledger(
                        name, number(id), Customers.before(cursor), Math.max(1, Math.min(limit, LARGEST_PAGE))));
    }

    @OperatorReads
    @GetMapping(CUSTOMERS + "/{id}/ledger.csv")
    void ledgerFile(@PathVariable String connector, @PathVariable String id, HttpServletResponse response)
            throws IOException {
        ConnectorName name = named(connector);
        customers.known(name, number(id));
        csv(name, number(id), response);
    }

    private void csv(ConnectorName connector, String id, HttpServletResponse response) throws IOException {
        PrintWriter out = CsvAnswer.begin(response, "ledger-" + id);
        CsvAnswer csv =
                new CsvAnswer(out, "id", "order", "kind", "amount", "currency", "at", "import", "reason", "actor");
        Long before = null;
        List<Customers.Entry> page;
        do {
            page = customers.ledger(connector, id, before, LARGEST_PAGE).items();
            for (Customers.Entry entry : page) {
                csv.line(
                        entry.id(),
                        entry.order(),
                        entry.kind(),
                        new BigDecimal(entry.amount().amount()),
                        entry.amount().currency(),
                        entry.at(),
                        entry.importId(),
                        entry.reason(),
                        entry.actor());
                before = Long.valueOf(entry.id());
            }
        } while (page.size() == LARGEST_PAGE);
        out.flush();
    }

    @OperatorMay
    @PostMapping(CUSTOMERS + "/{id}/adjustments")
    @ResponseStatus(HttpStatus.CREATED)
    Customers.Entry adjust(
            @PathVariable String connector, @PathVariable String id, @RequestBody JsonNode body, Principal actor) {
        ConnectorName name = named(connector);
        customers.known(name, number(id));
        BodyFields fields = new BodyFields(body, "amount", "reason");
        decisions.adjust(name, number(id), fields.amount("amount"), fields.text("reason"), actor.getName());
        return customers.ledger(name, number(id), null, 1).items().get(0);
    }

    @OperatorMay
    @PutMapping(CUSTOMERS + "/{id}/tier")
    OneCustomer give(
            @PathVariable String connector, @PathVariable String id, @RequestBody JsonNode body, Principal actor) {
        ConnectorName name = named(connector);
        customers.known(name, number(id));
        BodyFields fields = new BodyFields(body, "tier", "reason", "until");
        decisions.give(
                name, number(id), fields.text("tier"), fields.time("until"), fields.text("reason"), actor.getName());
        return customers.one(name, number(id), null);
    }

    @OperatorMay
    @DeleteMapping(CUSTOMERS + "/{id}/tier")
    OneCustomer take(@PathVariable String connector, @PathVariable String id, Principal actor) {
        ConnectorName name = named(connector);
        customers.known(name, number(id));
        decisions.end(name, number(id), actor.getName());
        return customers.one(name, number(id), null);
    }

    private ConnectorName named(String connector) {
        return connectors.asked(connector).name();
    }

    private static String number(String id) {
        return Customers.number(id)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "There is no customer " + id + ": its address has Shopify's number."));
    }

    private static ResponseStatusException bad(String sentence) {
        return new ResponseStatusException(HttpStatus.BAD_REQUEST, sentence);
    }
}
