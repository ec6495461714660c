package io.silkroute.preview;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.silkroute.activity.CsvAnswer;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.connector.Connector;
import io.silkroute.export.ledger.Acceptance;
import io.silkroute.export.ledger.Parked;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** {@code GET /api/connectors/{c}/failures}: the items that wait for a person, rejected or parked. */
@RestController
class FailuresApi {

    private static final int MOST = 500;

    private final Statuses statuses;
    private final Failures failures;

    FailuresApi(Statuses statuses, Failures failures) {
        this.statuses = statuses;
        this.failures = failures;
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Listed(List<Failures.Failure> items, @Nullable String next) {}

    /**
     * @param run only those that this run was the last to fail on
     * @param code only those of this cause
     * @param standing {@code open}, what waits for a person, or {@code accepted}
     * @param cursor {@code next} of the page before
     */
    @GetMapping("/api/connectors/{connector}/failures")
    Listed failures(
            @PathVariable String connector,
            @RequestParam(required = false) @Nullable String run,
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(defaultValue = "open") String standing,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "100") int limit) {
        Connector known = statuses.known(connector);
        int most = Math.max(1, Math.min(limit, MOST));
        List<Failures.Failure> found = failures.of(
                known,
                new Parked.Which(run, code, StandingWord.accepted(standing)),
                cursor == null ? null : after(cursor),
                most + 1);
        return found.size() <= most
                ? new Listed(found, null)
                : new Listed(found.subList(0, most), found.get(most - 1).key().toString());
    }

    /** All of them, for a spreadsheet. */
    @GetMapping("/api/connectors/{connector}/failures.csv")
    void csv(
            @PathVariable String connector,
            @RequestParam(required = false) @Nullable String run,
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(defaultValue = "open") String standing,
            HttpServletResponse response)
            throws IOException {
        Connector known = statuses.known(connector);
        Parked.Which which = new Parked.Which(run, code, StandingWord.accepted(standing));
        PrintWriter out = CsvAnswer.begin(response, "failures-" + known.name());
        CsvAnswer csv = new CsvAnswer(
                out,
                "type",
                "id",
                "outcome",
                "code",
                "sentence",
                "field",
                "message",
                "mendAt",
                "holder",
                "firstSeen",
                "lastTried",
                "tries",
                "run",
                "acceptedBy",
                "acceptedAt",
                "note");
        failures.each(known, which, one -> {
            Acceptance accepted = one.accepted();
            csv.line(
                    one.type(),
                    one.id(),
                    one.outcome(),
                    one.code(),
                    one.sentence(),
                    one.field(),
                    one.message(),
                    one.mendAt(),
                    one.holder(),
                    one.firstSeen(),
                    one.lastTried(),
                    one.tries(),
                    one.run(),
                    accepted == null ? null : accepted.by(),
                    accepted == null ? null : accepted.at(),
                    accepted == null ? null : accepted.note());
        });
        out.flush();
    }

    private static ItemKey after(String cursor) {
        return ItemKey.of(cursor)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.BAD_REQUEST, "The cursor is none of this list's; take it from \"next\"."));
    }
}
