package io.silkroute.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.silkroute.activity.Csv;
import io.silkroute.activity.CsvAnswer;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** How often codes were used and what it brought: a page as JSON, or with {@code Accept: text/csv} all that matches. */
@RestController
class UsageApi {

    private static final Set<String> OF_CODES = Set.of("campaign", "code", "since", "until", "limit", "cursor");
    private static final Set<String> OF_ORDERS = Set.of("automatic", "since", "until", "limit", "cursor");

    private final Connectors connectors;
    private final UsageReader usage;

    UsageApi(Connectors connectors, UsageReader usage) {
        this.connectors = connectors;
        this.usage = usage;
    }

    /** @param pull how far the orders were read; null while they never were */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record CodePage(
            List<CodeUsage> items,
            @Nullable String next,
            @Nullable PullState pull) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record OrderPage(List<OrderOfCode> items, @Nullable String next) {}

    @GetMapping("/api/connectors/{connector}/usage")
    @Nullable
    ResponseEntity<CodePage> codes(
            @PathVariable("connector") String name,
            @RequestParam(required = false) @Nullable String campaign,
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String since,
            @RequestParam(required = false) @Nullable String until,
            @RequestParam(defaultValue = "100") String limit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        ConnectorName connector = connectors.asked(name).name();
        UsageParameters.check(request.getParameterMap(), OF_CODES);
        String named = UsageParameters.text(code);
        UsageQuery query = query(
                connector,
                named == null ? null : UseKey.ofCode(named),
                campaign,
                since,
                until,
                limit,
                UsageParameters.cursor(cursor, UseKey::isText));
        if (Csv.preferred(request.getHeader(HttpHeaders.ACCEPT))) {
            csv(query, request.getParameterMap().containsKey("limit"), response);
            return null;
        }
        List<CodeUsage> found = usage.page(query.after(query.after(), query.limit() + 1));
        boolean more = found.size() > query.limit();
        List<CodeUsage> page = more ? found.subList(0, query.limit()) : found;
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(new CodePage(page, more ? page.get(page.size() - 1).key().text() : null, usage.state(connector)));
    }

    private static UsageQuery query(
            ConnectorName connector,
            @Nullable UseKey key,
            @Nullable String campaign,
            @Nullable String since,
            @Nullable String until,
            String limit,
            @Nullable String after) {
        Instant from = UsageParameters.instant("since", since);
        Instant to = UsageParameters.instant("until", until);
        UsageParameters.ordered(from, to);
        return new UsageQuery(
                connector, key, UsageParameters.text(campaign), from, to, after, UsageParameters.limit(limit));
    }

    private void csv(UsageQuery query, boolean onePage, HttpServletResponse response) throws IOException {
        PrintWriter out = CsvAnswer.begin(response, "usage");
        UsageCsv csv = new UsageCsv(out);
        if (onePage) {
            usage.page(query).forEach(csv::write);
        } else {
            usage.each(query, csv::write);
        }
        out.flush();
    }

    /** @param code or, with {@code automatic=true}, an automatic discount's title */
    @GetMapping("/api/connectors/{connector}/usage/{code}/orders")
    OrderPage orders(
            @PathVariable("connector") String name,
            @PathVariable String code,
            @RequestParam(defaultValue = "false") boolean automatic,
            @RequestParam(required = false) @Nullable String since,
            @RequestParam(required = false) @Nullable String until,
            @RequestParam(defaultValue = "100") String limit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request) {
        ConnectorName connector = connectors.asked(name).name();
        UsageParameters.check(request.getParameterMap(), OF_ORDERS);
        UseKey key = automatic ? UseKey.ofTitle(code) : UseKey.ofCode(code);
        UsageQuery query =
                query(connector, key, null, since, until, limit, UsageParameters.cursor(cursor, UsageReader::isPlace));
        if (!usage.known(connector, key)) {
            throw new ResponseStatusException(
                    HttpStatus.NOT_FOUND, "Neither a campaign nor an order names " + code + ".");
        }
        List<OrderOfCode> found = usage.orders(query.after(query.after(), query.limit() + 1));
        boolean more = found.size() > query.limit();
        List<OrderOfCode> page = more ? found.subList(0, query.limit()) : found;
        return new OrderPage(page, more ? UsageReader.place(page.get(page.size() - 1)) : null);
    }
}
